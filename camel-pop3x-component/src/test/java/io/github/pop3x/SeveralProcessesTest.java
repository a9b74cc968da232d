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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.pop3x.testing.LatchedRepository;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.MemoryDatabase;
import io.github.pop3x.testing.MessageSource;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Two contexts on one mailbox of a server that lets both in, with one ledger in a database and one repository of claims:
 * whatever one does between two steps of the other, each message is routed once.
 */
class SeveralProcessesTest {

    private static final String SHARED = "ledger=jdbc:%23database&inProgressRepository=%23claims";
    private static final long PATIENCE = 20;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();
    private final JdbcDataSource database = MemoryDatabase.create();
    private final LatchedRepository claims = new LatchedRepository();

    @BeforeEach
    void fill() {
        maildrop.add("a", "Subject: a\n\nHello\n").add("b", "Subject: b\n\nHello\n");
        server.answers(maildrop);
    }

    private static void nothing(Exchange exchange) {}

    private PolledRoute process(String options, Processor processor) throws Exception {
        return PolledRoute.from(server, SHARED + options, Map.of("database", database, "claims", claims), processor);
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

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PATIENCE, TimeUnit.SECONDS), "nobody came");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aMessageInFlightIsLeftAloneByTheOtherProcess() throws Exception {
        CountDownLatch inRoute = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Processor slow = exchange -> {
            inRoute.countDown();
            await(goOn);
        };
        try (PolledRoute one = process("&delete=true&maxMessagesPerPoll=1", slow);
                PolledRoute other = process("&delete=true", SeveralProcessesTest::nothing)) {
            CompletableFuture<Integer> first = pollBeside(one);
            await(inRoute);
            assertEquals(1, other.poll());
            assertEquals(List.of("b"), other.takeUids());
            goOn.countDown();
            assertEquals(1, first.get(PATIENCE, TimeUnit.SECONDS));
            one.awaitVerdicts(1);
            one.poll();
            other.poll();
            assertEquals(List.of("a"), one.takeUids());
            assertEquals(List.of(), other.takeUids());
        }
        assertEquals(List.of(), maildrop.uids());
        assertEquals(Set.of(), claims.keys());
    }

    @Test
    void ofTwoThatClaimAtOnceOneRoutes() throws Exception {
        CyclicBarrier bothAreHere = new CyclicBarrier(2);
        try (PolledRoute one = process("&prefetch=1", SeveralProcessesTest::nothing);
                PolledRoute other = process("&prefetch=1", SeveralProcessesTest::nothing)) {
            AtomicInteger adds = new AtomicInteger();
            claims.beforeAdd(key -> {
                if (adds.incrementAndGet() <= 2) {
                    meet(bothAreHere);
                }
            });
            List<CompletableFuture<Integer>> polls = List.of(pollBeside(one), pollBeside(other));
            for (CompletableFuture<Integer> poll : polls) {
                poll.get(PATIENCE, TimeUnit.SECONDS);
            }
            assertTrue(adds.get() > 2);
            assertTrue(one.consumer().getOvertaken() + other.consumer().getOvertaken() > 0);
            one.poll();
            other.poll();
            List<String> routed = new ArrayList<>(one.takeUids());
            routed.addAll(other.takeUids());
            assertEquals(List.of("a", "b"), routed.stream().sorted().toList());
        }
        assertEquals(Set.of(), claims.keys());
    }

    @Test
    void aMessageDeliveredByTheOtherIsNotRoutedAfterALateClaim() throws Exception {
        CountDownLatch chosen = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (PolledRoute one = process("", SeveralProcessesTest::nothing);
                PolledRoute late = process("", SeveralProcessesTest::nothing)) {
            claims.beforeAdd(key -> {
                claims.beforeAdd(others -> {});
                chosen.countDown();
                await(goOn);
            });
            CompletableFuture<Integer> lateOne = pollBeside(late);
            await(chosen);
            assertEquals(2, one.poll());
            goOn.countDown();
            lateOne.get(PATIENCE, TimeUnit.SECONDS);
            assertEquals(0, late.poll());
            assertEquals(List.of(), late.takeUids());
            assertEquals(2, late.consumer().getOvertaken());
            assertEquals(List.of(), late.reports());
        }
        assertEquals(Set.of(), claims.keys());
        assertEquals(2 * 2, maildrop.retrievals().size(), "both have retrieved both");
    }

    @Test
    void theOtherProcessRetriesAFailedMessageAndCountsAttempts() throws Exception {
        Processor failing = exchange -> {
            throw new IllegalStateException("not here");
        };
        try (PolledRoute one = process("&delete=true", failing);
                PolledRoute other = process("&delete=true", SeveralProcessesTest::nothing)) {
            assertEquals(2, one.poll());
            assertEquals(2, other.poll());
            assertEquals(
                    List.of(2, 2),
                    other.routed().stream()
                            .map(routed -> routed.headers().get(Pop3xConstants.ATTEMPT))
                            .toList());
            one.poll();
            assertEquals(2, one.takeUids().size());
        }
        assertEquals(List.of(), maildrop.uids());
    }

    @Test
    void aProcessThatTakesOverSkipsWhatTheOtherDelivered() throws Exception {
        try (PolledRoute one = process("", SeveralProcessesTest::nothing);
                PolledRoute other = process("", SeveralProcessesTest::nothing)) {
            other.consumer().suspend();
            assertEquals(2, one.poll());
            other.consumer().resume();
            assertEquals(0, other.poll());
        }
        assertEquals(2, maildrop.retrievals().size());
    }

    @Test
    void aMessageThatTheOtherDeliveredIsNotRoutedWhenItsSizeIsCorrected() throws Exception {
        try (PolledRoute one = process("", SeveralProcessesTest::nothing);
                PolledRoute other = process("", SeveralProcessesTest::nothing)) {
            assertEquals(2, one.poll());
            maildrop.remove("a");
            byte[] octets = "Subject: a\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);
            maildrop.add("a", MessageSource.of(octets), octets.length + 20);
            other.poll();
            other.poll();
            assertEquals(List.of(), other.takeUids());
        }
    }
}
