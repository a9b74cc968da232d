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
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore.Recorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.github.pop3x.ledger.SomeEntries.entry;
import static io.github.pop3x.ledger.SomeEntries.tried;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A journal that many mailboxes share is read once when it is opened; then each mailbox reads what is its own. */
class JournalOfManyMailboxesTest {

    private static final int MAILBOXES = 200;
    private static final int MESSAGES = 20;
    private static final long NEVER_COMPACTED = Long.MAX_VALUE;

    @TempDir
    Path directory;

    private JournalLedgerStore open(long worthCompacting) throws IOException {
        return new JournalLedgerStore(directory, JournalOutput::onDisk, worthCompacting);
    }

    private static String mailbox(int number) {
        return "user-" + number + "@mail.example.com";
    }

    /** Message after message, so that the records of a mailbox lie far apart; each is recorded twice. */
    private void fill() throws IOException {
        try (JournalLedgerStore store = open(NEVER_COMPACTED)) {
            for (int round = 0; round < 2; round++) {
                for (int message = 0; message < MESSAGES; message++) {
                    for (int number = 0; number < MAILBOXES; number++) {
                        store.save(mailbox(number), List.of(tried("uid-" + message, round)));
                    }
                }
            }
            for (int number = 0; number < MAILBOXES; number += 2) {
                store.markBaseline(mailbox(number));
                store.forget(mailbox(number), List.of(entry("uid-0").identity()));
            }
        }
    }

    private static List<LedgerEntry> expected(int number) {
        List<LedgerEntry> entries = new ArrayList<>();
        for (int message = number % 2 == 0 ? 1 : 0; message < MESSAGES; message++) {
            entries.add(tried("uid-" + message, 1));
        }
        return entries;
    }

    private static void assertLoaded(JournalLedgerStore store, int number) throws IOException {
        Recorded recorded = store.load(mailbox(number));
        assertThat(recorded.entries()).containsExactlyInAnyOrderElementsOf(expected(number));
        assertThat(recorded.baseline()).isEqualTo(number % 2 == 0);
    }

    /** Makes what the journal holds of all mailboxes but some unreadable: reading it finds damage. */
    private void damageAllBut(String... mailboxes) throws IOException {
        Path journal = directory.resolve("ledger.journal");
        String text = Files.readString(journal, StandardCharsets.ISO_8859_1);
        try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
            for (int at = text.indexOf("user-"); at >= 0; at = text.indexOf("user-", at + 1)) {
                if (!List.of(mailboxes).contains(text.substring(at, text.indexOf(".com", at) + 4))) {
                    file.seek(at);
                    file.write('U');
                }
            }
        }
    }

    @Test
    void aMailboxReadsNoRecordOfAnother() throws IOException {
        fill();
        try (JournalLedgerStore store = open(NEVER_COMPACTED)) {
            damageAllBut(mailbox(4), mailbox(7));
            assertLoaded(store, 4);
            assertLoaded(store, 7);
            assertThat(store.load("a mailbox that is new")).isEqualTo(Recorded.NOTHING);
            assertThatThrownBy(() -> store.load(mailbox(5)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is damaged at octet");
        }
    }

    @Test
    void aMailboxReadsNoRecordThatCountsNoLonger() throws IOException {
        fill();
        try (JournalLedgerStore store = open(NEVER_COMPACTED)) {
            Path journal = directory.resolve("ledger.journal");
            try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
                file.seek(JournalReader.header().length + JournalRecord.FRAME + 1);
                file.write(0xff);
            }
            assertLoaded(store, 0);
        }
    }

    @Test
    void eachMailboxFindsItsOwnAlsoInAJournalThatWasCompactedMeanwhile() throws IOException {
        fill();
        try (JournalLedgerStore store = open(1)) {
            for (int number = 0; number < MAILBOXES; number++) {
                if (number % 50 == 0) {
                    for (int i = 0; i < 3 * MAILBOXES * MESSAGES; i++) {
                        store.save("somebody else", List.of(tried("uid", i)));
                    }
                    store.sync();
                }
                assertLoaded(store, number);
            }
            assertThat(store.compactionFailure()).isEmpty();
            assertThat(Files.size(directory.resolve("ledger.journal"))).isLessThan(2_000_000);
        }
    }

    @Test
    void whatIsAddedBeforeAMailboxIsReadIsFoundToo() throws IOException {
        fill();
        try (JournalLedgerStore store = open(NEVER_COMPACTED)) {
            store.save(mailbox(3), List.of(tried("uid-2", 9), tried("new", 1)));
            store.forget(mailbox(3), List.of(entry("uid-5").identity()));
            assertThat(store.load(mailbox(3)).entries())
                    .contains(tried("uid-2", 9), tried("new", 1))
                    .doesNotContain(tried("uid-5", 1), tried("uid-2", 1))
                    .hasSize(MESSAGES);
            assertThat(store.load(mailbox(3)).entries()).hasSize(MESSAGES);
        }
    }

    @Test
    void aMailboxCanBeReadMoreThanOnce() throws IOException {
        fill();
        try (JournalLedgerStore store = open(NEVER_COMPACTED)) {
            assertLoaded(store, 8);
            assertLoaded(store, 8);
            store.save(mailbox(8), List.of(tried("new", 1)));
            assertThat(store.load(mailbox(8)).entries())
                    .contains(tried("new", 1))
                    .hasSize(MESSAGES);
        }
    }

    @Test
    void aRecordIsWrittenWhileAMailboxIsRead() throws Exception {
        fill();
        try (JournalFile journal = new JournalFile(directory, JournalOutput::onDisk, NEVER_COMPACTED)) {
            List<Boolean> written = new ArrayList<>();
            journal.read(mailbox(1), record -> {
                CompletableFuture<Boolean> writing = CompletableFuture.supplyAsync(() -> {
                    try {
                        journal.append(List.of(new JournalRecord.Baseline(mailbox(1))));
                        return true;
                    } catch (IOException e) {
                        return false;
                    }
                });
                written.add(
                        writing.completeOnTimeout(false, 5, TimeUnit.SECONDS).join());
            });
            assertThat(written).hasSize(MESSAGES).doesNotContain(false);
        }
    }
}
