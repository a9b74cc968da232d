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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;

import io.github.pop3x.ledger.LedgerStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.github.pop3x.ledger.SomeEntries.entry;
import static io.github.pop3x.ledger.SomeEntries.tried;
import static org.assertj.core.api.Assertions.assertThat;

/** Dead records go, living ones stay, and a crash at any step of it loses nothing. */
class JournalCompactionTest {

    private static final String MAILBOX = "alice@mail.example.com";
    private static final String OTHER = "bob@mail.example.com";
    private static final String NEW = "ledger.journal.new";
    private static final int TIMES = 1_000;

    @TempDir
    Path parent;

    private final FaultyDisk disk = new FaultyDisk();

    private Path directory() {
        return parent.resolve("ledger");
    }

    private Path journal() {
        return directory().resolve("ledger.journal");
    }

    private JournalLedgerStore open() throws IOException {
        return new JournalLedgerStore(directory(), disk, 4_096);
    }

    private static void fill(LedgerStore store) throws IOException {
        store.markBaseline(OTHER);
        store.save(OTHER, List.of(entry("kept")));
        for (int i = 0; i < TIMES; i++) {
            store.save(MAILBOX, List.of(tried("uid-1", i), entry("gone-" + i)));
            store.forget(MAILBOX, List.of(entry("gone-" + i).identity()));
        }
    }

    private void requireFilled(LedgerStore store) throws IOException {
        assertThat(store.load(MAILBOX)).isEqualTo(new LedgerStore.Recorded(List.of(tried("uid-1", TIMES - 1)), false));
        assertThat(store.load(OTHER)).isEqualTo(new LedgerStore.Recorded(List.of(entry("kept")), true));
    }

    @Test
    void aSyncCompactsIfDeadRecordsOutweighTheLiving() throws IOException {
        try (JournalLedgerStore store = open()) {
            fill(store);
            assertThat(Files.size(journal())).isGreaterThan(100_000);
            store.sync();
            assertThat(Files.size(journal())).isLessThan(1_000);
            requireFilled(store);
            store.save(MAILBOX, List.of(entry("later")));
        }
        try (JournalLedgerStore store = open()) {
            assertThat(store.load(MAILBOX).entries()).contains(entry("later")).hasSize(2);
        }
    }

    @Test
    void openingAJournalCompactsIt() throws IOException {
        byte[] killed = killed();
        Files.write(journal(), killed);
        try (JournalLedgerStore store = open()) {
            assertThat(Files.size(journal())).isLessThan(1_000);
            requireFilled(store);
        }
    }

    @Test
    void anIncompleteNewFileIsDiscarded() throws IOException {
        byte[] killed = killed();
        Files.write(journal(), killed);
        open().close();
        byte[] compacted = Files.readAllBytes(journal());
        for (int octets = 0; octets <= compacted.length; octets++) {
            Files.write(journal(), killed);
            Files.write(directory().resolve(NEW), Arrays.copyOf(compacted, octets));
            // Not compacted here, so that what is read is the old file.
            try (JournalLedgerStore store = new JournalLedgerStore(directory(), disk, Long.MAX_VALUE)) {
                assertThat(directory().resolve(NEW)).doesNotExist();
                requireFilled(store);
            }
        }
    }

    private byte[] killed() throws IOException {
        try (JournalLedgerStore store = new JournalLedgerStore(directory(), disk, Long.MAX_VALUE)) {
            fill(store);
            return Files.readAllBytes(journal());
        }
    }

    @Test
    void aFailureOfItIsRememberedAndHarmsNothing() throws IOException {
        try (JournalLedgerStore store = open()) {
            fill(store);
            disk.refusesToOpen = file -> file.endsWith(NEW);
            int before = disk.syncs.get();
            store.sync();
            assertThat(disk.syncs.get()).isEqualTo(before + 1);
            assertThat(store.compactionFailure()).isPresent();
            assertThat(directory().resolve(NEW)).doesNotExist();
            requireFilled(store);

            disk.refusesToOpen = file -> false;
            fill(store);
            fill(store);
            store.sync();
            assertThat(store.compactionFailure()).isEmpty();
            assertThat(Files.size(journal())).isLessThan(1_000);
            requireFilled(store);
        }
    }

    @Test
    void filesAreTheirOwnersAlone() throws IOException {
        try (JournalLedgerStore store = open()) {
            fill(store);
            store.sync();
            assertThat(permissions(directory())).isEqualTo("rwx------");
            assertThat(permissions(journal())).isEqualTo("rw-------");
            assertThat(permissions(directory().resolve("ledger.lock"))).isEqualTo("rw-------");
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
