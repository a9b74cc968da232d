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
import java.util.List;

/** Keeps nothing: what a ledger holds in memory is all there is, and a new process starts without it. */
public final class MemoryLedgerStore implements LedgerStore {

    @Override
    public Collection<LedgerEntry> load(String mailbox) {
        return List.of();
    }

    @Override
    public void save(String mailbox, LedgerEntry entry) {
        // The ledger itself is the memory.
    }

    @Override
    public void forget(String mailbox, MessageIdentity identity) {
        // The ledger itself is the memory.
    }
}
