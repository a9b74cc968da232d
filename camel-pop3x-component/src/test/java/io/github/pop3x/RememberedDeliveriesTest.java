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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.pop3x.ledger.store.JournalLedgerStore;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a route remembers of its deliveries, in this process and in the next: a new context on the same journal. */
class RememberedDeliveriesTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path home;

    private final Maildrop maildrop = new Maildrop();

    private static void nothing(Exchange exchange) {}

    private static String mail(String subject) {
        return "Message-ID: <" + subject + "@example.org>\nSubject: " + subject + "\n\nHello\n";
    }

    private PolledRoute route(String options) throws Exception {
        return route(options, RememberedDeliveriesTest::nothing);
    }

    private PolledRoute route(String options, Processor processor) throws Exception {
        server.answers(maildrop);
        return PolledRoute.from(server, options, processor);
    }

    private String journal(String options) {
        return "ledger=journal:" + home.resolve("ledger") + options;
    }

    private List<String> keywords() {
        return maildrop.events().stream().map(Maildrop.Event::keyword).toList();
    }

    @Test
    void anotherProcessRoutesNothingThatTheJournalKnows() throws Exception {
        maildrop.add("a", mail("a")).add("b", mail("b"));
        try (PolledRoute route = route(journal(""))) {
            assertEquals(2, route.poll());
        }
        maildrop.add("c", mail("c"));
        try (PolledRoute route = route(journal(""))) {
            assertEquals(1, route.poll());
            assertEquals(List.of("c"), route.takeUids());
            assertEquals(0, route.poll());
        }
        long headers = keywords().stream().filter("TOP"::equals).count();
        assertEquals(2, headers, "each entry of the earlier process is verified once");
    }

    @Test
    void aDeleteThatWasNotConfirmedIsDoneByTheNextProcess() throws Exception {
        maildrop.add("a", mail("a")).add("b", mail("b"));
        server.suffers(Misfortune.autologoutAt("QUIT"));
        try (PolledRoute route = route(journal("&delete=true"))) {
            assertThrows(IOException.class, route::poll);
        }
        try (PolledRoute route = route(journal("&delete=true"))) {
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "b"), maildrop.removals());
        }
    }

    @Test
    void theNextProcessKeepsAMessageThatTheRouteKept() throws Exception {
        maildrop.add("keep", mail("keep")).add("go", mail("go"));
        Processor wish = exchange -> {
            if ("keep".equals(exchange.getIn().getHeader(Pop3xConstants.UID))) {
                exchange.setProperty(Pop3xConstants.DELETE, false);
            }
        };
        try (PolledRoute route = route(journal("&delete=true"), wish)) {
            assertEquals(2, route.poll());
        }
        try (PolledRoute route = route(journal("&delete=true"))) {
            assertEquals(0, route.poll());
            assertEquals(List.of("keep"), maildrop.uids());
        }
    }

    @Test
    void switchingDeleteOnDeletesNothingThatWasKept() throws Exception {
        maildrop.add("a", mail("a"));
        try (PolledRoute route = route(journal(""))) {
            assertEquals(1, route.poll());
        }
        maildrop.add("b", mail("b"));
        try (PolledRoute route = route(journal("&delete=true"))) {
            assertEquals(1, route.poll());
            assertEquals(List.of("a"), maildrop.uids());
        }
    }

    @Test
    void newMailUnderAnOldUidIsRoutedAndNotDeletedInItsPlace() throws Exception {
        maildrop.add("1", mail("old"));
        try (PolledRoute route = route("delete=true")) {
            assertEquals(1, route.poll());
            maildrop.add("1", mail("new"));
            assertEquals(1, route.poll());
            assertEquals("new", route.routed().get(1).headers().get("Subject"));
        }
    }

    @Test
    void newMailUnderAnOldUidIsRoutedByTheNextProcess() throws Exception {
        maildrop.add("1", mail("old"));
        try (PolledRoute route = route(journal(""))) {
            assertEquals(1, route.poll());
        }
        maildrop.remove("1").add("1", mail("new"));
        try (PolledRoute route = route(journal(""))) {
            assertEquals(1, route.poll());
            assertEquals("new", route.routed().get(0).headers().get("Subject"));
            assertEquals(0, route.poll());
        }
    }

    @Test
    void aQuitWithoutEffectIsRepeatedWithoutRouting() throws Exception {
        maildrop.add("a", mail("a"));
        server.suffers(Misfortune.quitRemovesNothing());
        try (PolledRoute route = route("delete=true")) {
            assertEquals(1, route.poll());
            assertEquals(List.of("a"), maildrop.uids());
            assertEquals(0, route.poll());
            assertEquals(List.of("a"), route.takeUids());
            assertEquals(List.of(), maildrop.uids());
        }
    }

    @Test
    void withoutTopAMessageIsRecognizedByWhatIsRetrieved() throws Exception {
        maildrop.add("a", mail("a"));
        server.answers(new ServerProfile().without("TOP").mailbox("alice", "s3cret", maildrop));
        try (PolledRoute route = PolledRoute.from(server, journal(""), RememberedDeliveriesTest::nothing)) {
            assertEquals(1, route.poll());
        }
        try (PolledRoute route = PolledRoute.from(server, journal(""), RememberedDeliveriesTest::nothing)) {
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "a"), maildrop.retrievals());
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "a"), maildrop.retrievals());
        }
    }

    @Test
    void aFailedMessageIsNotDueAtOnce() throws Exception {
        maildrop.add("a", mail("a")).add("b", mail("b"));
        Set<String> broken = ConcurrentHashMap.newKeySet();
        broken.add("a");
        Processor failing = exchange -> {
            if (broken.contains(exchange.getIn().getHeader(Pop3xConstants.UID, String.class))) {
                throw new IllegalStateException("not this one");
            }
        };
        try (PolledRoute route = route("delete=true&delay=3600000", failing)) {
            assertEquals(2, route.poll());
            assertEquals(0, route.poll(), "an hour has not passed");
            assertEquals(List.of("a"), maildrop.uids());
        }
    }

    @Test
    void failingMessagesAtTheHeadDoNotBlockTheOthers() throws Exception {
        for (String uid : List.of("p1", "p2", "p3", "good1", "good2")) {
            maildrop.add(uid, mail(uid));
        }
        Processor failing = exchange -> {
            if (exchange.getIn().getHeader(Pop3xConstants.UID, String.class).startsWith("p")) {
                throw new IllegalStateException("poison");
            }
        };
        try (PolledRoute route = route("delete=true&maxMessagesPerPoll=2&delay=3600000", failing)) {
            for (int poll = 0; poll < 4; poll++) {
                route.poll();
            }
            assertEquals(List.of("good1", "good2"), maildrop.removals());
        }
    }

    @Test
    void deleteAfterLeavesTheMessageForThatLong() throws Exception {
        maildrop.add("a", mail("a"));
        try (PolledRoute route = route(journal("&delete=true&deleteAfter=7d"))) {
            assertEquals(1, route.poll());
            assertEquals(0, route.poll());
            assertEquals(List.of("a"), maildrop.uids());
        }
        try (PolledRoute route = route(journal("&delete=true"))) {
            assertEquals(0, route.poll());
            assertEquals(List.of("a"), maildrop.uids(), "later changes of options do not touch what is recorded");
        }
    }

    @Test
    void endpointsWithKeysOfTheirOwnDoNotKnowOfEachOther() throws Exception {
        maildrop.add("a", mail("a"));
        try (PolledRoute one = route(journal("&mailboxKey=one"))) {
            assertEquals(1, one.poll());
        }
        try (PolledRoute two = route(journal("&mailboxKey=two"))) {
            assertEquals(1, two.poll());
        }
        try (PolledRoute one = route(journal("&mailboxKey=one"))) {
            assertEquals(0, one.poll());
        }
    }

    @Test
    void aDatabaseRemembersAsTheJournalDoes() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:" + home.resolve("h2"));
        maildrop.add("a", mail("a")).add("b", mail("b"));
        server.answers(maildrop).suffers(Misfortune.autologoutAt("QUIT"));
        for (int process = 0; process < 2; process++) {
            try (PolledRoute route = PolledRoute.from(
                    server, "delete=true&ledger=jdbc:%23database", Map.of("database", database), x -> {})) {
                if (process == 0) {
                    assertThrows(IOException.class, route::poll);
                } else {
                    assertEquals(0, route.poll());
                    assertEquals(List.of("a", "b"), maildrop.removals());
                }
            }
        }
    }

    @Test
    void aStoreThatIsABeanStaysOpenWhenTheContextEnds() throws Exception {
        maildrop.add("a", mail("a"));
        server.answers(maildrop);
        try (JournalLedgerStore store = new JournalLedgerStore(home)) {
            for (int expected : new int[] {1, 0}) {
                try (PolledRoute route = PolledRoute.from(
                        server, "ledger=#notes", Map.of("notes", store), RememberedDeliveriesTest::nothing)) {
                    assertEquals(expected, route.poll());
                }
            }
            store.sync();
        }
    }

    @Test
    void anInvalidLedgerIsRefusedWithAdvice() {
        Exception refused = assertThrows(Exception.class, () -> route("ledger=notebook"));
        Throwable cause = refused;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        assertTrue(cause.getMessage().startsWith("ledger must be memory, journal:DIRECTORY"), cause.getMessage());
    }
}
