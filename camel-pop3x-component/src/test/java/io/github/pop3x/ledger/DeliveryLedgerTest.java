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
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.pop3x.ledger.MessageLife.HEADER;
import static io.github.pop3x.ledger.MessageLife.MESSAGE;
import static io.github.pop3x.ledger.MessageLife.OTHER_HEADER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DeliveryLedgerTest {

    /**
     * Where each event leads from each state. "=" is nowhere, "no" is that the ledger declines it, "!" that it is
     * misuse. RETAKEN is TAKEN once more, after it was confirmed to be gone; PASSED was never routed; SECOND is in flight
     * again, after its first attempt was RELEASED, whose verdict deliver1 and fail1 are.
     */
    private static final List<String> ARROWS = List.of("""
            from        take  drop      unretrieved start     deliver   keep fail
            unknown     TAKEN =         FAILED      !         !         !    !
            TAKEN       no    unknown   FAILED      IN_FLIGHT !         !    !
            IN_FLIGHT   no    =         =           !         DELIVERED KEPT FAILED
            FAILED      TAKEN =         =           !         !         !    !
            KEPT        TAKEN =         =           !         !         !    !
            DELIVERED   TAKEN =         =           !         !         !    !
            DELETE_SENT TAKEN =         =           !         !         !    !
            CONFIRMED   TAKEN =         =           !         !         !    !
            RETAKEN     no    CONFIRMED CONFIRMED   IN_FLIGHT !         !    !
            """, """
            from        sent        refused   confirm   listed missing   recognize   another
            unknown     !           !         !         =      =         no          no
            TAKEN       !           !         !         =      =         no          no
            IN_FLIGHT   !           !         !         =      =         no          no
            FAILED      !           !         !         =      =         no          no
            KEPT        DELETE_SENT !         !         =      =         =           no
            DELIVERED   DELETE_SENT !         !         =      =         =           no
            DELETE_SENT =           DELIVERED CONFIRMED =      CONFIRMED =           no
            CONFIRMED   !           !         =         =      =         DELETE_SENT no
            RETAKEN     !           !         =         =      =         =           no
            """);

    private final MessageLife life = new MessageLife();
    private final DeliveryLedger ledger = life.ledger;

    static Stream<Arguments> arrows() {
        return ARROWS.stream().flatMap(DeliveryLedgerTest::cells);
    }

    private static Stream<Arguments> cells(String table) {
        List<String[]> rows = table.lines().map(line -> line.split(" +")).toList();
        String[] events = rows.get(0);
        return rows.stream().skip(1).flatMap(row -> IntStream.range(1, events.length)
                .mapToObj(i -> Arguments.of(row[0], events[i], row[i])));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("arrows")
    void everyArrowLeadsWhereItPoints(String from, String event, String to) throws IOException {
        life.bringTo(from);
        String before = life.where();
        Optional<LedgerEntry> entryBefore = ledger.entry(MESSAGE);
        switch (to) {
            case "!" -> assertThrows(IllegalStateException.class, () -> life.happens(event));
            case "no" -> assertFalse(life.happens(event));
            default -> assertTrue(life.happens(event));
        }
        boolean declined = to.equals("!") || to.equals("no");
        assertEquals(declined || to.equals("=") ? before : to, life.where());
        if (declined) {
            assertEquals(entryBefore, ledger.entry(MESSAGE));
        }
        assertEquals(ledger.entry(MESSAGE), Optional.ofNullable(life.saved()), "what is recorded is what was saved");
    }

    @ParameterizedTest
    @CsvSource({
        "unknown,     ROUTE, true",
        "TAKEN,       WAIT, false",
        "IN_FLIGHT,   WAIT, false",
        "FAILED,      LATER, true",
        "KEPT,        KEEP, true",
        "DELIVERED,   DELETE, true",
        "DELETE_SENT, DELETE, true",
        "CONFIRMED,   VERIFY, true",
        "RETAKEN,     WAIT, false",
        "PASSED,      KEEP, true",
        "RELEASED,    LATER, true",
        "SECOND,      WAIT, false",
    })
    void everyStateHasItsDecision(String state, Decision expected, boolean free) throws IOException {
        life.bringTo(state);
        assertEquals(expected, life.decision());
        assertEquals(expected == Decision.DELETE, ledger.wantsDelete(MESSAGE));
        assertEquals(free, ledger.take(MESSAGE));
        assertFalse(ledger.wantsDelete(MESSAGE));
    }

    @Test
    void aFailedMessageIsDueAgainAfterTheDelay() throws IOException {
        life.bringTo("FAILED");
        life.clock.pass(MessageLife.DELAY.minusMillis(1));
        assertEquals(Decision.LATER, life.decision());
        life.clock.pass(Duration.ofMillis(1));
        assertEquals(Decision.ROUTE, life.decision());
    }

    @Test
    void attemptsAreCountedWhenARouteStarts() throws IOException {
        for (int attempt = 1; attempt <= 3; attempt++) {
            ledger.take(MESSAGE);
            assertEquals(attempt, ledger.start(MESSAGE, HEADER));
            assertEquals(attempt, life.saved().attempts());
            ledger.failed(MESSAGE, ledger.entry(MESSAGE).orElseThrow().attempts());
        }
    }

    @Test
    void aFailedMessageWithAnotherHeaderIsAnotherMessage() throws IOException {
        life.bringTo("FAILED");
        ledger.take(MESSAGE);
        assertEquals(1, ledger.start(MESSAGE, OTHER_HEADER));
        assertEquals(OTHER_HEADER, life.saved().fingerprint());
    }

    @Test
    void aNewAttemptForgetsTheVerdictOfTheOneBefore() throws IOException {
        life.bringTo("RETAKEN");
        assertEquals(2, ledger.start(MESSAGE, HEADER));
        assertFalse(life.saved().deleteWanted());
    }

    @Test
    void anotherMessageUnderAnOldIdBeginsAtItsFirstAttempt() throws IOException {
        life.bringTo("RETAKEN");
        assertEquals(1, ledger.start(MESSAGE, OTHER_HEADER));
        assertEquals(0, life.saved().deliveredAt());
        assertEquals(OTHER_HEADER, life.saved().fingerprint());
    }

    @Test
    void theFirstDeliveryIsTheOneThatIsDated() throws IOException {
        life.bringTo("RETAKEN");
        life.clock.pass(Duration.ofHours(1));
        life.happens("start");
        life.happens("keep");
        assertEquals(HandClock.START.toEpochMilli(), life.saved().deliveredAt());
    }

    @Test
    void deleteAfterIsCountedFromTheVerdict() throws IOException {
        life.bringTo("IN_FLIGHT");
        life.clock.pass(Duration.ofMinutes(5));
        ledger.delivered(MESSAGE, ledger.entry(MESSAGE).orElseThrow().attempts(), true, Duration.ofDays(30));
        life.clock.pass(Duration.ofDays(30).minusMillis(1));
        assertEquals(Decision.KEEP, life.decision());
        assertFalse(ledger.wantsDelete(MESSAGE));
        life.clock.pass(Duration.ofMillis(1));
        assertEquals(Decision.DELETE, life.decision());
        assertTrue(ledger.wantsDelete(MESSAGE));
    }

    @Test
    void aKeptMessageIsNeverDueForDelete() throws IOException {
        life.bringTo("IN_FLIGHT");
        ledger.delivered(MESSAGE, ledger.entry(MESSAGE).orElseThrow().attempts(), false, Duration.ofDays(30));
        assertEquals(0, life.saved().deleteNotBefore());
        life.clock.pass(Duration.ofDays(60));
        assertEquals(Decision.KEEP, life.decision());
    }

    @Test
    void marksLeaveTogetherOnceAllAreDurable() throws IOException {
        MessageIdentity second = new MessageIdentity("b", 7, 0);
        life.bringTo("DELIVERED");
        assertThrows(IllegalStateException.class, () -> ledger.deleteSent(List.of(MESSAGE, second)));
        assertEquals("DELIVERED", life.where());
        assertEquals(0, life.store.syncs());
        ledger.take(second);
        ledger.start(second, OTHER_HEADER);
        ledger.delivered(second, ledger.entry(second).orElseThrow().attempts(), true, Duration.ZERO);
        ledger.deleteSent(List.of(MESSAGE, second));
        assertEquals(1, life.store.syncs());
        ledger.confirmed(List.of(second, MESSAGE));
        assertEquals(EntryState.CONFIRMED, life.saved().state());
        assertEquals(EntryState.CONFIRMED, life.store.saved(second).state());
    }

    @Test
    void takenIsNotARecordableState() {
        LedgerEntry entry = LedgerEntry.unseen(MESSAGE);
        assertThrows(IllegalArgumentException.class, () -> entry.in(EntryState.TAKEN));
    }
}
