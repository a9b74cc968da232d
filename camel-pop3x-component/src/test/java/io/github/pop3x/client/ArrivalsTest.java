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
package io.github.pop3x.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.testing.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who listens to a listing hears of what it then holds, in its order, and before it is whole. */
class ArrivalsTest {

    private static final String UNENDED = """
            C: UIDL
            S: +OK
            S: 1 a
            S: 2 b
            S: .
            C: LIST
            S: +OK
            S: 1 10
            C! close
            """;
    private static final String QUIT = """
            C: QUIT
            S: +OK bye
            """;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Heard heard = new Heard();

    private static class Heard implements MaildropListing.Observer {
        final List<Integer> expected = new ArrayList<>();
        final List<Pop3Message> messages = new ArrayList<>();

        @Override
        public void expect(int most) {
            assertEquals(List.of(), messages);
            expected.add(most);
        }

        @Override
        public void listed(Pop3Message message) {
            messages.add(message);
        }
    }

    private Pop3Session open(String afterLogin) throws IOException {
        server.plays(Dialogue.LOGIN + afterLogin);
        return Dialogue.open(server);
    }

    private static String listings(String ids, String scan) {
        return "C: UIDL\n%sC: LIST\n%s".formatted(lines(ids), lines(scan));
    }

    private static String lines(String listing) {
        StringBuilder lines = new StringBuilder("S: +OK\n");
        for (String line : listing.split(", ")) {
            lines.append("S: ").append(line).append('\n');
        }
        return lines.append("S: .\n").toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 10, 2 20, 3 30", "3 30, 1 10, 2 20", "2 20, 3 30, 9 90", "7 70, 5 50", "9 90"})
    void eachMessageThatBothListingsKnowIsToldOfInTheOrderOfList(String scan) throws IOException {
        Pop3Session pop = open(listings("1 a, 2 b, 3 c, 4 d, 5", scan) + QUIT);
        MaildropListing listing = pop.messages(heard);
        assertEquals(listing, heard.messages);
        assertTrue(listing.hasUids());
        assertEquals(List.of(4), heard.expected, "those with an id");
        pop.quit();
    }

    @Test
    void inTheFlightOfBothListingsTheIdsAreKnownToo() throws IOException {
        String announces = """
            C: CAPA
            S: +OK
            S: UIDL
            S: PIPELINING
            S: .
            """;
        server.plays("S: +OK ready\n" + announces + """
            C: USER alice
            S: +OK
            C: PASS s3cret
            S: +OK
            """ + announces + listings("1 a, 2 a", "1 10, 2 10") + QUIT);
        Pop3Session pop = Dialogue.open(server);
        pop.messages(heard);
        assertEquals(List.of(new Pop3Message(1, 10, "a"), new Pop3Message(2, 10, "a")), heard.messages);
        pop.quit();
    }

    @Test
    void ofAnEmptyMaildropNothingIsTold() throws IOException {
        Pop3Session pop = open("C: UIDL\nS: +OK\nS: .\nC: LIST\nS: +OK\nS: .\n" + QUIT);
        assertTrue(pop.messages(heard).hasUids());
        assertEquals(List.of(), heard.messages);
        assertEquals(List.of(0), heard.expected);
        pop.quit();
    }

    @Test
    void withoutUidlNothingIsTold() throws IOException {
        Pop3Session pop = open("C: UIDL\nS: -ERR what?\nC: LIST\n" + lines("1 10") + QUIT);
        MaildropListing listing = pop.messages(heard);
        assertEquals(List.of(new Pop3Message(1, 10, "")), listing);
        assertFalse(listing.hasUids());
        assertEquals(List.of(), heard.messages);
        assertEquals(List.of(), heard.expected);
        pop.quit();
    }

    @Test
    void ofARefusedListingNothingIsTold() throws IOException {
        Pop3Session pop = open("C: UIDL\n" + lines("1 a") + """
            C: LIST
            S: -ERR not now
            C: STAT
            S: +OK 1 10
            """ + QUIT);
        assertThrows(Pop3CommandException.class, () -> pop.messages(heard));
        assertEquals(List.of(), heard.messages);
        pop.quit();
    }

    @Test
    void nothingIsToldToThoseWhoHaveBeenToldOfAFailure() throws IOException {
        Pop3Session pop = open("C: UIDL\nS: -ERR [SYS/TEMP] try later\nC: LIST\n" + lines("1 10") + QUIT);
        assertThrows(Pop3CommandException.class, () -> pop.messages(heard));
        pop.quit();
        assertEquals(List.of(), heard.messages);
    }

    @Test
    void aListingThatBreaksHasBeenToldOfInPart() throws IOException {
        try (Pop3Session pop =
                open(UNENDED.replace("C! close", "S: 1 10\nS: .\nC! close").replace("S: 2 b", "S: 3 b"))) {
            assertThrows(Pop3ProtocolException.class, () -> pop.messages(heard));
            assertEquals(2, heard.messages.size(), "told twice, and void");
        }
    }

    @Test
    void noMoreAreToldOfThanHaveAnIdHoweverOftenOneIsListed() throws IOException {
        String again = "S: 1 10\n".repeat(1_000);
        try (Pop3Session pop = open(UNENDED.replace("C! close", again + "S: .\nC! close"))) {
            assertThrows(Pop3ProtocolException.class, () -> pop.messages(heard));
            assertEquals(2, heard.messages.size());
        }
    }

    @Test
    void whatTheObserverThrowsEndsTheSessionBeforeTheListingIsWhole() throws IOException {
        try (Pop3Session pop = open(UNENDED)) {
            IllegalArgumentException failure = new IllegalArgumentException("full");
            MaildropListing.Observer failing = message -> {
                throw failure;
            };
            assertSame(failure, assertThrows(IllegalArgumentException.class, () -> pop.messages(failing)));
            Pop3ProtocolException dead = assertThrows(Pop3ProtocolException.class, pop::noop);
            assertTrue(dead.getMessage().contains("an answer was given up at its line 1"), dead::getMessage);
            assertThrows(Pop3ProtocolException.class, pop::quit);
        }
    }

    @Test
    void whatTheObserverThrowsBeforeTheFirstMessageLeavesTheSessionAlive() throws IOException {
        Pop3Session pop = open(listings("1 a", "1 10") + QUIT);
        MaildropListing.Observer failing = new Heard() {
            @Override
            public void expect(int most) {
                throw new IllegalStateException("no room for " + most);
            }
        };
        assertThrows(IllegalStateException.class, () -> pop.messages(failing));
        pop.quit();
    }

    @Test
    void theSessionCannotBeAskedWhileItIsAnswered() throws IOException {
        try (Pop3Session pop = open(UNENDED)) {
            List<Throwable> misuse = new ArrayList<>();
            RuntimeException enough = new RuntimeException("enough");
            MaildropListing.Observer asking = message -> {
                misuse.add(assertThrows(IllegalStateException.class, () -> pop.retrieve(message)));
                misuse.add(assertThrows(IllegalStateException.class, pop::quit));
                PendingReply<MessageStream> noted = pop.pipeline().retrieve(message.number());
                misuse.add(assertThrows(IllegalStateException.class, pop.pipeline()::flush));
                misuse.add(assertThrows(IllegalStateException.class, noted::get));
                throw enough;
            };
            assertSame(enough, assertThrows(RuntimeException.class, () -> pop.messages(asking)));
            assertEquals(4, misuse.size());
            misuse.forEach(thrown -> assertEquals("the answer to LIST is not read to its end", thrown.getMessage()));
            assertInstanceOf(IOException.class, assertThrows(IOException.class, pop::noop));
        }
    }
}
