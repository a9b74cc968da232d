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
package io.github.pop3x.springboot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/** The page on dependencies lists what an application gets with the starter, under the licences that the poms declare. */
class DependenciesDocsTest {

    private static final Path PAGE = Path.of("..", "docs", "dependencies.md");

    /** What Maven resolves, written by the build. */
    private static final Path RESOLVED = Path.of("target", "runtime-dependencies.txt");

    private static final Pattern DEPENDENCY =
            Pattern.compile(" +([^: ]+):([^: ]+):jar:([^: ]+):\\w+:(\\S+\\.jar)( \\(optional\\))?.*");
    private static final Pattern ROW =
            Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\| (?:component|starter) \\| [^|]+ \\|");

    /** The names that poms give to licences, and what SPDX calls them. */
    private static final Map<String, String> LICENCES = Map.of(
            "(?i).*Apache.*2.*", "Apache-2.0",
            "(?i).*(EPL|Eclipse Public License).*2.*", "EPL-2.0",
            "(?i).*Eclipse Public License.*1.*", "EPL-1.0",
            "(?i).*(GPL|GNU General Public License).*2.*", "GPL-2.0-with-classpath-exception",
            "(?i).*(EDL|Eclipse Distribution License|BSD.3.Clause).*", "BSD-3-Clause",
            "(?i).*BSD 2.Clause.*", "BSD-2-Clause",
            "(?i).*Lesser General Public License.*", "LGPL-2.1",
            "MIT.*", "MIT");

    @Test
    void thePageListsWhatComesWithTheStarterAndItsLicences() throws Exception {
        Map<String, String> resolved = new TreeMap<>();
        for (String line : Files.readAllLines(RESOLVED)) {
            Matcher dependency = DEPENDENCY.matcher(line);
            if (dependency.matches()
                    && dependency.group(5) == null
                    && !dependency.group(1).equals("io.github.pop3x")) {
                String group = dependency.group(1);
                String artifact = dependency.group(2);
                Path repository = repository(Path.of(dependency.group(4)), group);
                resolved.put(
                        group + ":" + artifact,
                        String.join(", ", licences(repository, group, artifact, dependency.group(3))));
            }
        }
        Map<String, String> listed = new TreeMap<>();
        Files.readAllLines(PAGE).forEach(line -> {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                listed.put(row.group(1), row.group(2).strip());
            }
        });

        assertThat(resolved).containsKey("org.apache.camel:camel-support");
        assertThat(listed).isEqualTo(resolved);
    }

    /** The licences of an artifact: those of its pom, or else of the nearest of its parents that names one. */
    private static Set<String> licences(Path repository, String group, String artifact, String version)
            throws Exception {
        Path directory =
                repository.resolve(group.replace('.', '/')).resolve(artifact).resolve(version);
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(directory.resolve(artifact + "-" + version + ".pom").toFile())
                .getDocumentElement();
        NodeList named = project.getElementsByTagName("license");
        Set<String> licences = new TreeSet<>();
        for (int i = 0; i < named.getLength(); i++) {
            licences.add(nameOf(text((Element) named.item(i), "name")));
        }
        if (!licences.isEmpty()) {
            return licences;
        }
        Element parent = (Element) project.getElementsByTagName("parent").item(0);
        return licences(repository, text(parent, "groupId"), text(parent, "artifactId"), text(parent, "version"));
    }

    private static String text(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent().strip();
    }

    /** The local repository that a jar is in: it has a directory for each part of a name. */
    private static Path repository(Path jar, String group) {
        Path repository = jar.getParent().getParent().getParent();
        for (int i = 0; i < group.split("\\.").length; i++) {
            repository = repository.getParent();
        }
        return repository;
    }

    private static String nameOf(String licence) {
        return LICENCES.entrySet().stream()
                .filter(known -> licence.matches(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("This test does not know the licence " + licence));
    }
}
