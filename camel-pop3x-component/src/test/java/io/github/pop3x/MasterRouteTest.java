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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.LoneCluster;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A route from {@code master:} ends while a message is on its way: Camel knows only the consumer that stands for ours. */
class MasterRouteTest extends FlowSetting {

    private static final String ROUTE = "mail";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final LoneCluster cluster = new LoneCluster();
    private final AtomicReference<Runnable> inRoute = new AtomicReference<>(() -> {});
    private final List<String> interrupted = new CopyOnWriteArrayList<>();
    private final AtomicInteger looked = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        serve(true);
        mails("a", "b", "c");
        context.addService(cluster);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("master:mailbox:pop3x:" + server.host() + ":" + server.port()
                                + "?username=alice&password=s3cret&tls=none&mapMailMessage=false&delete=true"
                                + "&initialDelay=0&delay=200")
                        .routeId(ROUTE)
                        .process(held)
                        .process(exchange -> {
                            inRoute.getAndSet(() -> {}).run();
                            if (Thread.currentThread().isInterrupted()) {
                                interrupted.add(Thread.currentThread().getName());
                            }
                            looked.incrementAndGet();
                        });
            }
        });
        context.start();
        held.awaitBegun(1);
        await().until(() -> maildrop.retrievals().size() == 3);
    }

    @AfterEach
    void stop() {
        held.letAllGo();
        context.stop();
    }

    private void endsWhileTheFirstIsHeld(Runnable end) throws Exception {
        Pop3xConsumer consumer = LoneCluster.polling(context.getRoute(ROUTE).getConsumer());
        Future<?> ended = aside(end);
        await().until(() -> consumer.poller().startsNoRoute());
        held.letAllGo();
        ended.get(30, TimeUnit.SECONDS);
        assertEquals(List.of("a"), held.begun());
    }

    @Test
    void aContextThatStopsLetsTheRouteEndAndDeletesItsMessage() throws Exception {
        endsWhileTheFirstIsHeld(context::stop);
        assertEquals(List.of("a"), maildrop.removals());
    }

    @Test
    void aContextThatIsStartedAgainGoesOnWithWhatIsLeft() throws Exception {
        endsWhileTheFirstIsHeld(context::stop);
        context.addService(cluster);
        context.start();
        await().until(() -> maildrop.uids().isEmpty());
        assertEquals(List.of("a", "b", "c"), held.begun());
    }

    @Test
    void aNodeThatLosesTheLeadershipLetsTheRouteEndAndDeletesItsMessage() throws Exception {
        endsWhileTheFirstIsHeld(() -> cluster.leads(false));
        assertEquals(List.of("a"), maildrop.removals());
        cluster.leads(true);
        await().until(() -> maildrop.uids().isEmpty());
        assertEquals(List.of("a", "b", "c"), held.begun());
    }

    /** Camel has ended the route's processor by then, and has what comes back from its steps fail. */
    @Test
    void aRouteThatIsStoppedAloneRepeatsTheMessageOnItsWayAndNoOther() throws Exception {
        endsWhileTheFirstIsHeld(() -> stopRoute(30));
        assertEquals(List.of(), maildrop.removals());
        context.getRouteController().startRoute(ROUTE);
        await().until(() -> maildrop.uids().isEmpty());
        assertEquals(List.of("a", "a", "b", "c"), held.begun().stream().sorted().toList());
    }

    /** Camel interrupts the thread that stops the consumer. */
    @Test
    void aRouteThatHasNoTimeToStopCanBeStartedAgain() throws Exception {
        Pop3xConsumer consumer = LoneCluster.polling(context.getRoute(ROUTE).getConsumer());
        stopRoute(1);
        await().until(consumer::isStopped);
        held.letAllGo();
        context.getRouteController().startRoute(ROUTE);
        await().until(() -> maildrop.uids().isEmpty());
        assertEquals(List.of("a", "a", "b", "c"), held.begun().stream().sorted().toList());
    }

    /** As by a route policy that counts failures: the worker cannot wait for itself. */
    @Test
    void aRouteThatStopsItsConsumerIsNotInterrupted() throws Exception {
        Pop3xConsumer consumer = LoneCluster.polling(context.getRoute(ROUTE).getConsumer());
        inRoute.set(consumer::stop);
        held.letGo(1);
        await().until(() -> looked.get() == 1 && consumer.isStopped());
        assertEquals(List.of(), interrupted);
        assertEquals(List.of("a"), held.begun());
    }

    /** Camel forgets that only when it stops routes the next time. */
    @Test
    void aContextStopsInGoodOrderAfterAnotherRouteHadNoTimeToStop() throws Exception {
        CountDownLatch goesOn = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:other").routeId("other").process(exchange -> goesOn.await());
            }
        });
        try (ProducerTemplate template = context.createProducerTemplate()) {
            template.sendBody("seda:other", "");
        }
        await().until(() -> context.getInflightRepository().size("other") == 1);
        context.getRouteController().stopRoute("other", 1, TimeUnit.SECONDS);
        assertTrue(context.getShutdownStrategy().isTimeoutOccurred());
        goesOn.countDown();
        endsWhileTheFirstIsHeld(context::stop);
        assertEquals(List.of("a"), maildrop.removals());
    }

    private void stopRoute(int seconds) {
        try {
            context.getRouteController().stopRoute(ROUTE, seconds, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
