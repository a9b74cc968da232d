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
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.pop3x.client.Pop3ProtocolException;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a poll routes, deletes and leaves, whatever goes wrong. */
class Pop3xConsumerTest {

    private static final String MAIL = "From: bob@example.org\nSubject: one\n\nHello\n";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();

    private static void nothing(Exchange exchange) {}

    private PolledRoute route(String options) throws Exception {
        server.answers(maildrop);
        return PolledRoute.from(server, options, Pop3xConsumerTest::nothing);
    }

    @Test
    void aMessageIsDeletedAfterItsRouteHasCompleted() throws Exception {
        maildrop.add("a", MAIL).add("b", MAIL);
        try (PolledRoute route = route("delete=true")) {
            assertEquals(2, route.poll());
            assertEquals(List.of("a", "b"), route.takeUids());
            assertEquals(List.of("a", "b"), maildrop.removals());
            assertEquals(0, route.poll());
            assertEquals(List.of(), route.reports());
        }
    }

    @Test
    void marksAreSetLastRightBeforeQuit() throws Exception {
        maildrop.add("a", MAIL).add("b", MAIL);
        try (PolledRoute route = route("delete=true")) {
            route.poll();
        }
        assertEquals(
                List.of("LOGIN", "RETR", "RETR", "DELE", "DELE", "QUIT"),
                maildrop.events().stream().map(Maildrop.Event::keyword).toList());
    }

    @Test
    void withoutDeleteOnlyNewMailIsRoutedByLaterPolls() throws Exception {
        maildrop.add("a", MAIL).add("b", MAIL);
        try (PolledRoute route = route("")) {
            assertEquals(2, route.poll());
            assertEquals(0, route.poll());
            maildrop.add("c", MAIL);
            assertEquals(1, route.poll());
            assertEquals(List.of("a", "b", "c"), route.takeUids());
            assertEquals(List.of("a", "b", "c"), maildrop.retrievals());
            assertEquals(List.of(), maildrop.removals());
        }
    }

    @Test
    void aMessageWhoseRouteFailedIsOfferedAgain() throws Exception {
        for (String uid : List.of("a", "b", "c", "d")) {
            maildrop.add(uid, MAIL);
        }
        Set<String> broken = ConcurrentHashMap.newKeySet();
        broken.addAll(List.of("b", "d"));
        server.answers(maildrop);
        try (PolledRoute route = PolledRoute.from(server, "delete=true", exchange -> {
            if (broken.contains(exchange.getIn().getHeader(Pop3xConstants.UID, String.class))) {
                throw new IllegalStateException("no room");
            }
        })) {
            route.poll();
            assertEquals(List.of("a", "c"), maildrop.removals());
            route.takeUids();
            broken.remove("d");
            route.poll();
            assertEquals(2, route.routed().get(0).headers().get(Pop3xConstants.ATTEMPT));
            assertEquals(List.of("b", "d"), route.takeUids());
            broken.clear();
            route.poll();
            assertEquals(List.of("b"), route.takeUids());
            assertEquals(List.of("a", "c", "d", "b"), maildrop.removals());
            assertEquals(0, route.poll());
        }
    }

    @Test
    void rollbackOnlyIsNotDelivered() throws Exception {
        maildrop.add("a", MAIL);
        server.answers(maildrop);
        try (PolledRoute route = PolledRoute.from(server, "delete=true", exchange -> exchange.setRollbackOnly(true))) {
            route.poll();
            assertEquals(List.of(), maildrop.removals());
            route.poll();
            assertEquals(List.of("a", "a"), route.takeUids());
        }
    }

    @Test
    void theRouteMayDecideOverDelete() throws Exception {
        maildrop.add("keep", MAIL).add("property", MAIL).add("go", MAIL);
        server.answers(maildrop);
        try (PolledRoute route = PolledRoute.from(server, "delete=true", exchange -> {
            String uid = exchange.getIn().getHeader(Pop3xConstants.UID, String.class);
            exchange.getIn().setHeader(Pop3xConstants.DELETE, !uid.equals("keep"));
            if (uid.equals("property")) {
                exchange.setProperty(Pop3xConstants.DELETE, false);
            }
        })) {
            assertEquals(3, route.poll());
            assertEquals(List.of("go"), maildrop.removals());
            assertEquals(0, route.poll());
            assertEquals(List.of("keep", "property"), maildrop.uids());
        }
    }

    @Test
    void aLostAnswerToQuitRepeatsNothing() throws Exception {
        maildrop.add("a", MAIL).add("b", MAIL);
        server.suffers(Misfortune.lostQuitReply());
        try (PolledRoute route = route("delete=true")) {
            assertThrows(Pop3ProtocolException.class, route::poll);
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "b"), route.takeUids());
            assertEquals(List.of("a", "b"), maildrop.removals());
        }
    }

    @Test
    void aDeleteThatDidNotReachItsQuitIsDoneLaterWithoutRoutingAgain() throws Exception {
        maildrop.add("a", MAIL).add("b", MAIL);
        server.suffers(Misfortune.autologoutAt("QUIT"));
        try (PolledRoute route = route("delete=true")) {
            assertThrows(IOException.class, route::poll);
            assertEquals(List.of(), maildrop.removals());
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "b"), route.takeUids());
            assertEquals(List.of("a", "b"), maildrop.removals());
        }
    }

    @Test
    void aRefusedQuitIsAnErrorAndTheDeletesAreTriedAgain() throws Exception {
        maildrop.add("a", MAIL);
        server.suffers(Misfortune.refuse("QUIT", "some deleted messages not removed"));
        try (PolledRoute route = route("delete=true")) {
            IOException failure = assertThrows(IOException.class, route::poll);
            assertTrue(failure.getMessage().contains("some deleted messages not removed"), failure.getMessage());
            assertEquals(0, route.poll());
            assertEquals(List.of("a"), route.takeUids());
            assertEquals(List.of("a"), maildrop.removals());
        }
    }

    @Test
    void aRefusedDeleteIsReportedAndTriedAgain() throws Exception {
        maildrop.add("a", MAIL).add("b", MAIL);
        server.suffers(Misfortune.refuse("DELE 1", "not now"));
        try (PolledRoute route = route("delete=true")) {
            route.poll();
            assertEquals(List.of("b"), maildrop.removals());
            assertTrue(route.reports().get(0).startsWith("Message a is delivered but not deleted"));
            assertEquals(0, route.poll());
            assertEquals(List.of("b", "a"), maildrop.removals());
        }
    }

    @Test
    void aRefusedRetrievalDoesNotBlockTheOthers() throws Exception {
        maildrop.add("a", MAIL).add("b", MAIL).add("c", MAIL);
        server.suffers(Misfortune.refuse("RETR 2", "[SYS/TEMP] disk"));
        try (PolledRoute route = route("delete=true")) {
            assertEquals(2, route.poll());
            assertEquals(List.of("a", "c"), route.takeUids());
            assertEquals(1, route.reports().size());
            assertEquals(1, route.poll());
            assertEquals(List.of("b"), route.takeUids());
        }
    }

    @Test
    void aMessageCutByAnUnstuffedDotIsNotRouted() throws Exception {
        maildrop.add("good", MAIL).add("cut", "Subject: x\n\nbefore\n.\nafter\n");
        server.suffers(Misfortune.unstuffedAt("RETR 2"));
        try (PolledRoute route = route("delete=true")) {
            assertThrows(Pop3ProtocolException.class, route::poll);
            route.awaitVerdicts(1);
            assertEquals(List.of("good"), route.takeUids());
            assertEquals(List.of(), maildrop.removals());
            assertEquals(1, route.poll());
            assertEquals(List.of("cut"), route.takeUids());
            assertEquals(List.of("good", "cut"), maildrop.removals());
        }
    }

    @Test
    void maxMessagesPerPollLeavesTheRestForTheNextPoll() throws Exception {
        maildrop.add("a", MAIL).add("b", MAIL).add("c", MAIL);
        try (PolledRoute route = route("maxMessagesPerPoll=2")) {
            assertEquals(2, route.poll());
            assertEquals(List.of("a", "b"), maildrop.retrievals());
            assertEquals(1, route.poll());
            assertEquals(0, route.poll());
        }
    }

    @Test
    void twinsUnderOneUidAreBothRoutedAndBothDeleted() throws Exception {
        maildrop.add("twin", MAIL).add("twin", MAIL);
        try (PolledRoute route = route("delete=true")) {
            assertEquals(2, route.poll());
            assertEquals(List.of("twin", "twin"), maildrop.removals());
        }
    }

    @Test
    void aTwinWhoseRouteFailedIsNotDeletedInTheOthersPlace() throws Exception {
        maildrop.add("twin", "Subject: 1\n\n1\n").add("twin", "Subject: 2\n\n2\n");
        server.answers(maildrop);
        Set<String> broken = ConcurrentHashMap.newKeySet();
        broken.add("2");
        try (PolledRoute route = PolledRoute.from(server, "delete=true", exchange -> {
            if (broken.contains(exchange.getIn().getHeader("Subject", String.class))) {
                throw new IllegalStateException("not this one");
            }
        })) {
            route.poll();
            assertEquals(List.of("twin"), maildrop.removals());
            broken.clear();
            assertEquals(1, route.poll());
            assertEquals("2", route.routed().get(2).headers().get("Subject"));
            assertEquals(List.of(), maildrop.uids());
        }
    }
}
