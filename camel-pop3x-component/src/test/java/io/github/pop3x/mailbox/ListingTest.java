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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.pop3x.client.Pop3Client;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.ledger.Decision;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.MemoryLedgerStore;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.selection.Baseline;
import io.github.pop3x.selection.IdempotentFilter;
import io.github.pop3x.selection.Triage;
import io.github.pop3x.testing.LatchedRepository;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/** Who the listed messages are, with UIDL, without, and without TOP; and what is done before any of them is routed. */
class ListingTest {

    private static final RetrySchedule RETRIES = new RetrySchedule(Duration.ofMillis(1));

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();
    private final DeliveryLedger ledger;

    ListingTest() throws IOException {
        ledger = new DeliveryLedger("alice@host", new MemoryLedgerStore(), Duration.ofDays(7), Clock.systemUTC());
    }

    private static String mail(String subject) {
        return "Message-ID: <" + subject + "@example.org>\nSubject: " + subject + "\n\nHello\n";
    }

    private Pop3Session openWithout(String... capabilities) throws IOException {
        server.answers(new ServerProfile().without(capabilities).mailbox("alice", "s3cret", maildrop));
        return Pop3Client.open(Pop3ClientOptions.builder(server.host(), CredentialsProvider.of("alice", "s3cret"))
                .tls(TlsMode.NONE)
                .port(server.port())
                .build());
    }

    private long headersAskedFor() {
        return maildrop.events().stream()
                .filter(event -> event.keyword().equals("TOP"))
                .count();
    }

    @Test
    void idsAreTheServersWhereItHasUidl() throws IOException {
        maildrop.add("a", mail("one")).add("b", mail("two"));
        try (Pop3Session session = openWithout()) {
            Listing listing = Listing.of(session);
            assertEquals("uidl", listing.maildrop().uidSource().word());
            assertEquals(
                    List.of("a", "b"),
                    identities(listing).stream().map(MessageIdentity::uid).toList());
            assertTrue(listing.isComplete());
            assertFalse(listing.isWithoutIdentity());
        }
        assertEquals(0, headersAskedFor());
    }

    private static List<MessageIdentity> identities(Listing listing) {
        return listing.entries().stream().map(ListedMessage::identity).toList();
    }

    @Test
    void withoutUidlTheHeaderIsTheIdentityInEverySession() throws IOException {
        maildrop.add("a", mail("one")).add("b", mail("two")).add("c", mail("two"));
        List<MessageIdentity> before;
        try (Pop3Session session = openWithout("UIDL")) {
            Listing listing = Listing.of(session);
            before = identities(listing);
            assertEquals("header", listing.maildrop().uidSource().word());
            ListedMessage first = listing.entries().get(0);
            assertEquals("header:" + first.header(), first.identity().uid());
            assertEquals(first.identity().uid(), first.message().uid());
            assertEquals(Set.copyOf(before), listing.identities());
            assertEquals(3, listing.identities().size(), "equals are counted");
            assertEquals(before.get(1).uid(), before.get(2).uid());
        }
        maildrop.remove("a");
        try (Pop3Session session = openWithout("UIDL")) {
            assertEquals(before.subList(1, 3), identities(Listing.of(session)));
        }
    }

    @Test
    void aServerThatAnnouncesUidlAndRefusesItIsNotTakenForOneWithout() throws IOException {
        maildrop.add("a", mail("one"));
        server.suffers(Misfortune.refuse("UIDL", "not now"));
        try (Pop3Session session = openWithout()) {
            assertThrows(IOException.class, () -> Listing.of(session));
        }
        try (Pop3Session session = openWithout()) {
            assertEquals("a", identities(Listing.of(session)).get(0).uid());
        }
    }

    @Test
    void aHeaderThatTheListingHasLookedAtIsNotAskedForAgain() throws IOException {
        maildrop.add("a", mail("one"));
        try (Pop3Session session = openWithout("UIDL")) {
            Listing listing = Listing.of(session);
            Triage triage = new Triage(session, ledger, new IdempotentFilter(new LatchedRepository(), "m"), RETRIES);
            triage.among(listing);
            assertEquals(listing.entries(), triage.toRoute());
        }
        assertEquals(1, headersAskedFor());
    }

    @Test
    void withoutTopEitherAnIdentityHoldsInItsSessionOnly() throws IOException {
        maildrop.add("a", mail("one")).add("b", mail("one"));
        try (Pop3Session session = openWithout("UIDL", "TOP")) {
            Listing listing = Listing.of(session);
            assertTrue(listing.isWithoutIdentity());
            assertEquals(2, new HashSet<>(listing.identities()).size());
            assertEquals("none", listing.maildrop().uidSource().word());
            assertThrows(IOException.class, () -> new Baseline().take(session, ledger, listing, () -> true));
        }
    }

    @Test
    void anEmptyMailboxIsWithoutNothing() throws IOException {
        try (Pop3Session session = openWithout("UIDL", "TOP")) {
            Listing listing = Listing.of(session);
            assertFalse(listing.isWithoutIdentity());
            new Baseline().take(session, ledger, listing, () -> true);
            assertTrue(ledger.baselineIsTaken());
        }
    }

    @Test
    void theBaselineIsTakenOnceAndWhatComesLaterIsRouted() throws IOException {
        maildrop.add("a", mail("one"));
        try (Pop3Session session = openWithout()) {
            new Baseline().take(session, ledger, Listing.of(session), () -> true);
        }
        maildrop.add("b", mail("two"));
        try (Pop3Session session = openWithout()) {
            Listing listing = Listing.of(session);
            new Baseline().take(session, ledger, listing, () -> true);
            Triage triage = new Triage(session, ledger, new IdempotentFilter(null, ""), RETRIES);
            triage.among(listing);
            assertEquals(listing.entries().subList(1, 2), triage.toRoute());
        }
        assertEquals(1, headersAskedFor());
    }

    @Test
    void aMessageSeenElsewhereIsSkippedAndNeverDeleted() throws IOException {
        LatchedRepository repository = new LatchedRepository();
        maildrop.add("a", mail("one")).add("b", mail("two"));
        try (Pop3Session session = openWithout()) {
            Listing listing = Listing.of(session);
            ListedMessage first = listing.entries().get(0);
            IdempotentFilter seen = new IdempotentFilter(repository, "alice@host");
            List<Fingerprint> headers = new ArrayList<>();
            TopHeaders.forEach(
                    session,
                    listing.entries(),
                    () -> true,
                    (entry, fields) -> headers.add(Fingerprint.of(fields.orElseThrow()::firstForDigest)),
                    entry -> fail("no header breaks the session"));
            seen.add(first.identity(), headers.get(0), Optional.empty());
            Triage triage = new Triage(session, ledger, seen, RETRIES);
            triage.among(listing);
            assertEquals(listing.entries().subList(1, 2), triage.toRoute());
            assertEquals(List.of(), triage.toDelete());
            assertEquals(Decision.KEEP, ledger.decide(first.identity(), RETRIES));
            long asked = headersAskedFor();
            new Triage(session, ledger, seen, RETRIES).among(listing);
            assertEquals(asked, headersAskedFor(), "it is asked once");
        }
    }

    @Test
    void withoutTopWhatWasSeenElsewhereIsNotBelieved() throws IOException {
        MemoryIdempotentRepository repository = new MemoryIdempotentRepository() {
            @Override
            public boolean contains(String key) {
                return true;
            }
        };
        maildrop.add("a", mail("one"));
        try (Pop3Session session = openWithout("TOP")) {
            Listing listing = Listing.of(session);
            IdempotentFilter seen = new IdempotentFilter(repository, "alice@host");
            Triage triage = new Triage(session, ledger, seen, RETRIES);
            triage.among(listing);
            assertEquals(listing.entries(), triage.toRoute());
            assertFalse(seen.isUnasked(listing.entries().get(0).identity()), "it is not tried again with each poll");
        }
    }
}
