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
import java.util.Collection;
import java.util.function.Predicate;

import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.MessageIdentity;

/** A store that keeps nothing, and refuses what the test says. */
public final class FailingStore implements LedgerStore {

    private volatile Predicate<LedgerEntry> refused = entry -> false;
    private volatile boolean syncs = true;

    /** Refuses such entries from now on. */
    public void refuse(Predicate<LedgerEntry> entries) {
        refused = entries;
    }

    /** Refuses to sync from now on. */
    public void refuseToSync() {
        syncs = false;
    }

    /** Takes everything again. */
    public void recover() {
        refuse(entry -> false);
        syncs = true;
    }

    @Override
    public Recorded load(String mailbox) {
        return Recorded.NOTHING;
    }

    @Override
    public void save(String mailbox, Collection<LedgerEntry> entries) throws IOException {
        if (entries.stream().anyMatch(refused)) {
            throw new IOException("no space left");
        }
    }

    @Override
    public void forget(String mailbox, Collection<MessageIdentity> identities) {
        // Nothing is kept.
    }

    @Override
    public void markBaseline(String mailbox) {
        // Nothing is kept.
    }

    @Override
    public void sync() throws IOException {
        if (!syncs) {
            throw new IOException("no space left");
        }
    }

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
