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
package io.github.pop3x;

import java.util.List;

import io.github.pop3x.client.Pop3ProtocolException;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/**
 * A server that never stuffs dots, and a message with a lone one: it ends early, and what is left of it is found where
 * the answer to the next command should be. That is this message's doing, and not the next one's.
 */
class UnstuffedMessageTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();

    @BeforeEach
    void answer() {
        server.answers(maildrop).alwaysSuffers(Misfortune.unstuffedAt("RETR"));
    }

    private void add(String uid) {
        maildrop.add(uid, "Subject: " + uid + "\n\nHello\n");
    }

    private void addDotted() {
        maildrop.add("dotted", "Subject: dotted\n\nbefore\n.\nafter\n");
    }

    /** What failed is not due again within the test. */
    private PolledRoute route() throws Exception {
        return PolledRoute.from(server, "delete=true&delay=3600000", exchange -> {});
    }

    @Test
    void anUnstuffedMessageDoesNotBlockLaterMessages() throws Exception {
        addDotted();
        add("a");
        add("b");
        try (PolledRoute route = route()) {
            assertThrows(Pop3ProtocolException.class, route::poll);
            assertEquals(2, route.poll());
            assertEquals(List.of("a", "b"), route.takeUids());
            assertEquals(List.of("a", "b"), maildrop.removals());
            assertEquals(0, route.poll());
        }
    }

    @Test
    void messagesBeforeAnUnstuffedLastMessageAreDeleted() throws Exception {
        add("a");
        addDotted();
        try (PolledRoute route = route()) {
            assertThrows(Pop3ProtocolException.class, route::poll);
            route.awaitVerdicts(1);
            assertEquals(0, route.poll());
            assertEquals(List.of("a"), route.takeUids());
            assertEquals(List.of("dotted"), maildrop.uids());
        }
    }
}
