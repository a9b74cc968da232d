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

import io.github.pop3x.ledger.store.JdbcLedgerStore;
import io.github.pop3x.testing.MemoryDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.pop3x.ledger.MessageLife.HEADER;
import static io.github.pop3x.ledger.MessageLife.MESSAGE;
import static io.github.pop3x.ledger.MessageLife.OTHER_HEADER;
import static io.github.pop3x.ledger.MessageLife.RETRIES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Two processes, each with its ledger in memory, on one mailbox in one database. */
class SharedLedgerTest {

    private static final String MAILBOX = "alice@host";

    private final JdbcDataSource database = MemoryDatabase.create();
    private final HandClock clock = new HandClock();
    private LedgerStore store;
    private DeliveryLedger one;
    private DeliveryLedger other;

    @BeforeEach
    void openBoth() throws IOException {
        store = new JdbcLedgerStore(database);
        one = open();
        other = open();
    }

    private DeliveryLedger open() throws IOException {
        return new DeliveryLedger(MAILBOX, new JdbcLedgerStore(database), MessageLife.FORGET_AFTER, clock);
    }

    private void start(DeliveryLedger ledger) throws IOException {
        assertTrue(ledger.take(MESSAGE));
        ledger.start(MESSAGE, HEADER);
    }

    private void deliver(DeliveryLedger ledger, boolean delete) throws IOException {
        start(ledger);
        ledger.delivered(MESSAGE, ledger.entry(MESSAGE).orElseThrow().attempts(), delete, Duration.ZERO);
    }

    private LedgerEntry recorded() throws IOException {
        return store.load(MAILBOX).entries().get(0);
    }

    private Decision refreshed(DeliveryLedger ledger) throws IOException {
        ledger.refresh(MESSAGE);
        return ledger.decide(MESSAGE, RETRIES);
    }

    @Test
    void aMessageDeliveredByTheOtherIsRecognizedAndNotRouted() throws IOException {
        deliver(one, true);
        assertEquals(Decision.ROUTE, other.decide(MESSAGE, RETRIES), "memory does not know");
        assertEquals(Decision.VERIFY, refreshed(other));
        assertFalse(other.wantsDelete(MESSAGE));
        assertEquals(Optional.of(Decision.DELETE), other.recognize(MESSAGE, HEADER));
        assertTrue(other.wantsDelete(MESSAGE));
    }

    @Test
    void aMessagePostponedByTheOtherIsPostponedHereToo() throws IOException {
        start(one);
        one.failed(MESSAGE, one.entry(MESSAGE).orElseThrow().attempts());
        assertEquals(Decision.LATER, refreshed(other));
        clock.pass(MessageLife.DELAY);
        assertEquals(Decision.ROUTE, refreshed(other));
        assertTrue(other.take(MESSAGE));
        assertEquals(2, other.start(MESSAGE, HEADER));
    }

    @Test
    void theOwnerOfTheClaimRoutesAMessageLeftInFlight() throws IOException {
        start(one);
        assertEquals(Decision.LATER, refreshed(other));
        clock.pass(MessageLife.DELAY);
        assertEquals(Decision.ROUTE, refreshed(other));
        assertEquals(EntryState.IN_FLIGHT, recorded().state(), "asking changes nothing");
    }

    @Test
    void refreshingLeavesAloneWhatIsOnesOwn() throws IOException {
        start(one);
        one.refresh(MESSAGE);
        one.refresh();
        assertEquals(Optional.of(EntryState.IN_FLIGHT), one.state(MESSAGE));
        one.delivered(MESSAGE, one.entry(MESSAGE).orElseThrow().attempts(), false, Duration.ZERO);
        assertEquals(Decision.KEEP, refreshed(one), "nobody else has gone on: it is not doubted");
    }

    @Test
    void allThatTheOtherHasDoneIsReadWhenItIsThisOnesTurn() throws IOException {
        deliver(one, false);
        one.takeBaseline(Map.of());
        other.refresh();
        assertEquals(Decision.VERIFY, other.decide(MESSAGE, RETRIES));
        assertTrue(other.baselineIsTaken());
    }

    @Test
    void aListingDoesNotUndoTheVerdictOfWhatWasInFlight() throws IOException {
        start(one);
        DeliveryLedger late = open();
        assertEquals(Optional.of(EntryState.FAILED), late.state(MESSAGE), "in memory");
        one.delivered(MESSAGE, one.entry(MESSAGE).orElseThrow().attempts(), true, Duration.ZERO);
        late.observe(List.of());
        late.observe(List.of(MESSAGE));
        assertEquals(EntryState.DELIVERED, recorded().state());
        assertEquals(Decision.VERIFY, refreshed(late));
    }

    @Test
    void aListingDoesNotUndoTheVerdictOfWhatWasTriedAgain() throws IOException {
        start(one);
        one.failed(MESSAGE, one.entry(MESSAGE).orElseThrow().attempts());
        DeliveryLedger late = open();
        deliver(one, true);
        late.observe(List.of());
        assertEquals(EntryState.DELIVERED, recorded().state());
        assertEquals(0, recorded().goneSince());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bothMayDeleteAndConfirm(boolean thisOneIsFirst) throws IOException {
        deliver(one, true);
        other.refresh(MESSAGE);
        other.recognize(MESSAGE, HEADER);
        DeliveryLedger first = thisOneIsFirst ? one : other;
        DeliveryLedger second = thisOneIsFirst ? other : one;
        first.deleteSent(List.of(MESSAGE));
        second.deleteSent(List.of(MESSAGE));
        first.confirmed(List.of(MESSAGE));
        second.deleteRefused(MESSAGE);
        assertEquals(EntryState.CONFIRMED, recorded().state());
        second.observe(List.of());
        assertEquals(EntryState.CONFIRMED, recorded().state());
    }

    @Test
    void theFailureOfAnAttemptWhoseClaimExpiredDoesNotUndoTheDelivery() throws IOException {
        start(one);
        clock.pass(MessageLife.DELAY);
        other.refresh(MESSAGE);
        deliver(other, true);
        one.failed(MESSAGE, 1);
        assertEquals(EntryState.DELIVERED, recorded().state());
        assertEquals(2, recorded().attempts());
    }

    @Test
    void aNewMessageUnderAReusedUniqueIdIsKeptApart() throws IOException {
        deliver(one, true);
        DeliveryLedger late = open();
        one.deleteSent(List.of(MESSAGE));
        one.confirmed(List.of(MESSAGE));
        clock.pass(Duration.ofSeconds(1));
        one.take(MESSAGE);
        one.start(MESSAGE, OTHER_HEADER);
        late.recognize(MESSAGE, HEADER);
        late.deleteSent(List.of(MESSAGE));
        assertEquals(EntryState.IN_FLIGHT, recorded().state());
        assertEquals(OTHER_HEADER, recorded().fingerprint());
    }

    @Test
    void theBaselineIsTakenByOneOfThem() throws IOException {
        MessageIdentity later = new MessageIdentity("later", 9, 0);
        one.takeBaseline(Map.of(MESSAGE, Optional.of(HEADER)));
        other.takeBaseline(Map.of(MESSAGE, Optional.of(HEADER), later, Optional.of(OTHER_HEADER)));
        assertTrue(other.baselineIsTaken());
        assertEquals(Decision.VERIFY, other.decide(MESSAGE, RETRIES));
        assertEquals(Decision.ROUTE, other.decide(later, RETRIES));
    }

    @Test
    void twinsAreAskedAboutTogether() throws IOException {
        MessageIdentity twin = MESSAGE.twin(1);
        for (DeliveryLedger ledger : List.of(one, other)) {
            ledger.observe(List.of(MESSAGE, twin));
        }
        deliver(one, false);
        assertEquals(Decision.ROUTE, refreshed(other), "the twin was not routed yet");
        one.take(twin);
        one.start(twin, OTHER_HEADER);
        one.delivered(twin, one.entry(twin).orElseThrow().attempts(), false, Duration.ZERO);
        assertEquals(Decision.VERIFY, refreshed(other));
        assertEquals(Optional.of(Decision.KEEP), other.recognize(MESSAGE, OTHER_HEADER));
        assertEquals(Optional.of(Decision.KEEP), other.recognize(twin, HEADER));
        assertEquals(Decision.KEEP, refreshed(other), "neither is routed again, in whatever order they are listed");
        assertEquals(2, other.size());
    }

    @Test
    void aMessageThatWasMissedAndLeftInFlightIsOfferedOnceItIsRecognized() throws IOException {
        assertTrue(one.take(MESSAGE));
        one.observe(List.of());
        one.start(MESSAGE, HEADER);
        other.refresh();
        other.observe(List.of(MESSAGE));
        clock.pass(MessageLife.DELAY);
        assertEquals(Optional.of(Decision.ROUTE), other.recognize(MESSAGE, HEADER));
        assertEquals(Decision.ROUTE, refreshed(other), "what the store still says was looked into");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "a%b_c", "the same beginning of more than thirty-one octets 1", "ü*~"})
    void whatTheOtherRecordedWithAnotherSizeIsVerifiedAndNotRouted(String uid) throws IOException {
        MessageIdentity before = new MessageIdentity(uid, 100, 0);
        MessageIdentity corrected = new MessageIdentity(uid, 107, 0);
        MessageIdentity beside = new MessageIdentity(uid + "2", 107, 0);
        assertTrue(one.take(before));
        one.delivered(before, one.start(before, HEADER), false, Duration.ZERO);
        other.observe(List.of(corrected, beside));
        assertEquals(Decision.ROUTE, other.decide(corrected, RETRIES), "not asked yet");
        other.refresh(corrected);
        other.refresh(beside);
        assertEquals(Decision.VERIFY, other.decide(corrected, RETRIES));
        assertEquals(Decision.ROUTE, other.decide(beside, RETRIES));
        other.observe(List.of(corrected, beside));
        assertEquals(Optional.of(Decision.KEEP), other.recognize(corrected, HEADER));
    }

    @Test
    void whatTheOtherDeliveredIsNotForgottenForAListingThatLackedIt() throws IOException {
        assertTrue(one.take(MESSAGE));
        one.retrievalFailed(MESSAGE);
        one.observe(List.of());
        other.refresh();
        one.observe(List.of(MESSAGE));
        start(one);
        one.delivered(MESSAGE, 1, false, Duration.ZERO);
        other.observe(List.of(MESSAGE));
        other.refresh(MESSAGE);
        assertEquals(Decision.VERIFY, other.decide(MESSAGE, RETRIES));
        assertEquals(Optional.of(EntryState.DELIVERED), open().state(MESSAGE));
    }

    @Test
    void whatAProcessThatIsGoneLeftInFlightIsForgottenWhenListingsLackIt() throws IOException {
        start(one);
        other.refresh();
        other.observe(List.of());
        clock.pass(MessageLife.FORGET_AFTER);
        other.observe(List.of());
        assertEquals(Optional.empty(), open().state(MESSAGE));
    }

    @Test
    void whatAProcessLeftInFlightWhileItsClockWasAheadIsDueAfterADelay() throws IOException {
        clock.pass(Duration.ofDays(365));
        start(one);
        clock.pass(Duration.ofDays(-365));
        other = open();
        other.observe(List.of(MESSAGE));
        for (int polls = 0; polls < 2; polls++) {
            clock.pass(Duration.ofHours(1));
            other.observe(List.of(MESSAGE));
            other.refresh(MESSAGE);
            assertEquals(Decision.ROUTE, other.decide(MESSAGE, RETRIES));
        }
    }
}
