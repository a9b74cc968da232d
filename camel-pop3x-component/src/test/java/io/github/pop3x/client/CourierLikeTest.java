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
import java.util.List;

import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.testing.CourierLike;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Mode;
import io.github.pop3x.testing.RawClient;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A server that announces PIPELINING before the login, and then loses commands that are pipelined there. */
class CourierLikeTest {

    private static final int MESSAGES = 50;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();

    private void serve(Mode mode) {
        for (int i = 1; i <= MESSAGES; i++) {
            maildrop.add("uid-" + i, "Subject: " + i + "\n\nbody\n");
        }
        ServerProfile profile =
                new ServerProfile().mailbox("alice", "s3cret", maildrop).without("PLAIN", "LOGIN", "CRAM-MD5", "APOP");
        server.mode(mode).answers(() -> new CourierLike(profile));
    }

    private Pop3Session open() throws IOException {
        return Pop3Client.open(Pop3ClientOptions.builder(server.host(), CredentialsProvider.of("alice", "s3cret"))
                .port(server.port())
                .tls(TlsMode.NONE)
                .readTimeout(Dialogue.AMPLE)
                .build());
    }

    @Test
    void aPipelinedLoginIsLost() throws IOException {
        serve(Mode.ONE_SEGMENT);
        try (var client = new RawClient(server.port())) {
            client.readLine();
            client.send("USER alice\\r\\nPASS s3cret\\r\\nSTAT\\r\\n");
            client.readLine();
            assertEquals("-ERR unknown, or not now", client.command("STAT"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everythingIsRetrievedAndDeletedAllTheSame(Mode mode) throws IOException {
        serve(mode);
        try (Pop3Session session = open()) {
            session.drain((message, octets) -> assertTrue(octets.readAllBytes().length > 0));
            assertTrue(session.quit().isOk());
        }
        assertEquals(MESSAGES, maildrop.removals().size());
    }

    @Test
    void beforeTheLoginEachCommandIsAFlightOfItsOwn() throws IOException {
        serve(Mode.ONE_SEGMENT);
        try (Pop3Session session = open()) {
            // CAPA, USER, PASS.
            assertEquals(3, server.log().flights(), server::dialogue);
            assertEquals(MESSAGES, session.messages().size());
            assertEquals(4, server.log().flights(), "CAPA, UIDL and LIST together, the login being over");
            session.quit();
        }
        List<String> said = server.awaitIdle()
                .dialogue()
                .lines()
                .filter(line -> line.startsWith("C: "))
                .toList();
        assertEquals(List.of("CAPA", "USER alice", "PASS s3cret", "CAPA", "UIDL", "LIST", "QUIT"), commands(said));
    }

    private static List<String> commands(List<String> lines) {
        return lines.stream().map(line -> line.substring("C: ".length())).toList();
    }
}
