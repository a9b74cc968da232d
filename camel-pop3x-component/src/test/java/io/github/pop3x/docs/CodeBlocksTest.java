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
package io.github.pop3x.docs;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

/** Each block of code in each document is right: it compiles, loads, or names what exists. */
class CodeBlocksTest {

    private static final CamelCatalog CATALOG = Metadata.catalog();
    private static final ComponentModel MODEL = Metadata.read();
    private static final Pattern URI = Pattern.compile("[\"'](pop3xs?:[^\"']*)[\"']");
    private static final Pattern OPTION = Pattern.compile("camel\\.component\\.pop3xs?\\.(.+)");

    /** What only users need: a backend of SLF4J that shows the log without being set up. */
    private static final String USERS_OWN = "slf4j-simple";

    /** What Spring Boot's properties have beside the options of the component. */
    private static final String STARTERS_OWN = "sslBundle";

    @TempDir
    Path directory;

    static Stream<CodeBlock> blocks() throws IOException {
        return CodeBlock.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void isRight(CodeBlock block) throws Exception {
        switch (block.language()) {
            case "java" -> compile(block);
            case "yaml" -> load(block);
            case "xml" -> parse(block);
            case "properties" -> checkProperties(block);
            case "json" -> Jsoner.deserialize(block.text());
            case "", "text", "sh", "shell", "bash", "console" ->
                assertThat(ShellBlock.faults(block.text())).as(block.toString()).isEmpty();
            case "mermaid" -> assertThat(block.text()).isNotBlank();
            default -> fail("%s: this test does not know the language", block);
        }
    }

    private void compile(CodeBlock block) throws IOException {
        assertThat(JavaBlock.faults(block, directory)).as(block.toString()).isEmpty();
        URI.matcher(block.text()).results().map(uri -> uri.group(1)).forEach(uri -> checkUri(block, uri));
    }

    private static void checkUri(CodeBlock block, String uri) {
        var result = CATALOG.validateEndpointProperties(uri);
        Set<String> texts = result.getInvalidReference() == null
                ? Set.of()
                : result.getInvalidReference().keySet();
        assertThat(texts).as("%s: %s", block, uri).allMatch(option -> Metadata.isTextOrBean(MODEL, option));
        assertThat(result.getNumberOfErrors())
                .as("%s: %s", block, result.summaryErrorMessage(false))
                .isEqualTo(texts.size());
    }

    private static void load(CodeBlock block) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("block.yaml", block.text()));
            assertThat(context.getRouteDefinitions())
                    .as(block.toString())
                    .isNotEmpty()
                    .allSatisfy(route -> {
                        String uri = route.getInput().getEndpointUri();
                        if (uri.startsWith("pop3x")) {
                            checkUri(block, uri);
                        }
                    });
        }
    }

    private static void parse(CodeBlock block) throws Exception {
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<block>" + block.text() + "</block>")))
                .getDocumentElement();
        NodeList dependencies = root.getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            String group = child(dependency, "groupId");
            String artifact = child(dependency, "artifactId");
            if (group.equals("io.github.pop3x")) {
                assertThat(Path.of("..", artifact)).as(block.toString()).isDirectory();
                assertThat(child(dependency, "version")).as(block.toString()).isEqualTo(MODEL.getVersion());
            } else if (!artifact.equals(USERS_OWN)) {
                assertThat(artifacts()).as(block.toString()).contains(artifact);
            }
        }
    }

    private static String child(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }

    /** What the poms name: a document may tell users to take the same. */
    private static Set<String> artifacts() throws IOException {
        return Pattern.compile("<artifactId>([^<]+)</artifactId>")
                .matcher(Files.readString(Path.of("pom.xml"))
                        + Files.readString(Path.of("..", "pom.xml"))
                        + Files.readString(Path.of("..", "camel-pop3x-spring-boot-starter", "pom.xml"))
                        + Files.readString(Path.of("..", "camel-pop3x-examples", "quarkus", "pom.xml")))
                .results()
                .map(artifact -> artifact.group(1))
                .collect(Collectors.toSet());
    }

    private static void checkProperties(CodeBlock block) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(block.text()));
        assertThat(properties).as(block.toString()).isNotEmpty();
        Set<String> options = Stream.concat(
                        MODEL.getComponentOptions().stream().map(BaseOptionModel::getName), Stream.of(STARTERS_OWN))
                .collect(Collectors.toSet());
        List<String> unknown = new ArrayList<>();
        for (String name : properties.stringPropertyNames()) {
            var option = OPTION.matcher(name);
            boolean known = option.matches()
                    ? options.contains(StringHelper.dashToCamelCase(option.group(1)))
                    : !name.startsWith("camel.")
                            || CATALOG.validateConfigurationProperty(name + "=" + properties.getProperty(name))
                                    .isSuccess();
            if (!known) {
                unknown.add(name);
            }
        }
        assertThat(unknown).as(block.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java       | from(\"pop3x:mail.example.com\").nowhere();",
                "java       | from(\"pop3x:mail.example.com?usernam=alice\").to(\"log:mail\");",
                "yaml       | [{from: {uri: 'pop3x:a', parameters: {usernam: alice}, steps: [{to: 'log:mail'}]}}]",
                "xml        | <dependency><groupId>org.example</groupId><artifactId>nothing</artifactId></dependency>",
                "properties | camel.component.pop3xs.usernam = alice",
                "properties | camel.main.nam = inbox",
                "sh         | mvn -Pnone",
                "sh         | mvn verify -Dpop3x.none=1",
                "sh         | java -cp camel-pop3x-component.jar io.github.pop3x.None",
                "basic      | 10 PRINT",
            })
    void aFaultIsFound(String language, String code) throws IOException {
        Path page = directory.resolve("page.md");
        Files.writeString(page, "# Page\n\n```" + language + "\n" + code + "\n```\n");
        CodeBlock block = CodeBlock.in(page).get(0);
        assertThat(block.line()).isEqualTo(4);
        assertThatThrownBy(() -> isRight(block))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("page.md:4");
    }
}
