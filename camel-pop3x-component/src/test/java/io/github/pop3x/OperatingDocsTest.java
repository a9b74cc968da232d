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
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.pop3x.session.Trouble;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page for operators leaves nothing out that they may see. */
class OperatingDocsTest {

    private static final Path PAGE = Path.of("..", "docs", "operating.md");
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern LOGGED = Pattern.compile(
            "LOG\\.(?:info|warn|error)\\(\\s*(\"(?:[^\"\\\\]|\\\\.)*\"(?:\\s*\\+\\s*\"(?:[^\"\\\\]|\\\\.)*\")*)");

    /** Up to the exception, which is the last argument: a comma or semicolon within a literal ends nothing. */
    private static final Pattern REPORTED = Pattern.compile("(?:handleException|report|failed)\\(\\s*(?:\\w+,\\s*)?"
            + "((?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\";,]|,(?!\\s*(?:new |\\w+\\)|[a-z]+\\(entry\\))))*)");

    /** Shorter ones are of the grammar and not of the matter. */
    private static final int TELLING = 12;

    private final String page = read(PAGE).replaceAll("\\s+", " ");

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private void assertNamed(Set<String> names) {
        assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(page).contains("`" + name));
    }

    @Test
    void everyJmxAttribute() {
        Set<String> names = new TreeSet<>();
        for (Method method : Pop3xManagedConsumer.class.getDeclaredMethods()) {
            if (method.isAnnotationPresent(ManagedAttribute.class)) {
                names.add(method.getName().replaceFirst("^(get|is)", ""));
            }
        }
        assertNamed(names);
    }

    @Test
    void everyJmxOperation() {
        Set<String> names = new TreeSet<>();
        for (Method method : Pop3xManagedConsumer.class.getDeclaredMethods()) {
            if (method.isAnnotationPresent(ManagedOperation.class)) {
                names.add(method.getName());
            }
        }
        assertNamed(names);
    }

    @Test
    void everyReasonOfTheHealthCheck() {
        Set<String> reasons = new TreeSet<>(Set.of("never polled", "failed"));
        Arrays.stream(Trouble.Reason.values()).map(Trouble.Reason::words).forEach(reasons::add);
        assertNamed(reasons);
    }

    @Test
    void everyEvent() {
        Set<String> names = new TreeSet<>();
        Arrays.stream(Pop3xEvent.class.getPermittedSubclasses())
                .forEach(event -> names.add("Pop3xEvent." + event.getSimpleName()));
        assertNamed(names);
    }

    @Test
    void everyPublicException() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path file : sources()) {
            String name = file.getFileName().toString().replace(".java", "");
            if (name.endsWith("Exception") && read(file).contains("\npublic ")) {
                names.add(name);
            }
        }
        assertNamed(names);
    }

    @Test
    void everyLineOfTheLogFromInfoUpwards() throws IOException {
        assertTold(LOGGED, 10);
    }

    @Test
    void everyReportToTheExceptionHandler() throws IOException {
        assertTold(REPORTED, 15);
    }

    /**
     * By the longest piece of the words that does not vary.
     *
     * @param more there are more calls than that: fewer are found by a pattern that has come to miss some
     */
    private void assertTold(Pattern call, int more) throws IOException {
        List<String> pieces = new ArrayList<>();
        for (Path file : sources()) {
            call.matcher(read(file))
                    .results()
                    .filter(found -> found.group(1).contains("\""))
                    .map(OperatingDocsTest::longest)
                    .forEach(pieces::add);
        }
        pieces.removeIf(piece -> piece.length() < TELLING);
        assertThat(pieces).hasSizeGreaterThan(more);
        assertThat(new TreeSet<>(pieces)).allSatisfy(piece -> assertThat(page).contains(piece));
    }

    private static String longest(MatchResult call) {
        StringBuilder words = new StringBuilder();
        LITERAL.matcher(call.group(1).replaceAll("\"\\s*\\+\\s*\"", ""))
                .results()
                .forEach(literal -> words.append(literal.group(1)).append("{}"));
        return Stream.of(words.toString().split("\\{}|%s|\\\\\"|[;:.] ?"))
                .map(piece -> piece.replaceAll("^[, ]+|[, ]+$", ""))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }
}
