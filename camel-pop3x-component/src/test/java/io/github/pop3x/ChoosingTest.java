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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.WholeMessageTop;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which messages are routed, and that the others are not even retrieved. */
class ChoosingTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void serve() {
        server.answers(maildrop);
    }

    private static String mail(String subject, int lines) {
        return "From: bob@example.org\nSubject: " + subject + "\n\n"
                + "y".repeat(78).concat("\n").repeat(lines);
    }

    private PolledRoute route(String options) throws Exception {
        return route(options, Map.of());
    }

    private PolledRoute route(String options, Map<String, Object> beans) throws Exception {
        return PolledRoute.from(server, options, beans, exchange -> {
            if (broken.contains(exchange.getIn().getHeader(Pop3xConstants.UID, String.class))) {
                throw new IllegalStateException("no room");
            }
        });
    }

    private long count(String keyword) {
        return maildrop.events().stream()
                .filter(event -> event.keyword().equals(keyword))
                .count();
    }

    @Test
    void aFilterSeesWhatTheListingTells() throws Exception {
        maildrop.add("a", mail("one", 1)).add("b", mail("two", 100)).add("c", mail("three", 1));
        try (PolledRoute route = route("filter=RAW(${header.CamelPop3xSize} < 1000 && ${header.CamelPop3xUid} != 'a'"
                + " && ${header.CamelPop3xMessageNumber} == 3 && ${header.CamelPop3xAttempt} == 1)")) {
            assertEquals(1, route.poll());
            assertEquals(List.of("c"), route.takeUids());
            assertEquals(List.of("c"), maildrop.retrievals());
            assertEquals(0, count("TOP"));
        }
    }

    @Test
    void aFilterMayBeABean() throws Exception {
        maildrop.add("a", mail("one", 1)).add("b", mail("two", 1));
        Predicate isB = exchange -> "b".equals(exchange.getIn().getHeader(Pop3xConstants.UID));
        try (PolledRoute route = route("filter=#isB", Map.of("isB", isB))) {
            assertEquals(1, route.poll());
            assertEquals(List.of("b"), route.takeUids());
        }
    }

    @Test
    void anInvalidFilterIsRefusedAtTheStart() {
        Exception bean = assertThrows(Exception.class, () -> route("filter=#it", Map.of("it", new Object())));
        assertTrue(bean.toString().contains("filter must be an expression"), bean.toString());
        assertThrows(Exception.class, () -> route("headerFilter=${header.Subject} contains"));
    }

    @Test
    void aFilterThatFailsOnOneMessageDoesNotBlockTheOthers() throws Exception {
        maildrop.add("a", mail("one", 1)).add("b", mail("two", 1));
        Predicate picky = exchange -> {
            if ("a".equals(exchange.getIn().getHeader(Pop3xConstants.UID))) {
                throw new IllegalArgumentException("not that one");
            }
            return true;
        };
        try (PolledRoute route = route("filter=#picky", Map.of("picky", picky))) {
            assertEquals(1, route.poll());
            assertEquals(List.of("b"), route.takeUids());
            assertEquals(
                    List.of("Cannot tell whether message a matches filter; it waits for the next poll: not that one"),
                    route.reports());
        }
    }

    @Test
    void aHeaderFilterSeesTheFieldsAndItsAnswersAreRemembered() throws Exception {
        maildrop.add("a", mail("an offer", 100)).add("b", mail("your invoice", 100));
        broken.add("b");
        try (PolledRoute route = route("headerFilter=${header.Subject} contains 'invoice'")) {
            assertEquals(1, route.poll());
            broken.clear();
            maildrop.add("c", mail("another invoice", 1));
            assertEquals(2, route.poll());
            assertEquals(List.of("b", "c", "b"), route.takeUids(), "untried before failed");
            assertEquals(List.of("b", "c", "b"), maildrop.retrievals());
            assertEquals(3, count("TOP"), "each header once");
        }
    }

    @Test
    void theHeaderFilterVerdictOfTwinsIsNotCached() throws Exception {
        maildrop.add("twin", mail("12", 1)).add("twin", mail("21", 1));
        try (PolledRoute route = route("maxMessagesPerPoll=1&headerFilter=${header.Subject} == '21'")) {
            assertEquals(1, route.poll());
            assertEquals("21", route.routed().get(0).headers().get("Subject"));
            assertEquals(2, count("TOP"));
            route.poll();
            assertEquals(4, count("TOP"), "each once more");
        }
    }

    @Test
    void aServerThatSendsMoreThanTheHeaderIsReadToTheEndOfIt() throws Exception {
        maildrop.add("a", mail("one", 100)).add("b", mail("two", 100));
        server.answers(() -> WholeMessageTop.of(maildrop));
        try (PolledRoute route = route("headerFilter=${header.Subject} == 'two'")) {
            assertEquals(1, route.poll());
            assertEquals(List.of("b"), route.takeUids());
        }
    }

    @Test
    void aHeaderThatIsRefusedWaits() throws Exception {
        maildrop.add("a", mail("one", 1)).add("b", mail("one", 1));
        server.suffers(Misfortune.refuse("TOP 1", "busy"));
        try (PolledRoute route = route("headerFilter=${header.Subject} == 'one'")) {
            assertEquals(1, route.poll());
            assertEquals(1, route.poll());
            assertEquals(List.of("b", "a"), route.takeUids());
        }
    }

    @Test
    void anOversizeMessageIsSkipped() throws Exception {
        maildrop.add("a", mail("one", 100)).add("b", mail("two", 1));
        try (PolledRoute route = route("maxMessageSize=1000&delete=true")) {
            assertEquals(1, route.poll());
            assertEquals(List.of("b"), maildrop.removals());
            assertEquals(List.of("b"), maildrop.retrievals());
            assertEquals(List.of(), route.reports());
        }
    }

    @Test
    void anOversizeMessageIsReportedOnceIfSoConfigured() throws Exception {
        maildrop.add("a", mail("one", 100)).add("b", mail("two", 1));
        try (PolledRoute route = route("maxMessageSize=1000&oversize=fail")) {
            assertEquals(1, route.poll());
            assertEquals(0, route.poll());
            assertEquals(List.of("b"), maildrop.retrievals());
            assertEquals(1, route.reports().size());
            assertTrue(route.reports().get(0).contains("message a has 8039 octets, more than maxMessageSize=1000"));
        }
    }

    @Test
    void theHeaderOfAnOversizeMessageIsRoutedIfSoConfigured() throws Exception {
        maildrop.add("a", mail("one", 100)).add("b", mail("two", 1));
        try (PolledRoute route = route("maxMessageSize=1000&oversize=headers&delete=true")) {
            assertEquals(2, route.poll());
            assertEquals(List.of("b"), maildrop.retrievals());
            assertEquals(List.of("b"), maildrop.removals(), "what nobody has seen whole stays");
            assertEquals(0, route.poll());
            assertEquals(8039L, route.routed().get(0).headers().get(Pop3xConstants.SIZE));
        }
    }

    @Test
    void theOrderMayBeAnother() throws Exception {
        maildrop.add("a", mail("one", 9)).add("b", mail("two", 1)).add("c", mail("three", 5));
        Map<String, List<String>> orders = Map.of(
                "oldest", List.of("a", "b", "c"),
                "newest", List.of("c", "b", "a"),
                "smallest", List.of("b", "c", "a"));
        for (Map.Entry<String, List<String>> order : orders.entrySet()) {
            try (PolledRoute route = route("order=" + order.getKey())) {
                assertEquals(3, route.poll());
                assertEquals(order.getValue(), route.takeUids());
            }
        }
    }

    @Test
    void filteredMessagesDoNotCountTowardsMaxMessagesPerPoll() throws Exception {
        maildrop.add("a", mail("no", 1))
                .add("b", mail("yes", 1))
                .add("c", mail("no", 1))
                .add("d", mail("yes", 1))
                .add("e", mail("yes", 1));
        try (PolledRoute route =
                route("maxMessagesPerPoll=2&commitEvery=1&order=newest&headerFilter=${header.Subject} == 'yes'")) {
            assertEquals(2, route.poll());
            assertEquals(List.of("e", "d"), route.takeUids());
            assertEquals(1, route.poll());
            assertEquals(List.of("b"), route.takeUids());
            assertEquals(5, count("TOP"));
        }
    }

    @Test
    void afterMaxAttemptsAMessageIsLeftAndReportedOnce() throws Exception {
        maildrop.add("bad", mail("one", 1)).add("good", mail("two", 1));
        broken.add("bad");
        try (PolledRoute route = route("maxAttempts=2&delete=true")) {
            assertEquals(2, route.poll());
            assertEquals(List.of(), route.reports());
            assertEquals(1, route.poll());
            assertEquals(
                    List.of(
                            "Message bad stays on the server: message bad was routed 2 times (maxAttempts), and is not"
                                    + " routed again. Find out why its route failed; the JMX operation forget makes it available again"),
                    route.reports());
            maildrop.add("more", mail("three", 1));
            assertEquals(1, route.poll());
            assertEquals(List.of("bad", "good", "bad", "more"), route.takeUids());
            assertEquals(1, route.reports().size());
            assertEquals(List.of("bad"), maildrop.uids());
        }
    }

    @Test
    void marksOfReadingAreTakenBackBeforeMarksOfDeletingAreSet() throws Exception {
        maildrop.add("a", mail("one", 1)).add("b", mail("two", 1));
        try (PolledRoute route = route("rsetBeforeQuit=true&delete=true")) {
            assertEquals(2, route.poll());
            assertEquals(0, route.poll());
        }
        assertEquals(
                List.of("LOGIN", "RETR", "RETR", "RSET", "DELE", "DELE", "QUIT", "LOGIN", "QUIT"),
                maildrop.events().stream().map(Maildrop.Event::keyword).toList());
        assertEquals(List.of("a", "b"), maildrop.removals());
    }

    @Test
    void aRefusedRsetIsReportedAndBlocksNoDelete() throws Exception {
        maildrop.add("a", mail("one", 1));
        server.suffers(Misfortune.refuse("RSET", "no"));
        try (PolledRoute route = route("rsetBeforeQuit=true&delete=true")) {
            assertEquals(1, route.poll());
            assertEquals(List.of("a"), maildrop.removals());
            assertEquals(1, route.reports().size());
        }
    }
}
