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
import java.time.Duration;

import io.github.pop3x.client.wire.WireLimits;
import io.github.pop3x.testing.Mode;
import io.github.pop3x.testing.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BrokenSessionTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private Pop3Session open(String afterLogin) throws IOException {
        server.plays(Dialogue.LOGIN + afterLogin);
        return Dialogue.open(server);
    }

    private String place() {
        return "127.0.0.1:" + server.port();
    }

    @ParameterizedTest
    @EnumSource
    void anInvalidStatusLineBreaksTheSession(Mode mode) throws IOException {
        server.mode(mode);
        try (Pop3Session pop = open("""
            C: DELE 1
            S: +OK
            C: STAT
            S: * 2 EXISTS
            C! close
            """)) {
            pop.delete(1);
            String cause = "expected +OK or -ERR, found \"* 2 EXISTS\"";
            assertBroken(place() + ", in STAT: " + cause, pop::stat);
            assertBroken(place() + ", in LIST: " + cause, pop::list);
            assertBroken(place() + ", in RETR: " + cause, () -> pop.retrieve(1));
            assertBroken(place() + ", in QUIT: " + cause, pop::quit);
        }
    }

    private interface Call {
        void run() throws IOException;
    }

    private static void assertBroken(String message, Call call) {
        assertSays(message, assertThrows(Pop3ProtocolException.class, call::run));
    }

    /** What happened; what to do follows. */
    private static void assertSays(String message, IOException broken) {
        assertTrue(broken.getMessage().startsWith(message + ". "), broken::getMessage);
        assertTrue(broken.getMessage().contains("The session has ended"), broken::getMessage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+OK", "-ERR no", "+OK 2 20", "-err [SYS/TEMP] later"})
    void anAnswerInsideAListingBreaksItAndTheMessageNamesTheLine(String line) throws IOException {
        try (Pop3Session pop = open("""
            C: LIST
            S: +OK
            S: 9 90
            S: %s
            C! close
            """.formatted(line))) {
            String message =
                    assertThrows(Pop3ProtocolException.class, pop::list).getMessage();
            assertTrue(message.startsWith(place() + ", in LIST: line 2: expected a "), message);
            assertThrows(Pop3ProtocolException.class, pop::quit);
        }
    }

    @Test
    void unexpectedOctetsBreakTheSessionBeforeTheNextCommand() throws IOException {
        server.mode(Mode.ONE_SEGMENT);
        try (Pop3Session pop = open("""
            C: DELE 1
            S: +OK
            S: +OK stray
            C! close
            """)) {
            pop.delete(1);
            assertBroken(place() + ", in QUIT: unexpected data from the server: \"+OK stray\\x0d\\x0a\"", pop::quit);
        }
    }

    @Test
    void aMessageWithAnUnstuffedDotBreaksItBeforeTheNextCommand() throws IOException {
        server.mode(Mode.ONE_SEGMENT);
        try (Pop3Session pop = open("""
            C: RETR 1
            S: +OK
            S: before
            S: .
            S: after
            S: .
            C! close
            """)) {
            pop.retrieve(1).readAllBytes();
            assertThrows(Pop3ProtocolException.class, () -> pop.delete(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMessageThatIsCutIsNeverPassedOffAsAWholeOne(Mode mode) throws IOException {
        server.mode(mode);
        try (Pop3Session pop = open("""
            C: RETR 1
            S: +OK
            S: Subject: cut
            S: .\\
            S! close
            """)) {
            MessageStream message = pop.retrieve(1);
            assertBroken(
                    place() + ", in RETR: connection closed within a multi-line reply, 14 octets read",
                    message::readAllBytes);
            message.close();
            assertThrows(Pop3ProtocolException.class, pop::quit);
        }
    }

    @Test
    void closingAMessageEarlyReadsALittleOn() throws IOException {
        Pop3Session pop = open("""
            C: RETR 1
            S: +OK
            S: %s
            S: .
            C: QUIT
            S: +OK
            """.formatted("x".repeat(90)));
        pop.retrieve(1).close();
        assertTrue(pop.quit().isOk());
    }

    @Test
    void closingAMessageEarlyGivesTheSessionUpWhereMuchIsLeft() throws IOException {
        Pop3Session pop = open("""
            C: DELE 2
            S: +OK
            C: RETR 1
            S: +OK
            S: %s
            S: .
            C! close
            """.formatted("x".repeat(900)));
        pop.delete(2);
        pop.retrieve(1).close();
        assertBroken(place() + ", in QUIT: the answer to RETR 1 was not read to its end", pop::quit);
        pop.close();
    }

    @Test
    void silenceRunsIntoTheReadTimeoutAndBreaksIt() throws IOException {
        server.plays(Dialogue.LOGIN + """
            C: STAT
            S! stall
            """);
        try (Pop3Session pop = Pop3Client.open(Dialogue.options(server).toBuilder()
                .connectionTimeout(Dialogue.AMPLE)
                .readTimeout(Dialogue.SHORT)
                .quitTimeout(Dialogue.AMPLE)
                .sessionTimeout(Dialogue.AMPLE)
                .build())) {
            Pop3TimeoutException timeout = assertThrows(Pop3TimeoutException.class, pop::stat);
            assertSays(place() + ", in STAT: no answer in time: Read timed out", timeout);
            assertEquals("readTimeout", timeout.option());
            assertEquals(
                    "readTimeout",
                    assertThrows(Pop3TimeoutException.class, pop::quit).option());
        }
    }

    @Test
    void theSessionTimeoutEndsASessionThatWaitsForAnAnswer() throws IOException {
        server.plays(Dialogue.LOGIN + """
            C: STAT
            S! stall
            """);
        try (Pop3Session pop = Pop3Client.open(Dialogue.options(server).toBuilder()
                .connectionTimeout(Dialogue.AMPLE)
                .readTimeout(Dialogue.AMPLE)
                .quitTimeout(Dialogue.AMPLE)
                .sessionTimeout(Duration.ofMillis(700))
                .build())) {
            Pop3TimeoutException timeout = assertThrows(Pop3TimeoutException.class, pop::stat);
            assertSays(place() + ", in STAT: no answer in time: the session took longer than 700 ms", timeout);
            assertEquals("sessionTimeout", timeout.option());
        }
    }

    @Test
    void theAnswerToQuitHasATimeoutOfItsOwn() throws IOException {
        server.plays(Dialogue.LOGIN + """
            C: QUIT
            S! stall
            """);
        try (Pop3Session pop = Pop3Client.open(Dialogue.options(server).toBuilder()
                .connectionTimeout(Dialogue.AMPLE)
                .readTimeout(Dialogue.AMPLE)
                .quitTimeout(Dialogue.SHORT)
                .sessionTimeout(Dialogue.AMPLE)
                .build())) {
            assertEquals(
                    "quitTimeout",
                    assertThrows(Pop3TimeoutException.class, pop::quit).option());
        }
    }

    @Test
    void theAnswerToStlsIsBoundByTheConnectionTimeout() throws IOException {
        server.plays("""
            S: +OK ready
            C: STLS
            S! stall
            """);
        Pop3ClientOptions options = Dialogue.options(server).toBuilder()
                .tls(TlsMode.STARTTLS)
                .connectionTimeout(Duration.ofSeconds(2)) // long enough for the greeting on a busy machine
                .readTimeout(Dialogue.AMPLE)
                .quitTimeout(Dialogue.AMPLE)
                .sessionTimeout(Dialogue.AMPLE)
                .build();
        assertEquals(
                "connectionTimeout",
                assertThrows(Pop3TimeoutException.class, () -> Pop3Client.open(options))
                        .option());
    }

    @Test
    void aLostAnswerToQuitIsReported() throws IOException {
        Pop3Session pop = open("""
            C: QUIT
            S! close
            """);
        assertThrows(Pop3ProtocolException.class, pop::quit);
        pop.close();
    }

    @Test
    void answersLongerThanTheLimitsBreakTheSession() throws IOException {
        server.plays(Dialogue.LOGIN + """
            C: UIDL
            S: +OK
            S: 1 a
            S: 2 b
            S: 3 c
            C! close
            """)
                .plays(Dialogue.LOGIN + """
            C: RETR 1
            S: +OK
            S: 12345678
            S: 1
            C! close
            """)
                .plays(Dialogue.LOGIN + """
            C: NOOP
            S: +OK %s
            C! close
            """.formatted("x".repeat(600)));
        Pop3ClientOptions tight = Dialogue.options(server).toBuilder()
                .limits(new WireLimits(512, 2, 10, 0))
                .build();
        try (Pop3Session pop = Pop3Client.open(tight)) {
            assertBroken(place() + ", in UIDL: more than the limit of 2 lines", pop::uidl);
        }
        try (Pop3Session pop = Pop3Client.open(tight)) {
            MessageStream message = pop.retrieve(1);
            assertBroken(place() + ", in RETR: message is longer than the limit of 10 octets", message::readAllBytes);
        }
        try (Pop3Session pop = Pop3Client.open(tight)) {
            assertBroken(place() + ", in NOOP: reply line is longer than the limit of 512 octets", pop::noop);
        }
    }
}
