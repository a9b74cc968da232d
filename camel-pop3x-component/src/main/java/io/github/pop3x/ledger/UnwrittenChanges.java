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

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The changes that the store has not taken: one of each message, which says how its present entry is to be written. The
 * writer takes changes out while it writes them, and puts them back if the store refused them. A change that is made
 * meanwhile is a new one.
 *
 * <p>Guarded by the monitor of the {@link LedgerMemory}.
 */
final class UnwrittenChanges {

    private final Function<MessageIdentity, LedgerEntry> entries;
    private final Set<MessageIdentity> saves = new LinkedHashSet<>();
    /** With the entry that the store was last known to hold; null if it was not known to hold any. */
    private final Map<MessageIdentity, LedgerEntry> amendments = new HashMap<>();
    /** With the list that the caller of forget gave. */
    private final Map<MessageIdentity, Collection<MessageIdentity>> removals = new HashMap<>();

    /** @param entries finds the present entry of a message, or null */
    UnwrittenChanges(Function<MessageIdentity, LedgerEntry> entries) {
        this.entries = entries;
    }

    /** The entry is to be written, whatever the store holds. */
    void recorded(MessageIdentity identity) {
        saves.add(identity);
        amendments.remove(identity);
        removals.remove(identity);
    }

    /**
     * The entry is to be written if the store still holds what this process knows it to hold.
     *
     * @param before null if that is nothing
     */
    void amended(MessageIdentity identity, LedgerEntry before) {
        if (before == null && removals.containsKey(identity)) {
            // What the store holds until then is what this process forgets.
            recorded(identity);
        } else if (!saves.contains(identity) && !amendments.containsKey(identity)) {
            amendments.put(identity, before);
        }
    }

    /** What the store holds is to be removed. */
    void forgotten(Collection<MessageIdentity> identities) {
        for (MessageIdentity identity : identities) {
            saves.remove(identity);
            amendments.remove(identity);
            removals.put(identity, identities);
        }
    }

    /** The store holds an entry: written is only what is different now. */
    void started(LedgerEntry written, LedgerEntry present) {
        MessageIdentity identity = written.identity();
        saves.remove(identity);
        amendments.remove(identity);
        removals.remove(identity);
        if (!present.equals(written)) {
            amendments.put(identity, written);
        }
    }

    /** Another process has gone on with the message: an amendment of what it was before means nothing. */
    void overtaken(MessageIdentity identity) {
        amendments.remove(identity);
    }

    /**
     * Tells whether memory knows better than the store.
     *
     * @param recorded what the store holds
     */
    boolean isNewerThan(LedgerEntry recorded) {
        MessageIdentity identity = recorded.identity();
        LedgerEntry before = amendments.get(identity);
        return saves.contains(identity)
                || removals.containsKey(identity)
                || before != null && recorded.isAsFarAs(before);
    }

    boolean isEmpty() {
        return saves.isEmpty() && amendments.isEmpty() && removals.isEmpty();
    }

    /** Takes out what is to be saved. */
    List<LedgerEntry> takeSaves() {
        List<LedgerEntry> taken = saves.stream().map(entries).toList();
        saves.clear();
        return taken;
    }

    /** Puts back what could not be saved, unless it was forgotten meanwhile. */
    void putBackSaves(Collection<LedgerEntry> refused) {
        for (LedgerEntry entry : refused) {
            if (entries.apply(entry.identity()) != null) {
                recorded(entry.identity());
            }
        }
    }

    /** Takes out what is to be amended. */
    List<LedgerStore.Amendment> takeAmendments() {
        List<LedgerStore.Amendment> taken = new ArrayList<>();
        amendments.forEach((identity, before) -> taken.add(new LedgerStore.Amendment(before, entries.apply(identity))));
        amendments.clear();
        return taken;
    }

    /** Puts back what could not be amended, unless it is to be saved now, or was forgotten meanwhile. */
    void putBackAmendments(Collection<LedgerStore.Amendment> refused) {
        for (LedgerStore.Amendment amendment : refused) {
            MessageIdentity identity = amendment.after().identity();
            if (!saves.contains(identity) && entries.apply(identity) != null) {
                amendments.put(identity, amendment.before());
            }
        }
    }

    /** What is to be removed for a caller of forget. */
    List<MessageIdentity> removals(Collection<MessageIdentity> identities) {
        return identities.stream()
                .filter(identity -> removals.get(identity) == identities)
                .toList();
    }

    /** Ends an attempt to remove, whatever came of it: it is not repeated. */
    void endRemovals(Collection<MessageIdentity> identities) {
        identities.forEach(identity -> removals.remove(identity, identities));
    }
}
