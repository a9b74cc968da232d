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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes later starts of messages in flight. Where the store failed it may have taken them all the same: it is asked before the next
 * write, since a verdict changes only the row as this process knows it.
 *
 * <p>For the thread that has the turn of the {@link LedgerWriter}, without the monitor of memory.
 */
final class RenewedStarts {

    private final String mailbox;
    private final LedgerStore store;
    private final LedgerMemory memory;
    private final Map<MessageIdentity, LedgerEntry> unanswered = new HashMap<>();

    RenewedStarts(String mailbox, LedgerStore store, LedgerMemory memory) {
        this.mailbox = mailbox;
        this.store = store;
        this.memory = memory;
    }

    /** Writes them, unless another process has gone on with a message. */
    void write(List<LedgerStore.Amendment> due) throws IOException {
        if (due.isEmpty()) {
            return;
        }
        List<LedgerEntry> later = due.stream().map(LedgerStore.Amendment::after).toList();
        later.forEach(entry -> unanswered.put(entry.identity(), entry));
        Set<MessageIdentity> refused = store.tryToAmend(mailbox, due);
        unanswered.clear();
        synchronized (memory) {
            later.stream().filter(entry -> !refused.contains(entry.identity())).forEach(memory.unwritten()::renewed);
        }
    }

    /** Asks the store which of the later starts it has that it gave no answer to. */
    void resolve() throws IOException {
        if (unanswered.isEmpty()) {
            return;
        }
        List<LedgerEntry> taken = store.reload(mailbox, unanswered.keySet()).stream()
                .filter(entry -> entry.equals(unanswered.get(entry.identity())))
                .toList();
        unanswered.clear();
        synchronized (memory) {
            taken.stream().filter(entry -> memory.get(entry.identity()) != null).forEach(memory.unwritten()::renewed);
        }
    }
}
