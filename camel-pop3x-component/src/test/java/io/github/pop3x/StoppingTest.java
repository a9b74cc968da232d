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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.SpoolFiles;
import io.github.pop3x.testing.route.FlowSetting;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Routes that Camel stops or suspends as it does, with messages at every stage of their way. */
class StoppingTest extends FlowSetting {

    private static final String ROUTE = "mail";

    private final DefaultCamelContext context = new DefaultCamelContext();

    @TempDir
    Path spool;

    /** Long: unless a test says otherwise, no second poll and no late session comes in between. */
    private int delay = 60_000;

    @BeforeEach
    void begin() {
        serve(true);
        mails("a", "b", "c");
    }

    @AfterEach
    void stop() {
        held.letAllGo();
        context.stop();
    }

    private void start(ShutdownRunningTask task, String options) throws Exception {
        String uri = "pop3x:" + server.host() + ":" + server.port()
                + "?username=alice&password=s3cret&tls=none"
                + "&mapMailMessage=false&delete=true&initialDelay=0&spoolThreshold=0&delay=" + delay
                + "&spoolDirectory=" + spool + options;
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(ROUTE).shutdownRunningTask(task).process(held);
            }
        });
        context.start();
    }

    private long files() throws IOException {
        return SpoolFiles.messages(spool).size();
    }

    private void stopsWhileTheFirstIsHeld(ShutdownRunningTask task, List<String> expected) throws Exception {
        start(task, "");
        stopsWith(expected);
    }

    private void stopsAfterThePollWhileTheFirstIsHeld(ShutdownRunningTask task, List<String> expected)
            throws Exception {
        start(task, "&sessionIdleTimeout=1");
        await().until(() -> keywords(1).contains("QUIT"));
        server.awaitIdle();
        stopsWith(expected);
    }

    private void stopsWith(List<String> expected) throws Exception {
        held.awaitBegun(1);
        await().until(() -> maildrop.retrievals().size() == 3 && files() == 3);
        Pop3xConsumer consumer = (Pop3xConsumer) context.getRoute(ROUTE).getConsumer();
        Future<?> stopped = aside(context::stop);
        await().until(consumer::isSuspended);
        held.letAllGo();
        stopped.get(30, TimeUnit.SECONDS);
        assertEquals(expected, held.begun());
        assertEquals(expected, maildrop.removals());
        assertEquals(0, files());
    }

    @Test
    void completeCurrentTaskOnlyReleasesTheWaitingMessages() throws Exception {
        stopsWhileTheFirstIsHeld(ShutdownRunningTask.CompleteCurrentTaskOnly, List.of("a"));
        assertEquals(List.of("b", "c"), maildrop.uids());
        assertEquals(1, sessions());
    }

    @Test
    void completeAllTasksRoutesAndDeletesAll() throws Exception {
        stopsWhileTheFirstIsHeld(ShutdownRunningTask.CompleteAllTasks, List.of("a", "b", "c"));
        assertEquals(1, sessions());
    }

    @Test
    void afterThePollALastSessionDeletesWhatCompletesMeanwhile() throws Exception {
        stopsAfterThePollWhileTheFirstIsHeld(ShutdownRunningTask.CompleteCurrentTaskOnly, List.of("a"));
        assertEquals(List.of("LOGIN", "DELE", "QUIT"), keywords(2));
    }

    @Test
    void afterThePollCompleteAllTasksWaitsForWhatWaits() throws Exception {
        stopsAfterThePollWhileTheFirstIsHeld(ShutdownRunningTask.CompleteAllTasks, List.of("a", "b", "c"));
        assertEquals(List.of("LOGIN", "DELE", "DELE", "DELE", "QUIT"), keywords(2));
    }

    /** Camel waits a second before it looks again whether exchanges are pending. */
    @Test
    void aSessionThatOnlyEndsIsNoPendingExchange() throws Exception {
        server.suffers(Misfortune.silenceAt("QUIT"));
        held.letAllGo();
        start(ShutdownRunningTask.CompleteCurrentTaskOnly, "&sessionIdleTimeout=1");
        Pop3xConsumer consumer = (Pop3xConsumer) context.getRoute(ROUTE).getConsumer();
        await().until(() -> held.ended() == 3 && consumer.getPendingExchangesSize() == 0);
        assertTrue(consumer.isPolling());
        server.close();
    }

    @Test
    void aSessionThatDeletesIsWaitedFor() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        server.suffers(Misfortune.holdsAt("DELE", answers));
        held.letAllGo();
        start(ShutdownRunningTask.CompleteCurrentTaskOnly, "");
        await().until(() -> held.ended() == 3);
        Pop3xConsumer consumer = (Pop3xConsumer) context.getRoute(ROUTE).getConsumer();
        Future<?> stopped = aside(context::stop);
        await().until(() -> consumer.isStopping() || stopped.isDone());
        answers.countDown();
        stopped.get(30, TimeUnit.SECONDS);
        assertEquals(List.of("a", "b", "c"), maildrop.removals());
        assertEquals(1, sessions());
    }

    @Test
    void whatAWorkerHasIsAPendingExchange() throws Exception {
        start(ShutdownRunningTask.CompleteCurrentTaskOnly, "&sessionIdleTimeout=1");
        held.awaitBegun(1);
        server.awaitIdle();
        Pop3xConsumer consumer = (Pop3xConsumer) context.getRoute(ROUTE).getConsumer();
        await().until(() -> !consumer.isPolling());
        assertEquals(1, consumer.getPendingExchangesSize());
        held.letAllGo();
        await().until(() -> consumer.getPendingExchangesSize() == 0);
    }

    @Test
    void aSuspendedRouteGoesOnWithWhatIsLeft() throws Exception {
        start(ShutdownRunningTask.CompleteCurrentTaskOnly, "&repeatCount=1");
        held.awaitBegun(1);
        Pop3xConsumer consumer = (Pop3xConsumer) context.getRoute(ROUTE).getConsumer();
        Future<?> suspended = aside(() -> {
            try {
                context.getRouteController().suspendRoute(ROUTE);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(consumer::isSuspended);
        held.letAllGo();
        suspended.get(30, TimeUnit.SECONDS);
        assertEquals(List.of("a"), held.begun());
        assertEquals(List.of("b", "c"), maildrop.uids());
        context.getRouteController().resumeRoute(ROUTE);
        assertEquals(2, consumer.poll());
        assertEquals(List.of("a", "b", "c"), held.begun());
        assertEquals(List.of(), maildrop.uids());
    }

    @Test
    void aServerThatHangsInAMessageDoesNotDelayShutdown() throws Exception {
        maildrop.add("large", mail("large", 100_000));
        server.suffers(Misfortune.stallAfterServerOctets(50_000));
        context.getShutdownStrategy().setTimeout(1);
        context.getExecutorServiceManager().setShutdownAwaitTermination(1_000);
        held.letAllGo();
        start(ShutdownRunningTask.CompleteCurrentTaskOnly, "");
        await().until(() -> maildrop.retrievals().size() == 4 && held.ended() == 3);
        aside(context::stop).get(30, TimeUnit.SECONDS);
        assertEquals(List.of(), maildrop.removals());
        server.close();
        await().until(() -> files() == 0);
    }

    /** Camel interrupts what still runs when the time is over: that route has failed, and its message is offered again. */
    @Test
    void aForcedRestartLosesNothingAndRepeatsFailedMessages() throws Exception {
        delay = 200;
        context.getExecutorServiceManager().setShutdownAwaitTermination(1_000);
        start(ShutdownRunningTask.CompleteCurrentTaskOnly, "&sessionIdleTimeout=1&repeatCount=1");
        held.awaitBegun(1);
        server.awaitIdle();
        aside(() -> stopRoute(1)).get(30, TimeUnit.SECONDS);
        await().until(() -> held.ended() == 1 && files() == 0);
        held.letAllGo();
        context.getRouteController().startRoute(ROUTE);
        Pop3xConsumer again = (Pop3xConsumer) context.getRoute(ROUTE).getConsumer();
        await().until(() -> {
            again.poll();
            return maildrop.uids().isEmpty();
        });
        assertEquals(List.of("a", "a", "b", "c"), held.begun().stream().sorted().toList());
        assertEquals(0, files());
    }

    private void stopRoute(int seconds) {
        try {
            context.getRouteController().stopRoute(ROUTE, seconds, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
