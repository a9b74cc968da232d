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

import java.net.ProtocolException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What holds for every line that is read as a status line. */
final class StatusLineLaws {

    private static final Pattern INDICATOR = Pattern.compile("(\\+OK|-ERR|\\+)(?:[ \t].*)?", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("\\[([!-~&&[^\\[\\]]]{1,63})].*", Pattern.DOTALL);
    /** 200 characters of at most four octets' escapes, the quotes, the ellipsis, and the longest code's brackets. */
    private static final int LONGEST_QUOTE = 200 * 6 + 3;

    private StatusLineLaws() {}

    static void hold(String line) {
        Matcher indicator = INDICATOR.matcher(line.toUpperCase(Locale.ROOT));
        Optional<StatusLine> read = read(line);
        assertEquals(indicator.matches(), read.isPresent());
        read.ifPresent(status -> {
            assertParts(line, indicator.group(1), status);
            assertShown(status);
            assertGreeting(new Greeting(status));
        });
    }

    private static Optional<StatusLine> read(String line) {
        try {
            return Optional.of(StatusLine.parse(line));
        } catch (ProtocolException documented) {
            assertTrue(documented.getMessage().length() < LONGEST_QUOTE + 50, "shows too much");
            return Optional.empty();
        }
    }

    private static void assertParts(String line, String indicator, StatusLine status) {
        String words = line.substring(indicator.length()).strip();
        Matcher code = CODE.matcher(words);
        boolean coded = !indicator.equals("+") && code.matches();
        assertEquals(indicator.equals("+OK"), status.isOk());
        assertEquals(coded, status.responseCode().isPresent());
        if (coded) {
            assertEquals(new ResponseCode(code.group(1)), status.responseCode().orElseThrow());
            assertTrue(status.code().isWithin(status.code()));
            assertEquals(words.substring(code.end(1) + 1).stripLeading(), status.text());
        } else {
            assertEquals(words, status.text());
        }
    }

    private static void assertShown(StatusLine status) {
        String shown = status.toString();
        assertFalse(shown.chars().anyMatch(Character::isISOControl), "a log line can be forged");
        assertTrue(shown.length() <= LONGEST_QUOTE + 5, "shows too much");
    }

    private static void assertGreeting(Greeting greeting) {
        greeting.apopStamp().ifPresent(stamp -> {
            assertTrue(greeting.text().contains(stamp));
            assertTrue(stamp.startsWith("<") && stamp.endsWith(">") && stamp.contains("@"));
            assertTrue(stamp.chars().allMatch(c -> c > ' ' && c < 127), "a stamp of other than printable ASCII");
        });
    }
}
