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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.delivery.MailboxPoller;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Sessions do not wait for slow routes, and polls do not run ahead of them. */
class SlowRoutesTest extends FlowSetting {

    @Test
    void aSessionThatWaitsForRoutesEndsAtACommitPointAndThePollWithIt() throws Exception {
        serve(true);
        mails("a", "b", "c");
        try (PolledRoute route = route("delete=true&sessionIdleTimeout=500", held)) {
            Future<Integer> poll = pollAside(route);
            held.awaitBegun(1);
            held.letGo(1);
            assertEquals(3, poll.get(30, TimeUnit.SECONDS), "what was handed over counts, decided or not");
            assertEquals(List.of("a"), maildrop.removals());
            assertEquals(1, sessions());
            held.letAllGo();
            route.awaitVerdicts(3);
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "b", "c"), route.takeUids());
            assertEquals(List.of("a", "b", "c"), maildrop.retrievals());
            assertEquals(List.of("a", "b", "c"), maildrop.removals());
            assertEquals(List.of(), route.reports());
        }
    }

    @Test
    void slowRoutesDoNotEndThePollAtACommitInterval() throws Exception {
        serve(true);
        mails("a", "b", "c", "d");
        try (PolledRoute route = route("delete=true&commitEvery=2&sessionIdleTimeout=100", held)) {
            assertEquals(4, route.poll());
            assertEquals(1, sessions(), "nothing was delivered that another session could be for");
            held.letAllGo();
            route.awaitVerdicts(4);
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "b", "c", "d"), maildrop.removals());
        }
    }

    @Test
    void aCommitIntervalDeletesTheMessagesDeliveredSoFar() throws Exception {
        serve(true);
        mails("a", "b", "c", "d");
        try (PolledRoute route = route("delete=true&commitEvery=2&sessionIdleTimeout=100", held)) {
            held.letGo(1);
            assertEquals(4, route.poll());
            assertEquals(List.of("a"), maildrop.removals());
            assertEquals(2, sessions());
            held.letAllGo();
            route.awaitVerdicts(4);
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "b", "c", "d"), maildrop.removals());
            assertEquals(List.of("a", "b", "c", "d"), maildrop.retrievals());
        }
    }

    @Test
    void noMoreMessagesAreOnTheirWayThanMaxInFlight() throws Exception {
        serve(true);
        mails("a", "b", "c", "d", "e");
        try (PolledRoute route = route("maxInFlight=2&sessionIdleTimeout=100", held)) {
            assertEquals(2, route.poll());
            assertEquals(MailboxPoller.LATER, route.poll());
            assertEquals(List.of("a", "b"), maildrop.retrievals());
            held.letGo(1);
            held.awaitBegun(2);
            assertEquals(1, route.poll());
            assertEquals(List.of("a", "b", "c"), maildrop.retrievals());
            held.letAllGo();
            route.awaitVerdicts(3);
            assertEquals(2, route.poll());
            assertEquals(List.of("a", "b", "c", "d", "e"), route.takeUids());
        }
    }

    @Test
    void aPollWithWaitingMessagesIsNeitherIdleNorGreedy() throws Exception {
        serve(true);
        mails("a", "b");
        String options = "maxInFlight=1&sessionIdleTimeout=50&greedy=true&sendEmptyMessageWhenIdle=true"
                + "&backoffMultiplier=10&backoffIdleThreshold=1&delay=1";
        try (PolledRoute route = route(options, held)) {
            assertEquals(1, route.poll());
            for (int i = 0; i < 3; i++) {
                int before = sessions();
                route.consumer().run();
                assertEquals(before + 1, sessions(), "one session for each run: no back-off, no poll at once");
            }
            held.letAllGo();
            route.awaitVerdicts(1);
            int before = sessions();
            route.consumer().run();
            assertEquals(before + 2, sessions(), "greedy after a message, until nothing is left");
            route.awaitVerdicts(3);
            assertEquals("b", route.routed().get(1).uid());
            assertEquals(null, route.routed().get(2).uid(), "the empty message, once nothing is left");
        }
    }

    @Test
    void aSecondPollAtTheSameTimeDoesNothing() throws Exception {
        serve(true);
        mails("a");
        try (PolledRoute route = route("", held)) {
            Future<Integer> poll = pollAside(route);
            held.awaitBegun(1);
            assertEquals(MailboxPoller.LATER, route.poll());
            assertEquals(1, sessions());
            held.letAllGo();
            assertEquals(1, poll.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void aMessageInFlightIsNotOfferedAgain() throws Exception {
        serve(true);
        mails("a", "b");
        try (PolledRoute route = route("sessionIdleTimeout=50&delete=true", held)) {
            assertEquals(2, route.poll());
            assertEquals(0, route.poll());
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "b"), maildrop.retrievals());
            held.letAllGo();
            route.awaitVerdicts(2);
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "b"), maildrop.removals());
        }
    }

    /**
     * Routes of thirty seconds and a server that logs out after ten, in a smaller measure. The routes end when the server
     * has long seen the end of the session.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {"prefetch=1", "prefetch=1000000", "prefetch=1000000&commitEvery=1", "concurrentExchanges=3"})
    void aServerThatLogsOutTheIdleSeesNoIdleSession(String options) throws Exception {
        serve(true);
        mails("a", "b", "c", "d", "e");
        server.patience(Duration.ofMillis(1200));
        try (PolledRoute route = route(options + "&delete=true&sessionIdleTimeout=700", held)) {
            for (int polls = 0; !maildrop.uids().isEmpty(); polls++) {
                assertTrue(polls < 20, () -> "still there: " + maildrop.uids());
                route.poll();
                server.awaitIdle();
                int begun = held.begun().size();
                held.letGo(begun - held.ended());
                await().until(() -> held.ended() >= begun);
            }
            assertEquals(
                    List.of("a", "b", "c", "d", "e"),
                    route.takeUids().stream().sorted().toList());
            assertEquals(5, maildrop.retrievals().size());
            assertEquals(List.of(), route.reports());
            long quits = maildrop.events().stream()
                    .map(Maildrop.Event::keyword)
                    .filter("QUIT"::equals)
                    .count();
            assertEquals(sessions(), quits, "none was logged out");
        }
    }

    @Test
    void aBreakWhileRoutesAreSlowLeavesWhatWasHandedOverToThem() throws Exception {
        serve(true);
        mails("a", "b");
        server.suffers(Misfortune.autologoutAt("QUIT"));
        try (PolledRoute route = route("delete=true&sessionIdleTimeout=50", held)) {
            assertThrows(IOException.class, route::poll);
            held.letAllGo();
            route.awaitVerdicts(2);
            assertEquals(1, route.deleteLate());
            assertEquals(List.of("a", "b"), route.takeUids());
            assertEquals(List.of("a", "b"), maildrop.removals());
        }
    }

    @Test
    void aRestartedRouteDoesNotCountMessagesInFlightBefore() throws Exception {
        serve(true);
        mails("a");
        try (PolledRoute route = route("maxInFlight=1&sessionIdleTimeout=50", SlowRoutesTest::passOn)) {
            route.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("seda:slow?concurrentConsumers=5").process(held);
                }
            });
            assertEquals(1, route.poll());
            held.awaitBegun(1);
            route.context().getRouteController().stopRoute("polled");
            route.context().getRouteController().startRoute("polled");
            held.letGo(1);
            await().until(() ->
                    held.ended() == 1 && route.context().getInflightRepository().size() == 0);
            mails("b", "c", "d");
            assertEquals(1, route.poll());
            held.awaitBegun(2);
            assertEquals(MailboxPoller.LATER, route.poll());
            assertEquals(List.of("a", "b"), held.begun());
            held.letAllGo();
        }
    }

    private static void passOn(Exchange exchange) throws Exception {
        exchange.getContext().getEndpoint("seda:slow").createProducer().process(exchange);
    }
}
