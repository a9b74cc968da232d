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
package io.github.pop3x.client.command;

import java.math.BigInteger;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Answers made of any octets, and the words of their lines as regular expressions find them. */
final class NaiveAnswers {

    private static final String DIGITS = "[0-9]+";

    private NaiveAnswers() {}

    /** The lines of an answer: whatever stands between line feeds. */
    static List<String> lines(byte[] octets) {
        return Arrays.asList(latin1(octets).split("\n", -1));
    }

    /** The words of a line; a line of blanks has none. */
    static List<String> words(String line) {
        return Arrays.stream(line.split("[ \t]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Tells whether a line is the status line of another answer. */
    static boolean beginsAnAnswer(String line) {
        return line.matches("(?is)(\\+OK|-ERR).*");
    }

    /** A number from 0 to a bound, or empty if the word is not such a number. */
    static Optional<BigInteger> number(String word, long bound) {
        return Optional.of(word)
                .filter(digits -> digits.matches(DIGITS))
                .map(BigInteger::new)
                .filter(number -> number.compareTo(BigInteger.valueOf(bound)) <= 0);
    }

    /** A message number, or empty if the word is not one. */
    static Optional<Integer> messageNumber(String word) {
        return number(word, Integer.MAX_VALUE).map(BigInteger::intValue).filter(number -> number > 0);
    }

    /**
     * Parses an answer; empty if it is refused. The lines lie among digits, which a parser that looks beyond its window
     * would take for its own.
     */
    static <T> Optional<T> parse(Command<T> command, List<String> lines) {
        ResponseParser<T> parser = command.parser();
        try {
            parser.status(StatusLine.parse("+OK"));
            for (String line : lines) {
                byte[] buffer = ("42 " + line + " 42").getBytes(StandardCharsets.ISO_8859_1);
                parser.line(buffer, 3, 3 + line.length());
            }
            return Optional.of(parser.value());
        } catch (ProtocolException documented) {
            return Optional.empty();
        }
    }

    static String latin1(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
