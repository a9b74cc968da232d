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

import io.github.pop3x.testing.CapturedLog;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.route.OperatorView;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A server that announces UIDL and gives no unique ids. */
class RefusedUidlTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path home;

    private final Maildrop maildrop = new Maildrop();

    @BeforeEach
    void fill() {
        maildrop.add("a", mail("a")).add("b", mail("b"));
    }

    private static String mail(String subject) {
        return "Message-ID: <" + subject + "@example.org>\nSubject: " + subject + "\n\nHello\n";
    }

    private PolledRoute route(String options) throws Exception {
        return PolledRoute.from(server, options, exchange -> {});
    }

    private PolledRoute journalled(String options) throws Exception {
        return route("ledger=journal:" + home.resolve("ledger") + options);
    }

    private void refuseUidl() {
        server.answers(new ServerProfile().without("UIDL").announcing("UIDL").mailbox("alice", "s3cret", maildrop));
    }

    private void giveUidl() {
        server.answers(new ServerProfile().mailbox("alice", "s3cret", maildrop));
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete=true", "delete=false", "delete=true&pipelining=off"})
    void afterThreeSessionsTheMessagesOfANewMailboxAreToldApartByTheirHeaders(String options) throws Exception {
        refuseUidl();
        try (CapturedLog log = new CapturedLog();
                PolledRoute route = route(options)) {
            assertThrows(IOException.class, route::poll);
            assertThrows(IOException.class, route::poll);
            assertEquals(2, route.poll());
            assertEquals(0, route.poll());
            assertEquals("header", route.routed().get(0).headers().get(Pop3xConstants.UID_SOURCE));
            assertEquals(options.contains("true") ? List.of() : List.of("a", "b"), maildrop.uids());
            assertEquals(
                    1,
                    log.told().stream()
                            .filter(line -> line.contains("announces UIDL, and gives no unique ids"))
                            .count());
            String stepDown =
                    server.host() + ":" + server.port() + ": UIDL failed; messages are told apart by their headers";
            OperatorView seen = new OperatorView(route);
            assertTrue(seen.text().contains(stepDown), seen::text);
            assertTrue(seen.json().contains(stepDown), seen::json);
        }
    }

    @Test
    void aListingWithoutAnyIdCountsAsARefusal() throws Exception {
        server.answers(new ServerProfile().mailbox("alice", "s3cret", maildrop));
        server.alwaysSuffers(Misfortune.answers("UIDL", "+OK\r\n."));
        try (PolledRoute route = route("delete=true")) {
            assertEquals(0, route.poll());
            assertEquals(0, route.poll());
            assertEquals(2, route.poll());
            assertEquals(List.of(), maildrop.uids());
        }
    }

    @Test
    void aMailboxThatIsRecordedByUniqueIdsWaitsForThem() throws Exception {
        giveUidl();
        try (PolledRoute route = journalled("")) {
            assertEquals(2, route.poll());
        }
        maildrop.add("c", mail("c"));
        try (PolledRoute route = journalled("")) {
            refuseUidl();
            for (int poll = 1; poll <= 5; poll++) {
                assertThrows(IOException.class, route::poll);
            }
            giveUidl();
            assertEquals(1, route.poll());
            assertEquals(List.of("c"), route.takeUids());
        }
    }

    @Test
    void aMailboxThatIsRecordedByHeadersStaysWithThemWhenUniqueIdsCome() throws Exception {
        server.answers(new ServerProfile().without("UIDL").mailbox("alice", "s3cret", maildrop));
        try (PolledRoute route = journalled("")) {
            assertEquals(2, route.poll());
        }
        giveUidl();
        maildrop.add("c", mail("c"));
        try (PolledRoute route = journalled("")) {
            assertEquals(1, route.poll());
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "b", "c"), maildrop.retrievals());
        }
    }

    @Test
    void anEmptyMailboxGoesBackToUniqueIds() throws Exception {
        server.answers(new ServerProfile().without("UIDL").mailbox("alice", "s3cret", maildrop));
        try (PolledRoute route = journalled("&delete=true&forgetAfter=0")) {
            assertEquals(2, route.poll());
            giveUidl();
            route.poll();
            route.poll();
            maildrop.add("c", mail("c"));
            assertEquals(1, route.poll());
            assertEquals("uidl", route.routed().get(2).headers().get(Pop3xConstants.UID_SOURCE));
        }
    }

    @Test
    void neitherUidlNorTopIsWhatItSeems() throws Exception {
        server.answers(new ServerProfile()
                .without("UIDL", "TOP")
                .announcing("UIDL", "TOP")
                .mailbox("alice", "s3cret", maildrop));
        try (PolledRoute route = route("delete=true")) {
            assertThrows(IOException.class, route::poll);
            assertThrows(IOException.class, route::poll);
            assertEquals(0, route.poll());
            assertEquals(2, route.poll());
            assertEquals("none", route.routed().get(0).headers().get(Pop3xConstants.UID_SOURCE));
            assertEquals(List.of(), maildrop.uids());
        }
    }
}
