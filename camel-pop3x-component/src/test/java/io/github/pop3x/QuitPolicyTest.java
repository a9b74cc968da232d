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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A server that hides at QUIT what was retrieved, delivered or not. */
class QuitPolicyTest extends FlowSetting {

    private static final Misfortune GMAIL =
            Misfortune.greets("+OK Gpop ready for requests from 192.0.2.1 ab12cd34\\r\\n");

    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void begin() {
        serve(true);
        maildrop.hidesRetrieved();
        mails("a", "b", "c");
        failing.add("b");
    }

    private void failSome(Exchange exchange) {
        if (failing.contains(exchange.getMessage().getHeader(Pop3xConstants.UID, String.class))) {
            throw new IllegalStateException("not this one");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"&quitPolicy=whenDeleting", ""})
    void deliveredMessagesAreDeletedInASessionWithoutRetrieval(String policy) throws Exception {
        server.alwaysSuffers(GMAIL);
        try (PolledRoute route = route("delete=true" + policy, this::failSome)) {
            assertEquals(3, route.poll());
            server.awaitIdle();
            assertEquals(List.of("LOGIN", "RETR", "RETR", "RETR"), keywords(1), "it ends without QUIT");
            assertEquals(List.of("LOGIN", "DELE", "DELE", "QUIT"), keywords(2));
            assertEquals(List.of("b"), maildrop.uids());
            failing.clear();
            route.takeUids();
            assertEquals(1, route.poll());
            assertEquals(List.of("b"), route.takeUids());
            assertEquals(List.of("a", "c", "b"), maildrop.removals());
            assertEquals(3, sessions(), "a session all of whose messages are delivered deletes them itself");
            assertEquals(0, route.deleteLate());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"&quitPolicy=always", ""})
    void elsewhereEachSessionEndsByQuit(String policy) throws Exception {
        if (!policy.isEmpty()) {
            server.alwaysSuffers(GMAIL);
        }
        try (PolledRoute route = route("delete=true" + policy, this::failSome)) {
            assertEquals(3, route.poll());
            assertEquals(List.of("LOGIN", "RETR", "RETR", "RETR", "DELE", "DELE", "QUIT"), keywords(1));
            assertEquals(1, sessions());
            assertEquals(List.of(), maildrop.uids(), "the price is what this server hides");
        }
    }

    @Test
    void aFailedMessageStaysVisibleIfNothingIsDeleted() throws Exception {
        try (PolledRoute route = route("quitPolicy=whenDeleting", this::failSome)) {
            assertEquals(3, route.poll());
            server.awaitIdle();
            assertEquals(List.of("a", "b", "c"), maildrop.uids());
            failing.clear();
            assertEquals(1, route.poll());
        }
    }

    @Test
    void aMessageInFlightStaysVisible() throws Exception {
        try (PolledRoute route = route("delete=true&quitPolicy=whenDeleting&sessionIdleTimeout=50", held)) {
            assertEquals(3, route.poll());
            server.awaitIdle();
            assertEquals(List.of("a", "b", "c"), maildrop.uids());
            held.letAllGo();
            route.awaitVerdicts(3);
            assertEquals(1, route.deleteLate());
            assertEquals(List.of("a", "b", "c"), maildrop.removals());
            assertEquals(List.of("a", "b", "c"), maildrop.retrievals());
        }
    }
}
