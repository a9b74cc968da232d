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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The yardstick itself, seen by a client that thinks nothing. */
@Tag("dovecot")
class DovecotServerTest {

    @RegisterExtension
    static final DovecotServer DOVECOT = new DovecotServer();

    private static RawClient login(String user) throws IOException {
        return new RawClient(DOVECOT.port()).login(user, DovecotServer.PASSWORD);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void eachUserHasAMailboxInTheOrderOfDelivery() throws IOException {
        DOVECOT.mailbox("one")
                .deliver(List.of(octets("A: 1\r\n\r\n.\r\n"), octets("A: 2\r\n\r\n")))
                .deliver(List.of(octets("A: 3\r\n\r\n")));
        DOVECOT.mailbox("other");
        try (var one = login("one");
                var other = login("other")) {
            assertTrue(one.command("STAT").startsWith("+OK 3 "));
            assertArrayEquals(octets("A: 1\r\n\r\n.\r\n"), one.retrieve(1));
            assertArrayEquals(octets("A: 2\r\n\r\n"), one.retrieve(2));
            assertArrayEquals(octets("A: 3\r\n\r\n"), one.retrieve(3));
            assertEquals("+OK 0 0", other.command("STAT"));
        }
    }

    @Test
    void aDeletedMessageIsGoneAfterQuit() throws IOException {
        DovecotMailbox mailbox =
                DOVECOT.mailbox("leaving").deliver(List.of(octets("A: 1\r\n\r\n"), octets("A: 2\r\n\r\n")));
        try (var client = login("leaving")) {
            client.command("DELE 1");
            assertEquals(2, mailbox.count());
            assertTrue(client.command("QUIT").startsWith("+OK"));
        }
        assertEquals(1, mailbox.count());
    }

    @Test
    void theServerOffersMechanismsAndRefusesAWrongPassword() throws IOException {
        try (var client = new RawClient(DOVECOT.port())) {
            assertTrue(client.readLine().endsWith(">"), "no stamp for APOP");
            client.command("CAPA");
            String capabilities = new String(client.readBody(), StandardCharsets.US_ASCII);
            for (String mechanism : List.of("PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256")) {
                assertTrue(capabilities.contains(" " + mechanism), capabilities);
            }
            assertEquals("-ERR [AUTH] Authentication failed.", client.command("AUTH PLAIN " + plain("wrong")));
            assertEquals("+OK Logged in.", client.command("AUTH PLAIN " + plain(DovecotServer.PASSWORD)));
        }
    }

    private static String plain(String password) {
        return Base64.getEncoder().encodeToString(octets("\0alice\0" + password));
    }

    @Test
    void theDigestsOfApopAndCramMd5LogIn() throws IOException {
        try (var apop = new RawClient(DOVECOT.port());
                var cram = new RawClient(DOVECOT.port())) {
            String greeting = apop.readLine();
            String stamp = greeting.substring(greeting.indexOf('<'));
            assertEquals("+OK Logged in.", apop.command("APOP alice " + Digests.md5(stamp + DovecotServer.PASSWORD)));
            cram.readLine();
            String challenge = new String(
                    Base64.getDecoder().decode(cram.command("AUTH CRAM-MD5").substring(2)), StandardCharsets.US_ASCII);
            String answer = "alice " + Digests.hmacMd5(DovecotServer.PASSWORD, challenge);
            assertEquals("+OK Logged in.", cram.command(Base64.getEncoder().encodeToString(octets(answer))));
        }
    }

    @Test
    void theServerPresentsTheCertificateOfLocalhost() throws IOException {
        try (var implicit = new RawClient(DOVECOT.tlsPort());
                var stls = new RawClient(DOVECOT.port())) {
            implicit.startTls(TestCertificates.trustingClient(), "localhost").login("alice", DovecotServer.PASSWORD);
            stls.readLine();
            stls.command("STLS");
            stls.startTls(TestCertificates.trustingClient(), "localhost");
            assertTrue(stls.command("USER alice").startsWith("+OK"));
        }
    }

    @Test
    void twoRunSideBySideAndOneThatIsClosedListensNoMore() throws IOException {
        int port;
        try (var second = new DovecotServer().start()) {
            port = second.port();
            second.mailbox("alice").deliver(List.of(octets("A: 1\r\n\r\n")));
            try (var client = new RawClient(port)) {
                client.login("alice", DovecotServer.PASSWORD);
                assertTrue(client.command("LIST 1").startsWith("+OK 1 "));
            }
        }
        assertThrows(IOException.class, () -> new RawClient(port).close());
        login("alice").close();
    }

    @Test
    void aMissingDovecotFailsWithThePackagesToInstall() {
        String failure = assertThrows(
                        IllegalStateException.class,
                        () -> DovecotServer.program(Stream.of(Path.of("/nowhere/dovecot"))))
                .getMessage();
        assertTrue(failure.contains("apt-get install dovecot-core dovecot-pop3d"), failure);
    }
}
