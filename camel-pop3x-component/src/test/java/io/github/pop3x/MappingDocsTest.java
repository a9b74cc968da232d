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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.pop3x.mime.MimeDefect;
import io.github.pop3x.testing.parser.ExplainedAttachments;
import io.github.pop3x.testing.parser.ExplainedFields;
import io.github.pop3x.testing.parser.ExplainedTexts;
import io.github.pop3x.testing.parser.ParserDifference;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The page that says what a route sees has a row for each difference that is explained, and no other. */
class MappingDocsTest {

    private static final Path PAGE = Path.of("..", "docs", "mapping.md");

    @Test
    void everyExplainedDifferenceHasItsRow() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| who | what they do |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        List<String> expected = Arrays.stream(ParserDifference.values())
                .map(MappingDocsTest::row)
                .toList();
        assertEquals(String.join("\n", expected), String.join("\n", rows));
    }

    @Test
    void everyDefectIsInTheTable() throws IOException {
        List<String> words = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| defect |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|")[1])
                .flatMap(cell ->
                        Pattern.compile("`([^`]+)`").matcher(cell).results().map(word -> word.group(1)))
                .toList();
        List<String> defects =
                Arrays.stream(MimeDefect.values()).map(MimeDefect::toString).toList();
        assertEquals(String.join("\n", defects), String.join("\n", words));
    }

    private static String row(ParserDifference difference) {
        Set<String> parsers = new TreeSet<>();
        Set<String> mails = new TreeSet<>();
        Stream.of(ExplainedFields.ALL, ExplainedTexts.ALL, ExplainedAttachments.ALL)
                .flatMap(table -> table.entrySet().stream())
                .filter(entry -> entry.getValue() == difference)
                .map(Map.Entry::getKey)
                .forEach(place -> {
                    parsers.add(place.parser());
                    mails.add(place.mail());
                });
        long ofTheCorpus = mails.stream().filter(mail -> mail.endsWith(".eml")).count();
        return "| " + String.join(", ", parsers) + " | " + difference.theirs() + " | " + difference.ours() + " | "
                + ofTheCorpus + " |";
    }
}
