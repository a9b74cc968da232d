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
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DeliveryLedgerTest {

    private static final MessageIdentity MESSAGE = new MessageIdentity("whqtswO00WBw418f9t5JxYwZ", 120, 0);

    private final BookStore store = new BookStore();
    private final DeliveryLedger ledger = ledger();

    private DeliveryLedger ledger() {
        try {
            return new DeliveryLedger("alice@host", store, Duration.ofDays(7), Clock.systemUTC());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What may happen to a message. */
    private void happens(String event) throws IOException {
        switch (event) {
            case "take" -> assertTrue(ledger.take(MESSAGE));
            case "take refused" -> assertFalse(ledger.take(MESSAGE));
            case "drop" -> ledger.drop(MESSAGE);
            case "start" -> ledger.start(MESSAGE);
            case "delivered, delete" -> ledger.delivered(MESSAGE, true);
            case "delivered, keep" -> ledger.delivered(MESSAGE, false);
            case "failed" -> ledger.failed(MESSAGE);
            case "deleteSent" -> ledger.deleteSent(MESSAGE);
            case "deleteRefused" -> ledger.deleteRefused(MESSAGE);
            case "confirmed" -> ledger.confirmed(MESSAGE);
            case "listed" -> ledger.observe(List.of(MESSAGE));
            case "not listed" -> ledger.observe(List.of());
            default -> throw new IllegalArgumentException(event);
        }
    }

    /** The way to each state that an arrow of the table begins in. */
    private void bringTo(String state) throws IOException {
        String way =
                switch (state) {
                    case "unknown" -> "";
                    case "TAKEN" -> "take";
                    case "IN_FLIGHT" -> "take;start";
                    case "FAILED" -> "take;start;failed";
                    case "KEPT" -> "take;start;delivered, keep";
                    case "DELIVERED" -> "take;start;delivered, delete";
                    case "DELETE_SENT" -> "take;start;delivered, delete;deleteSent";
                    case "CONFIRMED" -> "take;start;delivered, delete;deleteSent;confirmed";
                    default -> throw new IllegalArgumentException(state);
                };
        for (String event : way.isEmpty() ? new String[0] : way.split(";")) {
            happens(event);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            from        | event             | to          | then
            unknown     | take              | TAKEN       | WAIT
            unknown     | drop              | unknown     | ROUTE
            unknown     | listed            | unknown     | ROUTE
            unknown     | not listed        | unknown     | ROUTE
            TAKEN       | take refused      | TAKEN       | WAIT
            TAKEN       | drop              | unknown     | ROUTE
            TAKEN       | start             | IN_FLIGHT   | WAIT
            TAKEN       | listed            | TAKEN       | WAIT
            TAKEN       | not listed        | TAKEN       | WAIT
            IN_FLIGHT   | take refused      | IN_FLIGHT   | WAIT
            IN_FLIGHT   | drop              | IN_FLIGHT   | WAIT
            IN_FLIGHT   | delivered, keep   | DELIVERED   | KEEP
            IN_FLIGHT   | delivered, delete | DELIVERED   | DELETE
            IN_FLIGHT   | failed            | FAILED      | ROUTE
            IN_FLIGHT   | listed            | IN_FLIGHT   | WAIT
            IN_FLIGHT   | not listed        | IN_FLIGHT   | WAIT
            FAILED      | take              | TAKEN       | WAIT
            FAILED      | drop              | FAILED      | ROUTE
            FAILED      | listed            | FAILED      | ROUTE
            FAILED      | not listed        | FAILED      | ROUTE
            KEPT        | listed            | DELIVERED   | KEEP
            KEPT        | not listed        | DELIVERED   | KEEP
            DELIVERED   | deleteSent        | DELETE_SENT | DELETE
            DELIVERED   | deleteRefused     | DELIVERED   | DELETE
            DELIVERED   | listed            | DELIVERED   | DELETE
            DELIVERED   | not listed        | DELIVERED   | DELETE
            DELETE_SENT | deleteRefused     | DELIVERED   | DELETE
            DELETE_SENT | confirmed         | CONFIRMED   | ROUTE
            DELETE_SENT | deleteSent        | DELETE_SENT | DELETE
            DELETE_SENT | listed            | DELETE_SENT | DELETE
            DELETE_SENT | not listed        | CONFIRMED   | ROUTE
            CONFIRMED   | take              | TAKEN       | WAIT
            CONFIRMED   | confirmed         | CONFIRMED   | ROUTE
            CONFIRMED   | listed            | CONFIRMED   | ROUTE
            CONFIRMED   | not listed        | CONFIRMED   | ROUTE
            """)
    void everyArrowLeadsWhereItPoints(String from, String event, String to, Decision then) throws IOException {
        bringTo(from);
        happens(event);
        assertEquals(to, ledger.state(MESSAGE).map(EntryState::name).orElse("unknown"));
        assertEquals(then, ledger.decide(MESSAGE));
        assertEquals(then == Decision.DELETE, ledger.wantsDelete(MESSAGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"delivered, keep", "delivered, delete", "failed", "deleteSent", "deleteRefused", "confirmed"})
    void nothingIsRecordedOfAMessageThatNoRouteWasStartedWith(String event) throws IOException {
        assertThrows(IllegalStateException.class, () -> happens(event));
        bringTo("TAKEN");
        assertThrows(IllegalStateException.class, () -> happens(event));
        assertEquals(0, ledger.size());
        assertEquals(Optional.of(EntryState.TAKEN), ledger.state(MESSAGE));
    }

    @Test
    void attemptsAreCountedWhenARouteStarts() throws IOException {
        for (int attempt = 1; attempt <= 3; attempt++) {
            ledger.take(MESSAGE);
            assertEquals(attempt, ledger.start(MESSAGE));
            ledger.failed(MESSAGE);
        }
        assertEquals(3, store.saved(MESSAGE).attempts());
    }

    @Test
    void aNewAttemptForgetsTheVerdictOfTheOneBefore() throws IOException {
        bringTo("CONFIRMED");
        ledger.take(MESSAGE);
        ledger.start(MESSAGE);
        assertFalse(store.saved(MESSAGE).deleteWanted());
        ledger.failed(MESSAGE);
        assertEquals(Decision.ROUTE, ledger.decide(MESSAGE));
    }

    @Test
    void aStartThatCannotBeWrittenIsNoStart() throws IOException {
        ledger.take(MESSAGE);
        store.breakDown();
        assertThrows(IOException.class, () -> ledger.start(MESSAGE));
        assertEquals(Optional.empty(), ledger.state(MESSAGE));
        assertEquals(Decision.ROUTE, ledger.decide(MESSAGE));
        store.recover();
        assertTrue(ledger.take(MESSAGE));
        assertEquals(1, ledger.start(MESSAGE));
    }

    @ParameterizedTest
    @CsvSource({
        "IN_FLIGHT, 'delivered, keep', DELIVERED, KEEP",
        "IN_FLIGHT, 'delivered, delete', DELIVERED, DELETE",
        "IN_FLIGHT, failed, FAILED, ROUTE",
        "DELIVERED, deleteSent, DELETE_SENT, DELETE",
        "DELETE_SENT, deleteRefused, DELIVERED, DELETE",
        "DELETE_SENT, confirmed, CONFIRMED, ROUTE",
    })
    void whatHappenedIsRememberedThoughItCannotBeWritten(String from, String event, EntryState to, Decision then)
            throws IOException {
        bringTo(from);
        store.breakDown();
        assertThrows(IOException.class, () -> happens(event));
        assertEquals(Optional.of(to), ledger.state(MESSAGE));
        assertEquals(then, ledger.decide(MESSAGE));
    }

    @ParameterizedTest
    @CsvSource({"FAILED, ROUTE", "KEPT, KEEP", "DELIVERED, DELETE", "DELETE_SENT, DELETE", "CONFIRMED, ROUTE"})
    void anotherProcessGoesOnFromWhatWasWritten(String state, Decision decision) throws IOException {
        bringTo(state);
        assertEquals(decision, ledger().decide(MESSAGE));
    }

    @Test
    void whatAnotherProcessLeftInFlightFailed() throws IOException {
        bringTo("IN_FLIGHT");
        DeliveryLedger next = ledger();
        assertEquals(Optional.of(EntryState.FAILED), next.state(MESSAGE));
        assertTrue(next.take(MESSAGE));
        assertEquals(2, next.start(MESSAGE));
    }

    @Test
    void aLedgerThatCannotBeReadIsNone() {
        store.breakDown();
        assertThrows(
                IOException.class,
                () -> new DeliveryLedger("alice@host", store, Duration.ofDays(7), Clock.systemUTC()));
    }

    @Test
    void theSameIdWithAnotherSizeIsAnotherMessage() throws IOException {
        bringTo("DELIVERED");
        assertEquals(Decision.ROUTE, ledger.decide(new MessageIdentity(MESSAGE.uid(), 121, 0)));
    }

    @Test
    void memoryAloneKeepsNothing() throws IOException {
        MemoryLedgerStore memory = new MemoryLedgerStore();
        memory.save("alice@host", new LedgerEntry(MESSAGE, EntryState.DELIVERED, true, 1, null));
        memory.forget("alice@host", MESSAGE);
        assertTrue(memory.load("alice@host").isEmpty());
    }
}
