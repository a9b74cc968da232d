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
package io.github.pop3x.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;

import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.MessageIdentity;

/**
 * A store that gives its entries to the next ledger as if they had been written so much earlier. A process that finds
 * them sees what it would see if its route had been stopped for that long.
 *
 * @param store where the entries really are; its opener closes it
 * @param age how much earlier
 */
public record AgedStore(LedgerStore store, Duration age) implements LedgerStore {

    @Override
    public Recorded load(String mailbox) throws IOException {
        Recorded recorded = store.load(mailbox);
        return new Recorded(recorded.entries().stream().map(this::aged).toList(), recorded.baseline());
    }

    private LedgerEntry aged(LedgerEntry entry) {
        return LedgerEntry.builder(entry.identity())
                .state(entry.state())
                .delete(entry.deleteWanted(), aged(entry.deleteNotBefore()))
                .attempts(entry.attempts(), aged(entry.attemptedAt()))
                .retrievalFailures(entry.retrievalFailures(), aged(entry.retrievalFailedAt()))
                .deliveredAt(aged(entry.deliveredAt()))
                .goneSince(aged(entry.goneSince()))
                .fingerprint(entry.fingerprint())
                .build();
    }

    /** An instant, or 0 where there is none. */
    private long aged(long instant) {
        return instant == 0 ? 0 : instant - age.toMillis();
    }

    @Override
    public void save(String mailbox, Collection<LedgerEntry> entries) throws IOException {
        store.save(mailbox, entries);
    }

    @Override
    public void forget(String mailbox, Collection<MessageIdentity> identities) throws IOException {
        store.forget(mailbox, identities);
    }

    @Override
    public void markBaseline(String mailbox) throws IOException {
        store.markBaseline(mailbox);
    }

    @Override
    public void sync() throws IOException {
        store.sync();
    }

    @Override
    public boolean isDurable() {
        return store.isDurable();
    }

    @Override
    public void close() {
        // It is not ours.
    }
}
