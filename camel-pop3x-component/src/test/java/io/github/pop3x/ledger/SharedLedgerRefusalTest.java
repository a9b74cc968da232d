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

import io.github.pop3x.ledger.store.JdbcLedgerStore;
import io.github.pop3x.testing.MemoryDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.pop3x.ledger.MessageLife.HEADER;
import static io.github.pop3x.ledger.MessageLife.MESSAGE;
import static io.github.pop3x.ledger.MessageLife.RETRIES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A database that two processes share refuses a verdict of one of them for a while. */
class SharedLedgerRefusalTest {

    private static final String MAILBOX = "alice@host";

    private final JdbcDataSource database = MemoryDatabase.create();
    private final HandClock clock = new HandClock();
    private LedgerStore store;
    private DeliveryLedger one;
    private DeliveryLedger other;

    @BeforeEach
    void openBoth() throws IOException {
        store = new JdbcLedgerStore(database);
        one = new DeliveryLedger(MAILBOX, new JdbcLedgerStore(database), MessageLife.FORGET_AFTER, clock);
        other = new DeliveryLedger(MAILBOX, new JdbcLedgerStore(database), MessageLife.FORGET_AFTER, clock);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void deliverUnwritten(boolean delete) throws Exception {
        assertTrue(one.take(MESSAGE));
        int attempt = one.start(MESSAGE, HEADER);
        execute("ALTER TABLE POP3X_LEDGER RENAME TO AWAY");
        assertThrows(IOException.class, () -> one.delivered(MESSAGE, attempt, delete, Duration.ZERO));
        execute("ALTER TABLE AWAY RENAME TO POP3X_LEDGER");
    }

    private LedgerEntry recorded() throws IOException {
        return store.load(MAILBOX).entries().get(0);
    }

    @Test
    void aRefusedVerdictIsWrittenWithTheNextChange() throws Exception {
        deliverUnwritten(true);
        one.observe(List.of(MESSAGE));
        assertEquals(EntryState.DELIVERED, recorded().state());
        assertTrue(recorded().deleteWanted());
        one.refresh();
        assertEquals(Decision.DELETE, one.decide(MESSAGE, RETRIES));
    }

    @Test
    void aRefusedVerdictDoesNotUndoTheVerdictThatTheOtherHasGivenSince() throws Exception {
        deliverUnwritten(true);
        clock.pass(MessageLife.DELAY);
        other.refresh();
        assertTrue(other.take(MESSAGE));
        other.delivered(MESSAGE, other.start(MESSAGE, HEADER), false, Duration.ZERO);
        one.observe(List.of(MESSAGE));
        assertEquals(2, recorded().attempts());
        assertFalse(recorded().deleteWanted());
        one.refresh();
        assertEquals(Decision.VERIFY, one.decide(MESSAGE, RETRIES));
    }

    @Test
    void aLateVerdictDoesNotUndoTheVerdictThatTheOtherHasGivenSince() throws Exception {
        assertTrue(one.take(MESSAGE));
        int attempt = one.start(MESSAGE, HEADER);
        assertTrue(one.release(MESSAGE));
        clock.pass(MessageLife.DELAY);
        other.refresh();
        assertTrue(other.take(MESSAGE));
        other.delivered(MESSAGE, other.start(MESSAGE, HEADER), false, Duration.ZERO);
        one.delivered(MESSAGE, attempt, true, Duration.ZERO);
        assertEquals(2, recorded().attempts());
        assertFalse(recorded().deleteWanted());
    }

    @Test
    void aLateVerdictDeletesNothingBeforeItsHeaderIsSeenAgain() throws Exception {
        assertTrue(one.take(MESSAGE));
        int attempt = one.start(MESSAGE, HEADER);
        assertTrue(one.release(MESSAGE));
        other.refresh();
        other.observe(List.of());
        one.delivered(MESSAGE, attempt, true, Duration.ZERO);
        one.observe(List.of(MESSAGE));
        assertEquals(Decision.VERIFY, one.decide(MESSAGE, RETRIES));
    }

    @Test
    void aRefusedVerdictDoesNotEndTheRouteThatTheOtherHasBegunSince() throws Exception {
        deliverUnwritten(true);
        clock.pass(MessageLife.DELAY);
        other.refresh();
        assertTrue(other.take(MESSAGE));
        other.start(MESSAGE, HEADER);
        one.observe(List.of(MESSAGE));
        assertEquals(EntryState.IN_FLIGHT, recorded().state());
    }
}
