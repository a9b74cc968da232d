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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/** An entry is forgotten only between listings that lack it, far enough apart. */
class LedgerForgettingTest {

    private static final MessageIdentity MESSAGE = new MessageIdentity("a", 120, 0);
    private static final Duration FORGET_AFTER = Duration.ofDays(7);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = START;
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    private final BookStore store = new BookStore();
    private DeliveryLedger ledger;

    @BeforeEach
    void deliver() throws IOException {
        ledger = new DeliveryLedger("alice@host", store, FORGET_AFTER, clock);
        ledger.take(MESSAGE);
        ledger.start(MESSAGE);
        ledger.delivered(MESSAGE, false);
    }

    private void listingAt(Duration sinceStart, MessageIdentity... listed) throws IOException {
        now = START.plus(sinceStart);
        ledger.observe(List.of(listed));
    }

    @Test
    void itIsForgottenWhenAListingLongAfterTheFirstThatLackedItStillDoes() throws IOException {
        listingAt(Duration.ofHours(1));
        assertEquals(START.plus(Duration.ofHours(1)), store.saved(MESSAGE).goneSince());
        listingAt(Duration.ofHours(1).plus(FORGET_AFTER).minusMillis(1));
        assertEquals(Decision.KEEP, ledger.decide(MESSAGE));
        listingAt(Duration.ofHours(1).plus(FORGET_AFTER));
        assertEquals(Decision.ROUTE, ledger.decide(MESSAGE));
        assertEquals(0, ledger.size());
        assertNull(store.saved(MESSAGE));
    }

    @Test
    void oneEmptyListingAfterALongSilenceForgetsNothing() throws IOException {
        listingAt(Duration.ofDays(365));
        assertEquals(Decision.KEEP, ledger.decide(MESSAGE));
        listingAt(Duration.ofDays(366), MESSAGE);
        assertEquals(Decision.KEEP, ledger.decide(MESSAGE));
    }

    @Test
    void aListingThatHasItBeginsTheCountAnew() throws IOException {
        listingAt(Duration.ZERO);
        listingAt(Duration.ofDays(6), MESSAGE);
        assertNull(store.saved(MESSAGE).goneSince());
        listingAt(Duration.ofDays(8));
        listingAt(Duration.ofDays(14));
        assertEquals(Decision.KEEP, ledger.decide(MESSAGE));
        listingAt(Duration.ofDays(15));
        assertEquals(0, ledger.size());
    }

    @Test
    void nothingIsForgottenAtStart() throws IOException {
        listingAt(Duration.ZERO);
        now = START.plus(Duration.ofDays(100));
        ledger = new DeliveryLedger("alice@host", store, FORGET_AFTER, clock);
        assertEquals(1, ledger.size());
        ledger.observe(List.of());
        assertEquals(0, ledger.size());
    }

    @Test
    void whatIsInFlightIsNotForgotten() throws IOException {
        ledger.start(MESSAGE);
        listingAt(Duration.ZERO);
        listingAt(Duration.ofDays(100));
        assertEquals(Decision.WAIT, ledger.decide(MESSAGE));
        ledger.delivered(MESSAGE, true);
        listingAt(Duration.ofDays(200));
        assertEquals(0, ledger.size());
    }

    @Test
    void aDeletedMessageIsRememberedAsLongAsAnyOther() throws IOException {
        ledger.delivered(MESSAGE, true);
        ledger.deleteSent(MESSAGE);
        listingAt(Duration.ZERO);
        assertEquals(EntryState.CONFIRMED, store.saved(MESSAGE).state());
        listingAt(Duration.ofDays(6));
        assertEquals(1, ledger.size());
        listingAt(Duration.ofDays(7));
        assertEquals(0, ledger.size());
    }
}
