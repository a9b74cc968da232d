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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.github.pop3x.ledger.MessageLife.HEADER;
import static io.github.pop3x.ledger.MessageLife.MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A store that hangs delays what has to be written, and nothing that memory can answer. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LedgerHangingStoreTest {

    private static final MessageIdentity OTHER = new MessageIdentity("b", 7, 0);

    private final HangingStore store = new HangingStore();
    private DeliveryLedger ledger;

    @BeforeEach
    void open() throws IOException {
        ledger = new DeliveryLedger("alice@host", store, MessageLife.FORGET_AFTER, new HandClock());
    }

    /** Hangs in the next write, and in that one only. */
    private static final class HangingStore implements LedgerStore {
        private final BookStore book = new BookStore();
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CompletableFuture<Boolean> succeeds = new CompletableFuture<>();
        private volatile boolean hangs;

        private void hang() throws IOException {
            if (hangs) {
                hangs = false;
                reached.countDown();
                if (!succeeds.join()) {
                    throw new IOException("disk full");
                }
            }
        }

        @Override
        public Recorded load(String mailbox) throws IOException {
            hang();
            return book.load(mailbox);
        }

        @Override
        public boolean isShared() {
            return true;
        }

        @Override
        public void save(String mailbox, Collection<LedgerEntry> entries) throws IOException {
            hang();
            book.save(mailbox, entries);
        }

        @Override
        public void forget(String mailbox, Collection<MessageIdentity> identities) throws IOException {
            hang();
            book.forget(mailbox, identities);
        }

        @Override
        public void markBaseline(String mailbox) throws IOException {
            hang();
            book.markBaseline(mailbox);
        }

        @Override
        public void sync() throws IOException {
            hang();
            book.sync();
        }

        @Override
        public boolean isDurable() {
            return true;
        }

        @Override
        public void close() {
            book.close();
        }
    }

    private <T> FutureTask<T> hanging(Callable<T> call) throws InterruptedException {
        store.hangs = true;
        FutureTask<T> task = begun(call);
        assertTrue(store.reached.await(30, TimeUnit.SECONDS));
        return task;
    }

    private static <T> FutureTask<T> begun(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        new Thread(task).start();
        return task;
    }

    private Void deliver(MessageIdentity identity) throws IOException {
        ledger.delivered(identity, 1, true, Duration.ZERO);
        return null;
    }

    private void start(MessageIdentity identity) throws IOException {
        assertTrue(ledger.take(identity));
        assertEquals(1, ledger.start(identity, HEADER));
    }

    @Test
    void memoryAnswersWhileAVerdictIsWritten() throws Exception {
        start(MESSAGE);
        FutureTask<Void> verdict = hanging(() -> deliver(MESSAGE));
        assertEquals(Optional.of(EntryState.DELIVERED), ledger.state(MESSAGE));
        assertTrue(ledger.wantsDelete(MESSAGE));
        assertEquals(1, ledger.size());
        assertTrue(ledger.overdue(Duration.ZERO).isEmpty());
        assertTrue(ledger.take(OTHER));
        ledger.drop(OTHER);
        assertFalse(verdict.isDone());
        store.succeeds.complete(true);
        verdict.get();
        assertEquals(EntryState.DELIVERED, store.book.saved(MESSAGE).state());
    }

    @Test
    void memoryAnswersWhileTheDiskIsAskedForADeletion() throws Exception {
        start(MESSAGE);
        deliver(MESSAGE);
        ledger.deleteSent(List.of(MESSAGE));
        ledger.deleteRefused(MESSAGE);
        FutureTask<Void> sync = hanging(() -> {
            ledger.deleteSent(List.of());
            return null;
        });
        assertEquals(Optional.of(EntryState.DELIVERED), ledger.state(MESSAGE));
        store.succeeds.complete(true);
        sync.get();
        assertEquals(2, store.book.syncs());
    }

    @Test
    void aMessageIsTakenUntilItsStartIsWritten() throws Exception {
        assertTrue(ledger.take(MESSAGE));
        FutureTask<Integer> start = hanging(() -> ledger.start(MESSAGE, HEADER));
        assertEquals(Optional.of(EntryState.TAKEN), ledger.state(MESSAGE));
        ledger.drop(MESSAGE);
        assertFalse(ledger.take(MESSAGE), "nothing takes it from the start that is being written");
        assertThrows(IllegalStateException.class, () -> ledger.start(MESSAGE, HEADER));
        store.succeeds.complete(true);
        assertEquals(1, start.get());
        assertEquals(Optional.of(EntryState.IN_FLIGHT), ledger.state(MESSAGE));
    }

    @Test
    void aSecondVerdictIsWrittenThoughTheFirstFails() throws Exception {
        start(MESSAGE);
        start(OTHER);
        FutureTask<Void> first = hanging(() -> deliver(MESSAGE));
        FutureTask<Void> second = begun(() -> deliver(OTHER));
        store.succeeds.complete(false);
        assertEquals(
                "disk full",
                assertThrows(ExecutionException.class, first::get).getCause().getMessage());
        second.get();
        assertEquals(EntryState.DELIVERED, store.book.saved(OTHER).state());
        assertEquals(EntryState.DELIVERED, store.book.saved(MESSAGE).state(), "with the next change");
    }

    @Test
    void aChangeDuringAStartsWriteIsNotLost() throws Exception {
        ledger.observe(List.of(MESSAGE));
        ledger.take(MESSAGE);
        ledger.retrievalFailed(MESSAGE);
        ledger.take(MESSAGE);
        FutureTask<Integer> start = hanging(() -> ledger.start(MESSAGE, HEADER));
        FutureTask<Void> listing = begun(() -> {
            ledger.observe(List.of());
            return null;
        });
        while (ledger.entry(MESSAGE).orElseThrow().goneSince() == 0) {
            Thread.onSpinWait();
        }
        store.succeeds.complete(true);
        assertEquals(1, start.get());
        listing.get();
        assertEquals(EntryState.IN_FLIGHT, store.book.saved(MESSAGE).state());
        assertEquals(HandClock.START.toEpochMilli(), store.book.saved(MESSAGE).goneSince());
    }

    @Test
    void memoryAnswersWhileAFailureIsWritten() throws Exception {
        start(MESSAGE);

        FutureTask<Void> failure = hanging(() -> {
            ledger.failed(MESSAGE, 1);
            return null;
        });
        assertEquals(Optional.of(EntryState.FAILED), ledger.state(MESSAGE));
        assertEquals(Decision.LATER, ledger.decide(MESSAGE, MessageLife.RETRIES));

        store.succeeds.complete(true);
        failure.get();
        assertEquals(EntryState.FAILED, store.book.saved(MESSAGE).state());
    }

    @Test
    void memoryAnswersWhileAnEntryIsRemoved() throws Exception {
        start(MESSAGE);
        deliver(MESSAGE);

        FutureTask<Boolean> removal = hanging(() -> ledger.forget(MESSAGE));
        assertEquals(Optional.empty(), ledger.state(MESSAGE));
        assertTrue(ledger.take(MESSAGE), "it is a new message from now on");

        store.succeeds.complete(true);
        assertTrue(removal.get());
        assertNull(store.book.saved(MESSAGE));
    }

    @Test
    void memoryAnswersWhileASharedStoreIsRead() throws Exception {
        start(OTHER);

        FutureTask<Void> reading = hanging(() -> {
            ledger.refresh(MESSAGE);
            return null;
        });
        assertTrue(ledger.take(MESSAGE));
        assertEquals(Optional.of(EntryState.IN_FLIGHT), ledger.state(OTHER));

        store.succeeds.complete(true);
        reading.get();
        assertEquals(Optional.of(EntryState.TAKEN), ledger.state(MESSAGE));
    }

    @Test
    void aVerdictThatIsBeingWrittenIsNotReleased() throws Exception {
        start(MESSAGE);

        FutureTask<Void> verdict = hanging(() -> deliver(MESSAGE));
        assertFalse(ledger.release(MESSAGE));

        store.succeeds.complete(true);
        verdict.get();
        assertEquals(EntryState.DELIVERED, store.book.saved(MESSAGE).state());
    }

    @Test
    void anotherMailboxWritesToTheSameStoreMeanwhile() throws Exception {
        start(MESSAGE);
        DeliveryLedger another = new DeliveryLedger("bob@host", store, MessageLife.FORGET_AFTER, new HandClock());

        FutureTask<Void> verdict = hanging(() -> deliver(MESSAGE));
        assertTrue(another.take(OTHER));
        assertEquals(1, another.start(OTHER, HEADER));
        another.delivered(OTHER, 1, false, Duration.ZERO);
        assertEquals(EntryState.DELIVERED, store.book.saved(OTHER).state());
        assertFalse(verdict.isDone());

        store.succeeds.complete(true);
        verdict.get();
    }
}
