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
package io.github.pop3x;

import java.util.List;
import java.util.Map;

import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.DropListing;
import io.github.pop3x.diagnosis.DiagnosisReport;
import io.github.pop3x.testing.route.ProducerSetting;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What each operation gives, and what it leaves behind. */
class ProducerOperationsTest extends ProducerSetting {

    private static final int OCTETS = 23;

    private static Pop3Message listed(int number) {
        return new Pop3Message(number, OCTETS, ALL.get(number - 1));
    }

    @Test
    void statCounts() {
        assertEquals(new DropListing(3, 3L * OCTETS), result("operation=stat", null, NO_HEADERS));
        assertEquals(List.of("LOGIN", "QUIT"), keywords());
    }

    @Test
    void listWithoutANameListsAllMessages() {
        assertEquals(List.of(listed(1), listed(2), listed(3)), result("operation=list", null, NO_HEADERS));
    }

    @Test
    void listOfOneGivesItsRecord() {
        assertEquals(listed(2), result("operation=list", "b", NO_HEADERS));
        assertEquals(List.of(listed(2)), result("operation=list", List.of("b"), NO_HEADERS));
    }

    @Test
    void uidlGivesNumbersAndUniqueIds() {
        assertEquals(
                List.of(new UniqueId(1, "a"), new UniqueId(2, "b"), new UniqueId(3, "c")),
                result("operation=uidl", null, NO_HEADERS));
        assertEquals(new UniqueId(3, "c"), result("operation=uidl", null, Map.of(Pop3xConstants.MESSAGE_NUMBER, 3)));
    }

    @Test
    void retrieveGivesTheMessageAsAConsumerWould() {
        Exchange exchange = exchange("operation=retrieve", "b", Map.of("kept", "yes"));
        assertEquals("Subject: b\r\n\r\nHello b\r\n", exchange.getMessage().getBody(String.class));
        assertEquals("b", exchange.getMessage().getHeader("Subject"));
        assertEquals("b", exchange.getMessage().getHeader(Pop3xConstants.UID));
        assertEquals(2, exchange.getMessage().getHeader(Pop3xConstants.MESSAGE_NUMBER));
        assertEquals((long) OCTETS, exchange.getMessage().getHeader(Pop3xConstants.SIZE));
        assertEquals(3, exchange.getMessage().getHeader(Pop3xConstants.COUNT));
        assertEquals("yes", exchange.getMessage().getHeader("kept"));
        assertEquals(List.of("LOGIN", "RETR", "QUIT"), keywords());
        assertEquals(ALL, maildrop.uids());
    }

    @Test
    void retrieveOfSeveralGivesMessages() {
        List<?> messages = (List<?>) result("operation=retrieve", List.of("c", 1), NO_HEADERS);
        assertEquals(
                List.of("Subject: c\r\n\r\nHello c\r\n", "Subject: a\r\n\r\nHello a\r\n"),
                messages.stream()
                        .map(one -> ((Message) one).getBody(String.class))
                        .toList());
        assertEquals(List.of("c", "a"), maildrop.retrievals());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void topReturnsTheHeaderAndTheRequestedLines(int lines) {
        maildrop.add("long", "Subject: long\n\none\ntwo\nthree\n");
        Exchange exchange = exchange("operation=top", "long", Map.of(Pop3xConstants.LINES, lines));
        assertEquals(
                "Subject: long\r\n\r\n" + (lines == 0 ? "" : "one\r\n"),
                exchange.getMessage().getBody(String.class));
        assertEquals(List.of("LOGIN", "TOP", "QUIT"), keywords());
    }

    @Test
    void topHasTheOptionForItsLines() {
        assertEquals(
                "Subject: a\r\n\r\nHello a\r\n",
                exchange("operation=top&topLines=5", 1, NO_HEADERS).getMessage().getBody(String.class));
    }

    @Test
    void deleteTellsWhatItDeleted() {
        assertEquals(
                new Removed(List.of(listed(3), listed(1))),
                result("operation=delete", List.of("c", "a", "c"), NO_HEADERS));
        assertEquals(List.of("b"), maildrop.uids());
        assertEquals(List.of("LOGIN", "DELE", "DELE", "QUIT"), keywords());
    }

    @Test
    void deleteAllDeletesAll() {
        assertEquals(
                new Removed(List.of(listed(1), listed(2), listed(3))),
                result("operation=deleteAll&confirm=true", "whatever", NO_HEADERS));
        assertEquals(List.of(), maildrop.uids());
        assertEquals(new Removed(List.of()), result("operation=deleteAll&confirm=true", null, NO_HEADERS));
    }

    @Test
    void capaTellsWhatTheServerCan() {
        Capabilities capabilities = assertInstanceOf(Capabilities.class, result("operation=capa", null, NO_HEADERS));
        assertTrue(capabilities.has("UIDL"));
    }

    @Test
    void noopAndVerifyReportThatTheMailboxIsAvailable() {
        Reached reached = assertInstanceOf(Reached.class, result("operation=verify", null, NO_HEADERS));
        assertEquals("alice@127.0.0.1:" + server.port(), reached.mailbox());
        assertEquals("127.0.0.1:" + server.port(), reached.server());
        assertEquals(TlsMode.NONE, reached.protection());
        assertTrue(reached.roundTrip().isZero());
        reached = assertInstanceOf(Reached.class, result("operation=noop", null, NO_HEADERS));
        assertFalse(reached.roundTrip().isZero());
        assertFalse(reached.toString().contains("s3cret"));
    }

    @Test
    void diagnoseExaminesAndChangesNothing() {
        DiagnosisReport report =
                assertInstanceOf(DiagnosisReport.class, result("operation=diagnose", null, NO_HEADERS));
        assertTrue(report.failure().isEmpty(), report::toText);
        assertTrue(report.endpointUri().isPresent());
        assertFalse(keywords().contains("DELE"));
        assertEquals(ALL, maildrop.uids());
    }

    @Test
    void theHeaderGoesBeforeTheOptionInAnyLetterCase() {
        assertInstanceOf(DropListing.class, result("operation=list", null, Map.of(Pop3xConstants.OPERATION, "STAT")));
        assertInstanceOf(Removed.class, result("confirm=true", null, Map.of(Pop3xConstants.OPERATION, "DeleteAll")));
        assertInstanceOf(DropListing.class, result("", null, Map.of(Pop3xConstants.OPERATION, Pop3xOperation.STAT)));
    }

    @Test
    void anEmptyMaildropHasNothing() {
        ALL.forEach(maildrop::remove);
        assertEquals(new DropListing(0, 0), result("operation=stat", null, NO_HEADERS));
        assertEquals(List.of(), result("operation=list", null, NO_HEADERS));
        assertEquals(List.of(), result("operation=uidl", "", NO_HEADERS));
    }
}
