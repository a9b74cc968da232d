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

import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The writer of a ledger that is in memory alone: there is no store that a change would have to be written to, or that would
 * refuse it.
 */
final class MemoryWriter extends LedgerWriter {

    MemoryWriter(String mailbox, LedgerStore store, LedgerMemory memory, Predicate<MessageIdentity> held) {
        super(mailbox, store, memory, held);
    }

    @Override
    void write() {
        synchronized (memory) {
            memory.unwritten().written();
        }
    }

    @Override
    void writeAndSync() {
        write();
    }

    @Override
    boolean start(MessageIdentity identity, Supplier<LedgerEntry> entry, Consumer<LedgerEntry> whenWritten) {
        synchronized (memory) {
            whenWritten.accept(entry.get());
        }
        write();
        return true;
    }
}
