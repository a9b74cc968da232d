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

import static io.github.pop3x.ledger.MessageLife.HEADER;
import static io.github.pop3x.ledger.MessageLife.OTHER_HEADER;
import static io.github.pop3x.ledger.MessageLife.RETRIES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Two processes on one mailbox in one database, to which the server lists different sizes of one message. */
class SharedLedgerSizesTest {

    private static final MessageIdentity BEFORE = new MessageIdentity("id", 36, 0);
    private static final MessageIdentity NOW = new MessageIdentity("id", 0, 0);

    private final JdbcDataSource database = MemoryDatabase.create();
    private final HandClock clock = new HandClock();
    private DeliveryLedger one;
    private DeliveryLedger other;

    @BeforeEach
    void openBoth() throws IOException {
        one = open();
        other = open();
    }

    private DeliveryLedger open() throws IOException {
        return new DeliveryLedger("alice@host", new JdbcLedgerStore(database), MessageLife.FORGET_AFTER, clock);
    }

    private void fail(DeliveryLedger ledger, MessageIdentity identity) throws IOException {
        assertTrue(ledger.take(identity));
        ledger.failed(identity, ledger.start(identity, HEADER));
        clock.pass(MessageLife.DELAY);
    }

    /** As a poll does: what the claim's owner may route. */
    private Decision claimed(DeliveryLedger ledger, MessageIdentity identity) throws IOException {
        ledger.refresh(identity);
        return ledger.decide(identity, RETRIES);
    }

    private int deliver(DeliveryLedger ledger, MessageIdentity identity) throws IOException {
        assertTrue(ledger.take(identity));
        assertEquals(Optional.of(Decision.ROUTE), ledger.recognize(identity, HEADER));
        int attempt = ledger.start(identity, HEADER);
        ledger.delivered(identity, attempt, false, Duration.ZERO);
        return attempt;
    }

    @Test
    void whatTheOtherTriedAgainAfterThisListingIsRecognizedUnderItsNewSize() throws IOException {
        fail(one, BEFORE);
        other.refresh();
        fail(other, BEFORE);
        one.observe(List.of(NOW));
        assertEquals(Decision.VERIFY, claimed(one, NOW));
        assertEquals(3, deliver(one, NOW));
        one.observe(List.of(BEFORE));
        assertEquals(Decision.VERIFY, claimed(one, BEFORE));
        assertEquals(Optional.of(Decision.KEEP), one.recognize(BEFORE, HEADER));
        assertEquals(Decision.KEEP, one.decide(BEFORE, RETRIES));
    }

    @Test
    void whatTheOtherFailedForTheFirstTimeIsVerifiedUnderItsNewSize() throws IOException {
        one.observe(List.of(NOW));
        assertEquals(Decision.ROUTE, one.decide(NOW, RETRIES));
        fail(other, BEFORE);
        assertEquals(Decision.VERIFY, claimed(one, NOW));
        one.observe(List.of(NOW));
        assertEquals(Decision.VERIFY, claimed(one, NOW));
        assertEquals(2, deliver(one, NOW));
    }

    @Test
    void aNewMessageBesideOneThatTheOtherFailedIsRoutedWhenItsHeaderIsAnother() throws IOException {
        fail(other, BEFORE);
        one.refresh();
        one.observe(List.of(BEFORE, NOW));
        assertEquals(Decision.VERIFY, one.decide(NOW, RETRIES));
        assertEquals(Optional.empty(), one.recognize(NOW, OTHER_HEADER));
        assertEquals(Decision.VERIFY, claimed(one, NOW), "not ROUTE, so that only its retrieved header decides");
        assertTrue(one.take(NOW));
        assertEquals(1, one.start(NOW, OTHER_HEADER));
        assertEquals(Decision.ROUTE, one.decide(BEFORE, RETRIES));
    }

    @Test
    void whatTheOtherMovedToItsNewSizeIsNotOfferedUnderItsFormerOne() throws IOException {
        fail(other, BEFORE);
        one.refresh();
        assertEquals(Decision.ROUTE, one.decide(BEFORE, RETRIES));
        other.observe(List.of(NOW));
        assertEquals(2, deliver(other, NOW));
        assertEquals(Decision.VERIFY, claimed(one, BEFORE));
        one.observe(List.of(BEFORE));
        assertEquals(Optional.of(Decision.KEEP), one.recognize(BEFORE, HEADER));
    }

    @Test
    void whatTheOtherMovedSinceThisListingIsRecognizedByItsRetrievedHeader() throws IOException {
        assertTrue(other.take(BEFORE));
        other.delivered(BEFORE, other.start(BEFORE, HEADER), false, Duration.ZERO);
        one.refresh();
        one.observe(List.of(BEFORE));
        assertEquals(Decision.VERIFY, one.decide(BEFORE, RETRIES));
        other.observe(List.of(NOW));
        assertEquals(Optional.of(Decision.KEEP), other.recognize(NOW, HEADER));
        assertEquals(Decision.VERIFY, claimed(one, BEFORE));
        assertTrue(one.take(BEFORE));
        assertEquals(Optional.empty(), one.recognize(BEFORE, OTHER_HEADER));
        assertEquals(Optional.of(Decision.KEEP), one.recognize(BEFORE, HEADER));
    }

    @Test
    void whatTheOtherDeliveredBesideThisOneIsNotTakenForIt() throws IOException {
        one.observe(List.of(BEFORE, NOW));
        assertTrue(other.take(NOW));
        other.delivered(NOW, other.start(NOW, HEADER), false, Duration.ZERO);
        assertEquals(Decision.VERIFY, claimed(one, BEFORE));
        assertTrue(one.take(BEFORE));
        assertEquals(Optional.empty(), one.recognize(BEFORE, HEADER));
    }

    @Test
    void whatTheOtherForgotIsForgottenHereWhenAllIsReadAgain() throws IOException {
        fail(other, BEFORE);
        one.refresh();
        assertTrue(other.forget(BEFORE));
        one.refresh();
        assertEquals(Optional.empty(), one.state(BEFORE));
    }

    @Test
    void whatTheStoreHasNotTakenYetIsNotForgotten() throws Exception {
        assertTrue(one.take(BEFORE));
        int attempt = one.start(BEFORE, HEADER);
        execute("DROP TABLE POP3X_LEDGER");
        assertThrows(IOException.class, () -> one.delivered(BEFORE, attempt, false, Duration.ZERO));
        open();
        one.refresh();
        assertEquals(Decision.KEEP, claimed(one, BEFORE));
    }

    @Test
    void whatTheOtherHasInItsRouteIsNotMovedThoughItsHeaderWasSeen() throws IOException {
        assertTrue(other.take(BEFORE));
        other.observe(List.of());
        int attempt = other.start(BEFORE, HEADER);
        one.refresh();
        one.observe(List.of(BEFORE));
        assertEquals(Optional.of(Decision.ROUTE), one.recognize(BEFORE, HEADER));
        one.observe(List.of(NOW));
        assertEquals(Optional.empty(), one.recognize(NOW, HEADER));
        other.delivered(BEFORE, attempt, false, Duration.ZERO);
        assertEquals(Decision.VERIFY, claimed(one, NOW));
        assertEquals(Optional.of(Decision.KEEP), one.recognize(NOW, HEADER));
    }

    @Test
    void theOtherDoesNotRouteUnderTheFormerSizeWhatIsRoutedUnderTheNewOne() throws IOException {
        fail(one, BEFORE);
        other.refresh();
        assertTrue(other.take(BEFORE));
        one.observe(List.of(NOW));
        assertEquals(Optional.of(Decision.ROUTE), one.recognize(NOW, HEADER));
        assertThrows(Overtaken.class, () -> other.start(BEFORE, HEADER));
        assertEquals(Decision.ROUTE, claimed(one, NOW));
        assertTrue(one.take(NOW));
        one.delivered(NOW, one.start(NOW, HEADER), false, Duration.ZERO);
        other.observe(List.of(NOW));
        assertEquals(Decision.VERIFY, claimed(other, NOW));
        assertEquals(Optional.of(Decision.KEEP), other.recognize(NOW, HEADER));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
