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

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A server that once lists nothing, or half of what there is: a volume was not mounted, an index was being rebuilt. */
class LapsedListingTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path home;

    private final Maildrop maildrop = fill("a", "b", "c", "d");

    private static Maildrop fill(String... uids) {
        Maildrop maildrop = new Maildrop();
        for (String uid : uids) {
            maildrop.add(uid, "Message-ID: <" + uid + "@example.org>\n\nHello\n");
        }
        return maildrop;
    }

    @BeforeEach
    void answer() {
        server.answers(maildrop);
    }

    private PolledRoute route(String options) throws Exception {
        return PolledRoute.from(server, "ledger=journal:" + home + options, exchange -> {});
    }

    private void pollOnceWhenListedIs(Maildrop listed, PolledRoute route) throws Exception {
        server.answers(listed);
        assertEquals(0, route.poll());
        server.answers(maildrop);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "b d"})
    void noMessageIsRoutedAgainAfterALapsedListing(String listed) throws Exception {
        try (PolledRoute route = route("")) {
            assertEquals(4, route.poll());
            pollOnceWhenListedIs(listed.isEmpty() ? new Maildrop() : fill(listed.split(" ")), route);
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "b", "c", "d"), maildrop.retrievals());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "b d"})
    void theFirstListingOfAProcessMayLapseToo(String listed) throws Exception {
        try (PolledRoute route = route("")) {
            assertEquals(4, route.poll());
        }
        try (PolledRoute route = route("")) {
            pollOnceWhenListedIs(listed.isEmpty() ? new Maildrop() : fill(listed.split(" ")), route);
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "b", "c", "d"), maildrop.retrievals());
        }
    }

    @Test
    void aMessageListedAgainIsDeletedAndNotRoutedAgain() throws Exception {
        server.suffers(Misfortune.autologoutAt("QUIT"));
        try (PolledRoute route = route("&delete=true")) {
            assertThrows(IOException.class, route::poll);
            pollOnceWhenListedIs(new Maildrop(), route);
            assertEquals(List.of("a", "b", "c", "d"), maildrop.uids());
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "b", "c", "d"), maildrop.retrievals());
            assertEquals(List.of("a", "b", "c", "d"), maildrop.removals());
        }
    }

    @Test
    void aMessageListedAfterAGapIsDeletedByItsCurrentNumber() throws Exception {
        server.suffers(Misfortune.autologoutAt("QUIT"));
        try (PolledRoute route = route("&delete=true")) {
            assertThrows(IOException.class, route::poll);
            Maildrop half = fill("b", "d");
            pollOnceWhenListedIs(half, route);
            assertEquals(List.of("b", "d"), half.removals());
            maildrop.remove("b").remove("d");
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "c"), maildrop.removals());
        }
    }
}
