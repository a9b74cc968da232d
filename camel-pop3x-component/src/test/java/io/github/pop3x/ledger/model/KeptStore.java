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
package io.github.pop3x.ledger.model;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.MessageIdentity;

/** What a durable store promises, in a map, and quick: it outlives the processes of one history. */
class KeptStore implements LedgerStore {

    private final Map<MessageIdentity, LedgerEntry> entries = new LinkedHashMap<>();
    private final boolean shared;
    private boolean baseline;

    /** @param shared whether several processes write */
    KeptStore(boolean shared) {
        this.shared = shared;
    }

    @Override
    public Recorded load(String mailbox) {
        return new Recorded(List.copyOf(entries.values()), baseline);
    }

    @Override
    public void save(String mailbox, Collection<LedgerEntry> saved) {
        saved.forEach(entry -> entries.put(entry.identity(), entry));
    }

    @Override
    public void amend(String mailbox, Collection<Amendment> amendments) {
        tryToAmend(mailbox, amendments);
    }

    @Override
    public Set<MessageIdentity> tryToAmend(String mailbox, Collection<Amendment> amendments) {
        Set<MessageIdentity> refused = new HashSet<>();
        for (Amendment amendment : amendments) {
            MessageIdentity identity = amendment.after().identity();
            if (!shared || amendment.appliesTo(entries.get(identity))) {
                entries.put(identity, amendment.after());
            } else {
                refused.add(identity);
            }
        }
        return refused;
    }

    private static boolean isUnchanged(LedgerEntry before, LedgerEntry recorded) {
        return new Amendment(before, before).appliesTo(recorded);
    }

    @Override
    public void forget(String mailbox, Collection<MessageIdentity> identities) {
        identities.forEach(entries::remove);
    }

    @Override
    public void forgetUnchanged(String mailbox, Collection<LedgerEntry> removed) {
        for (LedgerEntry entry : removed) {
            LedgerEntry recorded = entries.get(entry.identity());
            boolean mayBeInFlight = entry.state() == EntryState.FAILED && entry.attempts() > 0;
            if (!shared
                    || isUnchanged(entry, recorded)
                    || mayBeInFlight && isUnchanged(entry.in(EntryState.IN_FLIGHT), recorded)) {
                entries.remove(entry.identity());
            }
        }
    }

    @Override
    public void markBaseline(String mailbox) {
        baseline = true;
    }

    @Override
    public void sync() {
        // A map is not on a disk.
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public boolean isShared() {
        return shared;
    }

    @Override
    public void close() {
        // There is nothing to give back.
    }
}
