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

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A maildrop that hides at QUIT what its session retrieved, and only then. */
class HidingMaildropTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop()
            .add("a", "Subject: a\n\na\n")
            .add("b", "Subject: b\n\nb\n")
            .hidesRetrieved();

    private void session(String... commands) throws IOException {
        server.answers(maildrop);
        try (RawClient client = new RawClient(server.port())) {
            client.readLine();
            client.command("USER alice");
            client.command("PASS s3cret");
            for (String command : commands) {
                client.command(command);
                for (String line = ""; command.startsWith("RETR") && !line.equals("."); ) {
                    line = client.readLine();
                }
            }
        }
        server.awaitIdle();
    }

    @Test
    void quitHidesARetrievedMessage() throws IOException {
        session("RETR 1", "QUIT");
        assertEquals(List.of("b"), maildrop.uids());
        assertEquals(List.of(), maildrop.removals());
    }

    @Test
    void quitRemovesARetrievedAndDeletedMessage() throws IOException {
        session("RETR 1", "DELE 1", "QUIT");
        assertEquals(List.of("b"), maildrop.uids());
        assertEquals(List.of("a"), maildrop.removals());
    }

    @Test
    void withoutQuitAllStays() throws IOException {
        session("RETR 1", "DELE 2");
        assertEquals(List.of("a", "b"), maildrop.uids());
    }
}
