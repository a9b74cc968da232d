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
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CommandsTest {

    @Test
    void theLinesAreThoseOfTheRfcs() {
        Map<Command<?>, String> lines = Map.ofEntries(
                Map.entry(Commands.capa(), "CAPA"),
                Map.entry(Commands.stls(), "STLS"),
                Map.entry(Commands.user("mrose"), "USER mrose"),
                Map.entry(Commands.pass("secret word"), "PASS secret word"),
                Map.entry(Commands.auth("PLAIN"), "AUTH PLAIN"),
                Map.entry(Commands.auth("PLAIN", "AGEAYg=="), "AUTH PLAIN AGEAYg=="),
                Map.entry(Commands.stat(), "STAT"),
                Map.entry(Commands.list(), "LIST"),
                Map.entry(Commands.uidl(), "UIDL"),
                Map.entry(Commands.retr(1), "RETR 1"),
                Map.entry(Commands.top(2147483647, 0), "TOP 2147483647 0"),
                Map.entry(Commands.dele(12), "DELE 12"),
                Map.entry(Commands.rset(), "RSET"),
                Map.entry(Commands.noop(), "NOOP"),
                Map.entry(Commands.quit(), "QUIT"));
        lines.forEach((command, line) -> assertEquals(line, command.line()));
        lines.forEach((command, line) -> assertEquals(command.keyword().name(), line.split(" ")[0]));
    }

    @Test
    void onlyListingsHaveMoreLinesThatAParserReads() {
        for (Command<?> command : List.of(Commands.capa(), Commands.list(), Commands.uidl())) {
            assertTrue(command.isMultiLine());
        }
        for (Command<?> command : List.of(Commands.stat(), Commands.dele(1), Commands.quit(), Commands.pass("p"))) {
            assertFalse(command.isMultiLine());
            assertThrows(ProtocolException.class, () -> command.parser().line(new byte[1], 0, 1));
        }
    }

    @Test
    void messageNumbersStartAtOneAndLinesAtZero() {
        for (int number : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThrows(IllegalArgumentException.class, () -> Commands.retr(number));
            assertThrows(IllegalArgumentException.class, () -> Commands.dele(number));
            assertThrows(IllegalArgumentException.class, () -> Commands.top(number, 0));
        }
        assertThrows(IllegalArgumentException.class, () -> Commands.top(1, -1));
    }

    @Test
    void aCommandKnowsTheMessageThatItIsAbout() {
        for (Command<?> command :
                List.of(Commands.list(7), Commands.uidl(7), Commands.retr(7), Commands.top(7, 3), Commands.dele(7))) {
            assertEquals(OptionalInt.of(7), command.message(), command.toString());
        }
        for (Command<?> command : List.of(Commands.list(), Commands.rset(), Commands.extension("XTND", "7", false))) {
            assertEquals(OptionalInt.empty(), command.message(), command.toString());
        }
    }

    @Test
    void secretsAreMaskedWhereverACommandIsShown() {
        assertEquals("PASS ****", Commands.pass("s3cret").toString());
        assertEquals(
                "AUTH PLAIN ****",
                Commands.auth("PLAIN", "AGFsaWNlAHMzY3JldA==").toString());
        assertEquals("USER alice", Commands.user("alice").toString());
        assertEquals("AUTH PLAIN", Commands.auth("PLAIN").toString());
    }

    @Test
    void aCommandServesManyTimesAndEachAnswerHasAParserOfItsOwn() {
        assertNotSame(Commands.list().parser(), Commands.list().parser());
    }
}
