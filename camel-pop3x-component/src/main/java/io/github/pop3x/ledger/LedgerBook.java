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
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The entries of one mailbox: in memory, and behind that in a store. Memory comes first: what happened has happened,
 * whether or not it can be written down.
 */
final class LedgerBook {

    private final String mailbox;
    private final LedgerStore store;
    private final NavigableMap<MessageIdentity, LedgerEntry> entries = new TreeMap<>();
    /** Not known by id and size alone: recorded by an earlier process, or as one of twins that came apart. */
    private final Set<MessageIdentity> doubted = new HashSet<>();
    /** Recorded in memory, but the store refused them; written again with the next entry. */
    private final Set<MessageIdentity> unwritten = new HashSet<>();

    LedgerBook(String mailbox, LedgerStore store) throws IOException {
        this.mailbox = mailbox;
        this.store = store;
        for (LedgerEntry entry : store.load(mailbox).entries()) {
            // What another process left in flight never came to a verdict.
            entries.put(entry.identity(), entry.state() == EntryState.IN_FLIGHT ? entry.in(EntryState.FAILED) : entry);
            doubted.add(entry.identity());
        }
    }

    Collection<LedgerEntry> all() {
        return entries.values();
    }

    /** The entry, or null. */
    LedgerEntry get(MessageIdentity identity) {
        return entries.get(identity);
    }

    /** All entries with the unique id of this one, whatever their size. */
    Collection<LedgerEntry> underUidOf(MessageIdentity identity) {
        MessageIdentity first = new MessageIdentity(identity.uid(), Long.MIN_VALUE, 0);
        MessageIdentity last = new MessageIdentity(identity.uid(), Long.MAX_VALUE, Integer.MAX_VALUE);
        return entries.subMap(first, true, last, true).values();
    }

    boolean isDoubted(MessageIdentity identity) {
        return doubted.contains(identity);
    }

    void doubt(MessageIdentity identity) {
        if (entries.containsKey(identity)) {
            doubted.add(identity);
        }
    }

    void trust(MessageIdentity identity) {
        doubted.remove(identity);
    }

    /** Records entries, and those that could not be written before. */
    void record(Collection<LedgerEntry> changed) throws IOException {
        for (LedgerEntry entry : changed) {
            entries.put(entry.identity(), entry);
            unwritten.add(entry.identity());
        }
        if (unwritten.isEmpty()) {
            return;
        }
        store.save(mailbox, unwritten.stream().map(entries::get).toList());
        unwritten.clear();
    }

    /** Records an entry only if it can be written, together with those that could not be written before. */
    void recordOrRefuse(LedgerEntry entry) throws IOException {
        List<LedgerEntry> due = new ArrayList<>(List.of(entry));
        unwritten.stream()
                .filter(identity -> !identity.equals(entry.identity()))
                .map(entries::get)
                .forEach(due::add);
        store.save(mailbox, due);
        entries.put(entry.identity(), entry);
        unwritten.clear();
    }

    void forget(Collection<MessageIdentity> identities) throws IOException {
        for (MessageIdentity identity : identities) {
            entries.remove(identity);
            doubted.remove(identity);
            unwritten.remove(identity);
        }
        if (!identities.isEmpty()) {
            store.forget(mailbox, identities);
        }
    }

    void sync() throws IOException {
        store.sync();
    }
}
