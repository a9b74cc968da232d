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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.pop3x.ledger.MessageLife.HEADER;
import static io.github.pop3x.ledger.MessageLife.MESSAGE;
import static io.github.pop3x.ledger.MessageLife.OTHER_HEADER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A verdict that does not come: it is reported, an operator may give it up, and it may come after all. */
class LedgerReleaseTest {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final MessageLife life = new MessageLife();

    private List<Integer> overdueAttempts() {
        return life.ledger.overdue(AN_HOUR).stream().map(LedgerEntry::attempts).toList();
    }

    @Test
    void anOverdueMessageIsReportedOnce() throws IOException {
        life.bringTo("IN_FLIGHT");
        life.clock.pass(AN_HOUR.minusMillis(1));
        assertEquals(List.of(), overdueAttempts());
        life.clock.pass(Duration.ofMillis(1));
        assertEquals(List.of(1), overdueAttempts());
        life.clock.pass(AN_HOUR);
        assertEquals(List.of(), overdueAttempts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "TAKEN", "FAILED", "KEPT", "DELIVERED", "DELETE_SENT", "CONFIRMED", "PASSED"})
    void onlyWhatIsInFlightCanBeOverdue(String state) throws IOException {
        life.bringTo(state);
        life.clock.pass(AN_HOUR);
        assertEquals(List.of(), overdueAttempts());
    }

    @Test
    void everyOverdueAttemptIsReported() throws IOException {
        life.bringTo("IN_FLIGHT");
        life.clock.pass(AN_HOUR);
        assertEquals(List.of(1), overdueAttempts());
        life.happens("release");
        life.happens("take");
        life.happens("start");
        assertEquals(List.of(), overdueAttempts());
        life.clock.pass(AN_HOUR);
        assertEquals(List.of(2), overdueAttempts());
    }

    @Test
    void everyMessageStillInFlightIsReported() throws IOException {
        MessageIdentity larger = new MessageIdentity(MESSAGE.uid(), MESSAGE.size() + 1, 0);
        MessageIdentity other = new MessageIdentity("other", 1, 0);
        for (MessageIdentity message : List.of(MESSAGE, larger, other)) {
            life.ledger.take(message);
            life.ledger.start(message, HEADER);
        }
        life.ledger.failed(larger, life.ledger.entry(larger).orElseThrow().attempts());
        life.clock.pass(AN_HOUR);
        assertEquals(
                List.of(MESSAGE, other),
                life.ledger.overdue(AN_HOUR).stream().map(LedgerEntry::identity).toList());
    }

    @Test
    void aMessageNoLongerListedIsStillInFlight() throws IOException {
        life.bringTo("IN_FLIGHT");
        life.happens("missing");
        life.clock.pass(AN_HOUR);
        assertEquals(List.of(1), overdueAttempts());
    }

    @Test
    void anotherProcessDoesNotTakeWhatItReadsForItsOwnRoutes() throws IOException {
        life.bringTo("IN_FLIGHT");
        life.restart();
        life.clock.pass(AN_HOUR);
        assertEquals(List.of(), overdueAttempts());
    }

    @Test
    void aReleasedMessageIsOfferedAgainLikeAFailedOne() throws IOException {
        life.bringTo("RELEASED");
        assertEquals(EntryState.FAILED, life.saved().state());
        assertEquals(Decision.LATER, life.decision());
        life.clock.pass(MessageLife.DELAY);
        assertEquals(Decision.ROUTE, life.decision());
    }

    @Test
    void aReleaseThatCannotBeWrittenIsRememberedAllTheSame() throws IOException {
        life.bringTo("IN_FLIGHT");
        life.store.breakDown();
        assertThrows(IOException.class, () -> life.happens("release"));
        assertEquals("FAILED", life.where());
        life.store.recover();
        life.happens("listed");
        assertEquals(EntryState.FAILED, life.saved().state());
    }

    @Test
    void aLateDeliveryOfAReleasedMessageIsRecorded() throws IOException {
        life.bringTo("RELEASED");
        life.happens("deliver1");
        assertEquals(Decision.DELETE, life.decision());
        assertTrue(life.ledger.wantsDelete(MESSAGE));
        assertEquals(EntryState.DELIVERED, life.saved().state());
    }

    @Test
    void aLateVerdictCountsIfTheTakenMessageIsNotRouted() throws IOException {
        life.bringTo("RELEASED_TAKEN");
        life.happens("deliver1");
        assertFalse(life.ledger.wantsDelete(MESSAGE), "somebody has it");
        life.happens("drop");
        assertEquals(Decision.DELETE, life.decision());
    }

    @Test
    void onceTheNextRouteHasStartedItsVerdictDecides() throws IOException {
        life.bringTo("SECOND");
        life.happens("deliver1");
        assertEquals("IN_FLIGHT", life.where());
        life.ledger.failed(MESSAGE, 2);
        assertEquals("FAILED", life.where());
        life.happens("deliver1");
        assertEquals("DELIVERED", life.where(), "it was delivered, whatever the second route came to");
    }

    @Test
    void aRepeatedVerdictChangesNothing() throws IOException {
        life.bringTo("RELEASED");
        life.happens("deliver1");
        life.happens("sent");
        life.happens("deliver1");
        life.happens("fail1");
        assertEquals("DELETE_SENT", life.where());
    }

    @Test
    void aLateVerdictIsIgnoredForAnotherMessageOfTheUniqueId() throws IOException {
        life.bringTo("RELEASED_TAKEN");
        life.ledger.start(MESSAGE, OTHER_HEADER);
        life.ledger.failed(MESSAGE, 2);
        life.happens("deliver1");
        assertEquals("FAILED", life.where());
    }

    /** An operator gives a route up and has the message forgotten; the verdict comes after the message's next events. */
    @ParameterizedTest
    @CsvSource({
        "'',                unknown",
        "take,              TAKEN",
        "take drop,         unknown",
        "take unretrieved,  FAILED",
        "take start,        IN_FLIGHT",
        "take start keep,   KEPT",
        "take start keep missing, KEPT",
    })
    void aLateVerdictOfAForgottenMessageIsNotThatOfTheNextOne(String events, String expected) throws IOException {
        for (String late : List.of("deliver1", "fail1")) {
            MessageLife next = new MessageLife();
            next.bringTo("RELEASED");
            assertTrue(next.ledger.forget(MESSAGE));
            for (String event : events.isEmpty() ? new String[0] : events.split(" ")) {
                assertTrue(next.happens(event));
            }
            next.happens(late);
            assertEquals(expected, next.where(), late);
        }
    }

    @Test
    void aLateVerdictDoesNotReviveAForgottenMessage() throws IOException {
        life.bringTo("RELEASED");
        life.happens("missing");
        life.clock.pass(MessageLife.FORGET_AFTER);
        life.happens("missing");
        life.happens("deliver1");
        life.happens("fail1");
        assertEquals("unknown", life.where());
    }

    @Test
    void aVerdictOfAnAttemptThatIsNotInFlightIsMisuse() throws IOException {
        life.bringTo("IN_FLIGHT");
        assertThrows(IllegalStateException.class, () -> life.ledger.delivered(MESSAGE, 2, true, Duration.ZERO));
        assertThrows(IllegalStateException.class, () -> life.ledger.failed(MESSAGE, 0));
        assertEquals("IN_FLIGHT", life.where());
        assertEquals(HEADER, life.saved().fingerprint());
    }
}
