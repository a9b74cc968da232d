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
package io.github.pop3x.ledger;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Entries by unique id, of which a server may have several (RFC 1939 §7). */
class EntryTableTest {

    private static final LedgerEntry SMALL = entry("same", 100, 0);
    private static final LedgerEntry TWIN = entry("same", 100, 1);
    private static final LedgerEntry LARGE = entry("same", 200, 0);
    private static final LedgerEntry OTHER = entry("other", 100, 0);

    private final EntryTable table = new EntryTable();

    private static LedgerEntry entry(String uid, long size, int occurrence) {
        return SomeEntries.entry(new MessageIdentity(uid, size, occurrence));
    }

    private void put(LedgerEntry... entries) {
        for (LedgerEntry entry : entries) {
            assertNull(table.put(entry));
        }
    }

    @Test
    void eachOfSeveralUnderOneIdIsFound() {
        put(LARGE, TWIN, OTHER, SMALL);
        for (LedgerEntry entry : List.of(SMALL, TWIN, LARGE, OTHER)) {
            assertSame(entry, table.get(entry.identity()));
        }
        assertNull(table.get(new MessageIdentity("same", 300, 0)));
        assertEquals(4, table.size());
        assertEquals(4, table.all().distinct().count());
    }

    @Test
    void oneOfSeveralUnderAnIdIsLookedFor() {
        put(LARGE, TWIN, OTHER, SMALL);
        for (LedgerEntry wanted : List.of(SMALL, TWIN, LARGE)) {
            assertTrue(table.hasUnderUid("same", wanted::equals));
            assertFalse(table.hasUnderUid("other", wanted::equals));
        }
        assertFalse(table.hasUnderUid("same", OTHER::equals));
        assertFalse(table.hasUnderUid("unknown", any -> true));
    }

    @Test
    void entriesOfAUniqueIdAreOrderedBySize() {
        put(LARGE, TWIN, OTHER, SMALL);
        assertEquals(List.of(SMALL, TWIN, LARGE), table.underUid("same"));
        assertEquals(List.of(OTHER), table.underUid("other"));
        assertEquals(List.of(), table.underUid("unknown"));
    }

    @Test
    void removingAnEntryKeepsTheOthersOfItsUniqueId() {
        put(SMALL, TWIN, LARGE);
        assertSame(SMALL, table.remove(SMALL.identity()));
        assertNull(table.remove(SMALL.identity()));
        assertEquals(List.of(TWIN, LARGE), table.underUid("same"));
        assertSame(LARGE, table.remove(LARGE.identity()));
        assertSame(TWIN, table.remove(TWIN.identity()));
        assertEquals(List.of(), table.underUid("same"));
        assertEquals(0, table.size());
    }

    @Test
    void anEntryTakesThePlaceOfTheOneBefore() {
        put(SMALL, TWIN);
        for (LedgerEntry before : List.of(SMALL, TWIN)) {
            LedgerEntry after = before.gone(1);
            assertSame(before, table.put(after));
            assertSame(after, table.get(before.identity()));
            assertEquals(2, table.size());
        }
    }

    @Test
    void inFlightListsEntriesUntilTheirStateChanges() {
        put(SMALL, TWIN, OTHER);
        assertEquals(List.of(), List.copyOf(table.inFlight()));
        LedgerEntry first = TWIN.in(EntryState.IN_FLIGHT);
        LedgerEntry second = OTHER.in(EntryState.IN_FLIGHT);
        table.put(first);
        table.put(second);
        assertEquals(List.of(first, second), List.copyOf(table.inFlight()));
        table.put(first.in(EntryState.FAILED));
        assertEquals(List.of(second), List.copyOf(table.inFlight()));
        table.remove(OTHER.identity());
        assertEquals(List.of(), List.copyOf(table.inFlight()));
    }
}
