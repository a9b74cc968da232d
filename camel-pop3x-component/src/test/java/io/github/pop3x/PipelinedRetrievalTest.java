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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.MessageSource;
import io.github.pop3x.testing.Mode;
import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** How far retrieval goes ahead: of its answers, and of slow routes. */
class PipelinedRetrievalTest extends FlowSetting {

    private int flightsOfAPoll(PolledRoute route, int messages) throws Exception {
        for (int i = 0; i < messages; i++) {
            maildrop.add("m" + messages + "-" + i, mail("x", 100));
        }
        int before = server.log().flights();
        assertEquals(messages, route.poll());
        return server.awaitIdle().log().flights() - before;
    }

    @Test
    void manyMessagesTakeNoMoreFlightsThanTwo() throws Exception {
        server.mode(Mode.ONE_SEGMENT);
        serve(true);
        try (PolledRoute route = route("delete=true", FlowSetting::nothing)) {
            assertEquals(0, route.poll(), "the first session asks what the server can do before it logs in");
            assertEquals(flightsOfAPoll(route, 2), flightsOfAPoll(route, 40));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneProofIsAskedForBehindTheLastMessage(boolean pipelining) throws Exception {
        serve(pipelining);
        mails("a", "b", "c");
        try (PolledRoute route = route("", FlowSetting::nothing)) {
            assertEquals(3, route.poll());
            assertEquals(List.of("RETR 1", "RETR 2", "RETR 3", "STAT", "QUIT"), commandsSince("RETR"));
        }
    }

    @Test
    void theProofGoesWithTheLastMessageOfTheSharesToo() throws Exception {
        server.mode(Mode.ONE_SEGMENT);
        serve(true);
        try (PolledRoute route = route("delete=true&maxMessagesPerPoll=3", FlowSetting::nothing)) {
            assertEquals(0, route.poll(), "the first session asks what the server can do before it logs in");
            int first = server.awaitIdle().log().flights();
            mails("a", "b", "c");
            assertEquals(3, route.poll());
            int whole = server.awaitIdle().log().flights() - first;
            mails("d", "e", "f", "g");
            assertEquals(3, route.poll());
            assertEquals(first + 2 * whole, server.awaitIdle().log().flights());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noMoreOctetsAreAskedForThanThePrefetchWhileRoutesAreHeld(boolean pipelining) throws Exception {
        serve(pipelining);
        for (char uid = 'a'; uid < 'k'; uid++) {
            maildrop.add("" + uid, mail("" + uid, 1000));
        }
        try (PolledRoute route = route("prefetch=3000&sessionIdleTimeout=200&delete=true", held)) {
            assertEquals(4, route.poll());
            assertEquals(List.of("a", "b", "c", "d"), maildrop.retrievals(), "one in its route, three that wait");
            held.letGo(2);
            held.awaitBegun(3);
            assertEquals(2, route.poll());
            assertEquals(List.of("a", "b", "c", "d", "e", "f"), maildrop.retrievals());
            held.letAllGo();
            route.awaitVerdicts(6);
            assertEquals(4, route.poll());
            assertEquals(List.of(), maildrop.uids());
        }
    }

    @Test
    void aSlowRouteIsNoReasonToAskForMessagesOneByOne() throws Exception {
        serve(true);
        for (int i = 1; i <= 20; i++) {
            maildrop.add("m" + i, mail("x", 64));
        }
        try (PolledRoute route = route("maxInFlight=8", held)) {
            Future<Integer> poll = pollAside(route);
            await().until(() -> maildrop.retrievals().size() == 8);
            held.letGo(1);
            held.awaitBegun(2);
            held.letGo(1);
            held.awaitBegun(3);
            held.letAllGo();
            assertEquals(20, poll.get(30, TimeUnit.SECONDS));
            List<String> commands = commandsSince("RETR");
            assertEquals("RETR 10", commands.get(commands.indexOf("RETR 9") + 1));
        }
    }

    @Test
    void roomForOneIsEnoughWhenThereIsNoMoreInTime() throws Exception {
        serve(true);
        for (int i = 1; i <= 10; i++) {
            maildrop.add("m" + i, mail("x", 64));
        }
        try (PolledRoute route = route("maxInFlight=8&sessionIdleTimeout=1000", held)) {
            Future<Integer> poll = pollAside(route);
            await().until(() -> maildrop.retrievals().size() == 8);
            held.letGo(1);
            await().until(() -> maildrop.retrievals().size() == 9);
            held.letAllGo();
            assertEquals(10, poll.get(30, TimeUnit.SECONDS), "routes that go on do not end a poll");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMessageThatIsLargerThanThePrefetchGoesAlone(boolean pipelining) throws Exception {
        serve(pipelining);
        mails("a");
        maildrop.add("large", mail("large", 10_000));
        mails("b");
        try (PolledRoute route = route("prefetch=2000&sessionIdleTimeout=200", held)) {
            assertEquals(2, route.poll());
            assertEquals(List.of("a", "large"), maildrop.retrievals());
            held.letGo(1);
            held.awaitBegun(2);
            assertEquals(1, route.poll());
            assertEquals(List.of("a", "large", "b"), maildrop.retrievals());
            held.letAllGo();
            route.awaitVerdicts(3);
            assertEquals(10_000, route.routed().get(1).octets().length);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void sizesThatLieAreNotBelieved(long listed) throws Exception {
        serve(true);
        for (String uid : List.of("a", "b", "c", "d", "e")) {
            maildrop.add(uid, MessageSource.of(octets(uid)), listed);
        }
        try (PolledRoute route = route("prefetch=2000&sessionIdleTimeout=200&delete=true", held)) {
            assertEquals(3, route.poll());
            assertEquals(List.of("a", "b", "c"), maildrop.retrievals(), "what came counts, not what was listed");
            held.letAllGo();
            route.awaitVerdicts(3);
            assertEquals(2, route.poll());
            for (PolledRoute.Routed routed : route.routed()) {
                assertArrayEquals(octets(routed.uid()), routed.octets());
            }
            assertEquals(List.of(), maildrop.uids());
        }
    }

    private static byte[] octets(String uid) {
        return mail(uid, 1000).getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCompleteMessageIsRoutedThoughTheBudgetIsExhausted(boolean pipelining) throws Exception {
        serve(pipelining);
        mails("a", "b", "c");
        try (PolledRoute route = route("prefetch=1", held)) {
            Future<Integer> poll = pollAside(route);
            held.awaitBegun(1);
            held.letAllGo();
            assertEquals(3, poll.get(30, TimeUnit.SECONDS));
            assertEquals(List.of("a", "b", "c"), route.takeUids());
        }
    }

    @Test
    void retrievalsAreLoggedByTheServerInTheOrderOfTheListing() throws Exception {
        serve(true);
        for (int i = 0; i < 200; i++) {
            maildrop.add("m" + i, mail("x", 64));
        }
        try (PolledRoute route = route("pipelineWindow=64", FlowSetting::nothing)) {
            assertEquals(200, route.poll());
            assertEquals(maildrop.uids(), maildrop.retrievals());
            assertEquals(maildrop.uids(), route.takeUids());
            assertEquals(
                    1,
                    maildrop.events().stream()
                            .map(Maildrop.Event::session)
                            .distinct()
                            .count());
        }
    }
}
