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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What becomes of messages on their way when a route stops, suspends or starts again. */
class Pop3xShutdownTest {

    private static final String MAIL = "Subject: one\n\nHello\n";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop =
            new Maildrop().add("a", MAIL).add("b", MAIL).add("c", MAIL);
    private final ExecutorService pollThread = Executors.newSingleThreadExecutor();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void end() {
        pollThread.shutdownNow();
    }

    private void holdTheFirst(Exchange exchange) throws InterruptedException {
        started.countDown();
        assertTrue(release.await(10, TimeUnit.SECONDS));
    }

    private PolledRoute route(String options, Processor processor) throws Exception {
        server.answers(maildrop);
        return PolledRoute.from(server, options, processor);
    }

    @Test
    void suspendingEndsAtACommitPointAndDropsWhatWaits() throws Exception {
        try (PolledRoute route = route("delete=true", this::holdTheFirst)) {
            Future<Integer> poll = pollThread.submit(route::poll);
            assertTrue(started.await(10, TimeUnit.SECONDS));
            route.consumer().deferShutdown(org.apache.camel.ShutdownRunningTask.CompleteCurrentTaskOnly);
            release.countDown();
            poll.get(10, TimeUnit.SECONDS);
            assertEquals(List.of("a"), route.takeUids());
            assertEquals(List.of("a"), maildrop.removals());
            route.consumer().prepareShutdown(true, false);
            route.poll();
            assertEquals(List.of("b", "c"), route.takeUids());
            assertEquals(List.of(), maildrop.uids());
        }
    }

    @Test
    void completeAllTasksRoutesWhatWaits() throws Exception {
        try (PolledRoute route = route("delete=true", this::holdTheFirst)) {
            Future<Integer> poll = pollThread.submit(route::poll);
            assertTrue(started.await(10, TimeUnit.SECONDS));
            route.consumer().deferShutdown(org.apache.camel.ShutdownRunningTask.CompleteAllTasks);
            assertTrue(route.consumer().getPendingExchangesSize() > 0);
            release.countDown();
            assertEquals(3, poll.get(10, TimeUnit.SECONDS));
            assertEquals(List.of("a", "b", "c"), maildrop.removals());
            await().until(() -> route.consumer().getPendingExchangesSize() == 0);
        }
    }

    @Test
    void aRouteThatStartsAgainRepeatsNothing() throws Exception {
        try (PolledRoute route = route("", exchange -> {})) {
            assertEquals(3, route.poll());
            route.context().getRouteController().stopRoute("polled");
            route.context().getRouteController().startRoute("polled");
            assertEquals(0, route.poll());
        }
    }
}
