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

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The entries of one mailbox: in memory, and behind that in a store. Memory comes first: what happened has happened,
 * whether or not it can be written down.
 */
final class LedgerBook {

    private final String mailbox;
    private final LedgerStore store;
    private final EntryTable entries = new EntryTable();
    /** Not known by id and size alone: recorded by another process, or as one of twins that came apart. */
    private final Set<MessageIdentity> doubted = new HashSet<>();
    /** Recorded in memory, but the store refused them; written again with the next entry. */
    private final Set<MessageIdentity> unwritten = new HashSet<>();
    /** The same of what was amended, with what the store was last known to hold. */
    private final Map<MessageIdentity, LedgerEntry> unamended = new HashMap<>();

    private boolean baseline;
    private boolean unsynced;
    private long changes;

    LedgerBook(String mailbox, LedgerStore store) throws IOException {
        this.mailbox = mailbox;
        this.store = store;
        load(identity -> false);
    }

    private void load(Predicate<MessageIdentity> own) throws IOException {
        LedgerStore.Recorded recorded = store.load(mailbox);
        recorded.entries().stream()
                .filter(entry -> !own.test(entry.identity()) && !unwritten.contains(entry.identity()))
                .forEach(this::adopt);
        baseline = recorded.baseline();
    }

    /** Takes over what another process recorded, unless it is no news. */
    private void adopt(LedgerEntry recorded) {
        // What another process left in flight never came to a verdict. In memory only: it may be alive, and give one.
        LedgerEntry entry = recorded.state() == EntryState.IN_FLIGHT ? recorded.in(EntryState.FAILED) : recorded;
        LedgerEntry known = entries.get(entry.identity());
        if (known == null || !known.isAsFarAs(entry)) {
            put(entry);
            doubted.add(entry.identity());
            unamended.remove(entry.identity());
        }
    }

    /** Reads again what other processes may have recorded of messages, if they can. */
    void refresh(Collection<MessageIdentity> identities) throws IOException {
        if (store.isShared()) {
            store.reload(mailbox, identities).stream()
                    .filter(entry -> !unwritten.contains(entry.identity()))
                    .forEach(this::adopt);
        }
    }

    /**
     * Reads everything again that other processes may have recorded, if they can.
     *
     * @param own what this process alone knows of
     */
    void refreshAllBut(Predicate<MessageIdentity> own) throws IOException {
        if (store.isShared()) {
            load(own);
        }
    }

    /** All entries, in no particular order. */
    Stream<LedgerEntry> all() {
        return entries.all();
    }

    /** How many entries there are. */
    int size() {
        return entries.size();
    }

    /** The entries of messages that are on their way through routes of this process; a view. */
    Collection<LedgerEntry> inFlight() {
        return entries.inFlight();
    }

    /** The entry, or null. */
    LedgerEntry get(MessageIdentity identity) {
        return entries.get(identity);
    }

    /** All entries with this unique id, whatever their size. */
    List<LedgerEntry> underUid(String uid) {
        return entries.underUid(uid);
    }

    /** Tells whether there is such an entry with this unique id. */
    boolean hasUnderUid(String uid, Predicate<LedgerEntry> wanted) {
        return entries.hasUnderUid(uid, wanted);
    }

    /**
     * What is recorded with this header under an id. If some of it is of this size, these are copies of one message, and
     * those copies belong to them whose header nobody has seen; else it is what was listed with another size before.
     */
    List<LedgerEntry> alike(MessageIdentity identity, Fingerprint header) {
        // What is listed beside it is not it, though their headers be the same.
        List<LedgerEntry> possible = underUid(identity.uid()).stream()
                .filter(entry -> entry.identity().equals(identity) || entry.goneSince() != 0)
                .toList();
        List<LedgerEntry> seen = possible.stream()
                .filter(entry -> header.equals(entry.fingerprint()))
                .toList();
        return seen.stream().noneMatch(entry -> isCopy(entry, identity))
                ? seen
                : possible.stream()
                        .filter(entry -> isCopy(entry, identity))
                        .filter(entry -> entry.fingerprint() == null || header.equals(entry.fingerprint()))
                        .toList();
    }

    private static boolean isCopy(LedgerEntry entry, MessageIdentity identity) {
        return entry.identity().size() == identity.size();
    }

    boolean isDoubted(MessageIdentity identity) {
        return doubted.contains(identity);
    }

    /** Tells whether any message is doubted. */
    boolean hasDoubts() {
        return !doubted.isEmpty();
    }

    void doubt(MessageIdentity identity) {
        if (entries.get(identity) != null) {
            doubted.add(identity);
            changes++;
        }
    }

    void trust(MessageIdentity identity) {
        doubted.remove(identity);
    }

    /** Records what this process has done with messages, and what could not be written before. */
    void record(Collection<LedgerEntry> changed) throws IOException {
        for (LedgerEntry entry : changed) {
            put(entry);
            unwritten.add(entry.identity());
            unamended.remove(entry.identity());
        }
        write();
    }

    /** Records what follows for known messages, unless another process has gone on with them; else as {@link #record}. */
    void amend(Collection<LedgerEntry> changed) throws IOException {
        for (LedgerEntry entry : changed) {
            LedgerEntry before = put(entry);
            if (!entry.equals(before) && !unwritten.contains(entry.identity())) {
                unamended.putIfAbsent(entry.identity(), before);
            }
        }
        write();
    }

    private LedgerEntry put(LedgerEntry entry) {
        changes++;
        return entries.put(entry);
    }

    /** How often anything was changed so far that decides about a message. */
    long changes() {
        return changes;
    }

    /** Tells whether the store has taken all that it was given. */
    boolean isWritten() {
        return unwritten.isEmpty() && unamended.isEmpty();
    }

    private void write() throws IOException {
        if (!unwritten.isEmpty()) {
            unsynced = true;
            store.save(mailbox, unwritten.stream().map(entries::get).toList());
            unwritten.clear();
        }
        if (!unamended.isEmpty()) {
            unsynced = true;
            List<LedgerStore.Amendment> amendments = new ArrayList<>();
            unamended.forEach(
                    (identity, before) -> amendments.add(new LedgerStore.Amendment(before, entries.get(identity))));
            store.amend(mailbox, amendments);
            unamended.clear();
        }
    }

    /** Records an entry only if it can be written, together with those that could not be written before. */
    void recordOrRefuse(LedgerEntry entry) throws IOException {
        List<LedgerEntry> due = new ArrayList<>(List.of(entry));
        unwritten.stream()
                .filter(identity -> !identity.equals(entry.identity()))
                .map(entries::get)
                .forEach(due::add);
        unsynced = true;
        store.save(mailbox, due);
        put(entry);
        unwritten.clear();
        unamended.remove(entry.identity());
    }

    void forget(Collection<MessageIdentity> identities) throws IOException {
        for (MessageIdentity identity : identities) {
            entries.remove(identity);
            changes++;
            doubted.remove(identity);
            unwritten.remove(identity);
            unamended.remove(identity);
        }
        if (!identities.isEmpty()) {
            unsynced = true;
            store.forget(mailbox, identities);
        }
    }

    boolean isBaselineTaken() {
        return baseline;
    }

    /** Durable when this returns, together with all that was recorded before. */
    void markBaseline() throws IOException {
        unsynced = true;
        store.markBaseline(mailbox);
        sync();
        baseline = true;
    }

    /** Makes what was recorded durable; nothing is asked of the disk if there is no news. */
    void sync() throws IOException {
        if (unsynced) {
            store.sync();
            unsynced = false;
        }
    }
}
