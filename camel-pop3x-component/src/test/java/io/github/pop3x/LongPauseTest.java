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
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.store.JournalLedgerStore;
import io.github.pop3x.testing.AgedStore;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A route that is stopped for eight days, while what no listing has is forgotten after seven. */
class LongPauseTest {

    private static final Duration PAUSE = Duration.ofDays(8);

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path home;

    private final Maildrop maildrop = new Maildrop();
    private LedgerStore journal;

    @BeforeEach
    void open() throws IOException {
        journal = new JournalLedgerStore(home);
        server.answers(maildrop);
        add("a");
        add("b");
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    private void add(String uid) {
        maildrop.add(uid, "Message-ID: <" + uid + "@example.org>\n\nHello\n");
    }

    private PolledRoute before(String options) throws Exception {
        return route(journal, options);
    }

    private PolledRoute after(String options) throws Exception {
        return route(new AgedStore(journal, PAUSE), options);
    }

    private PolledRoute route(LedgerStore store, String options) throws Exception {
        return PolledRoute.from(server, "ledger=#store" + options, Map.of("store", store), exchange -> {});
    }

    @Test
    void aKeptMessageIsNotRoutedAgain() throws Exception {
        try (PolledRoute route = before("")) {
            assertEquals(2, route.poll());
        }
        add("c");
        try (PolledRoute route = after("")) {
            assertEquals(1, route.poll());
            assertEquals(List.of("c"), route.takeUids());
            assertEquals(0, route.poll());
        }
    }

    @Test
    void noListingIsTheFirstThatLacksAMessageBecauseOfThePause() throws Exception {
        try (PolledRoute route = before("")) {
            assertEquals(2, route.poll());
        }
        try (PolledRoute route = after("")) {
            server.answers(new Maildrop());
            assertEquals(0, route.poll());
            server.answers(maildrop);
            assertEquals(0, route.poll());
            assertEquals(List.of(), route.takeUids());
        }
    }

    @Test
    void anUnconfirmedDeleteIsRepeatedWithoutRoutingAgain() throws Exception {
        server.suffers(Misfortune.autologoutAt("QUIT"));
        try (PolledRoute route = before("&delete=true")) {
            assertThrows(IOException.class, route::poll);
        }
        try (PolledRoute route = after("&delete=true")) {
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "b"), maildrop.removals());
        }
    }

    @Test
    void aMessageKeptForSevenDaysIsDeletedAfterThePause() throws Exception {
        try (PolledRoute route = before("&delete=true&deleteAfter=7d")) {
            assertEquals(2, route.poll());
            assertEquals(0, route.poll());
            assertEquals(List.of(), maildrop.removals());
        }
        try (PolledRoute route = after("")) {
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "b"), maildrop.removals());
        }
    }
}
