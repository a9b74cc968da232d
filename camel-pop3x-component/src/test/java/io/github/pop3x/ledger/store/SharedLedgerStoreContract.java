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
package io.github.pop3x.ledger.store;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.LedgerStore.Amendment;
import org.junit.jupiter.api.Test;

import static io.github.pop3x.ledger.SomeEntries.entry;
import static io.github.pop3x.ledger.SomeEntries.full;
import static io.github.pop3x.ledger.SomeEntries.tried;
import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every store that several processes share. */
abstract class SharedLedgerStoreContract extends DurableLedgerStoreContract {

    @Test
    void whatNothingWasKnownOfIsInsertedOnlyWhereNothingIsRecorded() throws IOException {
        try (LedgerStore store = open()) {
            LedgerEntry recorded = full("uid-1", EntryState.DELIVERED);
            LedgerEntry unknown = full("uid-1", EntryState.FAILED);
            LedgerEntry fresh = full("uid-2", EntryState.FAILED);
            store.save(MAILBOX, List.of(recorded));
            store.amend(MAILBOX, List.of(new Amendment(null, unknown), new Amendment(null, fresh)));
            assertThat(store.load(MAILBOX).entries()).containsExactlyInAnyOrder(recorded, fresh);
        }
    }

    @Test
    void moreThanFitIntoOneStatementAreInsertedAndReadAgain() throws IOException {
        try (LedgerStore store = open()) {
            List<LedgerEntry> many =
                    IntStream.range(0, 1_234).mapToObj(i -> entry("uid-" + i)).toList();
            store.save(MAILBOX, List.of(tried("uid-7", 3)));
            store.amend(
                    MAILBOX,
                    many.stream().map(each -> new Amendment(null, each)).toList());
            assertThat(store.reload(
                            MAILBOX, many.stream().map(LedgerEntry::identity).toList()))
                    .hasSize(many.size())
                    .contains(tried("uid-7", 3))
                    .doesNotContain(entry("uid-7"));
        }
    }

    @Test
    void aMailboxOfSeveralPagesIsReadWhole() throws IOException {
        try (LedgerStore store = open()) {
            List<LedgerEntry> many = IntStream.range(0, JdbcPages.SIZE + 17)
                    .mapToObj(i -> entry("Uid-" + i % 7 + (i % 3 == 0 ? "." : "*_") + i))
                    .toList();
            store.save(MAILBOX, many);
            store.markBaseline(MAILBOX);
            assertThat(store.load(MAILBOX).entries()).containsExactlyInAnyOrderElementsOf(many);
            LedgerStore.Page first = store.loadPage(MAILBOX, null);
            LedgerStore.Page second = store.loadPage(MAILBOX, first.next());
            assertThat(second.next()).isNull();
            assertThat(first.recorded().baseline())
                    .isNotEqualTo(second.recorded().baseline());
        }
    }

    @Test
    void anAmendmentOfWhatAnotherHasGoneOnWithIsRefused() throws IOException {
        try (LedgerStore store = open()) {
            LedgerEntry recorded = full("uid-1", EntryState.DELIVERED);
            store.save(MAILBOX, List.of(recorded, tried("uid-2", 1), tried("uid-3", 2)));
            LedgerEntry gone = gone(recorded);
            assertThat(store.tryToAmend(
                            MAILBOX,
                            List.of(
                                    new Amendment(recorded, gone),
                                    new Amendment(null, tried("uid-2", 9)),
                                    new Amendment(tried("uid-3", 1), tried("uid-3", 9)),
                                    new Amendment(tried("uid-4", 1), tried("uid-4", 9)),
                                    new Amendment(null, tried("uid-5", 9)))))
                    .containsExactlyInAnyOrder(
                            entry("uid-2").identity(),
                            entry("uid-3").identity(),
                            entry("uid-4").identity());
            assertThat(store.load(MAILBOX).entries())
                    .containsExactlyInAnyOrder(gone, tried("uid-2", 1), tried("uid-3", 2), tried("uid-5", 9));
        }
    }

    @Test
    void ofTwoThatRecordANewMessageOneIsRefused() throws IOException {
        try (LedgerStore store = open()) {
            assertThat(store.tryToAmend(MAILBOX, List.of(new Amendment(null, tried("uid-1", 1)))))
                    .isEmpty();
            assertThat(store.tryToAmend(MAILBOX, List.of(new Amendment(null, tried("uid-1", 2)))))
                    .containsExactly(entry("uid-1").identity());
            assertThat(store.load(MAILBOX).entries()).containsExactly(tried("uid-1", 1));
        }
    }

    @Test
    void anotherMessageUnderTheSameIdIsNotAmended() throws IOException {
        try (LedgerStore store = open()) {
            LedgerEntry recorded = full("uid-1", EntryState.DELIVERED);
            LedgerEntry unseen = withHeader(recorded, null);
            LedgerEntry another = withHeader(recorded, new Fingerprint(1, 2, 3, 4));
            for (LedgerEntry before : List.of(unseen, another)) {
                store.save(MAILBOX, List.of(recorded));
                assertThat(store.tryToAmend(MAILBOX, List.of(new Amendment(before, before.in(EntryState.FAILED)))))
                        .containsExactly(recorded.identity());
                store.save(MAILBOX, List.of(before));
                assertThat(store.tryToAmend(MAILBOX, List.of(new Amendment(before, recorded))))
                        .isEmpty();
            }
            store.forgetUnchanged(MAILBOX, List.of(another));
            assertThat(store.load(MAILBOX).entries()).containsExactly(recorded);
        }
    }

    private static LedgerEntry gone(LedgerEntry entry) {
        return LedgerEntry.builder(entry.identity())
                .state(entry.state())
                .attempts(entry.attempts(), entry.attemptedAt())
                .goneSince(7)
                .fingerprint(entry.fingerprint())
                .build();
    }

    private static LedgerEntry withHeader(LedgerEntry entry, Fingerprint header) {
        return LedgerEntry.builder(entry.identity())
                .state(entry.state())
                .delete(entry.deleteWanted(), entry.deleteNotBefore())
                .attempts(entry.attempts(), entry.attemptedAt())
                .fingerprint(header)
                .build();
    }

    @Test
    void whatIsInFlightMayHaveFailedSince() throws IOException {
        try (LedgerStore store = open()) {
            LedgerEntry inFlight = full("uid-1", EntryState.IN_FLIGHT);
            LedgerEntry failed = inFlight.in(EntryState.FAILED);
            store.save(MAILBOX, List.of(failed));
            LedgerEntry delivered = inFlight.in(EntryState.DELIVERED);
            assertThat(store.tryToAmend(MAILBOX, List.of(new Amendment(inFlight, delivered))))
                    .isEmpty();
            store.save(MAILBOX, List.of(inFlight));
            assertThat(store.tryToAmend(MAILBOX, List.of(new Amendment(failed, delivered))))
                    .containsExactly(failed.identity());
        }
    }

    @Test
    void onlyWhatIsUnchangedIsForgottenBecauseOfAListing() throws IOException {
        try (LedgerStore store = open()) {
            store.save(MAILBOX, List.of(tried("uid-1", 1), tried("uid-2", 2)));
            store.forgetUnchanged(MAILBOX, List.of(tried("uid-1", 1), tried("uid-2", 1)));
            assertThat(store.load(MAILBOX).entries()).containsExactly(tried("uid-2", 2));
        }
    }
}
