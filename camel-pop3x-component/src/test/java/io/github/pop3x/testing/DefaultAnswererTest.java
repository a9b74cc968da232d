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
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DefaultAnswererTest {

    private static final String PLAIN = base64("\0alice\0s3cret");

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop =
            new Maildrop().add("a", "Subject: x\n\n.one\ntwo\n").add("b", "b").add("b", "");

    private final ServerProfile profile = new ServerProfile().mailbox("alice", "s3cret", maildrop);

    private RawClient connect() throws IOException {
        return new RawClient(server.answers(profile).port());
    }

    private RawClient login() throws IOException {
        return connect().login("alice", "s3cret");
    }

    @Test
    void listingsTellNumbersSizesAndUniqueIds() throws IOException {
        try (var client = login()) {
            assertEquals("+OK 3 26", client.command("STAT"));
            assertEquals("1 25\\r\\n2 1\\r\\n3 0\\r\\n", listing(client, "LIST"));
            assertEquals("1 a\\r\\n2 b\\r\\n3 b\\r\\n", listing(client, "uidl"));
            assertEquals("+OK 1 25", client.command("LIST 1"));
            assertEquals("+OK 3 b", client.command("UIDL 3"));
            assertEquals("-ERR no such message", client.command("LIST 4"));
            assertEquals("-ERR no such message", client.command("RETR 0"));
            assertEquals("-ERR unknown, or not now", client.command("PASS x"));
        }
    }

    @Test
    void messagesComeStuffedAndTerminated() throws IOException {
        try (var client = login()) {
            assertEquals("Subject: x\\r\\n\\r\\n.one\\r\\ntwo\\r\\n", Octets.show(client.retrieve(1)));
            assertEquals("b\\r\\n", Octets.show(client.retrieve(2)));
            assertEquals("", Octets.show(client.retrieve(3)));
        }
        assertTrue(server.awaitIdle().dialogue().contains("S: ..one\n"));
        assertEquals(List.of("a", "b", "b"), maildrop.retrievals());
    }

    @Test
    void topGivesHeaderAndLines() throws IOException {
        try (var client = login()) {
            assertEquals("Subject: x\\r\\n\\r\\n", listing(client, "TOP 1 0"));
            assertEquals("Subject: x\\r\\n\\r\\n.one\\r\\n", listing(client, "TOP 1 1"));
            assertEquals("Subject: x\\r\\n\\r\\n.one\\r\\ntwo\\r\\n", listing(client, "TOP 1 99"));
            assertEquals("-ERR TOP wants a message and a number of lines", client.command("TOP 1"));
        }
    }

    @Test
    void onlyQuitRemovesWhatIsMarked() throws IOException {
        try (var client = login()) {
            assertEquals("+OK", client.command("DELE 1"));
            assertEquals("-ERR no such message", client.command("DELE 1"));
            assertEquals("+OK 2 1", client.command("STAT"));
            assertEquals("+OK 1", client.command("LAST"));
            assertEquals("+OK 3 messages", client.command("RSET"));
            assertEquals("+OK", client.command("DELE 3"));
        }
        server.awaitIdle();
        assertEquals(List.of("a", "b", "b"), maildrop.uids());
        try (var client = login()) {
            client.command("DELE 3");
            client.command("DELE 1");
            assertEquals("+OK bye", client.command("QUIT"));
            assertEquals("", client.readToTheEnd());
        }
        assertEquals(List.of("b"), maildrop.uids());
        assertEquals(List.of("a", "b"), maildrop.removals());
        assertEquals(
                List.of(new Maildrop.Event(2, "LOGIN", ""), new Maildrop.Event(2, "DELE", "b")),
                maildrop.events().stream()
                        .filter(event -> event.session() == 2)
                        .limit(2)
                        .toList());
    }

    @Test
    void aSessionSeesWhatWasThereWhenItLoggedIn() throws IOException {
        try (var client = login()) {
            maildrop.add("c", "new\n").remove("a");
            assertEquals("+OK 3 26", client.command("STAT"));
            client.retrieve(1);
        }
        assertEquals(List.of("b", "b", "c"), maildrop.uids());
    }

    @Test
    void anExclusiveMaildropHasOneSessionAtATime() throws IOException {
        maildrop.exclusive();
        try (var first = login()) {
            assertThrows(IOException.class, this::login, "[IN-USE]");
            first.command("QUIT");
            login().close();
        }
    }

    @Test
    void everyWayToLogInWorks() throws IOException {
        assertLogin("AUTH PLAIN " + PLAIN);
        assertLogin("AUTH PLAIN", "+\\x20", PLAIN);
        assertLogin(
                "AUTH LOGIN",
                "+ " + base64("Username:"),
                base64("alice"),
                "+ " + base64("Password:"),
                base64("s3cret"));
        try (var client = connect()) {
            String stamp = client.readLine().replaceFirst(".*<", "<");
            assertEquals("+OK 3 messages", client.command("APOP alice " + Digests.md5(stamp + "s3cret")));
        }
        try (var client = connect()) {
            client.readLine();
            String challenge = client.command("AUTH CRAM-MD5").substring(2);
            String stamp = new String(Base64.getDecoder().decode(challenge), StandardCharsets.UTF_8);
            assertEquals("+OK 3 messages", client.command(base64("alice " + Digests.hmacMd5("s3cret", stamp))));
        }
    }

    @Test
    void noWayToLogInWorksWithoutTheSecret() throws IOException {
        try (var client = connect()) {
            client.readLine();
            client.command("USER alice");
            assertEquals("-ERR [AUTH] authentication failed", client.command("PASS wrong"));
            assertEquals("-ERR [AUTH] authentication failed", client.command("APOP alice 0"));
            assertEquals("-ERR [AUTH] authentication failed", client.command("AUTH PLAIN " + base64("\0alice\0x")));
            assertEquals("-ERR not base64", client.command("AUTH PLAIN !"));
            client.command("AUTH PLAIN");
            assertEquals("-ERR AUTH cancelled", client.command("*"));
            assertEquals("-ERR unknown, or not now", client.command("STAT"));
        }
    }

    @Test
    void aTestMayAddAMechanism() throws IOException {
        profile.sasl(new ServerSasl() {
            @Override
            public String name() {
                return "X-TRUST";
            }

            @Override
            public Optional<String> authenticate(SaslExchange exchange, Function<String, Optional<String>> passwords)
                    throws IOException {
                return Optional.of(new String(exchange.first(), StandardCharsets.UTF_8));
            }
        });
        assertLogin("AUTH X-TRUST " + base64("alice"));
        try (var client = connect()) {
            client.readLine();
            assertTrue(listing(client, "CAPA").contains("SASL PLAIN LOGIN CRAM-MD5 X-TRUST\\r\\n"));
        }
    }

    @Test
    void stlsComesBeforeLoginAndForgetsWhatWasSaid() throws IOException {
        server.tls(TestCertificates.LOCALHOST.server());
        try (var client = connect()) {
            client.readLine();
            assertTrue(listing(client, "CAPA").contains("STLS"));
            client.command("USER alice");
            client.command("STLS");
            client.startTls(TestCertificates.trustingClient(), "localhost");
            assertEquals("-ERR [AUTH] authentication failed", client.command("PASS s3cret"));
            assertTrue(!listing(client, "CAPA").contains("STLS"));
            assertEquals("+OK 3 messages", client.command("AUTH PLAIN " + PLAIN));
        }
    }

    @Test
    void capabilitiesCanBeWithheldHiddenAndMadeUp() throws IOException {
        profile.without("TOP", "PIPELINING", "APOP", "RESP-CODES")
                .unannounced("UIDL")
                .announcing("LOGIN-DELAY 10");
        try (var client = connect()) {
            assertEquals("+OK POP3 server ready", client.readLine());
            assertEquals(
                    "USER\\r\\nAUTH-RESP-CODE\\r\\nUTF8\\r\\nLANG\\r\\nSASL PLAIN LOGIN CRAM-MD5\\r\\nLOGIN-DELAY 10\\r\\n",
                    listing(client, "CAPA"));
            assertEquals("-ERR authentication failed", client.command("PASS x"));
            client.command("AUTH PLAIN " + PLAIN);
            assertEquals("-ERR unknown, or not now", client.command("TOP 1 0"));
            assertEquals("+OK 1 a", client.command("UIDL 1"));
        }
    }

    @Test
    void sizesMayLie() throws IOException {
        maildrop.add("big", MessageSource.of(new byte[0]), 6L << 30);
        try (var client = login()) {
            assertEquals("+OK 4 6442450970", client.command("STAT"));
        }
    }

    @Test
    void aGeneratedMessageHasItsExactSizeAndEndsInCrlf() throws IOException {
        for (long size : List.of(256L, 8_191L, 8_192L, 100_001L)) {
            maildrop.add("g" + size, MessageSource.generated(size));
        }
        try (var client = login()) {
            for (int number = 4; number <= 7; number++) {
                byte[] octets = client.retrieve(number);
                assertEquals("+OK " + number + " " + octets.length, client.command("LIST " + number));
                assertArrayEquals(
                        new byte[] {'\r', '\n'}, new byte[] {octets[octets.length - 2], octets[octets.length - 1]});
            }
        }
    }

    @Test
    void aGeneratedMessageNeedsNoHeap() throws IOException {
        long[] counted = {0};
        MessageSource.generated(1L << 30).writeTo(new OutputStream() {
            @Override
            public void write(int octet) {
                counted[0]++;
            }

            @Override
            public void write(byte[] octets, int from, int length) {
                counted[0] += length;
            }
        });
        assertEquals(1L << 30, counted[0]);
    }

    private void assertLogin(String command, String... challengesAndResponses) throws IOException {
        try (var client = connect()) {
            client.readLine();
            String reply = client.command(command);
            for (int i = 0; i < challengesAndResponses.length; i += 2) {
                assertEquals(challengesAndResponses[i].replace("\\x20", " "), reply);
                reply = client.command(challengesAndResponses[i + 1]);
            }
            assertEquals("+OK 3 messages", reply);
        }
    }

    private static String listing(RawClient client, String command) throws IOException {
        assertTrue(client.command(command).startsWith("+OK"), command);
        return Octets.show(client.readBody());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
