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
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.pop3x.ledger.MessageLife.HEADER;
import static io.github.pop3x.ledger.MessageLife.MESSAGE;
import static io.github.pop3x.ledger.MessageLife.OTHER_HEADER;
import static io.github.pop3x.ledger.MessageLife.RETRIES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An id may come back for another message, and a listed size may change. */
class LedgerIdentityOverTimeTest {

    private static final MessageIdentity LARGER = new MessageIdentity(MESSAGE.uid(), 121, 0);
    private static final MessageIdentity LARGEST = new MessageIdentity(MESSAGE.uid(), 122, 0);
    private static final MessageIdentity BY_HEADER =
            new MessageIdentity(MessageIdentity.BY_HEADER + HEADER, MESSAGE.size(), 0);

    private final MessageLife life = new MessageLife();

    private void goesAndComesBack() throws IOException {
        life.happens("missing");
        life.happens("listed");
    }

    @ParameterizedTest
    @CsvSource({
        "PASSED, KEEP",
        "KEPT, KEEP",
        "DELIVERED, DELETE",
        "DELETE_SENT, DELETE",
        "CONFIRMED, DELETE",
        "FAILED, ROUTE"
    })
    void whatWasGoneIsKnownAgainByItsHeaderOnly(String state, Decision expected) throws IOException {
        life.bringTo(state);
        goesAndComesBack();
        assertEquals(Decision.VERIFY, life.decision());
        assertFalse(life.ledger.wantsDelete(MESSAGE));
        assertEquals(Optional.empty(), life.ledger.recognize(MESSAGE, OTHER_HEADER));
        assertEquals(Decision.VERIFY, life.decision());
        assertEquals(Optional.of(expected), life.ledger.recognize(MESSAGE, HEADER));
        assertEquals(0, life.saved().goneSince());
        life.clock.pass(MessageLife.DELAY);
        assertEquals(expected, life.decision());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PASSED", "KEPT", "DELIVERED", "DELETE_SENT", "CONFIRMED", "FAILED"})
    void aSuccessorBeginsAnew(String state) throws IOException {
        life.bringTo(state);
        goesAndComesBack();
        life.happens("take");
        assertEquals(1, life.ledger.start(MESSAGE, OTHER_HEADER));
        life.happens("keep");
        assertEquals(Decision.KEEP, life.decision());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PASSED", "KEPT", "DELIVERED", "DELETE_SENT", "CONFIRMED", "FAILED"})
    void anotherProcessDoubtsAsWellWhatWasGone(String state) throws IOException {
        life.bringTo(state);
        goesAndComesBack();
        life.restart();
        life.happens("listed");
        assertEquals(Decision.VERIFY, life.decision());
        assertEquals(Optional.empty(), life.ledger.recognize(MESSAGE, OTHER_HEADER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TAKEN", "IN_FLIGHT"})
    void aVerdictDeletesNothingThatCameInTheMeantime(String state) throws IOException {
        life.bringTo(state);
        life.happens("missing");
        life.happens("listed");
        assertEquals(Decision.WAIT, life.decision());
        if (state.equals("TAKEN")) {
            life.happens("start");
            assertEquals(Decision.WAIT, life.decision());
        }
        life.happens("deliver");
        assertFalse(life.ledger.wantsDelete(MESSAGE));
        assertEquals(Decision.VERIFY, life.decision());
        life.happens("listed");
        assertEquals(Decision.VERIFY, life.decision());
        assertEquals(Optional.empty(), life.ledger.recognize(MESSAGE, OTHER_HEADER));
        assertEquals(Optional.of(Decision.DELETE), life.ledger.recognize(MESSAGE, HEADER));
    }

    @Test
    void aVerdictOfFailureIsNotTheSuccessors() throws IOException {
        life.bringTo("IN_FLIGHT");
        goesAndComesBack();
        life.happens("fail");
        assertEquals(Decision.VERIFY, life.decision(), "at once: the wait is another message's");
        life.happens("take");
        assertEquals(1, life.ledger.start(MESSAGE, OTHER_HEADER));
    }

    @Test
    void whatIsKnownByIdAloneIsNewOnceItWasGone() throws IOException {
        life.ledger.takeBaseline(java.util.Map.of(MESSAGE, Optional.empty()));
        assertEquals(Decision.KEEP, life.decision());
        goesAndComesBack();
        assertEquals(Decision.ROUTE, life.decision());
        assertEquals(Optional.empty(), life.ledger.entry(MESSAGE));
    }

    @Test
    void whatTheServerWouldNotGiveIsNewOnceItWasGone() throws IOException {
        life.happens("take");
        life.happens("unretrieved");
        assertEquals(Decision.LATER, life.decision());
        goesAndComesBack();
        assertEquals(Decision.ROUTE, life.decision());
    }

    @Test
    void aRetrievalThatFailsAfterTheReturnDelaysTheNext() throws IOException {
        life.bringTo("DELIVERED");
        goesAndComesBack();
        life.happens("take");
        life.happens("unretrieved");
        life.happens("listed");
        assertEquals(Decision.LATER, life.decision());
        life.clock.pass(MessageLife.DELAY);
        assertEquals(Decision.VERIFY, life.decision());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutUniqueIdsWhatWasGoneIsNew(boolean ofTheSameSize) throws IOException {
        life.ledger.take(BY_HEADER);
        life.ledger.start(BY_HEADER, HEADER);
        life.ledger.delivered(BY_HEADER, 1, true, Duration.ZERO);
        life.ledger.deleteSent(List.of(BY_HEADER));
        life.ledger.confirmed(List.of(BY_HEADER));
        MessageIdentity next =
                ofTheSameSize ? BY_HEADER : new MessageIdentity(BY_HEADER.uid(), BY_HEADER.size() + 1, 0);
        life.ledger.observe(List.of());
        life.ledger.observe(List.of(next));
        assertEquals(Decision.ROUTE, life.ledger.decide(next, RETRIES));
        assertEquals(Optional.empty(), life.ledger.recognize(next, HEADER));
    }

    @Test
    void withoutUniqueIdsAVerdictIsNotThatOfWhatCameBackMeanwhile() throws IOException {
        life.ledger.take(BY_HEADER);
        life.ledger.start(BY_HEADER, HEADER);
        life.ledger.observe(List.of());
        life.ledger.observe(List.of(BY_HEADER));
        assertEquals(Decision.WAIT, life.ledger.decide(BY_HEADER, RETRIES));
        life.ledger.delivered(BY_HEADER, 1, true, Duration.ZERO);
        assertFalse(life.ledger.wantsDelete(BY_HEADER));
        life.restart();
        life.ledger.observe(List.of(BY_HEADER));
        assertEquals(Decision.ROUTE, life.ledger.decide(BY_HEADER, RETRIES));
    }

    @Test
    void withoutUniqueIdsAnUnconfirmedDeleteIsRepeatedWhileTheMessageIsListed() throws IOException {
        life.ledger.take(BY_HEADER);
        life.ledger.start(BY_HEADER, HEADER);
        life.ledger.delivered(BY_HEADER, 1, true, Duration.ZERO);
        life.ledger.deleteSent(List.of(BY_HEADER));
        life.ledger.observe(List.of(BY_HEADER));
        assertEquals(Decision.DELETE, life.ledger.decide(BY_HEADER, RETRIES));
    }

    @ParameterizedTest
    @CsvSource({"TAKEN, true", "IN_FLIGHT, true", "TAKEN, false", "IN_FLIGHT, false"})
    void whatIsHeldAndNotListedIsWaitedForWhateverItsSizeIsNow(String state, boolean complete) throws IOException {
        life.bringTo(state);
        for (MessageIdentity now : List.of(LARGER, LARGEST)) {
            if (complete) {
                life.ledger.observe(List.of(now));
            } else {
                life.ledger.observePart(new ListedPart(List.of(now), Set.of(), false));
            }
            assertEquals(Decision.WAIT, life.ledger.decide(now, RETRIES));
        }
    }

    @Test
    void whatIsListedBesideAHeldMessageDoesNotWaitForIt() throws IOException {
        life.bringTo("IN_FLIGHT");
        life.ledger.observe(List.of(MESSAGE, LARGER));
        assertEquals(Decision.ROUTE, life.ledger.decide(LARGER, RETRIES));
    }

    @Test
    void theVerdictIsThatOfTheGrownMessage() throws IOException {
        life.bringTo("IN_FLIGHT");
        life.ledger.observe(List.of(LARGER));
        life.happens("deliver");
        assertEquals(Decision.VERIFY, life.ledger.decide(LARGER, RETRIES));
        assertEquals(Optional.of(Decision.DELETE), life.ledger.recognize(LARGER, HEADER));
    }

    @Test
    void attemptsAndWaitsFollowAMessageThatChangesItsSize() throws IOException {
        life.bringTo("FAILED");
        int attempts = 1;
        for (MessageIdentity now : List.of(LARGER, LARGEST, MESSAGE, LARGER)) {
            life.ledger.observe(List.of(now));
            assertEquals(Decision.VERIFY, life.ledger.decide(now, RETRIES));
            assertEquals(Optional.of(Decision.ROUTE), life.ledger.recognize(now, HEADER));
            assertEquals(Decision.LATER, life.ledger.decide(now, RETRIES));
            assertEquals(1, life.store.size());
            life.clock.pass(Duration.ofHours(1));
            assertEquals(Decision.ROUTE, life.ledger.decide(now, RETRIES));
            assertTrue(life.ledger.take(now));
            attempts++;
            assertEquals(attempts, life.ledger.start(now, HEADER));
            life.ledger.failed(now, attempts);
        }
    }

    @Test
    void attemptsAreNotThoseOfAnotherHeader() throws IOException {
        life.bringTo("FAILED");
        life.ledger.observe(List.of(LARGER));
        assertEquals(Optional.empty(), life.ledger.recognize(LARGER, OTHER_HEADER));
        life.ledger.take(LARGER);
        assertEquals(1, life.ledger.start(LARGER, OTHER_HEADER));
    }

    @Test
    void theServersRefusalsFollowAMessageThatChangesItsSize() throws IOException {
        for (int i = 0; i < 6; i++) {
            MessageIdentity now = new MessageIdentity(MESSAGE.uid(), 1_000 + i, 0);
            life.ledger.observe(List.of(now));
            if (i == 0) {
                assertEquals(Decision.ROUTE, life.ledger.decide(now, RETRIES));
            } else {
                assertEquals(Decision.LATER, life.ledger.decide(now, RETRIES));
                assertEquals(i, life.ledger.entry(now).orElseThrow().retrievalFailures());
            }
            life.clock.pass(Duration.ofHours(1));
            assertEquals(i < 5 ? Decision.ROUTE : Decision.LATER, life.ledger.decide(now, RETRIES));
            life.ledger.take(now);
            life.ledger.retrievalFailed(now);
            assertEquals(1, life.store.size());
        }
    }

    @Test
    void theVerdictOfAMessageThatWasGivenUpAndForgottenCounts() throws IOException {
        life.bringTo("RELEASED");
        assertTrue(life.ledger.forget(MESSAGE));
        life.happens("take");
        int attempt = life.ledger.start(MESSAGE, HEADER);
        life.happens("fail1");
        assertEquals("IN_FLIGHT", life.where(), "the late verdict is that of the attempt that was given up");
        life.happens("deliver1");
        assertEquals("IN_FLIGHT", life.where());
        life.ledger.delivered(MESSAGE, attempt, true, Duration.ZERO);
        assertEquals("DELIVERED", life.where());
    }

    @Test
    void anOverdueSuccessorIsReportedThoughItsNumberIsThatOfItsPredecessor() throws IOException {
        life.bringTo("IN_FLIGHT");
        life.clock.pass(Duration.ofHours(2));
        assertEquals(1, life.ledger.overdue(Duration.ofHours(1)).size());
        life.happens("deliver");
        goesAndComesBack();
        life.happens("take");
        assertEquals(1, life.ledger.start(MESSAGE, OTHER_HEADER));
        life.clock.pass(Duration.ofHours(2));
        assertEquals(1, life.ledger.overdue(Duration.ofHours(1)).size());
    }
}
