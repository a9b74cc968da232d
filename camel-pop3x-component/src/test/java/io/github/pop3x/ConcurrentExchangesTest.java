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
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultHeaderFilterStrategy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The workers of a consumer: how many routes run at a time, and what an error does to them. */
class ConcurrentExchangesTest extends FlowSetting {

    private final String[] uids = IntStream.range(0, 12).mapToObj(i -> "m" + i).toArray(String[]::new);

    @BeforeEach
    void begin() {
        serve(true);
        mails(uids);
    }

    private static long workers(CamelContext context) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("(" + context.getName() + ")") && name.contains("Pop3xWorker"))
                .count();
    }

    @Test
    void oneAtATimeKeepsTheOrderOfTheMailbox() throws Exception {
        held.letAllGo();
        try (PolledRoute route = route("", held)) {
            assertEquals(12, route.poll());
            assertEquals(List.of(uids), held.begun());
            assertEquals(1, held.most());
        }
    }

    @Test
    void concurrentExchangesBoundsTheExchangesInParallel() throws Exception {
        try (PolledRoute route = route("concurrentExchanges=3", held)) {
            Future<Integer> poll = pollAside(route);
            held.awaitBegun(3);
            held.letAllGo();
            assertEquals(12, poll.get(30, TimeUnit.SECONDS));
            assertEquals(3, held.most());
            assertEquals(12, held.begun().size());
        }
    }

    @Test
    void workersAreUsedAgainAndGoWithTheRoute() throws Exception {
        CamelContext context;
        try (PolledRoute route = route("concurrentExchanges=2&delete=true", FlowSetting::nothing)) {
            context = route.context();
            for (int i = 0; i < 10; i++) {
                assertTrue(route.poll() > 0);
                for (int j = 0; j < 6; j++) {
                    mails("later-" + i + "-" + j);
                }
            }
            // A worker that has just ended a task is not idle yet, so another may start; the pool has 16 at most.
            assertThat(workers(context)).as("fewer than messages").isBetween(1L, 16L);
        }
        await().until(() -> workers(context) == 0);
    }

    private void assertFailsOnly(String uid, String options, Map<String, Object> beans, Processor processor)
            throws Exception {
        try (PolledRoute route =
                PolledRoute.from(server, "delete=true&sessionIdleTimeout=60000" + options, beans, processor)) {
            // An error that goes past Camel leaves its exchange among those in flight until the same thread routes
            // another.
            route.context().getShutdownStrategy().setTimeout(1);
            pollAside(route).get(30, TimeUnit.SECONDS);
            for (int polls = 0; maildrop.uids().size() > 1; polls++) {
                assertTrue(polls < 5, () -> "still there: " + maildrop.uids());
                pollAside(route).get(30, TimeUnit.SECONDS);
            }
            assertEquals(List.of(uid), maildrop.uids());
            int before = maildrop.retrievals().size();
            pollAside(route).get(30, TimeUnit.SECONDS);
            assertEquals(before + 1, maildrop.retrievals().size(), "what failed is offered again");
        }
    }

    @Test
    void anErrorInARouteFailsOnlyItsMessage() throws Exception {
        assertFailsOnly("m3", "", Map.of(), exchange -> {
            if ("m3".equals(exchange.getMessage().getHeader(Pop3xConstants.UID))) {
                throw new StackOverflowError("too deep");
            }
        });
    }

    @Test
    void anErrorBeforeTheRouteFailsOnlyItsMessage() throws Exception {
        Object bean = new DefaultHeaderFilterStrategy() {
            @Override
            public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
                if ("m3".equals(value)) {
                    throw new StackOverflowError("too deep");
                }
                return false;
            }
        };
        assertFailsOnly("m3", "&headerFilterStrategy=#strange", Map.of("strange", bean), FlowSetting::nothing);
    }
}
