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
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Reads what the store holds into a {@link LedgerMemory}: at the start, and again what other processes have recorded since.
 *
 * <p>For the thread that has the turn of the {@link LedgerWriter}, without the monitor of memory.
 */
final class LedgerReader {

    private final String mailbox;
    private final LedgerStore store;
    private final LedgerMemory memory;

    LedgerReader(String mailbox, LedgerStore store, LedgerMemory memory) {
        this.mailbox = mailbox;
        this.store = store;
        this.memory = memory;
    }

    /**
     * Reads all that is recorded.
     *
     * @param own what this process alone knows of; called with the monitor held, after reading
     */
    void load(Predicate<MessageIdentity> own) throws IOException {
        LedgerStore.Recorded recorded = store.load(mailbox);
        synchronized (memory) {
            removeAllBut(recorded.entries(), memory.all().toList(), own);
            adopt(recorded.entries(), own);
            memory.baselineTaken(recorded.baseline());
        }
    }

    /** Reads all that is recorded under the unique ids of some messages; {@code own} as for {@link #load}. */
    void reload(Collection<MessageIdentity> identities, Predicate<MessageIdentity> own) throws IOException {
        Collection<LedgerEntry> recorded = store.reload(mailbox, identities);
        synchronized (memory) {
            List<LedgerEntry> known = identities.stream()
                    .map(MessageIdentity::uid)
                    .distinct()
                    .flatMap(uid -> memory.underUid(uid).stream())
                    .toList();
            removeAllBut(recorded, known, own);
            adopt(recorded, own);
        }
    }

    /** Reads what other processes had recorded already of messages that this one took for new. */
    void adoptInsteadOf(List<LedgerStore.Amendment> written) throws IOException {
        Set<MessageIdentity> added = written.stream()
                .filter(amendment -> amendment.before() == null)
                .map(amendment -> amendment.after().identity())
                .collect(Collectors.toSet());
        if (store.isShared() && !added.isEmpty()) {
            Collection<LedgerEntry> recorded = store.reload(mailbox, added);
            synchronized (memory) {
                // What else is recorded under their ids may be on its way here.
                adopt(recorded, identity -> !added.contains(identity));
            }
        }
    }

    /** What another process has removed from the store is not to be believed in memory. */
    private void removeAllBut(
            Collection<LedgerEntry> recorded, List<LedgerEntry> known, Predicate<MessageIdentity> own) {
        if (!store.isShared() || known.isEmpty()) {
            return;
        }
        Set<MessageIdentity> kept = recorded.stream().map(LedgerEntry::identity).collect(Collectors.toSet());
        known.stream()
                .map(LedgerEntry::identity)
                .filter(identity -> !kept.contains(identity) && !own.test(identity))
                .forEach(memory::removedByAnother);
    }

    private void adopt(Collection<LedgerEntry> recorded, Predicate<MessageIdentity> own) {
        for (LedgerEntry entry : recorded) {
            if (!own.test(entry.identity())) {
                memory.adopt(entry);
            }
        }
    }
}
