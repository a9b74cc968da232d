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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The page on dependencies lists what an application gets with the component; its starter has the test of the rest. */
class DependenciesDocsTest {

    private static final Path PAGE = ProjectFiles.ROOT.resolve("docs").resolve("dependencies.md");

    /** What Maven resolves, written by the build. */
    private static final Path RESOLVED = Path.of("target", "runtime-dependencies.txt");

    private static final Pattern DEPENDENCY =
            Pattern.compile(" +([^: ]+:[^: ]+):jar:([^: ]+):\\w+:\\S+( \\(optional\\))?.*");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| [^|]+ \\| component \\| [^|]+ \\|");

    @Test
    void thePageListsWhatComesWithTheComponent() throws IOException {
        Set<String> resolved = new TreeSet<>();
        for (String line : Files.readAllLines(RESOLVED)) {
            Matcher dependency = DEPENDENCY.matcher(line);
            if (dependency.matches() && dependency.group(3) == null) {
                resolved.add(dependency.group(1));
                assumeTrue(
                        !dependency.group(1).equals("org.apache.camel:camel-support")
                                || dependency.group(2).equals(versionOfCamel()),
                        "the page is about the Camel that the project is built for");
            }
        }
        Set<String> listed = new TreeSet<>();
        Files.readAllLines(PAGE).forEach(line -> {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                listed.add(row.group(1));
            }
        });

        assertThat(resolved).contains("org.apache.camel:camel-support");
        assertThat(listed).isEqualTo(resolved);
    }

    private static String versionOfCamel() throws IOException {
        return Files.readString(ProjectFiles.ROOT.resolve("pom.xml"))
                .replaceFirst("(?s).*<camel.version>([^<]+)<.*", "$1");
    }
}
