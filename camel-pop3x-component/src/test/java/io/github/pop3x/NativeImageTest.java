/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software distributed under the License is distributed on
 * an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied. See the License for the
 * specific language governing permissions and limitations under the License.
 */
package io.github.pop3x;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the jar tells a native image: each class that Camel makes by its name, each class that JMX looks into, and each
 * resource that is read. No more, no less, and nothing that does not exist.
 */
class NativeImageTest {

    private static final String METADATA =
            "META-INF/native-image/io.github.pop3x/camel-pop3x-component/reachability-metadata.json";

    /** Looked for by its name, since it may be missing. */
    private static final String OPTIONAL = "io.micrometer.core.instrument.MeterRegistry";

    private static JsonObject metadata() throws Exception {
        try (InputStream in = NativeImageTest.class.getClassLoader().getResourceAsStream(METADATA)) {
            return (JsonObject) Jsoner.deserialize(new String(in.readAllBytes(), UTF_8));
        }
    }

    private static Set<String> texts(String part, String name) throws Exception {
        Collection<JsonObject> entries = metadata().getCollection(part);
        return entries.stream().map(entry -> entry.getString(name)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Path classes() throws Exception {
        return Path.of(Pop3xComponent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** The files that Camel reads at run time, as a class loader names them. */
    private static List<Path> servicesAndDescriptions() throws Exception {
        try (Stream<Path> files = Files.walk(classes().resolve("META-INF"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*/META-INF/(services|io|org)/.*"))
                    .toList();
        }
    }

    @Test
    void theResourcesAreThoseOfTheJar() throws Exception {
        Path classes = classes();
        assertThat(texts("resources", "glob"))
                .containsExactlyInAnyOrderElementsOf(servicesAndDescriptions().stream()
                        .map(file -> classes.relativize(file).toString())
                        .toList());
    }

    @Test
    void theClassesAreThoseThatAreMadeByTheirNameOrLookedInto() throws Exception {
        Set<String> expected = new TreeSet<>(Set.of(OPTIONAL, Pop3xConsumer.class.getName()));
        for (Path file : servicesAndDescriptions()) {
            expected.addAll(classesNamedIn(file));
        }
        for (Class<?> type = Pop3xConsumer.class; type != null; type = type.getSuperclass()) {
            if (type.isAnnotationPresent(ManagedResource.class)
                    && type.getPackage() == getClass().getPackage()) {
                expected.add(type.getName());
            }
        }

        assertThat(texts("reflection", "type")).containsExactlyElementsOf(expected);
    }

    private static List<String> classesNamedIn(Path service) throws IOException {
        if (!service.toString().contains("/services/")) {
            return List.of();
        }
        return Files.readAllLines(service).stream()
                .map(line -> line.replaceFirst("^class=", ""))
                .filter(line -> line.matches("io\\.github\\.pop3x\\.\\w+"))
                .toList();
    }

    @Test
    void eachClassExistsAndHasTheConstructorThatIsNamed() throws Exception {
        Collection<JsonObject> entries = metadata().getCollection("reflection");
        for (JsonObject entry : entries) {
            Class<?> type =
                    Class.forName(entry.getString("type"), false, getClass().getClassLoader());
            if (entry.containsKey("methods")) {
                assertThat(type.getConstructor()).isNotNull();
            } else {
                assertThat(entry.getBooleanOrDefault("allPublicMethods", false) || OPTIONAL.equals(type.getName()))
                        .as(type.getName())
                        .isTrue();
            }
        }
    }

    /** What is always there is named in the code, where an image finds it without being told. */
    @Test
    void noClassIsLookedUpByItsNameButThoseThatMayBeMissing() {
        JavaClasses ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.github.pop3x");
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.github.pop3x.diagnosis.ScramLibrary")
                .should()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class)
                .orShould()
                .callMethod(ClassLoader.class, "loadClass", String.class)
                .check(ours);
    }
}
