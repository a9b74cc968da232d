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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ScriptedServerTest {

    private static final String TWO_COMMANDS = """
            S: +OK ready
            C: NOOP
            S: +OK nothing done
            C: QUIT
            S: +OK bye
            """;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @ParameterizedTest
    @EnumSource
    void theExampleOfTheRfcIsPlayedInEveryMode(Mode mode) throws IOException {
        server.mode(mode).plays(Transcript.resource(getClass(), "rfc1939-section10.pop3"));
        try (var client = new RawClient(server.port())) {
            assertExampleSessionIsPlayed(client);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theExampleOfTheRfcIsPlayedOverTlsInEveryMode(Mode mode) throws IOException {
        server.implicitTls(TestCertificates.LOCALHOST.server());
        server.mode(mode).plays(Transcript.resource(getClass(), "rfc1939-section10.pop3"));
        try (var client = new RawClient(server.port())) {
            assertExampleSessionIsPlayed(client.startTls(TestCertificates.trustingClient(), "localhost"));
        }
    }

    @Test
    void stlsIsALineOfTheTranscript() throws IOException {
        server.tls(TestCertificates.LOCALHOST.server()).plays("""
            S: +OK ready
            C: STLS
            S: +OK begin
            S! starttls
            C: QUIT
            S: +OK bye
            """);
        try (var client = new RawClient(server.port())) {
            client.readLine();
            client.command("STLS");
            client.startTls(TestCertificates.trustingClient(), "localhost");
            assertEquals("+OK bye", client.command("QUIT"));
        }
    }

    private static void assertExampleSessionIsPlayed(RawClient client) throws IOException {
        assertEquals("+OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>", client.readLine());
        client.command("APOP mrose c4c9334bac560ecc979e58001b3e22fb");
        assertEquals("+OK 2 320", client.command("STAT"));
        client.command("LIST");
        assertEquals("1 120\\r\\n2 200\\r\\n", Octets.show(client.readBody()));
        for (int number = 1; number <= 2; number++) {
            assertEquals(number == 1 ? 120 : 200, client.retrieve(number).length);
            client.command("DELE " + number);
        }
        client.command("QUIT");
        assertEquals("", client.readToTheEnd());
    }

    @Test
    void aDialogueThatWasHeldCanBePlayedAgain() throws IOException {
        server.plays(Transcript.resource(getClass(), "rfc1939-section10.pop3"));
        try (var client = new RawClient(server.port())) {
            assertExampleSessionIsPlayed(client);
        }
        String first = server.awaitIdle().dialogue();
        try (var again = new ScriptedServer().plays(first)) {
            try (var client = new RawClient(again.port())) {
                assertExampleSessionIsPlayed(client);
            }
            assertEquals(first, again.awaitIdle().dialogue().replace("--- 1 1 ", "--- 1 "));
        }
    }

    @Test
    void aDialogueOfTheDefaultAnswererCanBePlayedAgainHoweverItEnded() throws IOException {
        var profile = new ServerProfile()
                .mailbox("alice", "s3cret", new Maildrop().add("a", "/one/\n.\n"))
                .without("APOP");
        String flight = "USER alice\\r\\nPASS s3cret\\r\\nRETR 1\\r\\nSTAT\\r\\n/odd/\\r\\nNO\\x80";
        var misfortunes = List.of(
                Misfortune.cutAfterServerOctets(70),
                Misfortune.cutAfterClientOctets(30),
                Misfortune.silenceAt("RETR"),
                Misfortune.autologoutAt("STAT"));
        for (Misfortune misfortune : misfortunes) {
            String first;
            try (var original = new ScriptedServer().answers(profile).suffers(misfortune)) {
                sendAndLeave(original, flight);
                first = original.dialogue();
            }
            try (var again = new ScriptedServer().plays(first)) {
                sendAndLeave(again, flight);
                assertEquals(first, again.dialogue().replaceFirst("--- 1 1", "--- 1"), misfortune.toString());
            }
        }
    }

    private static void sendAndLeave(ScriptedServer server, String flight) throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send(flight).leave();
        }
        server.awaitIdle();
    }

    @Test
    void aClientMayPipelineWhatTheTranscriptHasInLockStep() throws IOException {
        server.plays(TWO_COMMANDS);
        try (var client = new RawClient(server.port())) {
            client.send("NOOP\\r\\nQUIT\\r\\n");
            assertEquals("+OK ready\\r\\n+OK nothing done\\r\\n+OK bye\\r\\n", client.readToTheEnd());
        }
    }

    @Test
    void aClientMayGoInLockStepWhereTheTranscriptIsPipelined() throws IOException {
        server.plays("""
            S: +OK ready
            C: NOOP
            C: QUIT
            S: +OK nothing done
            S: +OK bye
            """);
        try (var client = new RawClient(server.port())) {
            client.readLine();
            assertEquals("+OK nothing done", client.command("NOOP"));
            assertEquals("+OK bye", client.command("QUIT"));
        }
    }

    @Test
    void flightsAndOctetsAreCounted() throws IOException {
        server.mode(Mode.ONE_SEGMENT).plays(TWO_COMMANDS).plays(TWO_COMMANDS);
        try (var client = new RawClient(server.port())) {
            client.readLine();
            client.send("NOOP\\r\\nQUIT\\r\\n").readToTheEnd();
        }
        try (var client = new RawClient(server.port())) {
            client.readLine();
            client.command("NOOP");
            client.command("QUIT");
        }
        SessionLog log = server.awaitIdle().log();
        assertEquals(2, log.sessions());
        assertEquals(1 + 2, log.flights());
        assertEquals(2 * "NOOP..QUIT..".length(), log.clientOctets());
        assertEquals(2 * "+OK ready..+OK nothing done..+OK bye..".length(), log.serverOctets());
    }

    @Test
    void theServerMayEndASessionInManyWays() throws IOException {
        server.plays("""
            S: half
            S! close
            --- reset
            C: NOOP
            S! reset
            --- stall
            S: +OK
            S! stall
            """);
        try (var client = new RawClient(server.port())) {
            assertEquals("half\\r\\n", client.readToTheEnd());
        }
        try (var client = new RawClient(server.port())) {
            assertThrows(IOException.class, () -> client.send("NOOP\\r\\n").readToTheEnd());
        }
        try (var client = new RawClient(server.port())) {
            assertEquals("+OK\\r\\n", client.send("NOOP\\r\\n").leave());
        }
    }

    @Test
    void aClientMayLeaveWhereTheTranscriptAllowsIt() throws IOException {
        server.plays("""
            S: +OK ready
            C: /NOOP|noop/
            S: +OK half of a re\\
            C! close
            """);
        try (var client = new RawClient(server.port())) {
            client.readLine();
            client.send("noop\\r\\n");
        }
    }

    @Test
    void theDefaultAnswererFillsInWhatIsNotOdd() throws IOException {
        server.answers(new Maildrop().add("a", "one\n").add("b", "two\n")).plays("""
            S! default
            C: RETR 2
            S: -ERR [SYS/TEMP] not now
            S! default
            """);
        try (var client = new RawClient(server.port()).login("alice", "s3cret")) {
            assertArrayEquals(Octets.parse("one\\r\\n"), client.retrieve(1));
            assertEquals("-ERR [SYS/TEMP] not now", client.command("RETR 2"));
            assertEquals("+OK 2 10", client.command("STAT"));
            assertEquals("+OK bye", client.command("QUIT"));
        }
    }

    @Test
    void theDefaultAnswererTrustsALoginThatTheScriptAnswered() throws IOException {
        server.answers(new Maildrop().add("a", "one\n")).plays("""
            S: +OK ready
            C: AUTH X-ODD
            S: +\\x20
            C: *
            S: +OK as you like
            S! default
            """);
        try (var client = new RawClient(server.port())) {
            client.readLine();
            client.command("AUTH X-ODD");
            client.command("*");
            assertEquals("+OK 1 5", client.command("STAT"));
        }
    }
}
