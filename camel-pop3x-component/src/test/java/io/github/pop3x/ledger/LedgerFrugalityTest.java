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

import static io.github.pop3x.ledger.MessageLife.HEADER;
import static io.github.pop3x.ledger.MessageLife.MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** What did not change is not written, and the disk is not asked for what it has. */
class LedgerFrugalityTest {

    private final MessageLife life = new MessageLife();

    @ParameterizedTest
    @ValueSource(strings = {"KEPT", "DELIVERED", "DELETE_SENT"})
    void aMessageThatIsRecognizedIsNotWrittenAgain(String state) throws IOException {
        life.bringTo(state);
        life.restart();
        int written = life.store.writes();
        life.ledger.recognize(MESSAGE, HEADER);
        assertEquals(written, life.store.writes());
    }

    @Test
    void aPollThatFindsNothingNewWritesNothingAndSyncsNothing() throws IOException {
        life.bringTo("KEPT");
        life.ledger.deleteSent(List.of());
        int written = life.store.writes();
        int synced = life.store.syncs();
        life.happens("listed");
        life.ledger.deleteSent(List.of());
        assertEquals(written, life.store.writes());
        assertEquals(synced, life.store.syncs());
    }

    @Test
    void aSyncThatFailedIsDoneAgain() throws IOException {
        life.bringTo("DELIVERED");
        life.happens("sent");
        int synced = life.store.syncs();
        life.happens("refused");
        life.ledger.deleteSent(List.of());
        assertEquals(synced + 1, life.store.syncs());
    }
}
