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

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Servers that give no unique ids, and such as have no TOP either (RFC 1939 §7: both are optional). */
class WithoutUidlTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path home;

    private final Maildrop maildrop = new Maildrop();

    private PolledRoute routeWithout(String missing, String options, Processor processor) throws Exception {
        server.answers(new ServerProfile().without(missing.split(",")).mailbox("alice", "s3cret", maildrop));
        return PolledRoute.from(server, options, processor);
    }

    private static String mail(String subject) {
        return "Message-ID: <" + subject + "@example.org>\nSubject: " + subject + "\n\nHello\n";
    }

    @Test
    void aMessageIsKnownByItsHeaderInThisProcessAndTheNext() throws Exception {
        String options = "ledger=journal:" + home.resolve("ledger");
        maildrop.add("x", mail("a")).add("x", mail("b"));
        try (PolledRoute route = routeWithout("UIDL", options, exchange -> {})) {
            assertEquals(2, route.poll());
            assertEquals(0, route.poll());
            assertEquals("header", route.routed().get(0).headers().get(Pop3xConstants.UID_SOURCE));
            assertTrue(route.takeUids().get(0).matches("header:[0-9a-f]{64}"));
        }
        maildrop.add("x", mail("c"));
        try (PolledRoute route = routeWithout("UIDL", options, exchange -> {})) {
            assertEquals(1, route.poll());
            assertEquals("c", route.routed().get(0).headers().get("Subject"));
        }
    }

    @Test
    void anUnconfirmedDeleteIsRepeatedByHeaderWithoutRouting() throws Exception {
        maildrop.add("x", mail("a")).add("y", mail("b"));
        server.suffers(Misfortune.autologoutAt("QUIT"));
        try (PolledRoute route = routeWithout("UIDL", "delete=true", exchange -> {})) {
            assertThrows(IOException.class, route::poll);
            assertEquals(0, route.poll());
            assertEquals(2, route.takeUids().size());
        }
        assertEquals(List.of(), maildrop.uids());
    }

    @Test
    void withoutTopEitherDeletingIsAMust() throws Exception {
        maildrop.add("x", mail("a"));
        try (PolledRoute route = routeWithout("UIDL,TOP", "", exchange -> {})) {
            Exception refused = assertThrows(IOException.class, route::poll);
            assertTrue(refused.getMessage().contains("delete=true"), refused.getMessage());
        }
        assertEquals(List.of(), maildrop.retrievals());
    }

    @Test
    void withoutTopEitherWhatIsDeliveredIsDeletedInItsSession() throws Exception {
        maildrop.add("x", mail("a")).add("y", mail("b"));
        AtomicInteger routes = new AtomicInteger();
        Processor firstFails = exchange -> {
            if (routes.getAndIncrement() == 0) {
                throw new IllegalStateException("not now");
            }
        };
        try (PolledRoute route = routeWithout("UIDL,TOP", "delete=true&sessionIdleTimeout=0", firstFails)) {
            assertEquals(2, route.poll());
            assertEquals(List.of("y"), maildrop.removals());
            assertEquals(1, route.poll());
            assertEquals(0, route.poll());
            assertEquals("none", route.routed().get(0).headers().get(Pop3xConstants.UID_SOURCE));
        }
        assertEquals(List.of("y", "x"), maildrop.removals());
    }
}
