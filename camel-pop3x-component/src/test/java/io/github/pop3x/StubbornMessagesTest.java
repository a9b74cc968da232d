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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.pop3x.client.Pop3ProtocolException;
import io.github.pop3x.testing.Answerer;
import io.github.pop3x.testing.DefaultAnswerer;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.ServerWire;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Messages that never get through, each in its own way, and the others beside them. */
class StubbornMessagesTest {

    /** A failed message is not due again within a test. */
    private static final String SELDOM = "&delay=3600000";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();
    private final List<String> askedFor = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void answer() {
        server.answers(maildrop);
    }

    private PolledRoute route(String options) throws Exception {
        return PolledRoute.from(server, "delete=true" + options, StubbornMessagesTest::refusePoison);
    }

    private static void refusePoison(Exchange exchange) {
        if (exchange.getIn().getHeader(Pop3xConstants.UID, String.class).startsWith("poison")) {
            throw new IllegalStateException("poison");
        }
    }

    /** Puts a message at the head of the maildrop in the middle of which the server hangs up. */
    private void addBreaking() {
        add("breaking");
        ServerProfile profile = new ServerProfile().mailbox("alice", "s3cret", maildrop);
        server.answers(() -> new HangingUpAtTheFirst(new DefaultAnswerer(profile), askedFor));
    }

    private void add(String... uids) {
        for (String uid : uids) {
            maildrop.add(uid, "Subject: " + uid + "\n\nHello\n");
        }
    }

    private int timesBroken() {
        return Collections.frequency(askedFor, "RETR 1");
    }

    /** Polls until the server has hung up so often. Between two tries there may be polls that find it too early. */
    private void pollUntilBroken(int times, PolledRoute route) {
        await().until(() -> {
            try {
                route.poll();
            } catch (Pop3ProtocolException broken) {
                assertTrue(timesBroken() <= times, "asked for too often");
            }
            return timesBroken() == times;
        });
    }

    @Test
    void aMessageThatBreaksItsSessionComesAfterAllOthersFromThenOn() throws Exception {
        addBreaking();
        add("a", "b");
        try (PolledRoute route = route("")) {
            pollUntilBroken(2, route);
            route.awaitVerdicts(2);
            assertEquals(List.of("RETR 1", "RETR 2", "RETR 3", "RETR 1"), askedFor);
            assertEquals(List.of("a", "b"), route.takeUids());
        }
    }

    @Test
    void aMessageThatBreaksItsSessionBlocksNoOtherWhileItWaits() throws Exception {
        addBreaking();
        add("a", "b");
        try (PolledRoute route = route(SELDOM)) {
            assertThrows(Pop3ProtocolException.class, route::poll);
            assertEquals(2, route.poll());
            assertEquals(List.of("a", "b"), maildrop.removals());
            assertEquals(0, route.poll());
            assertEquals(1, timesBroken());
        }
    }

    @Test
    void aMessageThatBreaksFiveSessionsIsRetriedAfterADay() throws Exception {
        addBreaking();
        try (PolledRoute route = route("")) {
            pollUntilBroken(5, route);
            add("a");
            assertEquals(1, route.poll());
            assertEquals(List.of("a"), maildrop.removals());
            assertEquals(List.of("a"), route.takeUids());
            assertEquals(5, timesBroken());
        }
    }

    @Test
    void poisonIsTriedWhenNothingElseIsLeft() throws Exception {
        add("poison1", "poison2", "poison3", "a", "b", "c");
        try (PolledRoute route = route("&maxMessagesPerPoll=2")) {
            route.poll();
            assertEquals(List.of("poison1", "poison2"), route.takeUids());
            route.poll();
            assertEquals(List.of("poison3", "a"), route.takeUids());
            route.poll();
            assertEquals(List.of("b", "c"), route.takeUids());
            assertEquals(List.of("a", "b", "c"), maildrop.removals());
        }
    }

    @Test
    void refusedMessagesDoNotCountTowardsMaxMessagesPerPoll() throws Exception {
        add("refused1", "refused2", "refused3", "a", "b");
        server.alwaysSuffers(
                Misfortune.refuse("RETR 1", "unreadable"),
                Misfortune.refuse("RETR 2", "unreadable"),
                Misfortune.refuse("RETR 3", "unreadable"));
        try (PolledRoute route = route("&maxMessagesPerPoll=2" + SELDOM)) {
            assertEquals(2, route.poll());
            assertEquals(List.of("a", "b"), route.takeUids());
            assertEquals(3, route.reports().size());
            assertEquals(0, route.poll());
            assertEquals(List.of("refused1", "refused2", "refused3"), maildrop.uids());
        }
    }

    /** Of the first message it says the beginning; it notes what it was asked for. */
    private record HangingUpAtTheFirst(Answerer right, List<String> askedFor) implements Answerer {

        @Override
        public void greet(ServerWire wire) throws IOException {
            right.greet(wire);
        }

        @Override
        public boolean answer(String command, ServerWire wire) throws IOException {
            if (command.startsWith("RETR ")) {
                askedFor.add(command);
            }
            if (!command.equals("RETR 1")) {
                return right.answer(command, wire);
            }
            wire.say("+OK");
            wire.say("Subject: breaking");
            return false;
        }

        @Override
        public void abandon() {
            right.abandon();
        }
    }
}
