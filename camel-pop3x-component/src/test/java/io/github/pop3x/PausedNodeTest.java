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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.pop3x.testing.LatchedRepository;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.MemoryDatabase;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Two nodes with one ledger in a database, with claims or without. One of them is paused in a route, with all that it has read
 * ahead; the other one takes over; then the first one goes on. Only what was in flight is completed twice.
 */
class PausedNodeTest {

    private static final int MAILS = 500;
    private static final long PATIENCE = 60;
    private static final Duration LONG = Duration.ofSeconds(PATIENCE);

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();
    private final JdbcDataSource database = MemoryDatabase.create();
    private final LatchedRepository claims = new LatchedRepository();
    private final CountDownLatch isInRoute = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);

    @BeforeEach
    void fill() {
        IntStream.range(0, MAILS).forEach(i -> maildrop.add("m" + i, "Subject: " + i + "\n\nHello\n"));
        server.answers(maildrop);
    }

    private PolledRoute node(String options, Processor processor) throws Exception {
        return PolledRoute.from(
                server,
                "ledger=jdbc:%23database&mailboxKey=shared" + options,
                Map.of("database", database, "claims", claims),
                processor);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PATIENCE, TimeUnit.SECONDS), "nobody came");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void pauseInFirstRoute(Exchange exchange) {
        isInRoute.countDown();
        await(goesOn);
    }

    private static CompletableFuture<Integer> pollBeside(PolledRoute route) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return route.poll();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"true, false", "true, true", "false, true"})
    void whatThePausedNodeHasReadAheadIsLeftToTheOther(boolean delete, boolean isClaimed) throws Exception {
        List<String> completed = Collections.synchronizedList(new ArrayList<>());
        Processor counts = exchange -> completed.add(exchange.getMessage().getHeader(Pop3xConstants.UID, String.class));
        String options = "&delay=3600000&delete=" + delete + (isClaimed ? "&inProgressRepository=%23claims" : "");
        try (PolledRoute paused = node(options, exchange -> {
                    pauseInFirstRoute(exchange);
                    counts.process(exchange);
                });
                PolledRoute other = node(options, counts)) {
            CompletableFuture<Integer> poll = pollBeside(paused);
            await(isInRoute);
            Awaitility.await().atMost(LONG).until(() -> paused.consumer().onTheWay() == MAILS);
            other.poll();
            Awaitility.await().atMost(LONG).until(() -> completed.size() == MAILS - 1);
            Awaitility.await().atMost(LONG).until(() -> other.consumer().onTheWay() == 0);
            goesOn.countDown();
            poll.get(LONG.toSeconds(), TimeUnit.SECONDS);
            Awaitility.await().atMost(LONG).until(() -> paused.consumer().onTheWay() == 0);
            assertEquals(MAILS, completed.size());
            assertEquals(MAILS, new HashSet<>(completed).size());
            assertEquals(MAILS - 1, paused.consumer().getOvertaken());
            assertEquals(List.of(), paused.reports());
            for (PolledRoute each : List.of(paused, other, paused)) {
                each.poll();
            }
            assertEquals(MAILS, completed.size(), "nothing comes again");
            assertEquals(delete ? 0 : MAILS, maildrop.uids().size());
            assertEquals(Set.of(), claims.keys());
        }
    }

    @Test
    void theVerdictOfAPausedRouteDeletesNothingThatTheOtherIsRouting() throws Exception {
        CountDownLatch otherIsInRoute = new CountDownLatch(1);
        CountDownLatch otherGoesOn = new CountDownLatch(1);
        try (PolledRoute paused = node("&delete=true&maxMessagesPerPoll=1&delay=3600000", this::pauseInFirstRoute);
                PolledRoute other = node("&delete=true&maxMessagesPerPoll=1&sessionIdleTimeout=1", exchange -> {
                    otherIsInRoute.countDown();
                    await(otherGoesOn);
                    throw new IllegalStateException("not here");
                })) {
            CompletableFuture<Integer> poll = pollBeside(paused);
            await(isInRoute);
            other.consumer().suspend();
            other.consumer().resume();
            maildrop.uids().stream().skip(1).toList().forEach(maildrop::remove);
            CompletableFuture<Integer> second = pollBeside(other);
            await(otherIsInRoute);
            goesOn.countDown();
            poll.get(PATIENCE, TimeUnit.SECONDS);
            paused.awaitVerdicts(1);
            paused.poll();
            assertEquals(List.of("m0"), maildrop.uids());
            otherGoesOn.countDown();
            second.get(PATIENCE, TimeUnit.SECONDS);
            other.awaitVerdicts(1);
            other.poll();
            assertEquals(List.of("m0"), maildrop.uids(), "the other one's route failed");
        }
    }
}
