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

/** A store that keeps nothing: the ledger's memory is the only copy, and a new process starts without it. */
public final class MemoryLedgerStore implements LedgerStore {

    @Override
    public Recorded load(String mailbox) {
        return Recorded.NOTHING;
    }

    @Override
    public void save(String mailbox, Collection<LedgerEntry> entries) {
        // The ledger itself is the memory.
    }

    @Override
    public void amend(String mailbox, Collection<Amendment> amendments) {
        // The ledger itself is the memory.
    }

    @Override
    public void forget(String mailbox, Collection<MessageIdentity> identities) {
        // The ledger itself is the memory.
    }

    @Override
    public void markBaseline(String mailbox) {
        // The ledger itself is the memory.
    }

    @Override
    public void sync() {
        // There is nothing to write.
    }

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void close() {
        // There is nothing to give back.
    }
}
