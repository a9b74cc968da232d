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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A consumer is suspended, or loses its leadership, while messages wait for their routes: none of these starts. */
class SuspendedConsumerTest {

    private static final int WAITING = 20;
    private static final long PATIENCE = 20;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();
    private final CountDownLatch isInRoute = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);

    @BeforeEach
    void fill() {
        IntStream.rangeClosed(0, WAITING).forEach(i -> maildrop.add("m" + i, "Subject: " + i + "\n\nHello\n"));
        server.answers(maildrop);
    }

    private interface Suspension {
        void of(PolledRoute route) throws Exception;
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(PATIENCE, TimeUnit.SECONDS), "nobody came");
    }

    private void suspendWhileTheyWait(Suspension suspension) throws Exception {
        try (PolledRoute route = PolledRoute.from(server, "delete=true", exchange -> {
            isInRoute.countDown();
            await(goesOn);
        })) {
            CompletableFuture<Integer> poll = CompletableFuture.supplyAsync(() -> {
                try {
                    return route.poll();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            await(isInRoute);
            Awaitility.await().until(() -> route.consumer().getOnTheWay() == 1 + WAITING);
            CompletableFuture<Void> suspended = CompletableFuture.runAsync(() -> {
                try {
                    suspension.of(route);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            Awaitility.await().until(() -> !route.consumer().isBatchAllowed());
            goesOn.countDown();
            suspended.get(PATIENCE, TimeUnit.SECONDS);
            poll.get(PATIENCE, TimeUnit.SECONDS);
            Awaitility.await().until(() -> route.consumer().getOnTheWay() == 0);
            assertEquals(List.of("m0"), route.takeUids());
            route.consumer().resume();
            assertEquals(WAITING, route.poll());
            route.awaitVerdicts(WAITING);
            route.poll();
        }
        assertEquals(List.of(), maildrop.uids());
    }

    @Test
    void bySuspendRoute() throws Exception {
        suspendWhileTheyWait(route -> route.context().getRouteController().suspendRoute("polled"));
    }

    @Test
    void byARoutePolicy() throws Exception {
        suspendWhileTheyWait(route -> route.consumer().suspend());
    }
}
