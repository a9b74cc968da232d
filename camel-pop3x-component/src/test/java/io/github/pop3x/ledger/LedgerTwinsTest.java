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

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Messages with equal id and size: RFC 1939 §7 lets a server have them, and which of them is which cannot be told. */
class LedgerTwinsTest {

    private static final MessageIdentity FIRST = new MessageIdentity("same", 120, 0);
    private static final MessageIdentity SECOND = new MessageIdentity("same", 120, 1);

    private final BookStore store = new BookStore();
    private DeliveryLedger ledger;

    @BeforeEach
    void listTwins() throws IOException {
        ledger = ledger();
        ledger.observe(List.of(FIRST, SECOND));
    }

    private DeliveryLedger ledger() throws IOException {
        return new DeliveryLedger("alice@host", store, Duration.ofDays(7), Clock.systemUTC());
    }

    private void settle(MessageIdentity twin, String how) throws IOException {
        if (how.equals("unknown")) {
            return;
        }
        ledger.take(twin);
        ledger.start(twin);
        switch (how) {
            case "delete" -> ledger.delivered(twin, true);
            case "keep" -> ledger.delivered(twin, false);
            case "failed" -> ledger.failed(twin);
            case "in flight" -> assertTrue(ledger.state(twin).isPresent());
            default -> throw new IllegalArgumentException(how);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "unknown,   unknown,   ROUTE",
        "delete,    delete,    DELETE",
        "keep,      keep,      KEEP",
        "delete,    keep,      KEEP",
        "delete,    failed,    ROUTE",
        "delete,    unknown,   ROUTE",
        "keep,      failed,    ROUTE",
        "delete,    in flight, WAIT",
        "failed,    in flight, WAIT",
    })
    void onlyWhatHoldsForAllOfThemHoldsForEach(String one, String other, Decision expected) throws IOException {
        settle(FIRST, one);
        settle(SECOND, other);
        assertEquals(expected, ledger.decide(FIRST));
        assertEquals(expected, ledger.decide(SECOND));
    }

    @Test
    void inTheSessionThatRetrievedThemEachHasItsOwnVerdict() throws IOException {
        settle(FIRST, "delete");
        settle(SECOND, "failed");
        assertTrue(ledger.wantsDelete(FIRST));
        assertFalse(ledger.wantsDelete(SECOND));
    }

    @Test
    void whoeverIsLeftOfTwinsIsRoutedAgainAndNotDeleted() throws IOException {
        settle(FIRST, "delete");
        settle(SECOND, "delete");
        ledger.deleteSent(FIRST);
        ledger.confirmed(FIRST);
        ledger.observe(List.of(FIRST));
        assertEquals(Decision.ROUTE, ledger.decide(FIRST));
    }

    @Test
    void anotherProcessKnowsThemAsTwins() throws IOException {
        settle(FIRST, "delete");
        settle(SECOND, "failed");
        assertEquals(Decision.ROUTE, ledger().decide(FIRST));
    }

    @Test
    void anotherSizeMakesNoTwin() throws IOException {
        MessageIdentity larger = new MessageIdentity("same", 121, 0);
        settle(larger, "delete");
        assertEquals(Decision.DELETE, ledger.decide(larger));
        assertEquals(Decision.ROUTE, ledger.decide(FIRST));
    }

    @Test
    void eachIsTakenByItself() {
        assertTrue(ledger.take(FIRST));
        assertTrue(ledger.take(SECOND));
        assertFalse(ledger.take(FIRST));
    }
}
