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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Reads what the store holds into a {@link LedgerMemory}: at the start, and again what other processes have recorded since.
 *
 * <p>What reads is for the thread that has the turn of the {@link LedgerWriter}, without the monitor of memory.
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

    /** Reads all that is recorded, part by part: what was read counts, whether or not the next part can be read. */
    final class Loading {
        private final Predicate<MessageIdentity> own;
        /** What may have been removed by another process, as it was when this began. */
        private final Map<MessageIdentity, LedgerEntry> missing = new HashMap<>();

        private String next;
        private boolean baseline;
        private boolean isDone;

        private Loading(Predicate<MessageIdentity> own) {
            this.own = own;
            synchronized (memory) {
                if (store.isShared()) {
                    memory.all().forEach(entry -> missing.put(entry.identity(), entry));
                }
            }
        }

        boolean isDone() {
            return isDone;
        }

        /** Reads the next part, in a turn; others may write before the one after it. */
        void goOn() throws IOException {
            LedgerStore.Page page = store.loadPage(mailbox, next);
            next = page.next();
            isDone = next == null;
            baseline |= page.recorded().baseline();
            synchronized (memory) {
                if (!missing.isEmpty()) {
                    page.recorded().entries().forEach(entry -> missing.remove(entry.identity()));
                }
                adopt(page.recorded().entries(), own);
                if (isDone) {
                    missing.values().forEach(this::removeIfUnchanged);
                    memory.baselineTaken(baseline);
                }
            }
        }

        private void removeIfUnchanged(LedgerEntry entry) {
            if (memory.get(entry.identity()) == entry && !own.test(entry.identity())) {
                memory.removedByAnother(entry.identity());
            }
        }
    }

    /**
     * Begins to read all that is recorded.
     *
     * @param own what this process alone knows of; called with the monitor held, after reading
     */
    Loading begin(Predicate<MessageIdentity> own) {
        return new Loading(own);
    }

    /** Reads all that is recorded under the unique ids of some messages; {@code own} as for {@link #begin}. */
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

    /**
     * Reads how far other processes have come with messages whose changes the store has refused. If that cannot be read, what
     * memory says of them proves nothing from then on.
     *
     * @param own what is not to be touched in memory, since its verdict is still to come; as for {@link #begin}
     */
    void readInsteadOf(Collection<MessageIdentity> refused, Predicate<MessageIdentity> own) throws IOException {
        boolean isRead = false;
        try {
            reload(refused, own);
            isRead = true;
        } finally {
            if (!isRead) {
                synchronized (memory) {
                    refused.forEach(memory::doubt);
                }
            }
        }
    }

    /** What another process has removed from the store is not to be believed in memory. */
    private void removeAllBut(
            Collection<LedgerEntry> recorded, List<LedgerEntry> known, Predicate<MessageIdentity> own) {
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
