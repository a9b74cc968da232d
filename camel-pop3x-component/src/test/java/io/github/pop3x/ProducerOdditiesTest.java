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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.route.ProducerSetting;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Listings, mails and numbers of them that are out of the ordinary. */
class ProducerOdditiesTest extends ProducerSetting {

    private static final String ODD = "+OK this is a mail\r\n\r\nand no answer\r\n";

    @TempDir
    Path spool;

    private List<String> retrieved(Object names) {
        return ((List<?>) result("operation=retrieve", names, NO_HEADERS))
                .stream().map(one -> ((Message) one).getBody(String.class)).toList();
    }

    private static String mail(String uid) {
        return "Subject: " + uid + "\r\n\r\nHello " + uid + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "uidl", "deleteAll&confirm=true"})
    void aRefusedListingOfUniqueIdsIsNotTakenForNone(String operation) {
        server.suffers(Misfortune.refuse("UIDL", "not now"));
        assertThat(failure(IOException.class, "operation=" + operation, null, NO_HEADERS))
                .hasMessageContaining("refused UIDL although it supports it");
        assertEquals(ALL, maildrop.uids());
    }

    @Test
    void aMessageThatHasNoUniqueIdYetIsLeftOut() {
        server.alwaysSuffers(Misfortune.answers("UIDL", "+OK\r\n1 a\r\n3 c\r\n."));
        assertEquals(List.of(new UniqueId(1, "a"), new UniqueId(3, "c")), result("operation=uidl", null, NO_HEADERS));
        failure(Pop3xNoSuchMessageException.class, "operation=uidl", List.of(2), NO_HEADERS);
        assertEquals(2, ((Removed) result("operation=deleteAll&confirm=true", null, NO_HEADERS)).count());
        assertEquals(List.of("b"), maildrop.uids());
    }

    @Test
    void aMailThatBeginsLikeAnAnswerIsAMail() {
        maildrop.add("odd", ODD);
        assertEquals(List.of(mail("c"), ODD, mail("a")), retrieved(List.of("c", "odd", "a")));
    }

    @Test
    void aStrayLineIsPartOfNoMail() {
        server.suffers(Misfortune.extraLineAfter("RETR 1", "+OK stray"));
        assertEquals(List.of(mail("a"), mail("b"), mail("c")), retrieved(ALL));
    }

    @Test
    void aMailThatBeginsLikeAnAnswerIsNotBelievedOutOfStep() {
        maildrop.add("odd", ODD);
        server.suffers(Misfortune.extraLineAfter("RETR 4", "+OK stray"));
        assertThat(failure(IOException.class, "operation=retrieve", "odd", NO_HEADERS))
                .hasMessageContaining("out of step");
    }

    @Test
    void aMessageThatIsTooLargeIsNotAskedFor() {
        maildrop.add("large", "Subject: large\n\n" + "0123456789\n".repeat(100));
        String limited = "maxMessageSize=100&oversize=headers&operation=";
        Pop3xOversizeException large =
                failure(Pop3xOversizeException.class, limited + "retrieve", List.of("a", "large"), NO_HEADERS);
        assertThat(large).hasMessageContaining("message large").hasMessageContaining("maxMessageSize=100");
        assertEquals("large", large.getUid());
        assertEquals(List.of("LOGIN"), keywords());
        result(limited + "retrieve", "a", NO_HEADERS);
        result(limited + "top", "large", Map.of(Pop3xConstants.LINES, 0));
        result(limited + "delete", "large", NO_HEADERS);
        assertEquals(ALL, maildrop.uids());
    }

    @Test
    void manyAreMarkedInBurstsAndNoFurtherThanARefusal() {
        for (int i = 4; i <= 2500; i++) {
            maildrop.add("m" + i, "Subject: m\n\nHello\n");
        }
        server.suffers(Misfortune.refuse("DELE 1500", "locked by a filter"));
        assertNotNull(
                exchange("operation=deleteAll&confirm=true", null, NO_HEADERS).getException());
        server.awaitIdle();
        assertEquals(1999, keywords().stream().filter("DELE"::equals).count());
        assertEquals(2500, maildrop.uids().size());
        server.suffers();
        assertEquals(2500, ((Removed) result("operation=deleteAll&confirm=true", null, NO_HEADERS)).count());
    }

    @Test
    void anErrorOfABindingLeavesNothingInTheSpool() throws IOException {
        AtomicInteger bound = new AtomicInteger();
        context.getRegistry().bind("failing", (Pop3xBinding) (exchange, mail) -> {
            if (bound.incrementAndGet() == 2) {
                throw new NoClassDefFoundError("of a library");
            }
            exchange.getIn().setBody(mail.body());
        });
        String options = "operation=retrieve&binding=#failing&spoolThreshold=1&spoolDirectory=" + spool;
        assertThrows(NoClassDefFoundError.class, () -> exchange(options, ALL, NO_HEADERS));
        try (Stream<Path> files = Files.walk(spool)) {
            assertThat(files.filter(file -> file.toString().endsWith(".octets")))
                    .isEmpty();
        }
    }

    @Test
    void octetsThatABindingCannotReadAreAnIOException() {
        context.getRegistry().bind("failing", (Pop3xBinding) (exchange, mail) -> {
            throw new IOException("cannot read");
        });
        assertThat(failure(IOException.class, "operation=retrieve&binding=#failing", "a", NO_HEADERS))
                .hasMessage("cannot read");
    }

    @ParameterizedTest
    @CsvSource({
        "list, LIST, 1 20|2 x|3 20, 1",
        "list, UIDL, 1 a|x b|0 c, 2",
        "uidl, UIDL, 1 a|2|3 c, 1",
        "uidl, LIST, 1 20|2 20|3 20, 0",
        "deleteAll&confirm=true, UIDL, 1 a|2 b|3, 1"
    })
    void anOperationTellsHowManyEntriesItHasLeftOut(String operation, String command, String entries, int leftOut) {
        String lines = String.join("\r\n", entries.split("\\|"));
        server.suffers(Misfortune.answers(command, "+OK\r\n" + lines + "\r\n."));
        Exchange done = exchange("operation=" + operation, null, NO_HEADERS);
        assertNull(done.getException());
        assertEquals(leftOut, done.getMessage().getHeader(Pop3xConstants.LEFT_OUT));
    }
}
