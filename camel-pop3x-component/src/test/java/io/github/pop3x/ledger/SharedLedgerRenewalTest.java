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
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.pop3x.ledger.store.JdbcLedgerStore;
import io.github.pop3x.testing.CountingDataSource;
import io.github.pop3x.testing.ForwardingStore;
import io.github.pop3x.testing.MemoryDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.pop3x.ledger.MessageLife.DELAY;
import static io.github.pop3x.ledger.MessageLife.HEADER;
import static io.github.pop3x.ledger.MessageLife.MESSAGE;
import static io.github.pop3x.ledger.MessageLife.RETRIES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A route that lasts longer than a message waits for its next attempt: other processes leave the message alone meanwhile. */
class SharedLedgerRenewalTest {

    private static final String MAILBOX = "alice@host";
    private static final Duration SOME = DELAY.dividedBy(2);

    private final CountingDataSource database = CountingDataSource.of(MemoryDatabase.create());
    private final HandClock clock = new HandClock();
    private LedgerStore store;
    private DeliveryLedger slow;
    private DeliveryLedger other;

    @BeforeEach
    void openBoth() throws IOException {
        store = new JdbcLedgerStore(database);
        slow = open(new JdbcLedgerStore(database));
        other = open(new JdbcLedgerStore(database));
        for (DeliveryLedger each : List.of(slow, other)) {
            each.observe(List.of(MESSAGE));
        }
        assertTrue(slow.take(MESSAGE));
        assertEquals(1, slow.start(MESSAGE, HEADER));
    }

    private DeliveryLedger open(LedgerStore of) throws IOException {
        return new DeliveryLedger(MAILBOX, of, MessageLife.FORGET_AFTER, clock);
    }

    private LedgerEntry recorded() throws IOException {
        return store.load(MAILBOX).entries().get(0);
    }

    private Decision atTheOther() throws IOException {
        other.refresh(MESSAGE);
        return other.decide(MESSAGE, RETRIES);
    }

    /** The route lasts for so many delays, and is renewed twice in each. */
    private void lasts(int delays) throws IOException {
        for (int i = 0; i < 2 * delays; i++) {
            clock.pass(SOME);
            assertTrue(slow.renew(SOME));
            assertEquals(Decision.LATER, atTheOther());
        }
    }

    @Test
    void theOtherLeavesItAloneWhileItIsRenewed() throws IOException {
        lasts(5);
        clock.pass(DELAY);
        assertEquals(Decision.ROUTE, atTheOther(), "it is not renewed any longer");
    }

    @Test
    void itsVerdictHasTheTimeOfItsStart() throws IOException {
        long began = recorded().attemptedAt();
        lasts(2);
        slow.failed(MESSAGE, 1);
        assertEquals(EntryState.FAILED, recorded().state());
        assertEquals(began, recorded().attemptedAt());
        assertEquals(Decision.ROUTE, atTheOther(), "it is due again one delay after it began");
        assertTrue(other.take(MESSAGE));
        assertEquals(2, other.start(MESSAGE, HEADER));
    }

    @Test
    void itsDeliveryCounts() throws IOException {
        lasts(2);
        slow.delivered(MESSAGE, 1, true, Duration.ZERO);
        assertEquals(EntryState.DELIVERED, recorded().state());
        assertEquals(Decision.VERIFY, atTheOther());
    }

    /** As where the process stands still, or its network, after the statement has come to the database. */
    @Test
    void aRenewalWithoutAnAnswerLeavesTheVerdictItsOwn() throws IOException {
        AtomicBoolean isCut = new AtomicBoolean();
        DeliveryLedger cut = open(new ForwardingStore(new JdbcLedgerStore(database)) {
            @Override
            public Set<MessageIdentity> tryToAmend(String mailbox, Collection<Amendment> amendments)
                    throws IOException {
                Set<MessageIdentity> refused = super.tryToAmend(mailbox, amendments);
                if (isCut.get()) {
                    throw new IOException("no answer");
                }
                return refused;
            }
        });
        slow.failed(MESSAGE, 1);
        clock.pass(DELAY);
        cut.refresh(MESSAGE);
        assertTrue(cut.take(MESSAGE));
        assertEquals(2, cut.start(MESSAGE, HEADER));
        clock.pass(SOME);
        isCut.set(true);
        assertThrows(IOException.class, () -> cut.renew(SOME));
        isCut.set(false);
        cut.delivered(MESSAGE, 2, true, Duration.ZERO);
        assertEquals(EntryState.DELIVERED, recorded().state());
        assertEquals(EntryState.DELIVERED, cut.state(MESSAGE).orElseThrow());
    }

    @Test
    void whatAListingLacksMeanwhileIsNotedAndRenewed() throws IOException {
        lasts(1);
        slow.observe(List.of());
        assertTrue(recorded().wasGone());
        clock.pass(DELAY);
        assertTrue(slow.renew(SOME));
        assertTrue(recorded().wasGone());
        assertEquals(clock.millis(), recorded().attemptedAt());
        slow.delivered(MESSAGE, 1, true, Duration.ZERO);
        assertEquals(EntryState.DELIVERED, recorded().state());
    }

    @Test
    void itIsReportedByTheTimeOfItsStart() throws IOException {
        lasts(3);
        assertEquals(1, slow.overdue(DELAY.multipliedBy(3)).size());
    }

    @Test
    void aStartThatWasReadBeforeTheRenewalIsRefused() throws IOException {
        clock.pass(DELAY);
        assertEquals(Decision.ROUTE, atTheOther());
        assertTrue(other.take(MESSAGE));
        assertTrue(slow.renew(SOME));
        assertThrows(Overtaken.class, () -> other.start(MESSAGE, HEADER));
    }

    @Test
    void whatTheOtherHasGoneOnWithIsNotRenewed() throws IOException {
        clock.pass(DELAY);
        assertEquals(Decision.ROUTE, atTheOther());
        assertTrue(other.take(MESSAGE));
        assertEquals(2, other.start(MESSAGE, HEADER));
        LedgerEntry before = recorded();
        clock.pass(DELAY);
        slow.renew(SOME);
        assertEquals(before, recorded());
        slow.delivered(MESSAGE, 1, true, Duration.ZERO);
        assertEquals(before, recorded());
        other.delivered(MESSAGE, 2, true, Duration.ZERO);
        assertEquals(EntryState.DELIVERED, recorded().state());
    }

    @Test
    void aStoreThatCannotCompareAndSetLosesNothingToARenewal() throws IOException {
        slow.failed(MESSAGE, 1);
        slow = open(new Simple(store));
        clock.pass(DELAY);
        assertTrue(slow.take(MESSAGE));
        assertEquals(2, slow.start(MESSAGE, HEADER));
        clock.pass(DELAY.multipliedBy(2));
        assertEquals(Decision.ROUTE, atTheOther());
        assertTrue(other.take(MESSAGE));
        assertEquals(3, other.start(MESSAGE, HEADER));
        LedgerEntry before = recorded();
        slow.renew(SOME);
        assertEquals(before, recorded());
    }

    /** Compares and sets nothing by itself, as a store of somebody's own may not. */
    private record Simple(LedgerStore store) implements LedgerStore {

        @Override
        public Recorded load(String mailbox) throws IOException {
            return store.load(mailbox);
        }

        @Override
        public void save(String mailbox, Collection<LedgerEntry> entries) throws IOException {
            store.save(mailbox, entries);
        }

        @Override
        public void forget(String mailbox, Collection<MessageIdentity> identities) throws IOException {
            store.forget(mailbox, identities);
        }

        @Override
        public void markBaseline(String mailbox) throws IOException {
            store.markBaseline(mailbox);
        }

        @Override
        public void sync() throws IOException {
            store.sync();
        }

        @Override
        public boolean isDurable() {
            return true;
        }

        @Override
        public boolean isShared() {
            return true;
        }

        @Override
        public void close() throws IOException {
            store.close();
        }
    }

    @Test
    void whatIsYoungOrDoneCostsNothing() throws IOException {
        database.take();
        assertTrue(slow.renew(SOME), "it is in flight");
        assertEquals(List.of(), database.take());
        clock.pass(SOME);
        assertTrue(slow.renew(SOME));
        assertEquals(1, database.take().size());
        slow.delivered(MESSAGE, 1, true, Duration.ZERO);
        database.take();
        assertFalse(slow.renew(SOME), "nothing is in flight");
        assertEquals(List.of(), database.take());
    }

    @Test
    void aLedgerOfOneProcessRenewsNothing() throws IOException {
        DeliveryLedger alone = open(new MemoryLedgerStore());
        assertTrue(alone.take(MESSAGE));
        alone.start(MESSAGE, HEADER);
        assertFalse(alone.renew(Duration.ZERO));
    }
}
