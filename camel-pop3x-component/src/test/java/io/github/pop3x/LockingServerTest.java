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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.delivery.MailboxPoller;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Two contexts on one mailbox of a server that keeps to RFC 1939 §4: a session has the maildrop to itself. */
class LockingServerTest {

    private static final long PATIENCE = 20;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop().exclusive().add("a", "Subject: a\n\nHello\n");

    @Test
    void aSecondProcessIsRefusedAndNoMessageIsRoutedTwice() throws Exception {
        server.answers(maildrop);
        CountDownLatch inRoute = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (PolledRoute one = PolledRoute.from(server, "delete=true", exchange -> {
                    inRoute.countDown();
                    assertTrue(goOn.await(PATIENCE, TimeUnit.SECONDS));
                });
                PolledRoute other = PolledRoute.from(server, "delete=true", exchange -> {})) {
            CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> poll(one));
            assertTrue(inRoute.await(PATIENCE, TimeUnit.SECONDS));
            assertTurnedAway(other);
            goOn.countDown();
            assertEquals(1, first.get(PATIENCE, TimeUnit.SECONDS));
            assertEquals(0, other.poll());
            assertEquals(List.of("a"), one.takeUids());
            assertEquals(List.of(), other.takeUids());
            assertEquals(List.of("a"), maildrop.removals());
        }
    }

    /** Whether a locked maildrop fails the poll or lets it come again later, nothing is routed. */
    private static void assertTurnedAway(PolledRoute route) throws Exception {
        int polled;
        try {
            polled = route.poll();
        } catch (IOException locked) {
            assertTrue(locked.getMessage().contains("IN-USE"), locked.getMessage());
            polled = MailboxPoller.LATER;
        }
        assertEquals(MailboxPoller.LATER, polled);
    }

    private static int poll(PolledRoute route) {
        try {
            return route.poll();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
