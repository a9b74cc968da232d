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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Texts of the project use plain words, and the descriptions of options and headers short sentences. */
class PlainWordsTest {

    /** No part of a description between two of full stop, colon and semicolon has more words. */
    private static final int WORDS_OF_A_CLAUSE = 30;

    /** A sentence that users see and that has more words is listed in the log, for an author to look at. */
    private static final int WORDS_OF_A_SENTENCE = 30;

    /** Each phrase with the plain words for it. */
    private static final Map<String, String> PLAIN_WORDS = new TreeMap<>(Map.ofEntries(
            Map.entry("so manieth", "every n-th"),
            Map.entry("be had", "available, reachable"),
            Map.entry("in so many words", "explicitly"),
            Map.entry("told of", "reported"),
            Map.entry("be it", "even, also"),
            Map.entry("(?<!there )is none", "is invalid, is not a …"),
            Map.entry("whoever", "the caller, the client, …"),
            Map.entry("whomsoever", "the caller, the client, …"),
            Map.entry("come about", "be opened, happen"),
            Map.entry("came not", "did not come"),
            Map.entry("got not", "did not get"),
            Map.entry("needs not", "need not"),
            Map.entry("keeps? no other back", "does not block the others"),
            Map.entry("(?:at|to) rest", "stored, store")));

    private static final Pattern PHRASES =
            Pattern.compile("(?i)\\b(?:" + String.join("|", PLAIN_WORDS.keySet()) + ")\\b");

    /** Not counted: names in capitals, such as those of mechanisms, of which a description may list many. */
    private static final Pattern WORD = Pattern.compile("\\S*[a-z]\\S*");

    private static final Pattern END_OF_CLAUSE = Pattern.compile("(?<=[.!?:;])\\s+");

    /** The literals of a line of the log, or of the description of a JMX attribute or operation. */
    private static final Pattern IN_SOURCES = Pattern.compile(
            "(?:LOG\\.(?:info|warn|error)\\(|@Managed\\w+\\(description =)\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"(?:\\s*\\+\\s*)?)+)");

    private static final Pattern QUOTE = Pattern.compile("(?m)^> (.*)$");

    private static final Pattern END_OF_SENTENCE = Pattern.compile("(?<=[.!?:;])\\s+(?=[A-Z0-9`\"])|\n\\s*\n");

    @Test
    void noTextUsesAPhraseThatHasAPlainForm() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : texts()) {
            String text = Files.readString(file);
            Matcher phrase = PHRASES.matcher(text);
            while (phrase.find()) {
                found.add("%s:%d: \"%s\"; plain words are: %s"
                        .formatted(file, line(text, phrase.start()), phrase.group(), plainWordsFor(phrase.group())));
            }
        }
        assertThat(found).isEmpty();
    }

    private static List<Path> texts() throws IOException {
        return ProjectFiles.matching(".*\\.(java|md|adoc|json|xml|ya?ml|properties|sh)").stream()
                .filter(file -> !file.endsWith(PlainWordsTest.class.getSimpleName() + ".java"))
                .toList();
    }

    private static long line(String text, int place) {
        return text.substring(0, place).lines().count();
    }

    private static String plainWordsFor(String phrase) {
        return PLAIN_WORDS.entrySet().stream()
                .filter(entry -> Pattern.compile("(?i)" + entry.getKey().replaceFirst("^\\(\\?<![^)]*\\)", ""))
                        .matcher(phrase)
                        .matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theDescriptionsOfOptionsAndHeadersHaveShortClauses() {
        assertThat(descriptions()
                        .flatMap(option -> longPieces(END_OF_CLAUSE, option.getDescription(), WORDS_OF_A_CLAUSE)
                                .map(clause -> option.getName() + ": " + clause)))
                .isEmpty();
    }

    private static Stream<BaseOptionModel> descriptions() {
        ComponentModel model = Metadata.read();
        return Stream.of(
                        Metadata.componentAlone(model).stream(),
                        model.getEndpointOptions().stream(),
                        model.getEndpointHeaders().stream())
                .flatMap(options -> options)
                .map(BaseOptionModel.class::cast)
                .filter(option -> !isOfCamel(option));
    }

    /** Options that every polling consumer of Camel has; Camel describes them. */
    private static boolean isOfCamel(BaseOptionModel option) {
        return option.getLabel() != null && option.getLabel().contains("scheduler")
                || List.of(
                                "bridgeErrorHandler",
                                "exceptionHandler",
                                "pollStrategy",
                                "autowiredEnabled",
                                "lazyStartProducer")
                        .contains(option.getName());
    }

    /** A long sentence is not always a bad one: this prints them and fails only where it finds no texts. */
    @Test
    void longSentencesThatUsersSeeAreListed() throws IOException {
        Map<String, List<String>> texts = new TreeMap<>();
        texts.put(
                "option or header",
                descriptions().map(BaseOptionModel::getDescription).toList());
        texts.put("error message", found(QUOTE, List.of(ProjectFiles.ROOT.resolve("docs/error-messages.md"))));
        texts.put(
                "log line or JMX description", found(IN_SOURCES, ProjectFiles.matching(".*/src/main/java/.*\\.java")));
        assertThat(texts).allSatisfy((kind, ofTheKind) -> assertThat(ofTheKind).hasSizeGreaterThan(20));
        texts.forEach((kind, ofTheKind) -> ofTheKind.stream()
                .flatMap(text -> longPieces(END_OF_SENTENCE, text, WORDS_OF_A_SENTENCE))
                .distinct()
                .forEach(sentence -> LoggerFactory.getLogger(PlainWordsTest.class)
                        .warn("{} of {} words: {}", kind, words(sentence), sentence)));
    }

    private static List<String> found(Pattern text, List<Path> files) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            text.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1).replaceAll("\"\\s*\\+\\s*\"", ""))
                    .forEach(found::add);
        }
        return found;
    }

    @Test
    void aSentenceEndsAtItsFullStop() {
        assertThat(longPieces(END_OF_SENTENCE, "One two three. Four five six; Seven eight", 2))
                .containsExactly("One two three.", "Four five six;");
        assertThat(longPieces(END_OF_CLAUSE, "one two; three: four five six", 2))
                .containsExactly("four five six");
    }

    private static Stream<String> longPieces(Pattern end, String text, int most) {
        return end.splitAsStream(text).filter(piece -> words(piece) > most);
    }

    private static long words(String sentence) {
        return WORD.matcher(sentence).results().count();
    }
}
