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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.pop3x.ledger.MessageLife.FORGET_AFTER;
import static io.github.pop3x.ledger.MessageLife.HEADER;
import static io.github.pop3x.ledger.MessageLife.MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/** An entry is forgotten only between listings that lack it, far enough apart. */
class LedgerForgettingTest {

    private final MessageLife life = new MessageLife();

    @BeforeEach
    void deliver() throws IOException {
        life.bringTo("KEPT");
    }

    private void listingAt(Duration sinceStart, MessageIdentity... listed) throws IOException {
        life.clock.set(sinceStart);
        life.ledger.observe(List.of(listed));
    }

    @Test
    void aMessageAbsentForForgetAfterIsForgotten() throws IOException {
        listingAt(Duration.ofHours(1));
        assertEquals(
                HandClock.START.plus(Duration.ofHours(1)).toEpochMilli(),
                life.saved().goneSince());
        listingAt(Duration.ofHours(1).plus(FORGET_AFTER).minusMillis(1));
        assertEquals("KEPT", life.where());
        listingAt(Duration.ofHours(1).plus(FORGET_AFTER));
        assertEquals(Decision.ROUTE, life.decision());
        assertEquals(0, life.ledger.size());
        assertNull(life.saved());
    }

    @Test
    void oneEmptyListingAfterALongSilenceForgetsNothing() throws IOException {
        listingAt(Duration.ofDays(365));
        assertEquals("KEPT", life.where());
        listingAt(Duration.ofDays(366), MESSAGE);
        assertEquals(Optional.of(Decision.KEEP), life.ledger.recognize(MESSAGE, HEADER));
        assertEquals(Decision.KEEP, life.decision());
        assertEquals(0, life.saved().goneSince());
    }

    @Test
    void oneListingOfHalfTheMaildropForgetsNothing() throws IOException {
        List<MessageIdentity> all = new ArrayList<>(List.of(MESSAGE));
        for (int i = 1; i < 10; i++) {
            MessageIdentity next = new MessageIdentity("uid" + i, i, 0);
            life.ledger.take(next);
            life.ledger.start(next, HEADER);
            life.ledger.delivered(next, life.ledger.entry(next).orElseThrow().attempts(), false, Duration.ZERO);
            all.add(next);
        }
        listingAt(Duration.ofDays(1), all.toArray(MessageIdentity[]::new));
        listingAt(Duration.ofDays(100), all.subList(5, 10).toArray(MessageIdentity[]::new));
        listingAt(Duration.ofDays(200), all.toArray(MessageIdentity[]::new));
        assertEquals(10, life.ledger.size());
        for (MessageIdentity message : all) {
            assertEquals(Optional.of(Decision.KEEP), life.ledger.recognize(message, HEADER));
            assertEquals(0, life.store.saved(message).goneSince());
        }
    }

    @Test
    void aListingThatHasItBeginsTheCountAnew() throws IOException {
        listingAt(Duration.ZERO);
        listingAt(Duration.ofDays(6), MESSAGE);
        listingAt(Duration.ofDays(8));
        listingAt(Duration.ofDays(14));
        assertEquals("KEPT", life.where());
        listingAt(Duration.ofDays(15));
        assertEquals(0, life.ledger.size());
    }

    @Test
    void noEntryIsForgottenAtTheStart() throws IOException {
        listingAt(Duration.ZERO);
        life.clock.set(Duration.ofDays(100));
        life.restart();
        assertEquals(1, life.ledger.size());
        life.ledger.observe(List.of());
        assertEquals(0, life.ledger.size());
    }

    @Test
    void aMessageInFlightIsNotForgotten() throws IOException {
        life.happens("take");
        life.happens("start");
        listingAt(Duration.ZERO);
        listingAt(Duration.ofDays(100));
        assertEquals(Decision.WAIT, life.decision());
        life.happens("deliver");
        listingAt(Duration.ofDays(200));
        assertEquals(0, life.ledger.size());
    }

    /** It was listed with another size, waited for its route, and is hidden for one listing when that has ended. */
    @ParameterizedTest
    @CsvSource({"keep, KEPT, true", "fail, FAILED, true", "release, FAILED, true", "keep, KEPT, false"})
    void timeCountsFromTheEndOfARouteThatLastedForForgetAfter(String verdict, String expected, boolean startsLate)
            throws IOException {
        MessageLife slow = new MessageLife();
        slow.bringTo(startsLate ? "TAKEN" : "IN_FLIGHT");
        slow.ledger.observe(List.of(new MessageIdentity(MESSAGE.uid(), MESSAGE.size() + 1, 0)));
        slow.clock.pass(FORGET_AFTER);
        if (startsLate) {
            slow.happens("start");
        }
        slow.happens(verdict);
        slow.happens("missing");
        assertEquals(expected, slow.where());
        slow.clock.pass(FORGET_AFTER);
        slow.happens("missing");
        assertEquals("unknown", slow.where());
    }

    @Test
    void theAttemptsOfAMessageThatIsTakenAreNotForgotten() throws IOException {
        MessageLife slow = new MessageLife();
        slow.bringTo("FAILED");
        slow.happens("take");
        slow.happens("missing");
        slow.clock.pass(FORGET_AFTER);
        slow.happens("missing");
        assertEquals(2, slow.ledger.start(MESSAGE, HEADER));
    }

    @Test
    void aDeletedMessageIsRememberedAsLongAsAnyOther() throws IOException {
        life.happens("sent");
        listingAt(Duration.ZERO);
        assertEquals(EntryState.CONFIRMED, life.saved().state());
        listingAt(Duration.ofDays(6));
        assertEquals(1, life.ledger.size());
        listingAt(Duration.ofDays(7));
        assertEquals(0, life.ledger.size());
    }

    @Test
    void aMessageListedWithAnotherSizeIsComparedThoughItsRouteLastedForForgetAfter() throws IOException {
        MessageLife slow = new MessageLife();
        MessageIdentity larger = new MessageIdentity(MESSAGE.uid(), MESSAGE.size() + 1, 0);
        slow.bringTo("TAKEN");
        slow.ledger.observe(List.of(larger));
        slow.happens("start");
        slow.clock.pass(FORGET_AFTER);
        slow.happens("keep");
        slow.ledger.observe(List.of(larger));
        assertEquals(Decision.VERIFY, slow.ledger.decide(larger, MessageLife.RETRIES));
        assertEquals(Optional.of(Decision.KEEP), slow.ledger.recognize(larger, HEADER));
        assertEquals(1, slow.ledger.size());
    }
}
