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
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.pop3x.ledger.store.JdbcLedgerStore;
import io.github.pop3x.testing.MemoryDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.pop3x.ledger.MessageLife.HEADER;
import static io.github.pop3x.ledger.MessageLife.MESSAGE;
import static io.github.pop3x.ledger.MessageLife.RETRIES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A process that was stopped for long goes on with what it had: by then another one may have gone on with it. */
class SharedLedgerFenceTest {

    private static final String MAILBOX = "alice@host";

    private final JdbcDataSource database = MemoryDatabase.create();
    private final HandClock clock = new HandClock();
    private LedgerStore store;
    private DeliveryLedger paused;
    private DeliveryLedger other;

    @BeforeEach
    void openBoth() throws IOException {
        store = new JdbcLedgerStore(database);
        paused = new DeliveryLedger(MAILBOX, new JdbcLedgerStore(database), MessageLife.FORGET_AFTER, clock);
        other = new DeliveryLedger(MAILBOX, new JdbcLedgerStore(database), MessageLife.FORGET_AFTER, clock);
    }

    private LedgerEntry recorded() throws IOException {
        return store.load(MAILBOX).entries().get(0);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The other process takes the message as far as to a state. */
    private void otherBringsTo(EntryState state) throws IOException {
        clock.pass(MessageLife.DELAY);
        assertTrue(other.take(MESSAGE));
        int attempt = other.start(MESSAGE, HEADER);
        if (state == EntryState.IN_FLIGHT) {
            return;
        }
        if (state == EntryState.FAILED) {
            other.failed(MESSAGE, attempt);
            return;
        }
        other.delivered(MESSAGE, attempt, true, Duration.ZERO);
        if (state == EntryState.DELIVERED) {
            return;
        }
        other.deleteSent(List.of(MESSAGE));
        if (state == EntryState.CONFIRMED) {
            other.confirmed(List.of(MESSAGE));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "false, IN_FLIGHT", "false, FAILED", "false, DELIVERED", "false, DELETE_SENT", "false, CONFIRMED",
        "true,  IN_FLIGHT", "true,  FAILED", "true,  DELIVERED", "true,  DELETE_SENT", "true,  CONFIRMED"
    })
    void noRouteStartsWithWhatTheOtherHasGoneOnWith(boolean hasFailedBefore, EntryState state) throws IOException {
        if (hasFailedBefore) {
            assertTrue(paused.take(MESSAGE));
            paused.failed(MESSAGE, paused.start(MESSAGE, HEADER));
            other.refresh();
        }
        assertTrue(paused.take(MESSAGE));
        otherBringsTo(state);
        LedgerEntry before = recorded();
        assertThrows(Overtaken.class, () -> paused.start(MESSAGE, HEADER));
        assertEquals(before, recorded());
        assertTrue(paused.take(MESSAGE), "it is not taken any longer");
        paused.drop(MESSAGE);
        boolean isOpen = state == EntryState.IN_FLIGHT || state == EntryState.FAILED;
        assertEquals(isOpen ? Decision.LATER : Decision.VERIFY, paused.decide(MESSAGE, RETRIES), "it has been read");
    }

    @Test
    void whatNobodyElseHasGoneOnWithIsStarted() throws IOException {
        assertTrue(paused.take(MESSAGE));
        other.refresh();
        other.observe(List.of(MESSAGE));
        assertEquals(1, paused.start(MESSAGE, HEADER));
        other.refresh();
        other.observe(List.of());
        paused.failed(MESSAGE, 1);
        assertTrue(paused.take(MESSAGE));
        assertEquals(2, paused.start(MESSAGE, HEADER));
    }

    @Test
    void whatADeadProcessLeftInFlightIsStarted() throws IOException {
        otherBringsTo(EntryState.IN_FLIGHT);
        paused.refresh();
        assertTrue(paused.take(MESSAGE));
        assertEquals(2, paused.start(MESSAGE, HEADER));
    }

    @Test
    void ofTwoThatFindItLeftInFlightOneStarts() throws IOException {
        otherBringsTo(EntryState.IN_FLIGHT);
        DeliveryLedger third =
                new DeliveryLedger(MAILBOX, new JdbcLedgerStore(database), MessageLife.FORGET_AFTER, clock);
        paused.refresh();
        assertTrue(paused.take(MESSAGE));
        assertTrue(third.take(MESSAGE));
        assertEquals(2, third.start(MESSAGE, HEADER));
        assertThrows(Overtaken.class, () -> paused.start(MESSAGE, HEADER));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLateVerdictChangesNothingOnceTheOtherHasStarted(boolean isDelivered) throws IOException {
        assertTrue(paused.take(MESSAGE));
        int attempt = paused.start(MESSAGE, HEADER);
        other.refresh();
        otherBringsTo(EntryState.IN_FLIGHT);
        LedgerEntry before = recorded();
        if (isDelivered) {
            paused.delivered(MESSAGE, attempt, true, Duration.ZERO);
        } else {
            paused.failed(MESSAGE, attempt);
        }
        assertEquals(before, recorded());
        assertFalse(paused.wantsDelete(MESSAGE));
        assertEquals(Decision.LATER, paused.decide(MESSAGE, RETRIES));
        other.delivered(MESSAGE, 2, false, Duration.ZERO);
        assertEquals(EntryState.DELIVERED, recorded().state());
        assertFalse(recorded().deleteWanted());
    }

    @Test
    void aVerdictStandsThoughTheOtherCouldNotRetrieveTheMessage() throws IOException {
        assertTrue(paused.take(MESSAGE));
        int attempt = paused.start(MESSAGE, HEADER);
        other.refresh();
        assertTrue(other.take(MESSAGE));
        other.retrievalFailed(MESSAGE);
        assertEquals(EntryState.FAILED, recorded().state());
        paused.delivered(MESSAGE, attempt, false, Duration.ZERO);
        assertEquals(EntryState.DELIVERED, recorded().state());
    }

    @Test
    void nothingIsDeletedOnAVerdictThatTheLedgerNeverTook() throws Exception {
        assertTrue(paused.take(MESSAGE));
        int attempt = paused.start(MESSAGE, HEADER);
        other.refresh();
        execute("ALTER TABLE POP3X_LEDGER RENAME TO AWAY");
        assertThrows(IOException.class, () -> paused.delivered(MESSAGE, attempt, true, Duration.ZERO));
        assertThrows(IOException.class, () -> paused.deleteSent(List.of(MESSAGE)));
        assertFalse(paused.mayDelete(MESSAGE), "another process may have started a route with it");
        execute("ALTER TABLE AWAY RENAME TO POP3X_LEDGER");
        otherBringsTo(EntryState.IN_FLIGHT);
        paused.deleteSent(List.of(MESSAGE));
        assertFalse(paused.mayDelete(MESSAGE), "another process has started a route with it");
        assertEquals(EntryState.IN_FLIGHT, recorded().state());
    }

    @Test
    void whatIsDeliveredMayBeDeletedThoughTheLedgerCannotBeWrittenNow() throws Exception {
        assertTrue(paused.take(MESSAGE));
        paused.delivered(MESSAGE, paused.start(MESSAGE, HEADER), true, Duration.ZERO);
        execute("ALTER TABLE POP3X_LEDGER RENAME TO AWAY");
        assertThrows(IOException.class, () -> paused.deleteSent(List.of(MESSAGE)));
        assertTrue(paused.mayDelete(MESSAGE));
    }

    @Test
    void aRefusalThatCannotBeReadLeavesTheMessageInDoubt() throws Exception {
        assertTrue(paused.take(MESSAGE));
        paused.delivered(MESSAGE, paused.start(MESSAGE, HEADER), true, Duration.ZERO);
        DeliveryLedger blind = new DeliveryLedger(
                MAILBOX, new UnreadableStore(new JdbcLedgerStore(database)), MessageLife.FORGET_AFTER, clock);
        assertEquals(Optional.of(Decision.DELETE), blind.recognize(MESSAGE, HEADER));
        assertTrue(blind.wantsDelete(MESSAGE));
        assertTrue(other.forget(MESSAGE) || forgetAfterReading(other));
        assertThrows(IOException.class, () -> blind.deleteSent(List.of(MESSAGE)));
        assertFalse(blind.mayDelete(MESSAGE));
    }

    private static boolean forgetAfterReading(DeliveryLedger ledger) throws IOException {
        ledger.refresh();
        return ledger.forget(MESSAGE);
    }

    @Test
    void anotherMessageThatWasPassedOverUnderTheIdIsNotOverwritten() throws IOException {
        paused.known(MESSAGE, MessageLife.OTHER_HEADER);
        other.refresh();
        assertTrue(other.forget(MESSAGE));
        other.known(MESSAGE, HEADER);
        paused.observe(List.of());
        assertEquals(HEADER, recorded().fingerprint());
        assertEquals(0, recorded().goneSince());
    }
}
