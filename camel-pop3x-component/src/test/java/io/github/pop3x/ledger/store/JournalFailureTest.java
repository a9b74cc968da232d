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
import java.nio.file.Path;
import java.util.List;

import io.github.pop3x.ledger.LedgerEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.github.pop3x.ledger.SomeEntries.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A disk that refuses is reported, and when it no longer does the journal goes on without a loss. */
class JournalFailureTest {

    private static final String MAILBOX = "alice@mail.example.com";
    private static final List<LedgerEntry> ONE = List.of(entry("uid-1"));
    private static final List<LedgerEntry> TWO = List.of(entry("uid-2"), entry("uid-3"));
    private static final List<LedgerEntry> LATER = List.of(entry("uid-4"));

    @TempDir
    Path directory;

    private final FaultyDisk disk = new FaultyDisk();

    private JournalLedgerStore open() throws IOException {
        return new JournalLedgerStore(directory, disk, Long.MAX_VALUE);
    }

    private void requireRecorded(String... uids) throws IOException {
        try (JournalLedgerStore store = open()) {
            assertThat(store.droppedOctets()).isZero();
            assertThat(store.load(MAILBOX).entries())
                    .extracting(recorded -> recorded.identity().uid())
                    .containsExactly(uids);
        }
    }

    @Test
    void onAFullDiskAllOfASaveIsRefusedWhereverItEnds() throws IOException {
        for (int room = 0; room < 150; room++) {
            try (JournalLedgerStore store = open()) {
                store.forget(MAILBOX, List.of(LATER.get(0).identity()));
                store.save(MAILBOX, ONE);
                disk.room.set(room);
                assertThatThrownBy(() -> store.save(MAILBOX, TWO))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("ledger.journal cannot be written: No space left on device");
                assertThat(store.load(MAILBOX).entries()).isEqualTo(ONE);
                disk.room.set(Long.MAX_VALUE);
                store.save(MAILBOX, LATER);
            }
            requireRecorded("uid-1", "uid-4");
        }
    }

    @Test
    void aFileThatCannotBeTruncatedIsRewrittenFirst() throws IOException {
        try (JournalLedgerStore store = open()) {
            store.save(MAILBOX, ONE);
            disk.room.set(20);
            disk.refusesTruncate = true;
            assertThatThrownBy(() -> store.save(MAILBOX, TWO)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> store.save(MAILBOX, LATER)).hasMessageContaining("No space left on device");
            disk.room.set(Long.MAX_VALUE);
            store.save(MAILBOX, LATER);
            assertThat(store.load(MAILBOX).entries()).containsExactly(ONE.get(0), LATER.get(0));
        }
        requireRecorded("uid-1", "uid-4");
    }

    @Test
    void afterAFailedSyncTheFileIsWrittenAnew() throws IOException {
        try (JournalLedgerStore store = open()) {
            store.save(MAILBOX, ONE);
            disk.refusesSync = true;
            assertThatThrownBy(store::sync)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("ledger.journal cannot be brought to the disk: Input/output error");
            assertThatThrownBy(() -> store.save(MAILBOX, TWO)).isInstanceOf(IOException.class);
            assertThatThrownBy(store::sync).isInstanceOf(IOException.class);
            disk.refusesSync = false;
            store.save(MAILBOX, LATER);
            store.sync();
        }
        requireRecorded("uid-1", "uid-4");
    }

    @Test
    void aFailedSyncAtCloseIsReportedAndTheLockReleased() throws IOException {
        JournalLedgerStore store = open();
        store.save(MAILBOX, ONE);
        disk.refusesSync = true;
        assertThatThrownBy(store::close).isInstanceOf(IOException.class);
        disk.refusesSync = false;
        requireRecorded("uid-1");
    }

    @Test
    void anIdPastEveryBoundIsRefusedAlone() throws IOException {
        try (JournalLedgerStore store = open()) {
            store.save(MAILBOX, ONE);
            for (int length : new int[] {JournalRecord.MAX_PAYLOAD, 100_000}) {
                assertThatThrownBy(() -> store.save(MAILBOX, List.of(LATER.get(0), entry("x".repeat(length)))))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("too long");
            }
            store.save(MAILBOX, TWO);
        }
        requireRecorded("uid-1", "uid-2", "uid-3");
    }

    @Test
    void aClosedStoreSaysThatItIs() throws IOException {
        JournalLedgerStore store = open();
        store.close();
        assertThatThrownBy(() -> store.save(MAILBOX, ONE)).hasMessageEndingWith("is closed");
        assertThatThrownBy(() -> store.load(MAILBOX)).hasMessageEndingWith("is closed");
        assertThatThrownBy(store::sync).hasMessageEndingWith("is closed");
    }
}
