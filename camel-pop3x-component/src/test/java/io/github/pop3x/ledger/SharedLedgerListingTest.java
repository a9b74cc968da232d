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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.pop3x.ledger.store.JdbcLedgerStore;
import io.github.pop3x.testing.MemoryDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.pop3x.ledger.MessageLife.HEADER;
import static io.github.pop3x.ledger.MessageLife.MESSAGE;
import static io.github.pop3x.ledger.MessageLife.RETRIES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What follows only from a listing undoes nothing that another process has recorded of the same messages. */
class SharedLedgerListingTest {

    private static final String MAILBOX = "alice@host";
    private static final MessageIdentity TWIN = MESSAGE.twin(1);
    private static final MessageIdentity GROWN = new MessageIdentity(MESSAGE.uid(), MESSAGE.size() + 40, 0);
    private static final Duration A_WEEK = Duration.ofDays(7);

    private final JdbcDataSource database = MemoryDatabase.create();
    private final HandClock clock = new HandClock();
    private LedgerStore store;
    private DeliveryLedger one;
    private DeliveryLedger other;

    /** What the first process has done with a message. */
    enum Done {
        STARTED(EntryState.IN_FLIGHT),
        FAILED(EntryState.FAILED),
        KEPT(EntryState.DELIVERED),
        TO_BE_DELETED(EntryState.DELIVERED),
        DELETE_SENT(EntryState.DELETE_SENT);

        private final EntryState state;

        Done(EntryState state) {
            this.state = state;
        }

        void by(DeliveryLedger ledger, MessageIdentity message) throws IOException {
            assertTrue(ledger.take(message));
            int attempt = ledger.start(message, HEADER);
            switch (this) {
                case STARTED -> {
                    return;
                }
                case FAILED -> ledger.failed(message, attempt);
                case KEPT -> ledger.delivered(message, attempt, false, Duration.ZERO);
                case TO_BE_DELETED -> ledger.delivered(message, attempt, true, A_WEEK);
                case DELETE_SENT -> {
                    ledger.delivered(message, attempt, true, Duration.ZERO);
                    ledger.deleteSent(List.of(message));
                }
            }
        }
    }

    @BeforeEach
    void openBoth() throws IOException {
        store = new JdbcLedgerStore(database);
        one = open();
        other = open();
    }

    private DeliveryLedger open() throws IOException {
        return open(new JdbcLedgerStore(database));
    }

    private DeliveryLedger open(LedgerStore of) throws IOException {
        return new DeliveryLedger(MAILBOX, of, MessageLife.FORGET_AFTER, clock);
    }

    private Optional<LedgerEntry> recorded(MessageIdentity message) throws IOException {
        return store.reload(MAILBOX, List.of(message)).stream()
                .filter(entry -> entry.identity().equals(message))
                .findFirst();
    }

    private LedgerEntry onlyRecorded(MessageIdentity message) throws IOException {
        return recorded(message).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void aMessageThatIsPassedOverKeepsWhatTheOtherRecorded(Done done) throws IOException {
        done.by(one, MESSAGE);
        LedgerEntry before = onlyRecorded(MESSAGE);
        other.known(MESSAGE, HEADER);
        assertEquals(before, onlyRecorded(MESSAGE));
        assertEquals(done.state, before.state());
    }

    @Test
    void aMessagePassedOverByTheOtherIsDeletedWhenItsTimeHasComeAfterARestart() throws IOException {
        Done.TO_BE_DELETED.by(one, MESSAGE);
        other.known(MESSAGE, HEADER);
        one = open();
        clock.pass(A_WEEK);
        assertEquals(Optional.of(Decision.DELETE), one.recognize(MESSAGE, HEADER));
        assertTrue(one.wantsDelete(MESSAGE));
    }

    @Test
    void whatTheOtherRecordedIsKnownHereAtOnce() throws IOException {
        Done.TO_BE_DELETED.by(one, MESSAGE);
        other.known(MESSAGE, HEADER);
        assertEquals(Decision.VERIFY, other.decide(MESSAGE, RETRIES));
        assertTrue(other.entry(MESSAGE).orElseThrow().deleteWanted());
    }

    @Test
    void aMessageThatNobodyKnewIsPassedOverByBoth() throws IOException {
        one.known(MESSAGE, HEADER);
        other.known(MESSAGE, HEADER);
        assertEquals(Decision.KEEP, one.decide(MESSAGE, RETRIES));
        assertEquals(EntryState.DELIVERED, onlyRecorded(MESSAGE).state());
        assertFalse(onlyRecorded(MESSAGE).deleteWanted());
    }

    @ParameterizedTest
    @EnumSource
    void aListingWithTwinsKeepsWhatTheOtherRecorded(Done done) throws IOException {
        one.observe(List.of(MESSAGE, TWIN));
        done.by(one, MESSAGE);
        done.by(one, TWIN);
        List<LedgerEntry> before = List.of(onlyRecorded(MESSAGE), onlyRecorded(TWIN));
        other.observe(List.of(MESSAGE, TWIN));
        assertEquals(before, List.of(onlyRecorded(MESSAGE), onlyRecorded(TWIN)));
    }

    @Test
    void twinsThatTheOtherDeliveredAreRecognized() throws IOException {
        one.observe(List.of(MESSAGE, TWIN));
        Done.KEPT.by(one, MESSAGE);
        Done.KEPT.by(one, TWIN);
        other.observe(List.of(MESSAGE, TWIN));
        assertEquals(Optional.of(Decision.KEEP), other.recognize(MESSAGE, HEADER));
        assertEquals(Optional.of(Decision.KEEP), other.recognize(TWIN, HEADER));
    }

    @ParameterizedTest
    @EnumSource
    void aBaselineKeepsWhatTheOtherRecordsWhileItIsTaken(Done done) throws IOException {
        InterruptedStore interrupted = new InterruptedStore(store);
        DeliveryLedger slow = open(interrupted);
        interrupted.afterLoad(() -> done.by(one, MESSAGE));
        slow.takeBaseline(Map.of(MESSAGE, Optional.of(HEADER)));
        assertEquals(done.state, onlyRecorded(MESSAGE).state());
        assertEquals(1, onlyRecorded(MESSAGE).attempts());
        assertTrue(slow.baselineIsTaken());
    }

    @ParameterizedTest
    @EnumSource
    void aMessageRecognizedWithAnotherSizeKeepsWhatTheOtherRecordedWithThatSize(Done done) throws IOException {
        Done.KEPT.by(one, MESSAGE);
        clock.pass(Duration.ofSeconds(1));
        other = open();
        one.observe(List.of(GROWN));
        other.observe(List.of(GROWN));
        done.by(one, GROWN);
        LedgerEntry before = onlyRecorded(GROWN);
        other.recognize(GROWN, HEADER);
        assertEquals(before, onlyRecorded(GROWN));
    }

    @Test
    void bothRecognizeAMessageWithAnotherSizeAndTheDeleteIsStillWanted() throws IOException {
        Done.TO_BE_DELETED.by(one, MESSAGE);
        other = open();
        one.observe(List.of(GROWN));
        other.observe(List.of(GROWN));
        clock.pass(A_WEEK);
        assertEquals(Optional.of(Decision.DELETE), one.recognize(GROWN, HEADER));
        one.deleteSent(List.of(GROWN));
        assertEquals(Optional.of(Decision.DELETE), other.recognize(GROWN, HEADER));
        assertEquals(EntryState.DELETE_SENT, onlyRecorded(GROWN).state());
        other.deleteSent(List.of(GROWN));
        assertTrue(recorded(MESSAGE).isEmpty(), "it has one entry");
    }

    @Test
    void aMessageThatIsRetrievedNowhereFollowsItsSizeWithoutUndoingADelivery() throws IOException {
        assertTrue(other.take(MESSAGE));
        other.retrievalFailed(MESSAGE);
        Done.TO_BE_DELETED.by(one, GROWN);
        other.observe(List.of(GROWN));
        assertEquals(EntryState.DELIVERED, onlyRecorded(GROWN).state());
        assertTrue(onlyRecorded(GROWN).deleteWanted());
    }

    @ParameterizedTest
    @EnumSource
    void aRetrievalThatFailsKeepsWhatTheOtherRecorded(Done done) throws IOException {
        assertTrue(other.take(MESSAGE));
        done.by(one, MESSAGE);
        other.retrievalFailed(MESSAGE);
        assertEquals(done.state, onlyRecorded(MESSAGE).state());
        assertEquals(1, onlyRecorded(MESSAGE).attempts());
    }

    @Test
    void aRetrievalThatFailsAfterADeadProcessIsRememberedAcrossARestart() throws IOException {
        Done.STARTED.by(one, MESSAGE);
        clock.pass(MessageLife.DELAY);
        other.refresh(MESSAGE);
        assertTrue(other.take(MESSAGE));
        other.retrievalFailed(MESSAGE);
        assertEquals(1, onlyRecorded(MESSAGE).retrievalFailures());
        assertEquals(1, onlyRecorded(MESSAGE).attempts());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DELETE_SENT")
    void whatIsForgottenHereStaysIfTheOtherHasGoneOnWithIt(Done done) throws IOException {
        Done.FAILED.by(one, MESSAGE);
        other = open();
        other.observe(List.of());
        clock.pass(MessageLife.FORGET_AFTER);
        done.by(one, MESSAGE);
        LedgerEntry before = onlyRecorded(MESSAGE);
        other.observe(List.of());
        assertEquals(Optional.of(before), recorded(MESSAGE));
        assertEquals(2, before.attempts());
    }

    @Test
    void whatADeadProcessLeftInFlightIsForgottenOnceItIsGoneForLong() throws IOException {
        Done.STARTED.by(one, MESSAGE);
        other = open();
        other.observe(List.of());
        clock.pass(MessageLife.FORGET_AFTER);
        other.observe(List.of());
        assertTrue(recorded(MESSAGE).isEmpty());
    }

    @Test
    void listingsWithManyTwinsAtTheSameTimeRefuseNeither() throws Exception {
        List<MessageIdentity> listing = IntStream.range(0, 300)
                .mapToObj(i -> new MessageIdentity("uid-" + i / 2, 1, i % 2))
                .toList();
        Callable<Void> poll = () -> {
            open().observe(listing);
            return null;
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (Future<Void> polled : threads.invokeAll(List.of(poll, poll), 30, TimeUnit.SECONDS)) {
                polled.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(listing.size(), store.load(MAILBOX).entries().size());
    }
}
