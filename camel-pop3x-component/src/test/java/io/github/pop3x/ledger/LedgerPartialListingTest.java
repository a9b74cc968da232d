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
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.pop3x.ledger.MessageLife.FORGET_AFTER;
import static io.github.pop3x.ledger.MessageLife.HEADER;
import static io.github.pop3x.ledger.MessageLife.MESSAGE;
import static io.github.pop3x.ledger.MessageLife.OTHER_HEADER;
import static io.github.pop3x.ledger.MessageLife.RETRIES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Listings with entries that cannot be used: what they tell is gone, and what is deleted meanwhile. */
class LedgerPartialListingTest {

    private static final MessageIdentity RESIZED = new MessageIdentity(MESSAGE.uid(), MESSAGE.size() + 7, 0);
    private static final MessageIdentity STRANGER = new MessageIdentity("another", 9, 0);

    private final MessageLife life = new MessageLife();

    /** A listing that lacks the sizes of some messages. */
    private void withoutSizes(Set<String> unusable, MessageIdentity... listed) throws IOException {
        life.ledger.observePart(new ListedPart(List.of(listed), unusable, true));
    }

    /** A listing with an entry that names no message. */
    private void withUnknownIds(MessageIdentity... listed) throws IOException {
        life.ledger.observePart(new ListedPart(List.of(listed), Set.of(), false));
    }

    @Test
    void whatIsThereWithoutASizeIsNotGoneAndEverythingElseIs() throws IOException {
        life.bringTo("KEPT");
        life.ledger.known(STRANGER, OTHER_HEADER);
        withoutSizes(Set.of(MESSAGE.uid()));
        life.clock.pass(FORGET_AFTER);
        withoutSizes(Set.of(MESSAGE.uid()));
        assertEquals(Optional.empty(), life.ledger.state(STRANGER));
        assertEquals(0, life.ledger.entry(MESSAGE).orElseThrow().goneSince());
        life.ledger.observe(List.of(MESSAGE));
        assertEquals(Decision.KEEP, life.decision());
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEPT", "DELIVERED", "CONFIRMED", "FAILED"})
    void whereAnyIdMayBeLeftOutAMessageIsForgottenAfterFourTimesAsLong(String state) throws IOException {
        life.bringTo(state);
        withUnknownIds(STRANGER);
        life.clock.pass(FORGET_AFTER.multipliedBy(4).minusMillis(1));
        withUnknownIds(STRANGER);
        assertEquals(1, life.ledger.entries(MESSAGE.uid()).size());
        life.clock.pass(Duration.ofMillis(1));
        withUnknownIds(STRANGER);
        assertEquals(0, life.ledger.size());
    }

    @Test
    void aShortForgetAfterForgetsNothingForFourWeeksThere() throws IOException {
        MessageLife hasty = new MessageLife();
        DeliveryLedger ledger = new DeliveryLedger("bob@host", hasty.store, Duration.ZERO, hasty.clock);
        ledger.known(MESSAGE, HEADER);
        for (int weeks = 0; weeks < 4; weeks++) {
            ledger.observePart(new ListedPart(List.of(), Set.of(), false));
            assertEquals(1, ledger.size());
            hasty.clock.pass(Duration.ofDays(7));
        }
        ledger.observePart(new ListedPart(List.of(), Set.of(), false));
        assertEquals(0, ledger.size());
    }

    @Test
    void whatWasLeftOutForAWhileIsKnownByItsHeader() throws IOException {
        life.bringTo("KEPT");
        withUnknownIds();
        withUnknownIds(MESSAGE);
        assertEquals(Decision.VERIFY, life.decision());
        assertEquals(Optional.of(Decision.KEEP), life.ledger.recognize(MESSAGE, HEADER));
        assertEquals(Decision.KEEP, life.decision());
    }

    @Test
    void whatIsKnownByIdAloneIsNeverGoneThere() throws IOException {
        life.ledger.takeBaseline(Map.of(MESSAGE, Optional.empty()));
        for (int years = 0; years < 3; years++) {
            withUnknownIds();
            life.clock.pass(Duration.ofDays(365));
        }
        life.ledger.observe(List.of(MESSAGE));
        assertEquals(Decision.KEEP, life.decision());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void attemptsFollowAMessageThatChangesItsSizeThere(boolean idsKnown) throws IOException {
        life.bringTo("FAILED");
        life.clock.pass(MessageLife.DELAY);
        life.ledger.observePart(new ListedPart(List.of(RESIZED), Set.of(), idsKnown));
        assertEquals(Decision.VERIFY, life.ledger.decide(RESIZED, RETRIES));
        assertEquals(Optional.of(Decision.ROUTE), life.ledger.recognize(RESIZED, HEADER));
        assertTrue(life.ledger.take(RESIZED));
        int attempt = life.ledger.start(RESIZED, HEADER);
        assertEquals(2, attempt);
        life.ledger.delivered(RESIZED, attempt, false, Duration.ZERO);
        life.ledger.observe(List.of(MESSAGE));
        assertEquals(Decision.VERIFY, life.decision(), "it is not routed again under its former size");
    }

    /** The entry that cannot be used may be that of the delivered message, and the other one its twin. */
    @Test
    void whatMayBeATwinIsNotDeletedWhileTheOtherOneCannotBeSeen() throws IOException {
        life.bringTo("DELIVERED");
        withoutSizes(Set.of(MESSAGE.uid()), MESSAGE);
        assertEquals(Decision.KEEP, life.decision());
        assertEquals(Optional.of(Decision.KEEP), life.ledger.recognize(MESSAGE, HEADER));
        life.ledger.observe(List.of(MESSAGE, MESSAGE.twin(1)));
        assertEquals(Decision.ROUTE, life.decision(), "one of them was never routed");
        life.restart();
        life.ledger.observe(List.of(MESSAGE));
        assertEquals(Optional.empty(), life.ledger.recognize(MESSAGE, OTHER_HEADER));
    }

    @Test
    void whereAnyIdMayBeLeftOutAMessageIsDeletedOnceItsHeaderWasSeen() throws IOException {
        life.bringTo("DELIVERED");
        withUnknownIds(MESSAGE);
        assertEquals(Decision.VERIFY, life.decision());
        assertEquals(Optional.empty(), life.ledger.recognize(MESSAGE, OTHER_HEADER));
        assertEquals(Optional.of(Decision.DELETE), life.ledger.recognize(MESSAGE, HEADER));
        assertEquals(Decision.DELETE, life.decision());
        withUnknownIds(MESSAGE);
        assertEquals(Decision.VERIFY, life.decision(), "each listing may show another message");
        life.ledger.observe(List.of(MESSAGE));
        assertEquals(Decision.DELETE, life.decision());
    }

    /** In the session that retrieved a message its number says which one it is. */
    @Test
    void whatASessionRetrievedItDeletes() throws IOException {
        withUnknownIds(MESSAGE);
        life.bringTo("DELIVERED");
        assertTrue(life.ledger.wantsDelete(MESSAGE));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void twinsAreToldApartThere(boolean idsKnown) throws IOException {
        MessageIdentity twin = MESSAGE.twin(1);
        life.ledger.observePart(new ListedPart(List.of(MESSAGE, twin), Set.of(), idsKnown));
        life.bringTo("DELIVERED");
        assertTrue(life.ledger.take(twin));
        life.ledger.failed(twin, life.ledger.start(twin, OTHER_HEADER));
        // The delivered one is gone.
        life.ledger.observePart(new ListedPart(List.of(MESSAGE), Set.of(), idsKnown));
        assertEquals(Decision.VERIFY, life.decision());
        assertEquals(Optional.of(Decision.ROUTE), life.ledger.recognize(MESSAGE, OTHER_HEADER));
        assertEquals(Decision.LATER, life.decision());
    }

    @Test
    void aMessageThatIsHeldIsNotMissedWhereItHasNoSize() throws IOException {
        life.bringTo("TAKEN");
        withoutSizes(Set.of(MESSAGE.uid()));
        life.happens("start");
        life.happens("deliver");
        life.ledger.observe(List.of(MESSAGE));
        assertEquals(Decision.DELETE, life.decision());
    }
}
