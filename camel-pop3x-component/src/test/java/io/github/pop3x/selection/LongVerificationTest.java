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
package io.github.pop3x.selection;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.pop3x.client.Pop3Client;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.ledger.store.JournalLedgerStore;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.Listing;
import io.github.pop3x.testing.Answerer;
import io.github.pop3x.testing.DefaultAnswerer;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.ServerWire;
import io.github.pop3x.testing.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** A large known mailbox after a restart, on a server that takes 50 ms for each header and sessions that are shorter. */
class LongVerificationTest {

    private static final RetrySchedule RETRIES = new RetrySchedule(Duration.ofSeconds(1));
    private static final int KNOWN = Integer.getInteger("pop3x.known.messages", 2_000);
    private static final Duration A_HEADER = Duration.ofMillis(50);
    private static final int HEADERS_A_SESSION = Math.max(1, KNOWN / 6);
    private static final Duration HALF_OF_A_SESSION = A_HEADER.multipliedBy(HEADERS_A_SESSION);

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final VirtualTime time = new VirtualTime();
    private final Maildrop maildrop = new Maildrop();

    @TempDir
    Path home;

    private static DeliveryLedger newProcess(LedgerStore store) throws IOException {
        return new DeliveryLedger("alice@host", store, Duration.ofDays(7), Clock.systemUTC());
    }

    private Pop3Session open() throws IOException {
        ServerProfile profile = new ServerProfile().without("PIPELINING").mailbox("alice", "s3cret", maildrop);
        server.answers(() -> new SlowHeaders(new DefaultAnswerer(profile)));
        return Pop3Client.open(Pop3ClientOptions.builder(server.host(), CredentialsProvider.of("alice", "s3cret"))
                .tls(TlsMode.NONE)
                .port(server.port())
                .build());
    }

    private static List<String> uids(List<ListedMessage> messages) {
        return messages.stream().map(ListedMessage::uid).toList();
    }

    @Test
    void newMailIsThereAtOnceAndTheRestIsRecognizedSessionBySession() throws IOException {
        for (int i = 1; i <= KNOWN; i++) {
            maildrop.add("m" + i, "Message-ID: <" + i + "@example.org>\n\nHello\n");
        }
        try (Pop3Session session = open();
                JournalLedgerStore store = new JournalLedgerStore(home)) {
            new Baseline().take(session, newProcess(store), Listing.of(session), () -> true);
        }
        maildrop.add("new", "Subject: new\n\nHello\n");
        try (JournalLedgerStore store = new JournalLedgerStore(home)) {
            int sessions = sessionsUntilAllIsRecognized(newProcess(store));
            System.out.printf(
                    "%,d known messages at %d ms a header, %s a session for them: new mail before the first header, all"
                            + " recognized in %d sessions%n",
                    KNOWN, A_HEADER.toMillis(), HALF_OF_A_SESSION, sessions);
            assertEquals((KNOWN + HEADERS_A_SESSION - 1) / HEADERS_A_SESSION, sessions);
        }
    }

    private int sessionsUntilAllIsRecognized(DeliveryLedger ledger) throws IOException {
        int sessions = 0;
        boolean isLeft = true;
        while (isLeft) {
            sessions++;
            try (Pop3Session session = open()) {
                Instant begun = time.instant();
                Triage triage = new Triage(session, ledger, new IdempotentFilter(null, ""), RETRIES);
                triage.sort(Listing.of(session), () -> true);
                assertEquals(begun, time.instant(), "no header is needed to know what is new");
                assertEquals(List.of("new"), uids(triage.toRoute()));
                triage.verify(() -> Duration.between(begun, time.instant()).compareTo(HALF_OF_A_SESSION) < 0);
                assertEquals(List.of("new"), uids(triage.toRoute()));
                assertFalse(Duration.between(begun, time.instant()).compareTo(HALF_OF_A_SESSION) > 0);
                isLeft = triage.hasDoubtful();
            }
        }
        return sessions;
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
