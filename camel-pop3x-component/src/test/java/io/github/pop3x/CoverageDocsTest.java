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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The tables that say which test shows what: each test in them exists, and no row is without a test or a reason. */
class CoverageDocsTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");
    private static final Pattern ROW = Pattern.compile("\\|(.+)\\|");
    private static final String NO_TEST = "none: ";

    /** Simple names of test classes, with their full names. */
    private static final Map<String, String> CLASSES = new TreeMap<>();

    @BeforeAll
    static void findTests() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            files.map(file -> TESTS.relativize(file).toString())
                    .filter(file -> file.endsWith("Test.java"))
                    .map(file -> file.replace(".java", "").replaceAll("[/\\\\]", "."))
                    .forEach(name -> CLASSES.put(name.substring(name.lastIndexOf('.') + 1), name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"coverage.md", "promises.md", "routes.md"})
    void everyTestThatIsNamedExists(String document) throws Exception {
        Set<String> missing = new HashSet<>();
        int named = 0;
        var tests = TEST.matcher(Files.readString(DOCS.resolve(document)));
        while (tests.find()) {
            named++;
            if (!exists(tests.group(1), tests.group(2))) {
                missing.add(tests.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThanOrEqualTo((int) rows(document).count());
    }

    private static boolean exists(String simpleName, String method) throws ClassNotFoundException {
        String name = CLASSES.get(simpleName);
        if (name == null || method == null) {
            return name != null;
        }
        Class<?> test = Class.forName(name, false, CoverageDocsTest.class.getClassLoader());
        return Stream.concat(
                        Arrays.stream(test.getDeclaredMethods()).map(any -> any.getName()),
                        Arrays.stream(test.getDeclaredFields()).map(any -> any.getName()))
                .anyMatch(method::equals);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coverage.md", "promises.md", "routes.md"})
    void everyRowNamesATestOrGivesAReasonForNone(String document) throws IOException {
        List<String> bare = rows(document)
                .map(cells -> cells[cells.length - 1])
                .filter(tests -> !TEST.matcher(tests).find() && !tests.startsWith(NO_TEST))
                .toList();
        assertThat(bare).isEmpty();
    }

    @Test
    void noRowIsMissing() throws IOException {
        Set<String> ids = rows("coverage.md").map(cells -> cells[0]).collect(Collectors.toSet());
        assertThat(ids)
                .containsAll(numbered("P", 1, 43))
                .containsAll(numbered("P", 50, 56))
                .containsAll(numbered("R", 1, 43));
    }

    private static List<String> numbered(String letter, int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> String.format("%s-%02d", letter, number))
                .toList();
    }

    /** The rows of all tables in a document, without their heads, each as its cells. */
    private static Stream<String[]> rows(String document) throws IOException {
        return Files.readAllLines(DOCS.resolve(document)).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .map(row -> Arrays.stream(row.group(1).split("(?<!\\\\)\\|"))
                        .map(String::strip)
                        .toArray(String[]::new))
                .filter(cells -> !cells[0].matches("-+|#|RFC|promise|Route"));
    }
}
