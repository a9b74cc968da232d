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
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.pop3x.ledger.MessageLife.HEADER;
import static io.github.pop3x.ledger.MessageLife.MESSAGE;
import static io.github.pop3x.ledger.MessageLife.OTHER_HEADER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What another process makes of the entries that one has written. */
class LedgerRestartTest {

    private final MessageLife life = new MessageLife();

    @ParameterizedTest
    @CsvSource({"KEPT, KEEP", "DELIVERED, DELETE", "DELETE_SENT, DELETE", "CONFIRMED, DELETE"})
    void aDeliveredMessageIsVerifiedAfterARestart(String state, Decision expected) throws IOException {
        life.bringTo(state);
        life.restart();
        assertEquals(Decision.VERIFY, life.decision());
        assertFalse(life.ledger.wantsDelete(MESSAGE));
        assertEquals(Optional.of(expected), life.ledger.recognize(MESSAGE, HEADER));
        assertEquals(expected, life.decision());
        assertEquals(expected == Decision.DELETE, life.ledger.wantsDelete(MESSAGE));
        assertEquals(life.ledger.entry(MESSAGE), Optional.of(life.saved()));
    }

    @ParameterizedTest
    @CsvSource({"KEPT", "DELIVERED", "DELETE_SENT", "CONFIRMED"})
    void anotherHeaderLeavesItInDoubt(String state) throws IOException {
        life.bringTo(state);
        life.restart();
        assertEquals(Optional.empty(), life.ledger.recognize(MESSAGE, OTHER_HEADER));
        assertEquals(Decision.VERIFY, life.decision());
    }

    @Test
    void aMessageRoutedAgainIsKnownAgain() throws IOException {
        life.bringTo("DELIVERED");
        life.restart();
        life.happens("take");
        life.happens("start");
        life.happens("keep");
        assertEquals(Decision.KEEP, life.decision());
    }

    @ParameterizedTest
    @CsvSource({"FAILED", "IN_FLIGHT"})
    void aFailedOrInFlightMessageIsRetriedAfterTheDelay(String state) throws IOException {
        life.bringTo(state);
        life.restart();
        assertEquals("FAILED", life.where());
        assertEquals(Decision.LATER, life.decision());
        life.clock.pass(MessageLife.DELAY);
        assertEquals(Decision.ROUTE, life.decision());
        assertTrue(life.ledger.take(MESSAGE));
        assertEquals(2, life.ledger.start(MESSAGE, HEADER));
    }

    @ParameterizedTest
    @EnumSource(names = {"DELIVERED", "DELETE_SENT", "CONFIRMED"})
    void aMessageThatCannotBeRecognizedIsRouted(EntryState state) throws IOException {
        LedgerEntry entry = LedgerEntry.unseen(MESSAGE).delivered(true, 0, 1).in(state);
        life.store.save("alice@host", List.of(entry));
        life.restart();
        assertEquals(Decision.ROUTE, life.decision());
        assertFalse(life.ledger.wantsDelete(MESSAGE));
        assertEquals(Optional.empty(), life.ledger.recognize(MESSAGE, HEADER));
    }

    @Test
    void theTimeToStayOutlivesTheProcess() throws IOException {
        life.bringTo("IN_FLIGHT");
        life.ledger.delivered(MESSAGE, life.ledger.entry(MESSAGE).orElseThrow().attempts(), true, Duration.ofDays(30));
        life.restart();
        assertEquals(Optional.of(Decision.KEEP), life.ledger.recognize(MESSAGE, HEADER));
        life.clock.pass(Duration.ofDays(30));
        assertEquals(Decision.DELETE, life.decision());
    }

    @Test
    void retrievalFailuresAreCountedAcrossProcesses() throws IOException {
        for (int i = 0; i < 5; i++) {
            life.happens("take");
            life.happens("unretrieved");
            life.restart();
        }
        assertEquals(5, life.saved().retrievalFailures());
        life.clock.pass(Duration.ofDays(1).minusMillis(1));
        assertEquals(Decision.LATER, life.decision());
        life.clock.pass(Duration.ofMillis(1));
        assertEquals(Decision.ROUTE, life.decision());
    }

    @Test
    void aTakenMessageIsUnknownAfterARestart() throws IOException {
        life.bringTo("TAKEN");
        life.restart();
        assertEquals(Decision.ROUTE, life.decision());
    }

    @Test
    void anUnreadableLedgerIsNotOpened() {
        life.store.breakDown();
        assertThrows(
                IOException.class,
                () -> new DeliveryLedger("alice@host", life.store, MessageLife.FORGET_AFTER, life.clock));
    }

    @Test
    void theMemoryStoreKeepsNothing() throws IOException {
        try (LedgerStore memory = new MemoryLedgerStore()) {
            memory.save("alice@host", List.of(LedgerEntry.unseen(MESSAGE)));
            memory.markBaseline("alice@host");
            memory.sync();
            memory.forget("alice@host", List.of(MESSAGE));
            assertEquals(LedgerStore.Recorded.NOTHING, memory.load("alice@host"));
            assertFalse(memory.isDurable());
        }
    }
}
