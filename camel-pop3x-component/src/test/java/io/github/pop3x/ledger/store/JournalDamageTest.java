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
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.ledger.LedgerEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.github.pop3x.ledger.SomeEntries.full;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a crash leaves unfinished is cut off, and damage is not taken for that. */
class JournalDamageTest {

    private static final String MAILBOX = "alice@mail.example.com";
    private static final LedgerEntry ONE = full("uid-1", EntryState.DELIVERED);
    private static final LedgerEntry TWO = full("uid-2", EntryState.IN_FLIGHT);
    private static final LedgerEntry THREE = full("uid-3", EntryState.FAILED);

    @TempDir
    Path directory;

    private Path journal;
    /** How long the file was after the first entry was on the disk. */
    private int afterOne;
    /** How long it was with the second, before the third. */
    private int afterTwo;
    /** As a killed process leaves it: the first entry synced, and said to be; two more written. */
    private byte[] killed;
    /** The same, closed. */
    private byte[] closed;

    @BeforeEach
    void threeEntries() throws IOException {
        journal = directory.resolve("ledger.journal");
        try (JournalLedgerStore store = new JournalLedgerStore(directory)) {
            store.save(MAILBOX, List.of(ONE));
            store.sync();
            afterOne = (int) Files.size(journal);
            store.save(MAILBOX, List.of(TWO));
            afterTwo = (int) Files.size(journal);
            store.save(MAILBOX, List.of(THREE));
            killed = Files.readAllBytes(journal);
        }
        closed = Files.readAllBytes(journal);
    }

    @Test
    void aRecordCutAtAnyOctetIsDroppedAndTheOthersStay() throws IOException {
        for (int length = afterTwo; length < killed.length; length++) {
            Files.write(journal, Arrays.copyOf(killed, length));
            try (JournalLedgerStore store = new JournalLedgerStore(directory)) {
                assertThat(store.droppedOctets()).isEqualTo(length - afterTwo);
                assertThat(store.load(MAILBOX).entries()).containsExactly(ONE, TWO);
                store.save(MAILBOX, List.of(THREE));
            }
            assertThat(reopened()).containsExactly(ONE, TWO, THREE);
        }
    }

    @Test
    void aBitThatIsNotAsItReachedTheDiskIsAnError() throws IOException {
        int lastRecord = closed.length - JournalRecord.Synced.OCTETS;
        for (int octet = 0; octet < lastRecord; octet++) {
            // Every bit of the header and of the first record's length and checksum; then one of each octet.
            int step = octet < 2 * JournalRecord.FRAME ? 1 : Byte.SIZE;
            for (int bit = octet % step; bit < Byte.SIZE; bit += step) {
                byte[] flipped = flipped(closed, octet, bit);
                Files.write(journal, flipped);
                assertThatThrownBy(this::reopened)
                        .as("bit %d of octet %d", bit, octet)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("Restore it from a backup, or move it away");
                assertThat(Files.readAllBytes(journal)).isEqualTo(flipped);
            }
        }
    }

    @Test
    void aBitOfTheLastNoteCostsNoEntry() throws IOException {
        for (int octet = closed.length - JournalRecord.Synced.OCTETS; octet < closed.length; octet++) {
            Files.write(journal, flipped(closed, octet, octet % Byte.SIZE));
            assertThat(reopened()).containsExactly(ONE, TWO, THREE);
        }
    }

    @Test
    void unsyncedEntriesBeforeADamagedOneAreKept() throws IOException {
        for (int octet = afterOne; octet < killed.length; octet++) {
            Files.write(journal, flipped(killed, octet, octet % Byte.SIZE));
            assertThat(reopened()).as("octet %d", octet).isEqualTo(octet < afterTwo ? List.of(ONE) : List.of(ONE, TWO));
        }
    }

    @Test
    void aLostPageOfUnsyncedEntriesIsNotAnError() throws IOException {
        byte[] holed = killed.clone();
        Arrays.fill(holed, afterOne + JournalRecord.Synced.OCTETS, afterTwo, (byte) 0);
        Files.write(journal, holed);
        assertThat(reopened()).containsExactly(ONE);
    }

    @Test
    void aTailOfZerosIsDropped() throws IOException {
        Files.write(journal, Arrays.copyOf(killed, killed.length + 4_096));
        try (JournalLedgerStore store = new JournalLedgerStore(directory)) {
            assertThat(store.droppedOctets()).isEqualTo(4_096);
            assertThat(store.load(MAILBOX).entries()).containsExactly(ONE, TWO, THREE);
        }
    }

    @Test
    void anEmptyFileIsRefusedAsAJournal() throws IOException {
        Files.write(journal, new byte[0]);
        assertThatThrownBy(this::reopened)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a ledger journal");
    }

    @Test
    void aRecordOfALaterVersionIsRefusedAndTheFileUnchanged() throws IOException {
        byte[] payload = {'Z', 1, 2, 3};
        byte[] later = Arrays.copyOf(closed, closed.length + JournalRecord.FRAME + payload.length);
        ByteBuffer.wrap(later)
                .position(closed.length)
                .putInt(payload.length)
                .putInt(JournalRecord.checksum(payload))
                .put(payload);
        Files.write(journal, later);
        assertThatThrownBy(this::reopened)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a later version of this library has written it");
        assertThat(Files.readAllBytes(journal)).isEqualTo(later);
    }

    private List<LedgerEntry> reopened() throws IOException {
        try (JournalLedgerStore store = new JournalLedgerStore(directory)) {
            return store.load(MAILBOX).entries();
        }
    }

    private static byte[] flipped(byte[] octets, int octet, int bit) {
        byte[] flipped = octets.clone();
        flipped[octet] ^= (byte) (1 << bit);
        return flipped;
    }
}
