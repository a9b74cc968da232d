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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.pop3x.ledger.MessageLife.HEADER;
import static io.github.pop3x.ledger.MessageLife.MESSAGE;
import static io.github.pop3x.ledger.MessageLife.OTHER_HEADER;
import static io.github.pop3x.ledger.MessageLife.RETRIES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is there at first is passed over, once, and nothing that comes later slips into it. */
class LedgerBaselineTest {

    private static final MessageIdentity LATER = new MessageIdentity("later", 9, 0);
    private static final Map<MessageIdentity, Optional<Fingerprint>> LISTING = Map.of(MESSAGE, Optional.of(HEADER));

    private final MessageLife life = new MessageLife();

    @Test
    void messagesOfTheBaselineAreSkippedAndNeverDeleted() throws IOException {
        assertFalse(life.ledger.baselineIsTaken());
        life.ledger.takeBaseline(LISTING);
        assertTrue(life.ledger.baselineIsTaken());
        assertEquals(Decision.KEEP, life.decision());
        assertFalse(life.ledger.wantsDelete(MESSAGE));
        assertEquals(Decision.ROUTE, life.ledger.decide(LATER, RETRIES));
        assertEquals(1, life.store.syncs());
    }

    @Test
    void theBaselineIsTakenOnceAcrossRestarts() throws IOException {
        life.ledger.takeBaseline(LISTING);
        life.restart();
        assertTrue(life.ledger.baselineIsTaken());
        life.ledger.takeBaseline(Map.of(LATER, Optional.of(OTHER_HEADER)));
        assertEquals(Decision.ROUTE, life.ledger.decide(LATER, RETRIES));
    }

    @Test
    void thatOfAnEmptyMailboxIsTakenToo() throws IOException {
        life.ledger.takeBaseline(Map.of());
        life.restart();
        assertTrue(life.ledger.baselineIsTaken());
        assertEquals(Decision.ROUTE, life.decision());
    }

    @Test
    void afterARestartTheHeaderTellsWhetherItIsTheSame() throws IOException {
        life.ledger.takeBaseline(LISTING);
        life.restart();
        assertEquals(Decision.VERIFY, life.decision());
        assertEquals(Optional.empty(), life.ledger.recognize(MESSAGE, OTHER_HEADER));
        assertEquals(Optional.of(Decision.KEEP), life.ledger.recognize(MESSAGE, HEADER));
        assertEquals(Decision.KEEP, life.decision());
    }

    @Test
    void withoutItsHeaderAMessageIsKnownByIdAndSizeAndNeverDeleted() throws IOException {
        life.ledger.takeBaseline(Map.of(MESSAGE, Optional.empty()));
        life.restart();
        assertEquals(Decision.KEEP, life.decision());
        assertFalse(life.ledger.wantsDelete(MESSAGE));
        MessageIdentity larger = new MessageIdentity(MESSAGE.uid(), MESSAGE.size() + 1, 0);
        assertEquals(Decision.ROUTE, life.ledger.decide(larger, RETRIES));
    }

    @ParameterizedTest
    @CsvSource({"TAKEN", "IN_FLIGHT", "FAILED", "DELIVERED", "CONFIRMED"})
    void theBaselineKeepsKnownEntries(String state) throws IOException {
        life.bringTo(state);
        life.ledger.takeBaseline(LISTING);
        assertEquals(state, life.where());
    }

    @Test
    void aFailedBaselineIsTakenAgainWithTheNextListing() throws IOException {
        life.store.breakDown();
        assertThrows(IOException.class, () -> life.ledger.takeBaseline(LISTING));
        assertFalse(life.ledger.baselineIsTaken());
        life.store.recover();
        life.ledger.takeBaseline(LISTING);
        assertEquals(Optional.of(life.saved()), life.ledger.entry(MESSAGE));
        assertTrue(life.ledger.baselineIsTaken());
    }

    @Test
    void aCrashBetweenEntriesAndMarkRepeatsItHarmlessly() throws IOException {
        life.store.save("alice@host", List.of(LedgerEntry.passedOver(MESSAGE, HEADER, 1)));
        life.restart();
        assertFalse(life.ledger.baselineIsTaken());
        life.ledger.takeBaseline(LISTING);
        assertEquals(1, life.saved().deliveredAt(), "it is left as it is");
        life.restart();
        assertTrue(life.ledger.baselineIsTaken());
    }

    @Test
    void removedMessagesAreForgottenAndTheBaselineStays() throws IOException {
        life.ledger.takeBaseline(LISTING);
        life.happens("missing");
        life.clock.pass(MessageLife.FORGET_AFTER);
        life.happens("missing");
        assertEquals("unknown", life.where());
        life.restart();
        assertTrue(life.ledger.baselineIsTaken());
    }

    @Test
    void aSkippedUniqueIdWithAnotherHeaderIsAnotherMessage() throws IOException {
        life.ledger.takeBaseline(LISTING);
        life.restart();
        life.happens("take");
        assertEquals(1, life.ledger.start(MESSAGE, OTHER_HEADER));
        life.ledger.delivered(MESSAGE, 1, true, Duration.ZERO);
        assertEquals(Decision.DELETE, life.decision());
    }
}
