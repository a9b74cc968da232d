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
import java.util.List;
import java.util.Map;

import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.testing.FailingStore;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A ledger that cannot be written: what is not recorded is not routed, and what is delivered is not repeated. */
class LedgerFailuresTest extends FlowSetting {

    private final FailingStore store = new FailingStore();

    @BeforeEach
    void begin() {
        serve(true);
        mails("a", "b", "c", "d", "e");
    }

    private PolledRoute noting(String options, Processor processor) throws Exception {
        return PolledRoute.from(server, "ledger=#store" + options, Map.of("store", store), processor);
    }

    /** What could not be written is written with the next entry, which then cannot be either: more reports follow. */
    private static void startsWith(String expected, List<String> reports) {
        assertTrue(reports.get(0).startsWith(expected), reports::toString);
    }

    @Test
    void anAttemptThatCannotBeRecordedIsNotMadeAndNoMoreAreAskedFor() throws Exception {
        store.refuse(entry -> entry.state() == EntryState.IN_FLIGHT);
        try (PolledRoute route = noting("&delete=true&prefetch=1", FlowSetting::nothing)) {
            route.poll();
            assertEquals(List.of(), route.takeUids());
            assertTrue(maildrop.retrievals().size() <= 2, () -> "asked for " + maildrop.retrievals());
            startsWith("Cannot route message ", route.reports());
            store.recover();
            assertEquals(5, route.poll());
            assertEquals(List.of("a", "b", "c", "d", "e"), route.takeUids());
            assertEquals(List.of(), maildrop.uids());
        }
    }

    @Test
    void aDeliveryThatCannotBeRecordedIsRememberedReportedAndDeleted() throws Exception {
        store.refuse(entry -> entry.state() == EntryState.DELIVERED);
        try (PolledRoute route = noting("&delete=true", FlowSetting::nothing)) {
            route.poll();
            startsWith("Cannot record the outcome of message ", route.reports());
            store.recover();
            while (!maildrop.uids().isEmpty()) {
                assertTrue(sessions() < 8, () -> "still there: " + maildrop.uids());
                route.poll();
            }
            assertEquals(List.of("a", "b", "c", "d", "e"), route.takeUids());
        }
    }

    @Test
    void marksThatCannotBeRecordedAreSetAllTheSame() throws Exception {
        store.refuse(entry -> entry.state() == EntryState.DELETE_SENT);
        store.refuseToSync();
        try (PolledRoute route = noting("&delete=true", FlowSetting::nothing)) {
            assertEquals(5, route.poll());
            startsWith("Cannot record which messages were deleted", route.reports());
            assertEquals(List.of(), maildrop.uids());
            assertEquals(0, route.poll());
        }
    }

    @Test
    void aListingThatCannotBeRecordedBlocksNoMessage() throws Exception {
        try (PolledRoute route = noting("", FlowSetting::nothing)) {
            assertEquals(5, route.poll());
            store.refuse(entry -> entry.goneSince() != 0);
            maildrop.remove("a");
            mails("f");
            route.poll();
            startsWith("Cannot record which messages are listed", route.reports());
            store.recover();
            route.poll();
            assertEquals(List.of("a", "b", "c", "d", "e", "f"), route.takeUids());
        }
    }

    @Test
    void aRefusalThatCannotBeRecordedLosesNothing() throws Exception {
        store.refuse(entry -> entry.retrievalFailures() > 0);
        server.suffers(Misfortune.refuse("RETR 2", "no"));
        try (PolledRoute route = noting("&delete=true", FlowSetting::nothing)) {
            assertThrows(IOException.class, route::poll);
            route.awaitVerdicts(0);
            store.recover();
            while (!maildrop.uids().isEmpty()) {
                assertTrue(sessions() < 8, () -> "still there: " + maildrop.uids());
                route.poll();
            }
            assertEquals(
                    List.of("a", "b", "c", "d", "e"),
                    route.takeUids().stream().sorted().toList());
        }
    }
}
