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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    /** With the entry that the store was last known to hold; null if it was not known to hold any. */
    private final Map<MessageIdentity, LedgerEntry> saves = new LinkedHashMap<>();
    /** As {@link #saves}. */
    private final Map<MessageIdentity, LedgerEntry> amendments = new HashMap<>();
    /** What the store holds of messages in flight whose start it has later than memory, so that others leave them alone. */
    private final Map<MessageIdentity, LedgerEntry> renewed = new HashMap<>();

    /** With the list that the caller of forget gave. */
    private final Map<MessageIdentity, Collection<MessageIdentity>> removals = new HashMap<>();

    /** @param entries finds the present entry of a message, or null */
    UnwrittenChanges(Function<MessageIdentity, LedgerEntry> entries) {
        this.entries = entries;
    }

    /**
     * The entry is to be written, whatever the store holds.
     *
     * @param before null if nothing was known of the message
     */
    private void recorded(MessageIdentity identity, LedgerEntry before) {
        LedgerEntry held = amendments.containsKey(identity) ? amendments.remove(identity) : before;
        saves.putIfAbsent(identity, held);
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
            recorded(identity, null);
        } else if (!saves.containsKey(identity) && !amendments.containsKey(identity)) {
            LedgerEntry held = renewed.remove(identity);
            amendments.put(identity, held == null ? before : held);
        }
    }

    /**
     * The store holds the start of a message in flight with a later time than memory.
     *
     * @param held as the store has it
     */
    void renewed(LedgerEntry held) {
        MessageIdentity identity = held.identity();
        if (amendments.containsKey(identity)) {
            amendments.put(identity, held);
        } else if (!saves.containsKey(identity)) {
            renewed.put(identity, held);
        }
    }

    /** What the store was last known to hold of a message; null if nothing. */
    LedgerEntry held(MessageIdentity identity) {
        if (saves.containsKey(identity)) {
            return saves.get(identity);
        }
        if (amendments.containsKey(identity)) {
            return amendments.get(identity);
        }
        LedgerEntry late = renewed.get(identity);
        return late == null ? entries.apply(identity) : late;
    }

    /** Tells whether the store has not taken the verdict on a message yet. */
    boolean hasUnwrittenVerdict(MessageIdentity identity) {
        LedgerEntry held = held(identity);
        return held == null || held.state() == EntryState.IN_FLIGHT || held.state() == EntryState.FAILED;
    }

    /** What the store holds is to be removed. */
    void forgotten(Collection<MessageIdentity> identities) {
        for (MessageIdentity identity : identities) {
            saves.remove(identity);
            amendments.remove(identity);
            renewed.remove(identity);
            removals.put(identity, identities);
        }
    }

    /** The store holds an entry: written is only what is different now. */
    void started(LedgerEntry written, LedgerEntry present) {
        MessageIdentity identity = written.identity();
        saves.remove(identity);
        amendments.remove(identity);
        renewed.remove(identity);
        removals.remove(identity);
        if (!present.equals(written)) {
            amendments.put(identity, written);
        }
    }

    /** Another process has gone on with the message: an amendment of what it was before means nothing. */
    void overtaken(MessageIdentity identity) {
        amendments.remove(identity);
        renewed.remove(identity);
    }

    /**
     * Tells whether memory knows better than the store.
     *
     * @param recorded what the store holds
     */
    boolean isNewerThan(LedgerEntry recorded) {
        MessageIdentity identity = recorded.identity();
        LedgerEntry before = amendments.get(identity);
        return saves.containsKey(identity)
                || removals.containsKey(identity)
                || before != null && recorded.isAsFarAs(before);
    }

    /** Tells whether a change of a message is to be written. */
    boolean contains(MessageIdentity identity) {
        return saves.containsKey(identity) || amendments.containsKey(identity) || removals.containsKey(identity);
    }

    boolean isEmpty() {
        return saves.isEmpty() && amendments.isEmpty() && removals.isEmpty();
    }

    /** Takes out what is to be saved. */
    List<LedgerStore.Amendment> takeSaves() {
        return take(saves);
    }

    /** Puts back what could not be saved, unless it was forgotten meanwhile. */
    void putBackSaves(Collection<LedgerStore.Amendment> refused) {
        for (LedgerStore.Amendment save : refused) {
            if (entries.apply(save.after().identity()) != null) {
                recorded(save.after().identity(), save.before());
            }
        }
    }

    /** Takes out what is to be amended. */
    List<LedgerStore.Amendment> takeAmendments() {
        return take(amendments);
    }

    private List<LedgerStore.Amendment> take(Map<MessageIdentity, LedgerEntry> changes) {
        List<LedgerStore.Amendment> taken = new ArrayList<>();
        changes.forEach((identity, before) -> taken.add(new LedgerStore.Amendment(before, entries.apply(identity))));
        changes.clear();
        return taken;
    }

    /** Puts back what could not be amended, unless it is to be saved now, or was forgotten meanwhile. */
    void putBackAmendments(Collection<LedgerStore.Amendment> refused) {
        for (LedgerStore.Amendment amendment : refused) {
            MessageIdentity identity = amendment.after().identity();
            if (!saves.containsKey(identity) && entries.apply(identity) != null) {
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
