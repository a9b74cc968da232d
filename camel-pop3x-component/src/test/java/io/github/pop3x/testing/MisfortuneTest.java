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
package io.github.pop3x.testing;

import java.io.IOException;
import java.util.List;

import javax.net.ssl.SSLException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MisfortuneTest {

    private static final String LOGIN = "USER alice\\r\\nPASS s3cret\\r\\n";
    private static final String DELETE_AND_QUIT = LOGIN + "DELE 1\\r\\nQUIT\\r\\n";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop().add("a", "one\n.\ntwo\n").add("b", "x\n");

    @BeforeEach
    void noStampThatDiffers() {
        server.answers(new ServerProfile().mailbox("alice", "s3cret", maildrop).without("APOP"));
    }

    @ParameterizedTest
    @EnumSource
    void aCutAfterServerOctetsIsExact(Mode mode) throws IOException {
        String whole = say(DELETE_AND_QUIT);
        server.mode(mode);
        for (int n = 0; n < Octets.parse(whole).length; n++) {
            server.suffers(Misfortune.cutAfterServerOctets(n));
            String part = say(DELETE_AND_QUIT);
            assertEquals(n, Octets.parse(part).length, part);
        }
    }

    @Test
    void aCutAfterClientOctetsObeysWholeCommandsOnly() throws IOException {
        int all = Octets.parse(DELETE_AND_QUIT).length;
        for (int n = 0; n < all; n++) {
            server.suffers(Misfortune.cutAfterClientOctets(n));
            say(DELETE_AND_QUIT);
        }
        assertEquals(List.of(), maildrop.removals());
        assertEquals(all * (all - 1L) / 2, server.awaitIdle().log().clientOctets());
        server.suffers(Misfortune.cutAfterClientOctets(all));
        assertTrue(say(DELETE_AND_QUIT).endsWith("+OK\\r\\n+OK 2 messages\\r\\n+OK\\r\\n"), "no reply to QUIT");
        assertEquals(List.of("a"), maildrop.removals());
    }

    @Test
    void thousandsOfSessionsAMinute() throws IOException {
        maildrop.exclusive();
        for (int i = 0; i < 1_000; i++) {
            server.suffers(Misfortune.cutAfterServerOctets(40));
            say(LOGIN);
        }
        assertEquals(40_000, server.awaitIdle().log().serverOctets());
    }

    @Test
    void aStallKeepsTheConnectionUntilTheClientGoes() throws IOException {
        server.suffers(Misfortune.stallAfterServerOctets(3));
        try (var client = new RawClient(server.port())) {
            assertEquals("+OK", client.send("QUIT\\r\\n").leave());
        }
        assertTrue(server.awaitIdle().dialogue().endsWith("S: +OK\\\nS! stall\n"), server.dialogue());
    }

    @Test
    void aResetIsNotAnEnd() throws IOException {
        server.suffers(Misfortune.resetAfterServerOctets(3));
        assertThrows(IOException.class, () -> say("CAPA\\r\\n"));
        server.suffers(Misfortune.resetInsteadOfClose(), Misfortune.cutAfterServerOctets(3));
        assertThrows(IOException.class, () -> say("CAPA\\r\\n"));
    }

    @Test
    void anEarlyCloseSaysNothing() throws IOException {
        server.suffers(Misfortune.earlyClose());
        assertEquals("", say(""));
    }

    @Test
    void aTlsAlertEndsTheHandshake() throws IOException {
        server.tls(TestCertificates.LOCALHOST.server()).suffers(Misfortune.tlsAlert());
        try (var client = new RawClient(server.port())) {
            client.readLine();
            client.command("STLS");
            var failure = assertThrows(
                    SSLException.class, () -> client.startTls(TestCertificates.trustingClient(), "localhost"));
            assertTrue(failure.getMessage().contains("handshake_failure"), failure.getMessage());
        }
    }

    @Test
    void aGreetingMayBeAnything() throws IOException {
        server.suffers(Misfortune.greets("220 smtp\\x80\\r\\n"));
        assertEquals("220 smtp\\x80\\r\\n+OK bye\\r\\n", say("QUIT\\r\\n"));
    }

    @Test
    void aRefusedCommandIsNotObeyed() throws IOException {
        server.suffers(Misfortune.refuse("DELE 1", "[SYS/TEMP] not now"));
        assertTrue(say(DELETE_AND_QUIT).endsWith("-ERR [SYS/TEMP] not now\\r\\n+OK bye\\r\\n"));
        assertEquals(List.of(), maildrop.removals());
    }

    @Test
    void silenceIsNoAnswerAndNoEnd() throws IOException {
        server.suffers(Misfortune.silenceAt("STAT"));
        try (var client = new RawClient(server.port()).login("alice", "s3cret")) {
            client.send("STAT\\r\\nNOOP\\r\\n");
        }
        assertTrue(server.awaitIdle().dialogue().endsWith("C: STAT\nS! stall\n"), server.dialogue());
    }

    @Test
    void anExtraLinePutsTheReplyToTheNextCommandOutOfStep() throws IOException {
        server.suffers(Misfortune.extraLineAfter("NOOP", "+OK once more"));
        try (var client = new RawClient(server.port()).login("alice", "s3cret")) {
            assertEquals("+OK", client.command("NOOP"));
            assertEquals("+OK once more", client.command("STAT"));
        }
    }

    @Test
    void anUnstuffedDotEndsAMessageEarly() throws IOException {
        server.suffers(Misfortune.unstuffedAt("RETR"));
        try (var client = new RawClient(server.port()).login("alice", "s3cret")) {
            assertEquals("one\\r\\n", Octets.show(client.retrieve(1)));
            assertEquals("two", client.readLine());
        }
    }

    @Test
    void anAutologoutRemovesNothingAndFreesTheLock() throws IOException {
        maildrop.exclusive();
        server.suffers(Misfortune.autologoutAt("QUIT"));
        assertTrue(say(DELETE_AND_QUIT).endsWith("messages\\r\\n+OK\\r\\n"));
        assertTrue(say(DELETE_AND_QUIT).endsWith("+OK bye\\r\\n"));
        assertEquals(List.of("a"), maildrop.removals());
    }

    @Test
    void aQuitMayLie() throws IOException {
        server.suffers(Misfortune.quitRemovesNothing());
        assertTrue(say(DELETE_AND_QUIT).endsWith("+OK bye\\r\\n"));
        assertEquals(List.of("a", "b"), maildrop.uids());
    }

    @Test
    void aQuitMayRemoveWithoutSayingSo() throws IOException {
        server.suffers(Misfortune.lostQuitReply());
        assertTrue(say(DELETE_AND_QUIT).endsWith("messages\\r\\n+OK\\r\\n"));
        assertEquals(List.of("b"), maildrop.uids());
    }

    /** Sends a flight and reads until the server closes. */
    private String say(String octets) throws IOException {
        try (var client = new RawClient(server.port())) {
            return client.send(octets).readToTheEnd();
        }
    }
}
