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
package io.github.pop3x.testing.campaign;

import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;

import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.MessageIdentity;

/**
 * The store of a process that may be killed: from then on it writes nothing. Reports each verdict that was written.
 * Thread-safe if the store behind it is.
 */
final class KillableStore implements LedgerStore {

    private final LedgerStore store;
    private final Consumer<String> delivered;
    private boolean killed;
    private int refusals;

    /**
     * @param store takes what is written; closed by its owner
     * @param delivered is given the unique id of each message that was recorded as delivered
     */
    KillableStore(LedgerStore store, Consumer<String> delivered) {
        this.store = store;
        this.delivered = delivered;
    }

    /** A write that has begun is finished, each later one fails. */
    synchronized void kill() {
        killed = true;
    }

    synchronized boolean isKilled() {
        return killed;
    }

    /** Refuses the next writes, as a full disk does for a while. */
    synchronized void refuse(int writes) {
        refusals = writes;
    }

    private void requireAlive() throws IOException {
        if (killed) {
            throw new IOException("the process was killed");
        }
        if (refusals > 0) {
            refusals--;
            throw new IOException("no space left");
        }
    }

    private void report(Collection<LedgerEntry> written) {
        for (LedgerEntry entry : written) {
            if (entry.state() == EntryState.DELIVERED) {
                delivered.accept(entry.identity().uid());
            }
        }
    }

    @Override
    public synchronized Recorded load(String mailbox) throws IOException {
        return store.load(mailbox);
    }

    @Override
    public synchronized void save(String mailbox, Collection<LedgerEntry> entries) throws IOException {
        requireAlive();
        store.save(mailbox, entries);
        report(entries);
    }

    @Override
    public synchronized void amend(String mailbox, Collection<Amendment> amendments) throws IOException {
        requireAlive();
        store.amend(mailbox, amendments);
    }

    @Override
    public synchronized Set<MessageIdentity> tryToAmend(String mailbox, Collection<Amendment> amendments)
            throws IOException {
        requireAlive();
        Set<MessageIdentity> refused = store.tryToAmend(mailbox, amendments);
        report(amendments.stream()
                .filter(amendment -> isOfRoute(amendment.before()))
                .map(Amendment::after)
                .filter(after -> !refused.contains(after.identity()))
                .toList());
        return refused;
    }

    /** What is passed over was in no route. */
    private static boolean isOfRoute(LedgerEntry before) {
        return before != null && before.state() == EntryState.IN_FLIGHT;
    }

    @Override
    public synchronized Collection<LedgerEntry> reload(String mailbox, Collection<MessageIdentity> identities)
            throws IOException {
        return store.reload(mailbox, identities);
    }

    @Override
    public synchronized void forget(String mailbox, Collection<MessageIdentity> identities) throws IOException {
        requireAlive();
        store.forget(mailbox, identities);
    }

    @Override
    public synchronized void forgetUnchanged(String mailbox, Collection<LedgerEntry> entries) throws IOException {
        requireAlive();
        store.forgetUnchanged(mailbox, entries);
    }

    @Override
    public synchronized void markBaseline(String mailbox) throws IOException {
        requireAlive();
        store.markBaseline(mailbox);
    }

    @Override
    public synchronized void sync() throws IOException {
        requireAlive();
        store.sync();
    }

    @Override
    public boolean isDurable() {
        return store.isDurable();
    }

    @Override
    public boolean isShared() {
        return store.isShared();
    }

    @Override
    public void close() {
        // The store outlives the processes that use it.
    }
}
