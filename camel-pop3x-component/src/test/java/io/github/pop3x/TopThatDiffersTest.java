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

import io.github.pop3x.testing.Answerer;
import io.github.pop3x.testing.DefaultAnswerer;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.ServerWire;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A server whose TOP shows another header than its RETR: what RETR shows decides, before anything is routed. */
class TopThatDiffersTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path home;

    private final Maildrop maildrop = new Maildrop().add("a", mail("a")).add("b", mail("b"));
    private final ServerProfile profile = new ServerProfile().mailbox("alice", "s3cret", maildrop);

    private static String mail(String subject) {
        return "Message-ID: <" + subject + "@example.org>\nSubject: " + subject + "\n\nHello\n";
    }

    @BeforeEach
    void answer() {
        server.answers(() -> new TopOfItsOwn(new DefaultAnswerer(profile)));
    }

    private PolledRoute route(String options) throws Exception {
        return PolledRoute.from(server, "ledger=journal:" + home + options, exchange -> {});
    }

    @Test
    void theNextProcessRetrievesAKeptMessageButDoesNotRouteIt() throws Exception {
        try (PolledRoute route = route("")) {
            assertEquals(2, route.poll());
        }
        try (PolledRoute route = route("")) {
            assertEquals(0, route.poll());
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "b", "a", "b"), maildrop.retrievals());
        }
    }

    @Test
    void theNextProcessDeletesADeliveredMessageWithoutRouting() throws Exception {
        server.suffers(Misfortune.autologoutAt("QUIT"));
        try (PolledRoute route = route("&delete=true")) {
            assertThrows(IOException.class, route::poll);
        }
        try (PolledRoute route = route("&delete=true")) {
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "b"), maildrop.removals());
        }
    }

    @Test
    void newMailUnderAnOldIdIsRouted() throws Exception {
        try (PolledRoute route = route("")) {
            assertEquals(2, route.poll());
        }
        maildrop.remove("b").add("b", mail("c"));
        try (PolledRoute route = route("")) {
            assertEquals(1, route.poll());
            assertEquals("c", route.routed().get(0).headers().get("Subject"));
        }
    }

    @Test
    void aMessageThatWasGivenUpIsRetrievedOnceMoreAndNotRouted() throws Exception {
        String options = "ledger=journal:" + home + "&maxAttempts=1&delay=1";
        try (PolledRoute route = PolledRoute.from(server, options, exchange -> {
            throw new IllegalStateException("not this one");
        })) {
            assertEquals(2, route.poll());
            for (int poll = 0; poll < 3; poll++) {
                assertEquals(0, route.poll());
            }
            assertEquals(List.of("a", "b", "a", "b"), maildrop.retrievals());
            maildrop.remove("b").add("b", mail("c"));
            route.poll();
            assertEquals(2, route.routed().size(), "TOP shows the same: a later listing has to lack the id");
        }
    }

    /** It leaves fields out, and writes what is left its own way. */
    private record TopOfItsOwn(Answerer right) implements Answerer {

        @Override
        public void greet(ServerWire wire) throws IOException {
            right.greet(wire);
        }

        @Override
        public boolean answer(String command, ServerWire wire) throws IOException {
            if (!command.startsWith("TOP ")) {
                return right.answer(command, wire);
            }
            for (String line : List.of("+OK", "Subject: [cached]", "", ".")) {
                wire.say(line);
            }
            return true;
        }

        @Override
        public void abandon() {
            right.abandon();
        }
    }
}
