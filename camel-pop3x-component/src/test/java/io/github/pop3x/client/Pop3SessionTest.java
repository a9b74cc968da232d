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
package io.github.pop3x.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import io.github.pop3x.client.command.DropListing;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.ResponseCode;
import io.github.pop3x.client.command.SessionState;
import io.github.pop3x.testing.Mode;
import io.github.pop3x.testing.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class Pop3SessionTest {

    private static final String QUIT = """
            C: QUIT
            S: +OK bye
            """;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private Pop3Session open(String afterLogin) throws IOException {
        server.plays(Dialogue.LOGIN + afterLogin);
        return Dialogue.open(server);
    }

    @ParameterizedTest
    @EnumSource
    void aWholeSessionReadsTheSameHoweverItsOctetsCome(Mode mode) throws IOException {
        server.mode(mode);
        try (Pop3Session pop = open("""
            C: STAT
            S: +OK 2 320
            C: UIDL
            S: +OK
            S: 1 whqtswO00WBw418f9t5JxYwZ
            S: 2 QhdPYR:00WBw1Ph7x7
            S: .
            C: LIST
            S: +OK 2 messages (320 octets)
            S: 1 120
            S: 2 200
            S: .
            C: RETR 1
            S: +OK 120 octets
            S: Subject: dots
            S:
            S: ..
            S: ...two
            S: .
            C: TOP 2 1
            S: +OK
            S: Subject: top
            S:
            S: first
            S: .
            C: DELE 1
            S: +OK marked
            C: RSET
            S: +OK
            C: NOOP
            S: +OK
            C: DELE 2
            S: +OK
            C: QUIT
            S: +OK removed
            """)) {
            assertEquals("ready", pop.greeting().text());
            assertEquals(new DropListing(2, 320), pop.stat());
            assertEquals(
                    List.of(
                            new Pop3Message(1, 120, "whqtswO00WBw418f9t5JxYwZ"),
                            new Pop3Message(2, 200, "QhdPYR:00WBw1Ph7x7")),
                    pop.messages());
            assertEquals("Subject: dots\r\n\r\n.\r\n..two\r\n", read(pop.retrieve(1)));
            assertEquals("Subject: top\r\n\r\nfirst\r\n", read(pop.top(2, 1)));
            pop.delete(1);
            pop.reset();
            pop.noop();
            pop.delete(new Pop3Message(2, 200, ""));
            assertTrue(pop.quit().isOk());
        }
    }

    private static String read(InputStream message) throws IOException {
        try (message) {
            return new String(message.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void quitCommitsTheDeletions(Mode mode) throws IOException {
        server.mode(mode);
        Pop3Session pop = open("""
            C: DELE 1
            S: +OK
            C: QUIT
            S: +OK bye
            """);
        pop.delete(1);
        assertEquals("bye", pop.quit().text());
        assertEquals(SessionState.CLOSED, pop.state());
        pop.close();
    }

    @ParameterizedTest
    @EnumSource
    void closeAbandonsTheDeletions(Mode mode) throws IOException {
        server.mode(mode);
        try (Pop3Session pop = open("""
            C: DELE 1
            S: +OK
            C! close
            """)) {
            pop.delete(1);
        }
    }

    @Test
    void anExceptionAbandonsTheDeletions() throws IOException {
        assertThrows(IllegalArgumentException.class, () -> {
            try (Pop3Session pop = open("""
                C: DELE 1
                S: +OK
                C! close
                """)) {
                pop.delete(1);
                pop.delete(0);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedCommandLeavesTheSessionAlive(Mode mode) throws IOException {
        server.mode(mode);
        Pop3Session pop = open("""
            C: RETR 7
            S: -ERR [SYS/TEMP] no such message
            C: STAT
            S: +OK 0 0
            """ + QUIT);
        Pop3CommandException refused = assertThrows(Pop3CommandException.class, () -> pop.retrieve(7));
        assertEquals(Keyword.RETR, refused.keyword());
        assertEquals(Optional.of(ResponseCode.SYS_TEMP), refused.responseCode());
        assertEquals("no such message", refused.text());
        assertEquals(
                "127.0.0.1:" + server.port() + " refused RETR 7: \"[SYS/TEMP] no such message\"", refused.getMessage());
        assertEquals(0, pop.stat().count());
        pop.quit();
    }

    @Test
    void commandsAfterQuitAreRefused() throws IOException {
        Pop3Session pop = open(QUIT);
        pop.quit();
        pop.close();
        assertEquals(
                "STAT is not legal in CLOSED",
                assertThrows(IllegalStateException.class, pop::stat).getMessage());
        assertThrows(IllegalStateException.class, pop::quit);
        assertThrows(IllegalStateException.class, () -> pop.retrieve(1));
    }

    @Test
    void anEmptyMaildropListsNothingWhereListIsRefused() throws IOException {
        Pop3Session pop = open("""
            C: UIDL
            S: +OK
            S: .
            C: LIST
            S: -ERR no messages
            C: STAT
            S: +OK 0 0
            """ + QUIT);
        assertEquals(List.of(), pop.messages());
        pop.quit();
    }

    @Test
    void listRefusedForAnotherReasonIsRefused() throws IOException {
        Pop3Session pop = open("""
            C: LIST
            S: -ERR not now
            C: STAT
            S: +OK 1 10
            """ + QUIT);
        Pop3CommandException refused = assertThrows(Pop3CommandException.class, pop::list);
        assertEquals("not now", refused.text());
        pop.quit();
    }

    @Test
    void withoutUidlMessagesHaveNoIds() throws IOException {
        Pop3Session pop = open("""
            C: UIDL
            S: -ERR what?
            C: LIST
            S: +OK
            S: 1 120
            S: .
            """ + QUIT);
        MaildropListing messages = pop.messages();
        assertFalse(messages.hasUids());
        assertEquals(List.of(new Pop3Message(1, 120, "")), messages);
        pop.quit();
    }

    @Test
    void noCommandIsSentBeforeAMessageIsReadOrClosed() throws IOException {
        Pop3Session pop = open("""
            C: RETR 1
            S: +OK
            S: a line
            S: .
            """ + QUIT);
        MessageStream message = pop.retrieve(1);
        assertEquals('a', message.read());
        String misuse = assertThrows(IllegalStateException.class, pop::stat).getMessage();
        assertEquals("the answer to RETR 1 is not read to its end, nor closed", misuse);
        assertThrows(IllegalStateException.class, pop::quit);
        message.close();
        message.close();
        assertThrows(IOException.class, message::read);
        pop.quit();
    }

    @Test
    void aMessageThatWasReadToItsEndNeedNotBeClosed() throws IOException {
        Pop3Session pop = open("""
            C: RETR 1
            S: +OK
            S: .
            """ + QUIT);
        MessageStream empty = pop.retrieve(1);
        assertFalse(empty.isEnded());
        assertEquals(-1, empty.read());
        assertTrue(empty.isEnded());
        assertEquals(0, empty.octets());
        pop.quit();
    }

    @Test
    void itsPrintedFormTellsWhereAndInWhichState() throws IOException {
        Pop3Session pop = open(QUIT);
        assertEquals("Pop3Session[127.0.0.1:" + server.port() + ", TRANSACTION]", pop.toString());
        pop.quit();
    }
}
