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

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Entries, found by unique id: that is one step, however many there are. Ids are meant to be unique (RFC 1939 §7), and
 * nearly all are; what comes under an id that is another's already has a place of its own, which is usually empty.
 */
final class EntryTable {

    /** In the order in which they came, as they mostly lie in memory: all are walked twice as fast as in any other. */
    private final Map<String, LedgerEntry> byUid = new LinkedHashMap<>();
    /** What is recorded under an id that {@link #byUid} has another entry for. */
    private final NavigableMap<MessageIdentity, LedgerEntry> beside = new TreeMap<>();
    /** So that nothing is walked to find them: they are few, or none. */
    private final Map<MessageIdentity, LedgerEntry> inFlight = new LinkedHashMap<>();

    private final Map<MessageIdentity, LedgerEntry> failed = new LinkedHashMap<>();

    /** The entry, or null. */
    LedgerEntry get(MessageIdentity identity) {
        LedgerEntry entry = byUid.get(identity.uid());
        return entry == null || entry.identity().equals(identity) ? entry : beside.get(identity);
    }

    /** Returns the entry in whose place this one is now, or null. */
    LedgerEntry put(LedgerEntry entry) {
        // Also taken out of the map, or that would keep the former entry's string, where one is enough for both.
        LedgerEntry before = remove(entry.identity());
        if (byUid.putIfAbsent(entry.identity().uid(), entry) != null) {
            beside.put(entry.identity(), entry);
        }
        if (entry.state() == EntryState.IN_FLIGHT) {
            inFlight.put(entry.identity(), entry);
        } else if (entry.state() == EntryState.FAILED) {
            failed.put(entry.identity(), entry);
        }
        return before;
    }

    /** Returns what was removed, or null. */
    LedgerEntry remove(MessageIdentity identity) {
        LedgerEntry removed = get(identity);
        if (removed == null) {
            return null;
        }
        inFlight.remove(identity);
        failed.remove(identity);
        if (beside.remove(identity) == null) {
            byUid.remove(identity.uid());
            NavigableMap<MessageIdentity, LedgerEntry> others = besideUnder(identity.uid());
            if (!others.isEmpty()) {
                byUid.put(identity.uid(), others.pollFirstEntry().getValue());
            }
        }
        return removed;
    }

    /** All entries with this unique id, ordered by size and occurrence. */
    List<LedgerEntry> underUid(String uid) {
        LedgerEntry one = byUid.get(uid);
        if (one == null) {
            return List.of();
        }
        NavigableMap<MessageIdentity, LedgerEntry> others = besideUnder(uid);
        if (others.isEmpty()) {
            return List.of(one);
        }
        NavigableMap<MessageIdentity, LedgerEntry> all = new TreeMap<>(others);
        all.put(one.identity(), one);
        return List.copyOf(all.values());
    }

    /** Tells whether there is such an entry with this unique id; copies nothing, however many there are. */
    boolean hasUnderUid(String uid, Predicate<LedgerEntry> wanted) {
        LedgerEntry one = byUid.get(uid);
        if (one == null) {
            return false;
        }
        return wanted.test(one) || besideUnder(uid).values().stream().anyMatch(wanted);
    }

    /** A view; mostly there is nothing beside anything, and nothing is looked for then. */
    private NavigableMap<MessageIdentity, LedgerEntry> besideUnder(String uid) {
        if (beside.isEmpty()) {
            return Collections.emptyNavigableMap();
        }
        MessageIdentity first = new MessageIdentity(uid, Long.MIN_VALUE, 0);
        MessageIdentity last = new MessageIdentity(uid, Long.MAX_VALUE, Integer.MAX_VALUE);
        return beside.subMap(first, true, last, true);
    }

    /** All entries, in no particular order. */
    Stream<LedgerEntry> all() {
        return Stream.concat(byUid.values().stream(), beside.values().stream());
    }

    /** The entries of messages that are on their way through routes; a view. */
    Collection<LedgerEntry> inFlight() {
        return inFlight.values();
    }

    /** The entries of messages whose route or retrieval failed; a view. */
    Collection<LedgerEntry> failed() {
        return failed.values();
    }

    int size() {
        return byUid.size() + beside.size();
    }
}
