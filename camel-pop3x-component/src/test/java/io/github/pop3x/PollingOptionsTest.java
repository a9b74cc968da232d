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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.pop3x.client.Pop3AuthenticationException;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.apache.camel.support.RoutePolicySupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** What Camel gives to every component that polls, and to every route, holds here, too. */
class PollingOptionsTest extends FlowSetting {

    @BeforeEach
    void begin() {
        serve(true);
    }

    private String uri(String options) {
        return "pop3x:" + server.host() + ":" + server.port() + "?password=s3cret&tls=none&" + options;
    }

    /** Lets Camel's scheduler come round so many times. */
    private static void run(PolledRoute route, int times) {
        for (int i = 0; i < times; i++) {
            route.consumer().run();
        }
    }

    @Test
    void greedyPollsAgainWhileThereIsMore() throws Exception {
        mails("a", "b", "c");
        try (PolledRoute route = route("greedy=true&maxMessagesPerPoll=1", FlowSetting::nothing)) {
            run(route, 1);
            assertEquals(List.of("a", "b", "c"), route.takeUids());
        }
    }

    @Test
    void idlePollsBackOff() throws Exception {
        try (PolledRoute route = route("backoffMultiplier=3&backoffIdleThreshold=1", FlowSetting::nothing)) {
            run(route, 3);
            assertEquals(1, sessions(), "twice it is left out");
            run(route, 1);
            assertEquals(2, sessions());
        }
    }

    @Test
    void failingPollsBackOff() throws Exception {
        mails("a");
        server.suffers(Misfortune.earlyClose());
        try (PolledRoute route = route("backoffMultiplier=2&backoffErrorThreshold=1", FlowSetting::nothing)) {
            run(route, 2);
            assertEquals(1, sessions(), "once it is left out");
            run(route, 1);
            assertEquals(List.of("a"), route.takeUids());
        }
    }

    @Test
    void repeatCountEndsThePolling() throws Exception {
        try (PolledRoute route = route("repeatCount=2", FlowSetting::nothing)) {
            run(route, 4);
            assertEquals(2, sessions());
        }
    }

    @Test
    void aPollStrategyIsCalledForEveryPollAndMayRetry() throws Exception {
        mails("a");
        server.suffers(Misfortune.earlyClose());
        List<String> heard = new ArrayList<>();
        PollingConsumerPollStrategy strategy = new DefaultPollingConsumerPollStrategy() {
            @Override
            public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
                heard.add("commit " + polledMessages);
            }

            @Override
            public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
                heard.add("rollback");
                return true;
            }
        };
        try (PolledRoute route = PolledRoute.from(
                server, "pollStrategy=#strategy", Map.of("strategy", strategy), FlowSetting::nothing)) {
            run(route, 1);
            assertEquals(List.of("rollback", "commit 1"), heard);
            assertEquals(List.of("a"), route.takeUids());
        }
    }

    @Test
    void aSuspendedRoutePollsNothingUntilItIsResumed() throws Exception {
        mails("a");
        try (PolledRoute route = route("", FlowSetting::nothing)) {
            route.context().getRouteController().suspendRoute("polled");
            run(route, 2);
            assertEquals(0, sessions());
            route.context().getRouteController().resumeRoute("polled");
            run(route, 1);
            assertEquals(List.of("a"), route.takeUids());
        }
    }

    @Test
    void aPollThatFailsGoesToTheRoutesErrorHandlerIfItIsBridged() throws Exception {
        assertInstanceOf(
                Pop3AuthenticationException.class, bridged("username=mallory").getProperty(Exchange.EXCEPTION_CAUGHT));
    }

    @Test
    void soDoesAMessageThatIsTooLarge() throws Exception {
        mails("a");
        Exchange failed = bridged("username=alice&maxMessageSize=100&oversize=fail");
        assertInstanceOf(Pop3xOversizeException.class, failed.getProperty(Exchange.EXCEPTION_CAUGHT));
        assertEquals("a", failed.getMessage().getHeader(Pop3xConstants.UID));
        assertEquals(List.of(), maildrop.retrievals());
    }

    /** What a route gets by its error handler. */
    private Exchange bridged(String options) throws Exception {
        List<Exchange> failed = Collections.synchronizedList(new ArrayList<>());
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    onException(Exception.class).handled(true).process(failed::add);
                    from(uri(options + "&bridgeErrorHandler=true&initialDelay=0"))
                            .process(FlowSetting::nothing);
                }
            });
            context.start();
            await().until(() -> !failed.isEmpty());
        }
        return failed.get(0);
    }

    @Test
    void aRoutePolicySeesEachExchangeAndMayStopTheRoute() throws Exception {
        mails("a", "b");
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri("username=alice&delete=true&maxMessagesPerPoll=1&initialDelay=0&delay=1"))
                            .routeId("once")
                            .routePolicy(new RoutePolicySupport() {
                                @Override
                                public void onExchangeDone(Route route, Exchange exchange) {
                                    done.add(exchange.getMessage().getHeader(Pop3xConstants.UID, String.class));
                                    stopRouteAsync(route);
                                }
                            })
                            .process(FlowSetting::nothing);
                }
            });
            context.start();
            await().until(() ->
                    context.getRouteController().getRouteStatus("once").isStopped());
            assertEquals("a", done.get(0));
            await().until(() -> !maildrop.uids().contains("a"));
        }
    }
}
