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
package io.github.pop3x.mailbox;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.pop3x.client.Pop3Client;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.RecordedIds;
import io.github.pop3x.testing.Answerer;
import io.github.pop3x.testing.DefaultAnswerer;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.ServerWire;
import io.github.pop3x.testing.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A mailbox without UIDL, with more messages than one session has time to look at, 50 ms a header. The time is virtual.
 * {@code -Dpop3x.known.messages} sets how many messages there are.
 */
class HeaderRoundsTest {

    private static final int MESSAGES = Integer.getInteger("pop3x.known.messages", 2_000);
    private static final Duration A_HEADER = Duration.ofMillis(50);
    private static final int HEADERS_A_SESSION = Math.max(1, MESSAGES / 6);
    private static final int SIZES = MESSAGES / 4;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final VirtualTime time = new VirtualTime();
    private final Maildrop maildrop = new Maildrop();
    private final HeaderRounds rounds = new HeaderRounds();

    /** The number of a message at whose TOP the server hangs up, or 0. */
    private int poison;

    private void fill() {
        for (int i = 1; i <= MESSAGES; i++) {
            maildrop.add("m" + i, "Message-ID: <%09d@example.org>\n\n%s\n".formatted(i, "y".repeat(i % SIZES)));
        }
    }

    private Pop3Session open() throws IOException {
        ServerProfile profile =
                new ServerProfile().without("PIPELINING", "UIDL").mailbox("alice", "s3cret", maildrop);
        server.answers(() -> new SlowHeaders(new DefaultAnswerer(profile)));
        return Pop3Client.open(Pop3ClientOptions.builder(server.host(), CredentialsProvider.of("alice", "s3cret"))
                .tls(TlsMode.NONE)
                .port(server.port())
                .build());
    }

    /** What one session lists that has time for so many headers. */
    private Listing list(int headers) throws IOException {
        try (Pop3Session session = open()) {
            Instant begun = time.instant();
            Duration limit = A_HEADER.multipliedBy(headers);
            return Listing.of(
                    session,
                    RecordedIds.NONE,
                    rounds,
                    () -> Duration.between(begun, time.instant()).compareTo(limit) < 0);
        }
    }

    @Test
    void eachSessionGoesOnWhereTheOneBeforeItEndedAndNewMailComesFirst() throws IOException {
        fill();
        Set<MessageIdentity> listed = new HashSet<>();
        int sessions = 0;
        do {
            Listing part = list(HEADERS_A_SESSION);
            sessions++;
            assertTrue(part.entries().size() <= HEADERS_A_SESSION);
            assertFalse(part.isComplete(), "nothing counts as gone");
            assertTrue(rounds.isPart());
            listed.addAll(part.identities());
        } while (rounds.left() > 0 && sessions < 20);
        System.out.printf(
                "%,d messages without UIDL at %d ms a header, %,d headers a session: all seen in %d sessions%n",
                MESSAGES, A_HEADER.toMillis(), HEADERS_A_SESSION, sessions);
        assertEquals(MESSAGES, listed.size());
        assertTrue(sessions <= 8, () -> "all messages were seen");

        maildrop.add("new", "Message-ID: <new@example.org>\n\nHello\n");
        Listing next = list(1);
        assertEquals(1, next.entries().size());
        assertEquals(MESSAGES + 1, next.entries().get(0).message().number());
    }

    @Test
    void messagesOfOneSizeAreLookedAtInOneSessionSoThatTwinsAreToldApart() throws IOException {
        fill();
        maildrop.add("twin 1", "Message-ID: <twin@example.org>\n\n" + "z".repeat(2 * SIZES) + "\n");
        for (int i = 0; i < MESSAGES; i++) {
            maildrop.add(
                    "more " + i, "Message-ID: <more %09d@example.org>\n\n%s\n".formatted(i, "y".repeat(i % SIZES)));
        }
        maildrop.add("twin 2", "Message-ID: <twin@example.org>\n\n" + "z".repeat(2 * SIZES) + "\n");
        Listing first = list(1);
        assertEquals(
                List.of(0, 1),
                first.entries().stream()
                        .map(entry -> entry.identity().occurrence())
                        .toList());
    }

    @Test
    void aMessageThatBreaksTheSessionIsPassedOver() throws IOException {
        fill();
        poison = MESSAGES;
        assertThrows(IOException.class, () -> list(MESSAGES));
        Listing next = list(MESSAGES);
        assertFalse(next.isComplete());
        assertTrue(next.entries().size() > 0);
        assertTrue(next.entries().stream().noneMatch(entry -> entry.message().number() == poison));
    }

    @Test
    void aSmallMailboxIsLookedAtWholeInOneSession() throws IOException {
        maildrop.add("a", "Message-ID: <a@example.org>\n\nHello\n").add("b", "Message-ID: <b@example.org>\n\nHello\n");
        for (int session = 0; session < 3; session++) {
            Listing listing = list(10);
            assertTrue(listing.isComplete());
            assertEquals(2, listing.entries().size());
            assertFalse(rounds.isPart());
        }
    }

    /** Lets the time of a header pass. */
    private final class SlowHeaders implements Answerer {
        private final Answerer right;

        SlowHeaders(Answerer right) {
            this.right = right;
        }

        @Override
        public void greet(ServerWire wire) throws IOException {
            right.greet(wire);
        }

        @Override
        public boolean answer(String command, ServerWire wire) throws IOException {
            if (command.startsWith("TOP ")) {
                time.pass(A_HEADER);
                if (command.equals("TOP " + poison + " 0")) {
                    return false;
                }
            }
            return right.answer(command, wire);
        }

        @Override
        public void loggedIn() {
            right.loggedIn();
        }

        @Override
        public void abandon() {
            right.abandon();
        }
    }
}
