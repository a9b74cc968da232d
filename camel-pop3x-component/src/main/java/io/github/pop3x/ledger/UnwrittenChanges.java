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
import java.util.Iterator;
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

    /** How the present entry of a message is to be written. */
    private enum Write {
        /** Whatever the store holds. */
        SAVE,
        /** If the store still holds what it was last known to hold. */
        AMEND,
        /** Not at all: the store has a later start of a message in flight than memory, so that others leave it alone. */
        NONE
    }

    /** @param held what the store was last known to hold; null if it was not known to hold anything */
    private record Change(Write write, LedgerEntry held) {}

    private final Function<MessageIdentity, LedgerEntry> entries;
    private final Map<MessageIdentity, Change> changes = new LinkedHashMap<>();

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
        Change earlier = changes.get(identity);
        changes.put(identity, new Change(Write.SAVE, earlier == null ? before : earlier.held()));
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
        } else if (!isToBeWritten(identity)) {
            Change renewed = changes.get(identity);
            changes.put(identity, new Change(Write.AMEND, renewed == null ? before : renewed.held()));
        }
    }

    /**
     * The store holds the start of a message in flight with a later time than memory.
     *
     * @param held as the store has it
     */
    void renewed(LedgerEntry held) {
        MessageIdentity identity = held.identity();
        Write write = write(identity);
        if (write != Write.SAVE) {
            changes.put(identity, new Change(write, held));
        }
    }

    /** What the store was last known to hold of a message; null if nothing. */
    LedgerEntry held(MessageIdentity identity) {
        Change change = changes.get(identity);
        return change == null ? entries.apply(identity) : change.held();
    }

    /** Tells whether the store has not taken the verdict on a message yet. */
    boolean hasUnwrittenVerdict(MessageIdentity identity) {
        LedgerEntry held = held(identity);
        return held == null || held.state() == EntryState.IN_FLIGHT || held.state() == EntryState.FAILED;
    }

    /** What the store holds is to be removed. */
    void forgotten(Collection<MessageIdentity> identities) {
        for (MessageIdentity identity : identities) {
            changes.remove(identity);
            removals.put(identity, identities);
        }
    }

    /** The store holds an entry: written is only what is different now. */
    void started(LedgerEntry written, LedgerEntry present) {
        MessageIdentity identity = written.identity();
        changes.remove(identity);
        removals.remove(identity);
        if (present != written && !present.equals(written)) {
            changes.put(identity, new Change(Write.AMEND, written));
        }
    }

    /** Another process has gone on with the message: an amendment of what it was before means nothing. */
    void overtaken(MessageIdentity identity) {
        if (write(identity) != Write.SAVE) {
            changes.remove(identity);
        }
    }

    /**
     * Tells whether memory knows better than the store.
     *
     * @param recorded what the store holds
     */
    boolean isNewerThan(LedgerEntry recorded) {
        MessageIdentity identity = recorded.identity();
        if (removals.containsKey(identity)) {
            return true;
        }
        return switch (write(identity)) {
            case SAVE -> true;
            case AMEND -> {
                LedgerEntry before = held(identity);
                yield before != null && recorded.isAsFarAs(before);
            }
            case NONE -> false;
        };
    }

    /** Tells whether a change of a message is to be written. */
    boolean contains(MessageIdentity identity) {
        return isToBeWritten(identity) || removals.containsKey(identity);
    }

    boolean isEmpty() {
        return removals.isEmpty() && changes.keySet().stream().noneMatch(this::isToBeWritten);
    }

    private boolean isToBeWritten(MessageIdentity identity) {
        return write(identity) != Write.NONE;
    }

    private Write write(MessageIdentity identity) {
        Change change = changes.get(identity);
        return change == null ? Write.NONE : change.write();
    }

    /** All is written, or nothing need be: there is nothing but memory. Removals are ended by those who began them. */
    void written() {
        changes.clear();
    }

    /** Takes out what is to be saved. */
    List<LedgerStore.Amendment> takeSaves() {
        return take(Write.SAVE);
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
        return take(Write.AMEND);
    }

    private List<LedgerStore.Amendment> take(Write write) {
        List<LedgerStore.Amendment> taken = new ArrayList<>();
        for (Iterator<Map.Entry<MessageIdentity, Change>> all =
                        changes.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<MessageIdentity, Change> entry = all.next();
            Change change = entry.getValue();
            if (change.write() == write) {
                taken.add(new LedgerStore.Amendment(change.held(), entries.apply(entry.getKey())));
                all.remove();
            }
        }
        return taken;
    }

    /** Puts back what could not be amended, unless it is to be saved now, or was forgotten meanwhile. */
    void putBackAmendments(Collection<LedgerStore.Amendment> refused) {
        for (LedgerStore.Amendment amendment : refused) {
            MessageIdentity identity = amendment.after().identity();
            if (write(identity) != Write.SAVE && entries.apply(identity) != null) {
                changes.put(identity, new Change(Write.AMEND, amendment.before()));
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
