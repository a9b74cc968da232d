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
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.pop3x.ledger.MessageLife.HEADER;
import static io.github.pop3x.ledger.MessageLife.MESSAGE;
import static io.github.pop3x.ledger.MessageLife.RETRIES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A full disk keeps routes from starting, and nothing from being remembered. */
class LedgerStoreFailureTest {

    private static final MessageIdentity OTHER = new MessageIdentity("b", 7, 0);

    private final MessageLife life = new MessageLife();

    private void breaksDuring(String event) {
        life.store.breakDown();
        assertThrows(IOException.class, () -> life.happens(event));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "FAILED", "DELIVERED", "CONFIRMED"})
    void anUnwrittenStartLeavesTheEntryUnchanged(String from) throws IOException {
        life.bringTo(from);
        Optional<LedgerEntry> before = life.ledger.entry(MESSAGE);
        life.happens("take");
        breaksDuring("start");
        assertEquals(from, life.where());
        assertEquals(before, life.ledger.entry(MESSAGE));
        life.store.recover();
        assertEquals(before, Optional.ofNullable(life.saved()));
        assertTrue(life.ledger.take(MESSAGE));
        assertEquals(before.map(LedgerEntry::attempts).orElse(0) + 1, life.ledger.start(MESSAGE, HEADER));
    }

    @Test
    void aStartThatCannotBeWrittenProvesNothing() throws IOException {
        life.bringTo("DELIVERED");
        life.restart();
        life.happens("take");
        breaksDuring("start");
        assertEquals(Decision.VERIFY, life.decision());
    }

    @ParameterizedTest
    @CsvSource({
        "TAKEN,       unretrieved, FAILED,      LATER",
        "IN_FLIGHT,   keep,        KEPT,        KEEP",
        "IN_FLIGHT,   deliver,     DELIVERED,   DELETE",
        "IN_FLIGHT,   fail,        FAILED,      LATER",
        "DELIVERED,   sent,        DELETE_SENT, DELETE",
        "DELETE_SENT, refused,     DELIVERED,   DELETE",
        "DELETE_SENT, confirm,     CONFIRMED,   VERIFY",
        "DELETE_SENT, missing,     CONFIRMED,   VERIFY",
        "CONFIRMED,   recognize,   DELETE_SENT, DELETE",
    })
    void anUnwrittenChangeIsWrittenWithTheNextChange(String from, String event, String to, Decision then)
            throws IOException {
        life.bringTo(from);
        LedgerEntry before = life.saved();
        breaksDuring(event);
        assertEquals(to, life.where());
        assertEquals(then, life.decision());
        assertEquals(before, life.saved());
        life.store.recover();
        life.ledger.retrievalFailed(OTHER);
        assertEquals(life.ledger.entry(MESSAGE), Optional.of(life.saved()));
    }

    @Test
    void theNextStartWritesItToo() throws IOException {
        life.bringTo("IN_FLIGHT");
        breaksDuring("deliver");
        life.store.recover();
        life.ledger.take(OTHER);
        life.ledger.start(OTHER, HEADER);
        assertEquals(EntryState.DELIVERED, life.saved().state());
    }

    @Test
    void itsOwnNextStartIsTheLastWord() throws IOException {
        life.bringTo("IN_FLIGHT");
        breaksDuring("fail");
        life.store.recover();
        life.happens("take");
        life.happens("start");
        assertEquals(EntryState.IN_FLIGHT, life.saved().state());
        assertEquals(2, life.saved().attempts());
    }

    @Test
    void theNextListingWritesItThoughNothingElseChanged() throws IOException {
        life.bringTo("IN_FLIGHT");
        breaksDuring("deliver");
        life.store.recover();
        life.happens("listed");
        assertEquals(EntryState.DELIVERED, life.saved().state());
    }

    @Test
    void aDeliveredMessageIsDeletedThoughTheStoreFails() throws IOException {
        life.bringTo("IN_FLIGHT");
        breaksDuring("deliver");
        assertTrue(life.ledger.wantsDelete(MESSAGE));
        assertThrows(IOException.class, () -> life.happens("sent"));
        assertThrows(IOException.class, () -> life.happens("confirm"));
        assertEquals("CONFIRMED", life.where());
        life.store.recover();
        life.happens("missing");
        assertEquals(EntryState.CONFIRMED, life.saved().state());
    }

    @Test
    void aMessageRecognizedUnderAnotherSizeIsNotLost() throws IOException {
        MessageIdentity larger = new MessageIdentity(MESSAGE.uid(), 121, 0);
        life.bringTo("KEPT");
        life.ledger.observe(List.of(larger));
        life.store.breakDown();
        assertThrows(IOException.class, () -> life.ledger.recognize(larger, HEADER));
        assertEquals(Decision.KEEP, life.ledger.decide(larger, RETRIES));
        life.store.recover();
        life.ledger.observe(List.of(larger));
        assertEquals(EntryState.DELIVERED, life.store.saved(larger).state());
    }

    @Test
    void aListingIsTakenNoteOfThoughNothingCanBeForgotten() throws IOException {
        life.bringTo("KEPT");
        life.ledger.retrievalFailed(OTHER);
        life.ledger.observe(List.of(MESSAGE));
        life.clock.pass(MessageLife.FORGET_AFTER);
        breaksDuring("missing");
        assertEquals(2, life.ledger.size());
        assertEquals(
                life.clock.millis(), life.ledger.entry(MESSAGE).orElseThrow().goneSince());
        life.store.recover();
        life.happens("missing");
        assertNull(life.store.saved(OTHER));
        assertEquals(life.clock.millis(), life.saved().goneSince());
    }
}
