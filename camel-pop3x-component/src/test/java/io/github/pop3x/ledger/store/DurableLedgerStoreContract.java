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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.LedgerStoreContract;
import io.github.pop3x.ledger.MessageIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.pop3x.ledger.SomeEntries.entry;
import static io.github.pop3x.ledger.SomeEntries.full;
import static io.github.pop3x.ledger.SomeEntries.tried;
import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every store that remembers. */
abstract class DurableLedgerStoreContract extends LedgerStoreContract {

    private static final String OTHER = "bob@mail.example.com";

    @Test
    void theStoreReportsThatItIsDurable() throws IOException {
        try (LedgerStore store = open()) {
            assertThat(store.isDurable()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TAKEN")
    void everyComponentOfAnEntryIsFoundAgain(EntryState state) throws IOException {
        LedgerEntry saved = full("uid-1", state);
        try (LedgerStore store = open()) {
            store.save(MAILBOX, List.of(saved));
            assertThat(store.load(MAILBOX).entries()).containsExactly(saved);
        }
        assertThat(reloaded(MAILBOX).entries()).containsExactly(saved);
    }

    @Test
    void whatIsRecordedUnderAnIdIsReloadedWhateverItsSize() throws IOException {
        LedgerEntry asked = entry("uid-1");
        LedgerEntry larger = LedgerEntry.builder(
                        new MessageIdentity("uid-1", asked.identity().size() + 1, 0))
                .state(EntryState.DELIVERED)
                .build();
        try (LedgerStore store = open()) {
            store.save(MAILBOX, List.of(larger, entry("uid-12"), entry("UID-1")));
            assertThat(store.reload(MAILBOX, List.of(asked.identity()))).containsExactly(larger);
        }
    }

    @Test
    void anAmendedEntryIsReloaded() throws IOException {
        LedgerEntry sent = full("uid-1", EntryState.DELETE_SENT);
        LedgerEntry confirmed = sent.in(EntryState.CONFIRMED).gone(7);
        try (LedgerStore store = open()) {
            store.save(MAILBOX, List.of(sent, entry("uid-2")));
            store.amend(MAILBOX, List.of(new LedgerStore.Amendment(sent, confirmed)));
            store.amend(MAILBOX, List.of());
            assertThat(store.reload(
                            MAILBOX, List.of(sent.identity(), entry("uid-3").identity())))
                    .containsExactly(confirmed);
            assertThat(store.reload(OTHER, List.of(sent.identity()))).isEmpty();
        }
        assertThat(reloaded(MAILBOX).entries()).containsExactlyInAnyOrder(confirmed, entry("uid-2"));
    }

    @Test
    void anEntryWithoutFingerprintIsFoundWithoutOne() throws IOException {
        LedgerEntry saved = entry("uid-1");
        try (LedgerStore store = open()) {
            store.save(MAILBOX, List.of(saved));
        }
        assertThat(reloaded(MAILBOX).entries()).containsExactly(saved);
    }

    @Test
    void theLastEntryOfAMessageCounts() throws IOException {
        LedgerEntry first = entry("uid-1");
        try (LedgerStore store = open()) {
            store.save(MAILBOX, List.of(first, tried("uid-1", 5)));
            store.save(MAILBOX, List.of(tried("uid-1", 6), entry("uid-2")));
        }
        assertThat(reloaded(MAILBOX).entries()).containsExactlyInAnyOrder(tried("uid-1", 6), entry("uid-2"));
    }

    @Test
    void idSizeAndOccurrenceTogetherTellMessagesApart() throws IOException {
        List<LedgerEntry> entries = List.of(
                entry(new MessageIdentity("uid", 100, 0)),
                entry(new MessageIdentity("uid", 100, 1)),
                entry(new MessageIdentity("uid", 1001, 0)),
                entry(new MessageIdentity("UID", 100, 0)),
                entry(new MessageIdentity("uid ", 100, 0)),
                entry(new MessageIdentity("uid", 4_000_000_000L, 0)));
        try (LedgerStore store = open()) {
            store.save(MAILBOX, entries);
            store.forget(MAILBOX, List.of(new MessageIdentity("uid", 100, 1)));
        }
        assertThat(reloaded(MAILBOX).entries())
                .hasSize(entries.size() - 1)
                .containsAll(entries.subList(2, entries.size()))
                .contains(entries.get(0));
    }

    @Test
    void anIdOf512OctetsOfAnyValueIsFoundAgain() throws IOException {
        StringBuilder uid = new StringBuilder();
        IntStream.range(0, 512).forEach(octet -> uid.append((char) (octet % 256)));
        LedgerEntry saved = entry(uid.toString());
        LedgerEntry almost = entry(uid.substring(0, 511) + "x");
        LedgerEntry high = entry("\u00ff".repeat(512));
        try (LedgerStore store = open()) {
            store.save(MAILBOX, List.of(saved, almost, high));
        }
        assertThat(reloaded(MAILBOX).entries()).containsExactlyInAnyOrder(saved, almost, high);
    }

    @Test
    void mailboxesDoNotMix() throws IOException {
        try (LedgerStore store = open()) {
            store.save(MAILBOX, List.of(entry("uid-1")));
            store.save(OTHER, List.of(tried("uid-1", 3), entry("uid-2")));
            store.forget(MAILBOX, List.of(entry("uid-2").identity()));
            store.markBaseline(OTHER);
        }
        assertThat(reloaded(MAILBOX)).isEqualTo(new LedgerStore.Recorded(List.of(entry("uid-1")), false));
        assertThat(reloaded(OTHER).baseline()).isTrue();
        assertThat(reloaded(OTHER).entries()).containsExactlyInAnyOrder(tried("uid-1", 3), entry("uid-2"));
    }

    @Test
    void aBaselineStaysEvenOfAnEmptyMailbox() throws IOException {
        try (LedgerStore store = open()) {
            store.markBaseline(MAILBOX);
            store.markBaseline(MAILBOX);
        }
        assertThat(reloaded(MAILBOX)).isEqualTo(new LedgerStore.Recorded(List.of(), true));
    }

    @Test
    void aForgottenMessageCanBeRecordedAgain() throws IOException {
        try (LedgerStore store = open()) {
            store.save(MAILBOX, List.of(full("uid-1", EntryState.CONFIRMED)));
            store.forget(MAILBOX, List.of(full("uid-1", EntryState.CONFIRMED).identity()));
            assertThat(store.load(MAILBOX).entries()).isEmpty();
            store.save(MAILBOX, List.of(entry("uid-1")));
        }
        assertThat(reloaded(MAILBOX).entries()).containsExactly(entry("uid-1"));
    }

    @Test
    void anyNumberOfEntriesIsRecordedAtOnce() throws IOException {
        List<LedgerEntry> many =
                IntStream.range(0, 2_500).mapToObj(i -> entry("uid-" + i)).toList();
        try (LedgerStore store = open()) {
            store.save(MAILBOX, many.subList(0, 1_200));
            store.save(MAILBOX, many);
            assertThat(store.load(MAILBOX).entries()).containsExactlyInAnyOrderElementsOf(many);
            store.forget(
                    MAILBOX, many.stream().skip(1).map(LedgerEntry::identity).toList());
        }
        assertThat(reloaded(MAILBOX).entries()).containsExactly(many.get(0));
    }

    @Test
    void anInterruptedThreadRecordsAsAnyOther() throws IOException {
        try (LedgerStore store = open()) {
            Thread.currentThread().interrupt();
            store.save(MAILBOX, List.of(entry("uid-1")));
            store.markBaseline(MAILBOX);
            store.sync();
            assertThat(store.load(MAILBOX).entries()).containsExactly(entry("uid-1"));
            assertThat(Thread.interrupted()).isTrue();
            store.save(MAILBOX, List.of(entry("uid-2")));
        } finally {
            // Other tests run on this thread.
            Thread.interrupted();
        }
        assertThat(reloaded(MAILBOX).entries()).containsExactlyInAnyOrder(entry("uid-1"), entry("uid-2"));
    }

    @Test
    void theStoreAgreesWithAMapForAnyOrderOfCalls() throws IOException {
        Random random = new Random(1939);
        Map<MessageIdentity, LedgerEntry> expected = new HashMap<>();
        Set<Boolean> baseline = new HashSet<>();
        for (int restart = 0; restart < 10; restart++) {
            try (LedgerStore store = open()) {
                for (int step = 0; step < 60; step++) {
                    oneStep(random, store, expected, baseline);
                }
            }
            LedgerStore.Recorded recorded = reloaded(MAILBOX);
            assertThat(recorded.entries()).containsExactlyInAnyOrderElementsOf(expected.values());
            assertThat(recorded.baseline()).isEqualTo(!baseline.isEmpty());
        }
    }

    private static void oneStep(
            Random random, LedgerStore store, Map<MessageIdentity, LedgerEntry> expected, Set<Boolean> baseline)
            throws IOException {
        int what = random.nextInt(100);
        if (what < 70) {
            List<LedgerEntry> batch = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                batch.add(tried("uid-" + random.nextInt(40), random.nextInt()));
            }
            store.save(MAILBOX, batch);
            batch.forEach(saved -> expected.put(saved.identity(), saved));
        } else if (what < 85) {
            MessageIdentity gone = entry("uid-" + random.nextInt(40)).identity();
            store.forget(MAILBOX, List.of(gone, gone));
            expected.remove(gone);
        } else if (what < 99) {
            store.sync();
        } else {
            store.markBaseline(MAILBOX);
            baseline.add(true);
        }
    }

    private LedgerStore.Recorded reloaded(String mailbox) throws IOException {
        try (LedgerStore store = open()) {
            return store.load(mailbox);
        }
    }
}
