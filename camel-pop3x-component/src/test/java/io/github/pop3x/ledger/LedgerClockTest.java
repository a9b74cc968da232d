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
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.pop3x.ledger.MessageLife.HEADER;
import static io.github.pop3x.ledger.MessageLife.MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever the clock did, nothing waits for longer than it may, and nothing is deleted before its time. */
class LedgerClockTest {

    private static final Duration A_YEAR = Duration.ofDays(365);

    private final MessageLife life = new MessageLife();

    private void putBack(boolean restart) throws IOException {
        life.clock.pass(A_YEAR.negated());
        if (restart) {
            life.restart();
        }
        life.happens("listed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFailedMessageWaitsAnHourAtMostThoughTheClockIsPutBack(boolean restart) throws IOException {
        life.clock.pass(A_YEAR);
        life.bringTo("FAILED");
        for (int attempt = 2; attempt < 20; attempt++) {
            life.happens("take");
            life.happens("start");
            life.happens("fail");
        }
        putBack(restart);
        assertEquals(Decision.LATER, life.decision());
        life.clock.pass(Duration.ofHours(1));
        assertEquals(Decision.ROUTE, life.decision());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMessageThatTheServerDoesNotGiveWaitsADayAtMostThoughTheClockIsPutBack(boolean restart) throws IOException {
        life.clock.pass(A_YEAR);
        for (int i = 0; i < 9; i++) {
            life.happens("take");
            life.happens("unretrieved");
        }
        putBack(restart);
        assertEquals(Decision.LATER, life.decision());
        life.clock.pass(Duration.ofDays(1));
        assertEquals(Decision.ROUTE, life.decision());
    }

    @Test
    void anIncompleteListingSuffices() throws IOException {
        life.clock.pass(A_YEAR);
        life.bringTo("FAILED");
        life.clock.pass(A_YEAR.negated());
        life.ledger.observePart(new ListedPart(List.of(MESSAGE), Set.of(), false));
        life.clock.pass(Duration.ofHours(1));
        assertEquals(Decision.ROUTE, life.decision());
    }

    @Test
    void aRouteIsOverdueThoughTheClockIsPutBack() throws IOException {
        life.clock.pass(A_YEAR);
        life.bringTo("IN_FLIGHT");
        putBack(false);
        life.clock.pass(Duration.ofHours(1));
        assertEquals(1, life.ledger.overdue(Duration.ofHours(1)).size());
    }

    @Test
    void aMessageIsKeptForAsLongAsItIsToStayThoughTheClockIsPutBack() throws IOException {
        life.clock.pass(A_YEAR);
        life.bringTo("IN_FLIGHT");
        life.ledger.delivered(MESSAGE, 1, true, Duration.ofDays(7));
        putBack(false);
        life.clock.pass(Duration.ofDays(7).minusMillis(1));
        assertFalse(life.ledger.wantsDelete(MESSAGE));
        life.clock.pass(Duration.ofMillis(1));
        assertTrue(life.ledger.wantsDelete(MESSAGE));
    }

    @Test
    void aMessageThatIsGoneIsForgottenThoughTheClockIsPutBack() throws IOException {
        life.clock.pass(A_YEAR);
        life.bringTo("KEPT");
        life.happens("missing");
        life.clock.pass(A_YEAR.negated());
        life.happens("missing");
        life.clock.pass(MessageLife.FORGET_AFTER);
        life.happens("missing");
        assertEquals(0, life.ledger.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE / 1000})
    void deleteAfterForEverIsNever(long seconds) throws IOException {
        life.bringTo("IN_FLIGHT");
        life.ledger.delivered(MESSAGE, 1, true, Duration.ofSeconds(seconds));
        life.clock.pass(A_YEAR);
        assertFalse(life.ledger.wantsDelete(MESSAGE));
        assertEquals(Decision.KEEP, life.decision());
        life.restart();
        assertEquals(Decision.KEEP, life.ledger.recognize(MESSAGE, HEADER).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 1})
    void forgetAfterForEverForgetsNothing(long millis) throws IOException {
        DeliveryLedger ledger =
                new DeliveryLedger("alice@host", new MemoryLedgerStore(), Duration.ofMillis(millis), life.clock);
        ledger.take(MESSAGE);
        ledger.start(MESSAGE, HEADER);
        ledger.delivered(MESSAGE, 1, false, Duration.ZERO);
        for (int i = 0; i < 3; i++) {
            ledger.observe(List.of());
            life.clock.pass(A_YEAR);
        }
        assertEquals(1, ledger.size());
    }

    @Test
    void aDelayForEverMakesNothingDue() throws IOException {
        life.bringTo("FAILED");
        assertEquals(Decision.LATER, life.ledger.decide(MESSAGE, new RetrySchedule(Duration.ofMillis(Long.MAX_VALUE))));
    }
}
