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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What an operator may do about a message, by its unique id. */
class LedgerByUidTest {

    private final MessageLife life = new MessageLife();

    private List<LedgerEntry> entries() {
        return life.ledger.entries(MessageLife.MESSAGE.uid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "KEPT", "DELIVERED", "DELETE_SENT", "CONFIRMED", "PASSED"})
    void aForgottenMessageIsNewAgain(String state) throws IOException {
        life.bringTo(state);
        assertEquals(1, entries().size());
        assertTrue(life.ledger.forget(MessageLife.MESSAGE));
        assertEquals(List.of(), entries());
        assertFalse(life.ledger.forget(MessageLife.MESSAGE));
        assertTrue(life.ledger.take(MessageLife.MESSAGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "TAKEN", "IN_FLIGHT"})
    void aMessageInFlightIsNotForgotten(String state) throws IOException {
        life.bringTo(state);
        int before = entries().size();
        assertFalse(life.ledger.forget(MessageLife.MESSAGE));
        assertEquals(before, entries().size());
    }

    @Test
    void anotherUniqueIdHasNoEntry() throws IOException {
        life.bringTo("KEPT");
        assertEquals(List.of(), life.ledger.entries("another"));
    }
}
