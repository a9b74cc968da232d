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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.pop3x.ledger.MessageLife.HEADER;
import static io.github.pop3x.ledger.MessageLife.MESSAGE;
import static io.github.pop3x.ledger.MessageLife.OTHER_HEADER;
import static io.github.pop3x.ledger.MessageLife.RETRIES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Nothing is skipped or deleted on the strength of a unique id alone. */
class LedgerRecognitionTest {

    private static final MessageIdentity LARGER = new MessageIdentity(MESSAGE.uid(), 121, 0);

    private final MessageLife life = new MessageLife();

    @ParameterizedTest
    @CsvSource({"KEPT, KEEP", "DELIVERED, DELETE", "DELETE_SENT, DELETE", "CONFIRMED, DELETE"})
    void aMessageOfAnotherSizeIsRecognizedByItsHeader(String state, Decision expected) throws IOException {
        life.bringTo(state);
        life.ledger.observe(List.of(LARGER));
        assertEquals(Decision.VERIFY, life.ledger.decide(LARGER, RETRIES));
        assertEquals(Optional.of(expected), life.ledger.recognize(LARGER, HEADER));
        assertEquals(expected, life.ledger.decide(LARGER, RETRIES));
        assertEquals(Optional.empty(), life.ledger.entry(MESSAGE));
        assertNull(life.saved());
        assertEquals(1, life.store.size());
        assertEquals(0, life.store.saved(LARGER).goneSince());
    }

    @Test
    void anotherSizeWithAnotherHeaderIsAnotherMessage() throws IOException {
        life.bringTo("DELIVERED");
        life.ledger.observe(List.of(LARGER));
        assertEquals(Optional.empty(), life.ledger.recognize(LARGER, OTHER_HEADER));
        assertEquals("DELIVERED", life.where());
        assertTrue(life.ledger.take(LARGER));
        assertEquals(1, life.ledger.start(LARGER, OTHER_HEADER));
        assertEquals(2, life.ledger.size());
    }

    @ParameterizedTest
    @CsvSource({"unknown, ROUTE", "TAKEN, WAIT", "IN_FLIGHT, WAIT"})
    void anUndeliveredMessageIsNotRecognized(String state, Decision expected) throws IOException {
        life.bringTo(state);
        life.ledger.observe(List.of(LARGER));
        assertEquals(expected, life.ledger.decide(LARGER, RETRIES));
        assertEquals(Optional.empty(), life.ledger.recognize(LARGER, HEADER));
    }

    @Test
    void anotherIdIsAnotherMessage() throws IOException {
        life.bringTo("DELIVERED");
        MessageIdentity other = new MessageIdentity(MESSAGE.uid() + "a", MESSAGE.size(), 0);
        assertEquals(Decision.ROUTE, life.ledger.decide(other, RETRIES));
        assertEquals(Optional.empty(), life.ledger.recognize(other, HEADER));
    }

    @Test
    void aMessageListedBesideTheKnownOneIsNotRecognized() throws IOException {
        life.bringTo("DELIVERED");
        life.ledger.observe(List.of(MESSAGE, LARGER));
        assertEquals(Optional.empty(), life.ledger.recognize(LARGER, HEADER));
        assertEquals(Decision.DELETE, life.decision());
    }

    @Test
    void itsOwnEntryComesBeforeThatOfAnotherSize() throws IOException {
        life.bringTo("KEPT");
        life.ledger.take(LARGER);
        life.ledger.start(LARGER, HEADER);
        life.ledger.delivered(LARGER, life.ledger.entry(LARGER).orElseThrow().attempts(), true, Duration.ZERO);
        life.ledger.observe(List.of(LARGER));
        assertEquals(Optional.of(Decision.DELETE), life.ledger.recognize(LARGER, HEADER));
        assertEquals("KEPT", life.where());
    }

    @Test
    void aConfirmedMessageListedAgainIsDeletedAgain() throws IOException {
        life.bringTo("CONFIRMED");
        life.ledger.observe(List.of());
        life.ledger.observe(List.of(MESSAGE));
        assertEquals(Decision.VERIFY, life.decision());
        assertFalse(life.ledger.wantsDelete(MESSAGE));
        assertEquals(Optional.of(Decision.DELETE), life.ledger.recognize(MESSAGE, HEADER));
        assertEquals(EntryState.DELETE_SENT, life.saved().state());
        assertEquals(Decision.DELETE, life.decision());
        assertTrue(life.ledger.wantsDelete(MESSAGE));
    }

    @Test
    void aConfirmedMessageThatWasToBeKeptIsKept() throws IOException {
        life.bringTo("KEPT");
        life.happens("sent");
        life.happens("confirm");
        life.ledger.observe(List.of(MESSAGE));
        assertEquals(Optional.of(Decision.KEEP), life.ledger.recognize(MESSAGE, HEADER));
    }

    @Test
    void aConfirmedUniqueIdWithAnotherHeaderIsNew() throws IOException {
        life.bringTo("CONFIRMED");
        assertEquals(Optional.empty(), life.ledger.recognize(MESSAGE, OTHER_HEADER));
        assertEquals(EntryState.CONFIRMED, life.saved().state());
        life.happens("take");
        assertEquals(1, life.ledger.start(MESSAGE, OTHER_HEADER));
        life.happens("keep");
        assertEquals(Decision.KEEP, life.decision());
    }

    @Test
    void aFailedRetrievalForRecognitionIsRetriedAfterTheDelay() throws IOException {
        life.bringTo("CONFIRMED");
        life.happens("take");
        life.happens("unretrieved");
        assertEquals(Decision.LATER, life.decision());
        life.clock.pass(MessageLife.DELAY);
        assertEquals(Decision.VERIFY, life.decision());
    }

    @Test
    void aFailedRetrievalDelaysTheRecognition() throws IOException {
        life.bringTo("DELIVERED");
        life.ledger.observe(List.of(LARGER));
        life.ledger.take(LARGER);
        life.ledger.retrievalFailed(LARGER);
        assertEquals(Decision.LATER, life.ledger.decide(LARGER, RETRIES));
        life.clock.pass(MessageLife.DELAY);
        assertEquals(Decision.VERIFY, life.ledger.decide(LARGER, RETRIES));
        assertEquals(Optional.of(Decision.DELETE), life.ledger.recognize(LARGER, HEADER));
        assertEquals(1, life.store.size());
    }
}
