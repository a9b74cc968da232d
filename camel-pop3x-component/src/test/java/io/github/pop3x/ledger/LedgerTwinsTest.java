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

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.pop3x.ledger.MessageLife.HEADER;
import static io.github.pop3x.ledger.MessageLife.OTHER_HEADER;
import static io.github.pop3x.ledger.MessageLife.RETRIES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Messages with equal id and size: RFC 1939 §7 lets a server have them, and which of them is which cannot be told. */
class LedgerTwinsTest {

    private static final MessageIdentity FIRST = new MessageIdentity("same", 120, 0);
    private static final MessageIdentity SECOND = new MessageIdentity("same", 120, 1);

    private final MessageLife life = new MessageLife();

    @BeforeEach
    void listTwins() throws IOException {
        life.ledger.observe(List.of(FIRST, SECOND));
    }

    private void settle(MessageIdentity twin, String how) throws IOException {
        if (how.equals("unknown") || !life.ledger.take(twin) || how.equals("taken")) {
            return;
        }
        if (how.equals("unretrieved")) {
            life.ledger.retrievalFailed(twin);
            return;
        }
        life.ledger.start(twin, twin.equals(FIRST) ? HEADER : OTHER_HEADER);
        switch (how) {
            case "delete" ->
                life.ledger.delivered(
                        twin, life.ledger.entry(twin).orElseThrow().attempts(), true, Duration.ZERO);
            case "delete later" ->
                life.ledger.delivered(
                        twin, life.ledger.entry(twin).orElseThrow().attempts(), true, Duration.ofDays(1));
            case "keep" ->
                life.ledger.delivered(
                        twin, life.ledger.entry(twin).orElseThrow().attempts(), false, Duration.ZERO);
            case "confirmed" -> {
                life.ledger.delivered(
                        twin, life.ledger.entry(twin).orElseThrow().attempts(), true, Duration.ZERO);
                life.ledger.deleteSent(List.of(twin));
                life.ledger.confirmed(List.of(twin));
            }
            case "failed" ->
                life.ledger.failed(twin, life.ledger.entry(twin).orElseThrow().attempts());
            case "in flight" -> assertTrue(life.ledger.state(twin).isPresent());
            default -> throw new IllegalArgumentException(how);
        }
    }

    private Decision decide(MessageIdentity twin) {
        return life.ledger.decide(twin, RETRIES);
    }

    @ParameterizedTest
    @CsvSource({
        "unknown,   unknown,      ROUTE",
        "delete,    delete,       DELETE",
        "keep,      keep,         KEEP",
        "delete,    keep,         KEEP",
        "delete,    delete later, KEEP",
        "failed,    failed,       LATER",
        "delete,    failed,       LATER",
        "keep,      failed,       LATER",
        "unknown,   failed,       LATER",
        "keep,      unretrieved,  LATER",
        "confirmed, failed,       LATER",
        "delete,    unknown,      ROUTE",
        "keep,      confirmed,    VERIFY",
        "confirmed, confirmed,    VERIFY",
        "confirmed, unknown,      ROUTE",
        "unknown,   taken,        WAIT",
        "delete,    in flight,    WAIT",
        "failed,    in flight,    WAIT",
        "confirmed, in flight,    WAIT",
        "taken,     in flight,    WAIT",
    })
    void onlyWhatHoldsForAllOfThemHoldsForEach(String one, String other, Decision expected) throws IOException {
        settle(FIRST, one);
        settle(SECOND, other);
        assertEquals(expected, decide(FIRST));
        assertEquals(expected, decide(SECOND));
    }

    @Test
    void inTheSessionThatRetrievedThemEachHasItsOwnVerdict() throws IOException {
        settle(FIRST, "delete");
        settle(SECOND, "failed");
        assertTrue(life.ledger.wantsDelete(FIRST));
        assertFalse(life.ledger.wantsDelete(SECOND));
    }

    @Test
    void aTwinWhoseStartCannotBeRecordedIsNotDeletedInTheOthersPlace() throws IOException {
        settle(FIRST, "delete");
        assertTrue(life.ledger.take(FIRST));
        life.store.breakDown();
        assertThrows(IOException.class, () -> life.ledger.start(FIRST, OTHER_HEADER));
        life.store.recover();
        assertFalse(life.ledger.wantsDelete(FIRST));
    }

    @Test
    void threeOfThemAreOneGroup() throws IOException {
        MessageIdentity third = new MessageIdentity("same", 120, 2);
        settle(FIRST, "keep");
        settle(SECOND, "keep");
        life.ledger.observe(List.of(FIRST, SECOND, third));
        assertEquals(Decision.ROUTE, decide(FIRST));
        settle(third, "keep");
        assertEquals(Decision.KEEP, decide(FIRST));
    }

    @ParameterizedTest
    @CsvSource({"delete, delete, DELETE", "keep, delete, DELETE", "delete, keep, KEEP", "failed, keep, LATER"})
    void theRemainingTwinIsRecognizedByItsHeader(String one, String other, Decision expected) throws IOException {
        settle(FIRST, one);
        settle(SECOND, other);
        // The second is listed as the first, now that it is alone.
        life.ledger.observe(List.of(FIRST));
        assertFalse(life.ledger.wantsDelete(FIRST));
        if (expected != Decision.LATER) {
            assertEquals(Decision.VERIFY, decide(FIRST));
            assertEquals(Optional.of(expected), life.ledger.recognize(FIRST, OTHER_HEADER));
        }
        assertEquals(expected, decide(FIRST));
    }

    @Test
    void aRemainingTwinThatWasNeverRoutedIsAnotherMessage() throws IOException {
        settle(FIRST, "keep");
        life.ledger.observe(List.of(FIRST));
        assertEquals(Decision.VERIFY, decide(FIRST));
        assertEquals(Optional.empty(), life.ledger.recognize(FIRST, OTHER_HEADER));
        assertTrue(life.ledger.take(FIRST));
        assertEquals(1, life.ledger.start(FIRST, OTHER_HEADER));
        life.ledger.delivered(FIRST, life.ledger.entry(FIRST).orElseThrow().attempts(), false, Duration.ZERO);
        life.ledger.observe(List.of(FIRST));
        assertEquals(Decision.KEEP, decide(FIRST), "it is not routed once more");
    }

    @Test
    void theRemainingTwinWaitsForTheTwinInFlight() throws IOException {
        settle(FIRST, "keep");
        settle(SECOND, "in flight");
        life.ledger.observe(List.of(FIRST));
        assertEquals(Decision.WAIT, decide(FIRST));
        life.ledger.delivered(SECOND, life.ledger.entry(SECOND).orElseThrow().attempts(), false, Duration.ZERO);
        life.ledger.observe(List.of(FIRST));
        assertEquals(Optional.of(Decision.KEEP), life.ledger.recognize(FIRST, OTHER_HEADER));
    }

    @Test
    void anEmptyListingLeavesThemInDoubt() throws IOException {
        settle(FIRST, "keep");
        settle(SECOND, "keep");
        life.ledger.observe(List.of());
        life.ledger.observe(List.of(FIRST));
        assertEquals(Decision.VERIFY, decide(FIRST));
        life.ledger.observe(List.of(FIRST, SECOND));
        assertEquals(Decision.VERIFY, decide(FIRST));
    }

    /** The headers of the listed messages in the next process, in the order of the listing, and which are routed. */
    @ParameterizedTest
    @CsvSource({
        "same,   keep,   keep,   KEEP,   KEEP",
        "turned, keep,   keep,   KEEP,   KEEP",
        "same,   delete, delete, KEEP,   DELETE",
        "turned, delete, delete, KEEP,   DELETE",
        "same,   delete, keep,   KEEP,   KEEP",
        "turned, delete, keep,   KEEP,   KEEP",
        "first,  keep,   keep,   KEEP,   ROUTE",
        "second, keep,   keep,   KEEP,   ROUTE",
        "new,    keep,   keep,   KEEP,   ROUTE",
    })
    void whatAnotherProcessDeliveredOfThemIsKnownByItsHeader(
            String listing, String one, String other, Decision first, Decision second) throws IOException {
        settle(FIRST, one);
        settle(SECOND, other);
        life.restart();
        life.ledger.observe(List.of(FIRST, SECOND));
        List<Fingerprint> headers =
                switch (listing) {
                    case "same" -> List.of(HEADER, OTHER_HEADER);
                    case "turned" -> List.of(OTHER_HEADER, HEADER);
                    case "first" -> List.of(HEADER, HEADER);
                    case "second" -> List.of(OTHER_HEADER, OTHER_HEADER);
                    default -> List.of(OTHER_HEADER, new Fingerprint(7, 7, 7, 7));
                };
        assertEquals(Decision.VERIFY, decide(FIRST));
        assertEquals(Optional.of(first), life.ledger.recognize(FIRST, headers.get(0)));
        assertEquals(Decision.VERIFY, decide(SECOND));
        assertEquals(
                Optional.of(second).filter(decision -> decision != Decision.ROUTE),
                life.ledger.recognize(SECOND, headers.get(1)));
        life.ledger.observe(List.of(FIRST, SECOND));
        assertEquals(second == Decision.ROUTE ? Decision.VERIFY : second, decide(SECOND));
        assertEquals(decide(SECOND), decide(FIRST));
    }

    @Test
    void twinsWithTheSameHeaderDoNotTakeEachOthersEntry() throws IOException {
        settle(FIRST, "keep");
        assertEquals(Optional.empty(), life.ledger.recognize(SECOND, HEADER));
        assertEquals(Optional.of(Decision.KEEP), life.ledger.recognize(FIRST, HEADER));
    }

    @Test
    void theOneThatWasNeverRoutedIsRoutedWhenItIsLeft() throws IOException {
        settle(FIRST, "delete");
        life.ledger.deleteSent(List.of(FIRST));
        life.ledger.confirmed(List.of(FIRST));
        life.restart();
        life.ledger.observe(List.of(FIRST));
        assertEquals(Optional.empty(), life.ledger.recognize(FIRST, HEADER), "it may be the second");
    }

    @ParameterizedTest
    @CsvSource({"delete, failed, LATER", "delete, delete, VERIFY", "keep, keep, VERIFY", "keep, in flight, LATER"})
    void anotherProcessKnowsThemAsTwins(String one, String other, Decision expected) throws IOException {
        settle(FIRST, one);
        settle(SECOND, other);
        life.restart();
        assertEquals(expected, decide(FIRST));
        life.ledger.observe(List.of(FIRST, SECOND));
        assertEquals(expected, decide(SECOND));
    }

    @Test
    void anotherSizeMakesNoTwin() throws IOException {
        MessageIdentity larger = new MessageIdentity("same", 121, 0);
        settle(larger, "delete");
        assertEquals(Decision.DELETE, decide(larger));
        assertEquals(Decision.ROUTE, decide(FIRST));
    }

    @Test
    void eachIsTakenByItself() {
        assertTrue(life.ledger.take(FIRST));
        assertTrue(life.ledger.take(SECOND));
        assertFalse(life.ledger.take(FIRST));
    }
}
