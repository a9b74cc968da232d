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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.pop3x.client.MaildropListing;
import io.github.pop3x.client.Pop3Client;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.MemoryLedgerStore;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.testing.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/**
 * A listing that is built while the server lists is the one that is built when all of it has come: of any numbers in any
 * order, of few ids for many messages, of messages that only one of UIDL and LIST knows. {@code -Dpop3x.seed} chooses
 * other listings.
 */
class Pop3xListingArrivalTest {

    private static final long SEED = Long.getLong("pop3x.seed", 1939);
    private static final int MAILDROPS = 200;
    private static final int MOST = 40;
    private static final String LOGIN = """
            S: +OK ready
            C: CAPA
            S: -ERR what?
            C: AUTH
            S: -ERR what?
            C: USER alice
            S: +OK
            C: PASS s3cret
            S: +OK
            """;
    private static final String QUIT = "C: QUIT\nS: +OK bye\n";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final DeliveryLedger ledger;

    Pop3xListingArrivalTest() throws IOException {
        ledger = new DeliveryLedger("alice@host", new MemoryLedgerStore(), Duration.ZERO, Clock.systemUTC());
    }

    private Pop3Session open(String afterLogin) throws IOException {
        server.plays(LOGIN + afterLogin);
        return Pop3Client.open(Pop3ClientOptions.builder(server.host(), CredentialsProvider.of("alice", "s3cret"))
                .tls(TlsMode.NONE)
                .port(server.port())
                .build());
    }

    /** Seen as a whole, one message after the other: each is told from its equals by how many came before it. */
    private static Pop3xListing whole(MaildropListing listing) {
        List<ListedMessage> entries = new ArrayList<>();
        for (int i = 0; i < listing.size(); i++) {
            Pop3Message message = listing.get(i);
            long before = listing.subList(0, i).stream()
                    .filter(other -> other.uid().equals(message.uid()) && other.size() == message.size())
                    .count();
            MessageIdentity identity = new MessageIdentity(message.uid(), message.size(), (int) before);
            entries.add(new ListedMessage(message, identity));
        }
        return new Pop3xListing(
                entries,
                new HashSet<>(entries.stream().map(ListedMessage::identity).toList()),
                new Maildrop(listing.size(), listing.octets(), UidSource.UIDL),
                true,
                entries.isEmpty());
    }

    @Test
    void itIsTheListingThatIsBuiltWhenAllHasCome() throws IOException {
        Random random = new Random(SEED);
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < MAILDROPS; i++) {
            said.append(maildrop(random).repeat(2));
        }
        Pop3Session session = open(said + QUIT);
        for (int i = 0; i < MAILDROPS; i++) {
            Pop3xListing built = Pop3xListing.of(session, ledger);
            Pop3xListing expected = whole(session.messages());
            int number = i;
            assertEquals(expected, built, () -> "maildrop " + number + " with -Dpop3x.seed=" + SEED);
        }
        session.quit();
    }

    private static String maildrop(Random random) {
        int most = random.nextInt(MOST);
        int ids = 1 + random.nextInt(MOST);
        int sizes = 1 + random.nextInt(3);
        String uidl = numbers(random, most)
                .map(number -> "S: " + number + " id" + random.nextInt(ids) + "\n")
                .collect(Collectors.joining());
        String list = numbers(random, most)
                .map(number -> "S: " + number + " " + (100 + random.nextInt(sizes)) + "\n")
                .collect(Collectors.joining());
        return "C: UIDL\nS: +OK\n%sS: .\nC: LIST\nS: +OK\n%sS: .\n".formatted(uidl, list);
    }

    /** All up to a number, or most of them; counting up, or in any order. */
    private static Stream<Integer> numbers(Random random, int most) {
        boolean all = random.nextBoolean();
        List<Integer> numbers = IntStream.rangeClosed(1, most)
                .boxed()
                .filter(number -> all || random.nextInt(4) > 0)
                .collect(Collectors.toCollection(ArrayList::new));
        if (random.nextBoolean()) {
            Collections.shuffle(numbers, random);
        }
        return numbers.stream();
    }

    @Test
    void aNumberThatIsListedTwiceBreaksTheSessionAndNoListingIsLeft() throws IOException {
        try (Pop3Session session = open("""
            C: UIDL
            S: +OK
            S: 1 a
            S: 2 b
            S: .
            C: LIST
            S: +OK
            S: 2 20
            S: 1 10
            S: 2 20
            S: .
            C! close
            """)) {
            IOException broken = assertThrows(IOException.class, () -> Pop3xListing.of(session, ledger));
            assertEquals("message number 2 is listed twice", broken.getCause().getMessage());
        }
    }
}
