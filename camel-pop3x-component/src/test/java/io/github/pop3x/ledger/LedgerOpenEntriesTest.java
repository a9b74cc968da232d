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
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.pop3x.ledger.MessageLife.MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** The messages that came to no good end yet: in flight, or failed and listed. */
class LedgerOpenEntriesTest {

    private final MessageLife life = new MessageLife();

    private static List<MessageIdentity> identities(List<LedgerEntry> entries) {
        return entries.stream().map(LedgerEntry::identity).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "unknown,        0, 0",
        "TAKEN,          0, 0",
        "IN_FLIGHT,      1, 0",
        "FAILED,         0, 1",
        "RELEASED,       0, 1",
        "RELEASED_TAKEN, 0, 0",
        "SECOND,         1, 0",
        "KEPT,           0, 0",
        "PASSED,         0, 0",
        "DELIVERED,      0, 0",
        "CONFIRMED,      0, 0",
    })
    void eachStateIsOpenOrNot(String state, int inFlight, int failed) throws IOException {
        life.bringTo(state);
        OpenEntries open = life.ledger.open();
        assertEquals(inFlight == 0 ? List.of() : List.of(MESSAGE), identities(open.inFlight()));
        assertEquals(failed == 0 ? List.of() : List.of(MESSAGE), identities(open.failed()));
    }

    @ParameterizedTest
    @CsvSource({"take unretrieved, 1", "take unretrieved listed, 1", "take unretrieved missing, 0"})
    void whatTheServerDoesNotGiveIsFailedWhileItIsListed(String events, int failed) throws IOException {
        for (String event : events.split(" ")) {
            life.happens(event);
        }
        assertEquals(failed, life.ledger.open().failed().size());
    }

    @ParameterizedTest
    @CsvSource({"FAILED", "IN_FLIGHT"})
    void afterARestartWhatWasInFlightHasFailed(String state) throws IOException {
        life.bringTo(state);
        life.restart();
        assertEquals(List.of(), life.ledger.open().inFlight());
        assertEquals(List.of(MESSAGE), identities(life.ledger.open().failed()));
    }
}
