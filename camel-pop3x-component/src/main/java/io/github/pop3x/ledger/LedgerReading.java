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

/**
 * Asks the store what is recorded: all of it at the start, and later what other processes may have recorded since. What
 * this process holds is never read again: its own verdict is still to come.
 *
 * <p>Any thread may call it, unless it holds the monitor of the {@link LedgerMemory}.
 */
final class LedgerReading {

    /** So many messages are asked about in one statement; of more than that the whole mailbox is read, in large pages. */
    private static final int FEW = 50;

    private final LedgerMemory memory;
    private final LedgerWriter writer;
    private final HeldMessages held;
    private final Twins twins;
    /** The last listing, where other processes may record what it lacks; guarded by the monitor of memory. */
    private Set<MessageIdentity> listed = Set.of();

    private long listedAt;

    LedgerReading(LedgerMemory memory, LedgerWriter writer, HeldMessages held, Twins twins) {
        this.memory = memory;
        this.writer = writer;
        this.held = held;
        this.twins = twins;
    }

    /** Reads all that is recorded, for the first time. */
    void load() throws IOException {
        writer.load(identity -> false);
        noteTwins();
    }

    /**
     * Notes a listing; to be called with the monitor held.
     *
     * @param now milliseconds since 1970
     */
    void listed(Set<MessageIdentity> listing, long now) {
        listed = writer.isShared() ? listing : Set.of();
        listedAt = now;
    }

    void noteTwins() {
        synchronized (memory) {
            memory.all().forEach(entry -> twins.note(entry.identity()));
        }
    }

    void refresh(MessageIdentity identity) throws IOException {
        List<MessageIdentity> asked;
        synchronized (memory) {
            asked = twins.of(identity).stream()
                    .filter(twin -> !held.contains(twin))
                    .toList();
        }
        writer.refresh(asked, held::contains);
        noteGoneUnder(identity);
    }

    private void noteGoneUnder(MessageIdentity identity) {
        synchronized (memory) {
            if (listed.contains(identity)) {
                memory.goneUnder(identity.uid(), listed, listedAt);
            }
        }
    }

    /** See {@link DeliveryLedger#isUnchanged}. */
    boolean isUnchanged(MessageIdentity taken, List<LedgerEntry> known) throws IOException {
        writer.refresh(List.of(taken), other -> !other.equals(taken) && held.contains(other));
        noteGoneUnder(taken);
        synchronized (memory) {
            List<LedgerEntry> present = memory.underUid(taken.uid());
            return present.size() == known.size() && known.stream().allMatch(this::isStillSo);
        }
    }

    private boolean isStillSo(LedgerEntry known) {
        LedgerEntry present = memory.get(known.identity());
        return present != null && known.isAsFarAs(present);
    }

    void refresh() throws IOException {
        writer.refreshAllBut(held::contains);
        noteTwins();
    }

    /** @param isToBeRouted asked of each message, without the monitor */
    void refresh(Collection<MessageIdentity> listing, Predicate<MessageIdentity> isToBeRouted) throws IOException {
        if (!writer.isShared()) {
            return;
        }
        List<MessageIdentity> asked = listing.stream().filter(isToBeRouted).toList();
        if (asked.size() > FEW) {
            refresh();
        } else if (!asked.isEmpty()) {
            writer.refresh(asked, held::contains);
        }
    }
}
