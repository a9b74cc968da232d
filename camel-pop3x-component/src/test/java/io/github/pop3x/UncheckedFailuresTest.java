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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.testing.ThrowingStore;
import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What beans throw that no bean should throw: whatever it is and wherever it comes from, the next polls route each message,
 * and every count is given back. {@code maxInFlight=2} makes a consumer with two places lost retrieve nothing more.
 */
class UncheckedFailuresTest extends FlowSetting {

    private static final Logger LOG = LoggerFactory.getLogger(UncheckedFailuresTest.class);

    private static final String FEW = "&delete=true&maxInFlight=2";
    private static final List<String> ALL = List.of("a", "b", "c", "d", "e");

    @BeforeEach
    void begin() {
        serve(true);
        mails("a", "b", "c", "d", "e");
    }

    static List<Supplier<Throwable>> failures() {
        return List.of(
                () -> new IllegalStateException("DataAccessResourceFailureException"),
                () -> new OutOfMemoryError("unable to create native thread"),
                StackOverflowError::new,
                () -> new NoClassDefFoundError("com/example/Driver"));
    }

    /** Throws what is unchecked. */
    static void raise(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    /** Polls in trouble, ends the trouble, and polls until the mailbox is empty. */
    private List<String> routedInTheEnd(PolledRoute route, Runnable mend) throws Exception {
        for (int i = 0; i < 3; i++) {
            tryToPoll(route);
        }
        mend.run();
        for (int i = 0; i < 12 && !maildrop.uids().isEmpty(); i++) {
            tryToPoll(route);
        }
        assertEquals(List.of(), maildrop.uids(), () -> "left; reports: " + route.reports());
        assertEquals(0, route.consumer().onTheWay());
        Pop3xComponent component = route.context().getComponent("pop3x", Pop3xComponent.class);
        assertEquals(0, component.spools().octetsInMemory());
        return route.takeUids().stream().sorted().distinct().toList();
    }

    private static void tryToPoll(PolledRoute route) throws Exception {
        try {
            route.poll();
        } catch (Exception troubled) {
            LOG.debug("the poll fails, as it is to", troubled);
        }
        route.awaitVerdicts(0);
    }

    private void withStore(ThrowingStore store, Runnable trouble) throws Exception {
        try (PolledRoute route =
                PolledRoute.from(server, "ledger=#store" + FEW, Map.of("store", store), FlowSetting::nothing)) {
            trouble.run();
            assertEquals(ALL, routedInTheEnd(route, store::mend));
            assertFalse(route.reports().isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aStoreThatThrowsAtAStartLosesNoPlace(Supplier<Throwable> failure) throws Exception {
        ThrowingStore store = new ThrowingStore();
        withStore(store, () -> store.fail(entry -> entry.state() == EntryState.IN_FLIGHT, failure));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aStoreThatThrowsAtAVerdictLosesNoPlaceAndRoutesNothingTwice(Supplier<Throwable> failure) throws Exception {
        ThrowingStore store = new ThrowingStore();
        store.fail(entry -> entry.state() == EntryState.DELIVERED, failure);
        try (PolledRoute route =
                PolledRoute.from(server, "ledger=#store" + FEW, Map.of("store", store), FlowSetting::nothing)) {
            route.poll();
            List<String> first = new ArrayList<>(route.takeUids());
            first.addAll(routedInTheEnd(route, store::mend));
            assertEquals(ALL, first.stream().sorted().toList());
            assertTrue(route.reports().get(0).startsWith("Cannot record the outcome of message "), () -> route.reports()
                    .toString());
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aStoreThatThrowsAtDeletesLosesNothing(Supplier<Throwable> failure) throws Exception {
        ThrowingStore store = new ThrowingStore();
        withStore(store, () -> {
            store.fail(entry -> entry.state() == EntryState.CONFIRMED, failure);
            store.failToSync(failure);
        });
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aStoreThatThrowsAtAFailedRouteOffersItsMessageAgain(Supplier<Throwable> failure) throws Exception {
        ThrowingStore store = new ThrowingStore();
        store.fail(entry -> entry.state() == EntryState.FAILED, failure);
        AtomicReference<RuntimeException> bad = new AtomicReference<>(new IllegalArgumentException("route"));
        try (PolledRoute route = PolledRoute.from(server, "ledger=#store" + FEW, Map.of("store", store), exchange -> {
            if (bad.get() != null) {
                throw bad.get();
            }
        })) {
            assertEquals(ALL, routedInTheEnd(route, () -> {
                store.mend();
                bad.set(null);
            }));
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aBindingThatThrowsLosesNoPlace(Supplier<Throwable> failure) throws Exception {
        AtomicReference<Supplier<Throwable>> trouble = new AtomicReference<>(failure);
        Pop3xBinding binding = (exchange, mail) -> {
            if (trouble.get() != null) {
                raise(trouble.get().get());
            }
        };
        try (PolledRoute route =
                PolledRoute.from(server, "binding=#binding" + FEW, Map.of("binding", binding), FlowSetting::nothing)) {
            routedInTheEnd(route, () -> trouble.set(null));
            assertFalse(route.reports().isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aRepositoryThatThrowsLosesNoPlace(Supplier<Throwable> failure) throws Exception {
        Map<String, Boolean> broken = new ConcurrentHashMap<>(Map.of("add", true));
        MemoryIdempotentRepository repository = new MemoryIdempotentRepository() {
            @Override
            public boolean remove(String key) {
                boolean removed = super.remove(key);
                if (!broken.isEmpty()) {
                    raise(failure.get());
                }
                return removed;
            }
        };
        try (PolledRoute route = PolledRoute.from(
                server,
                "inProgressRepository=#claims&ledger=memory" + FEW,
                Map.of("claims", repository),
                FlowSetting::nothing)) {
            assertEquals(ALL, routedInTheEnd(route, broken::clear));
        }
    }

    private static MemoryIdempotentRepository takingNothingDuring(AtomicReference<Supplier<Throwable>> trouble) {
        return new MemoryIdempotentRepository() {
            @Override
            public boolean add(String key) {
                if (trouble.get() != null) {
                    raise(trouble.get().get());
                }
                return super.add(key);
            }
        };
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aRepositoryThatThrowsWhenARouteStartsLosesNoPlace(Supplier<Throwable> failure) throws Exception {
        AtomicReference<Supplier<Throwable>> trouble = new AtomicReference<>(failure);
        MemoryIdempotentRepository repository = takingNothingDuring(trouble);
        try (PolledRoute route = PolledRoute.from(
                server,
                "inProgressRepository=#claims&ledger=memory" + FEW,
                Map.of("claims", repository),
                FlowSetting::nothing)) {
            assertEquals(ALL, routedInTheEnd(route, () -> trouble.set(null)));
            assertTrue(route.reports().get(0).contains("cannot be claimed in the inProgressRepository"));
            assertEquals(0, repository.getCacheSize());
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aRepositoryThatThrowsWhenAMessageIsSeenLosesNoPlace(Supplier<Throwable> failure) throws Exception {
        AtomicReference<Supplier<Throwable>> trouble = new AtomicReference<>(failure);
        MemoryIdempotentRepository repository = takingNothingDuring(trouble);
        try (PolledRoute route = PolledRoute.from(
                server, "idempotentRepository=#seen" + FEW, Map.of("seen", repository), FlowSetting::nothing)) {
            assertEquals(ALL, routedInTheEnd(route, () -> trouble.set(null)));
            assertTrue(
                    route.reports().get(0).startsWith("The idempotent repository does not take message "),
                    () -> route.reports().toString());
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFilterThatThrowsLosesNoPlace(Supplier<Throwable> failure) throws Exception {
        AtomicReference<Supplier<Throwable>> trouble = new AtomicReference<>(failure);
        Predicate filter = exchange -> {
            if (trouble.get() != null) {
                raise(trouble.get().get());
            }
            return true;
        };
        try (PolledRoute route =
                PolledRoute.from(server, "filter=#filter" + FEW, Map.of("filter", filter), FlowSetting::nothing)) {
            assertEquals(ALL, routedInTheEnd(route, () -> trouble.set(null)));
        }
    }

    @Test
    void theReleaseOfALostExchangeGivesItsPlaceBackAndALateVerdictDoesNotGiveItBackAgain() throws Exception {
        List<Synchronization> lost = new ArrayList<>();
        boolean[] loses = {true};
        try (PolledRoute route = PolledRoute.from(server, "sessionIdleTimeout=0" + FEW, exchange -> {
            if (loses[0]) {
                Exchange queued = new DefaultExchange(exchange.getContext());
                exchange.getUnitOfWork().handoverSynchronization(queued);
                lost.addAll(queued.getExchangeExtension().handoverCompletions());
            }
        })) {
            tryToPoll(route);
            route.awaitVerdicts(2);
            List<String> first = route.takeUids();
            assertEquals(2, first.size());
            tryToPoll(route);
            assertEquals(List.of(), route.takeUids(), "maxInFlight is reached");
            for (String uid : first) {
                assertEquals(1, route.consumer().releaseInFlight(uid));
                assertEquals(0, route.consumer().releaseInFlight(uid));
            }
            tryToPoll(route);
            route.awaitVerdicts(2);
            assertEquals(2, route.takeUids().size(), "released messages are offered again");
            Exchange late = new DefaultExchange(route.context());
            lost.subList(0, 2).forEach(verdict -> verdict.onFailure(late));
            tryToPoll(route);
            assertEquals(List.of(), route.takeUids(), "a late verdict gives no place back");
        }
    }
}
