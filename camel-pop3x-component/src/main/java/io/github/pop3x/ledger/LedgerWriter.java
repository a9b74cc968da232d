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
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.pop3x.io.Turn;

/**
 * Writes the changes of a {@link LedgerMemory} to the store, and has what other processes wrote read. Calls of the store are
 * made in a {@link Turn}, one at a time for a mailbox, and none while the monitor of memory is held: a store that hangs
 * delays what is to be written, not what memory can answer. A thread that waited for its turn writes what no other thread has
 * written by then. If one fails, the next tries again, and learns of its own failure.
 *
 * <p>Any thread may call it, unless it holds the monitor.
 */
class LedgerWriter {

    private final String mailbox;
    private final LedgerStore store;
    private final Duration longestTurn;
    final LedgerMemory memory;
    private final LedgerReader reader;
    private final RenewedStarts renewals;
    private final Predicate<MessageIdentity> held;
    private final Turn turn = new Turn("A LedgerStore must not change the ledger that calls it");
    /** Whether the store was written since it was synced. For the thread that has the turn. */
    private boolean unsynced;

    /** The one for a store; {@code held} tells what this process holds, and is called with the monitor held. */
    static LedgerWriter of(String mailbox, LedgerStore store, LedgerMemory memory, Predicate<MessageIdentity> held) {
        return LimitedStore.of(store).isMemory()
                ? new MemoryWriter(mailbox, store, memory, held)
                : new LedgerWriter(mailbox, store, memory, held);
    }

    LedgerWriter(String mailbox, LedgerStore store, LedgerMemory memory, Predicate<MessageIdentity> held) {
        this.held = held;
        this.mailbox = mailbox;
        LimitedStore limited = LimitedStore.of(store);
        this.store = new GuardedStore(limited);
        this.longestTurn = limited.longestTurn();
        this.memory = memory;
        this.reader = new LedgerReader(mailbox, this.store, memory);
        this.renewals = new RenewedStarts(mailbox, this.store, memory);
    }

    /** Tells whether other processes may write meanwhile. */
    boolean isShared() {
        return store.isShared();
    }

    private void inTurn(Turn.Action work) throws IOException {
        assert !Thread.holdsLock(memory) : "the store is called while the ledger is locked";
        turn.run(longestTurn, work);
    }

    /** Returns when all that was noted in memory before this call is with the store. */
    void write() throws IOException {
        inTurn(this::writeAll);
    }

    /** As {@link #write}, and makes it durable. */
    void writeAndSync() throws IOException {
        inTurn(() -> {
            writeAll();
            sync();
        });
    }

    private void writeAll() throws IOException {
        renewals.resolve();
        save();
        List<LedgerStore.Amendment> due;
        synchronized (memory) {
            due = memory.unwritten().takeAmendments();
        }
        if (!due.isEmpty()) {
            amend(due, held, () -> memory.unwritten().putBackAmendments(due));
        }
    }

    /**
     * Writes what no other process has overtaken, and reads the rest anew; tells whether all of it was written.
     *
     * @param own what is not to be touched in memory
     */
    private boolean amend(List<LedgerStore.Amendment> due, Predicate<MessageIdentity> own, Runnable ifFailed)
            throws IOException {
        Set<MessageIdentity> refused = new HashSet<>();
        tryTo(() -> refused.addAll(store.tryToAmend(mailbox, due)), ifFailed);
        if (!refused.isEmpty()) {
            reader.readInsteadOf(refused, own);
        }
        return refused.isEmpty();
    }

    private void save() throws IOException {
        List<LedgerStore.Amendment> due;
        synchronized (memory) {
            due = memory.unwritten().takeSaves();
        }
        if (!due.isEmpty()) {
            List<LedgerEntry> entries =
                    due.stream().map(LedgerStore.Amendment::after).toList();
            tryTo(() -> store.save(mailbox, entries), () -> putBackSaves(due));
        }
    }

    /** Until the store takes it, another process may go on with the message: its record is not to be overwritten then. */
    private void putBackSaves(List<LedgerStore.Amendment> refused) {
        if (isShared()) {
            memory.unwritten().putBackAmendments(refused);
        } else {
            memory.unwritten().putBackSaves(refused);
        }
    }

    private void tryTo(Turn.Action write, Runnable ifRefused) throws IOException {
        unsynced = true;
        boolean written = false;
        try {
            write.run();
            written = true;
        } finally {
            if (!written) {
                synchronized (memory) {
                    ifRefused.run();
                }
            }
        }
    }

    /**
     * Writes an entry that is in memory only once it is written, after all that was to be written before. A store that
     * others share refuses it if one of them has gone on with the message since it was read last: then it is read anew.
     *
     * @param entry makes the entry; called with the monitor held
     * @param whenWritten called with the entry and with the monitor held, before another may write
     * @return false if it was refused
     */
    boolean start(MessageIdentity identity, Supplier<LedgerEntry> entry, Consumer<LedgerEntry> whenWritten)
            throws IOException {
        AtomicBoolean isWritten = new AtomicBoolean();
        inTurn(() -> {
            writeAll();
            LedgerStore.Amendment start;
            synchronized (memory) {
                start = new LedgerStore.Amendment(memory.heldByStore(identity), entry.get());
            }
            Predicate<MessageIdentity> others = other -> !other.equals(identity) && held.test(other);
            if (!isShared()) {
                tryTo(() -> store.save(mailbox, List.of(start.after())), () -> {});
            } else if (!amend(List.of(start), others, () -> {})) {
                return;
            }
            synchronized (memory) {
                whenWritten.accept(start.after());
            }
            isWritten.set(true);
        });
        return isWritten.get();
    }

    /** Gives messages in flight a later start in the store, unless another process has gone on with them. */
    void renew(Supplier<List<LedgerStore.Amendment>> lateStarts) throws IOException {
        inTurn(() -> {
            renewals.resolve();
            List<LedgerStore.Amendment> due;
            synchronized (memory) {
                due = lateStarts.get();
            }
            renewals.write(due);
        });
    }

    /** What is done with those of some messages that are to be removed still. */
    private interface Removal {
        void of(List<MessageIdentity> identities) throws IOException;
    }

    /** Removes what memory has forgotten. What cannot be removed now stays with the store. */
    void remove(Collection<MessageIdentity> forgotten) throws IOException {
        remove(forgotten, due -> store.forget(mailbox, due));
    }

    /** As {@link #remove}, unless another process has gone on with one of the entries, which are as memory held them. */
    void removeUnchanged(Collection<MessageIdentity> forgotten, Collection<LedgerEntry> entries) throws IOException {
        remove(forgotten, due -> {
            Set<MessageIdentity> wanted = Set.copyOf(due);
            store.forgetUnchanged(
                    mailbox,
                    entries.stream()
                            .filter(entry -> wanted.contains(entry.identity()))
                            .toList());
        });
    }

    private void remove(Collection<MessageIdentity> forgotten, Removal removal) throws IOException {
        if (forgotten.isEmpty()) {
            return;
        }
        inTurn(() -> {
            List<MessageIdentity> due;
            synchronized (memory) {
                due = memory.unwritten().removals(forgotten);
            }
            try {
                if (!due.isEmpty()) {
                    unsynced = true;
                    removal.of(due);
                }
            } finally {
                synchronized (memory) {
                    memory.unwritten().endRemovals(forgotten);
                }
            }
        });
    }

    /**
     * Takes the baseline, unless it has been taken; durable when this returns.
     *
     * @param note notes in memory what the baseline passes over; called with the monitor held
     * @param own what this process alone knows of
     */
    void takeBaseline(Runnable note, Predicate<MessageIdentity> own) throws IOException {
        refreshAllBut(own);
        inTurn(() -> {
            synchronized (memory) {
                if (memory.isBaselineTaken()) {
                    return;
                }
                note.run();
            }
            writeAll();
            unsynced = true;
            store.markBaseline(mailbox);
            sync();
            synchronized (memory) {
                memory.baselineTaken(true);
            }
        });
    }

    private void sync() throws IOException {
        if (unsynced) {
            store.sync();
            unsynced = false;
        }
    }

    /** Reads all that is recorded. Each part has a turn of its own, so that nothing waits until a large mailbox is read. */
    void load(Predicate<MessageIdentity> own) throws IOException {
        LedgerReader.Loading loading = reader.begin(own);
        while (!loading.isDone()) {
            inTurn(loading::goOn);
        }
    }

    /**
     * Reads everything again that other processes may have recorded, if they can.
     *
     * @param own what this process alone knows of; called with the monitor held
     */
    void refreshAllBut(Predicate<MessageIdentity> own) throws IOException {
        if (isShared()) {
            load(own);
        }
    }

    /**
     * Reads again what other processes may have recorded of messages, if they can.
     *
     * @param own what this process alone knows of; called with the monitor held, after reading
     */
    void refresh(Collection<MessageIdentity> identities, Predicate<MessageIdentity> own) throws IOException {
        if (isShared()) {
            inTurn(() -> reader.reload(identities, own));
        }
    }
}
