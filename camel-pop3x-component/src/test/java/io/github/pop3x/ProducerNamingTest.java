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

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.testing.route.ProducerSetting;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** By what messages are named, and which are meant. */
class ProducerNamingTest extends ProducerSetting {

    static Stream<Object> namesOfB() {
        return Stream.of(
                "b",
                new UniqueId(9, "b"),
                new Pop3Message(9, 1, "b"),
                List.of("b"),
                Set.of(2),
                new String[] {"b"},
                new int[] {2},
                List.of(2L),
                List.of(new UniqueId(9, "b")));
    }

    @ParameterizedTest
    @MethodSource("namesOfB")
    void byTheBody(Object body) {
        assertEquals(
                List.of("b"),
                ((Removed) result("operation=delete", body, NO_HEADERS))
                        .messages().stream().map(Pop3Message::uid).toList());
        assertEquals(List.of("a", "c"), maildrop.uids());
    }

    /** A job whose body is 72 does not mean message 72. */
    @Test
    void noNumberThatIsTheBodyNamesAMessageToDelete() {
        for (Object number : List.of(2, 2L, (short) 2)) {
            IllegalArgumentException refused =
                    failure(IllegalArgumentException.class, "operation=delete", number, NO_HEADERS);
            assertTrue(refused.getMessage().contains(Pop3xConstants.MESSAGE_NUMBER), refused.getMessage());
        }
        assertEquals(List.of(), keywords());
        assertEquals(ALL, maildrop.uids());
    }

    @Test
    void aNumberThatIsTheBodyDoesNotChooseWhatIsListed() {
        assertEquals(3, ((List<?>) result("operation=list", 72, NO_HEADERS)).size());
        assertEquals(3, ((List<?>) result("operation=uidl", 2L, NO_HEADERS)).size());
    }

    @Test
    void byAnIterator() {
        Iterator<String> names = List.of("c", "a").iterator();
        assertEquals(2, ((Removed) result("operation=delete", names, NO_HEADERS)).count());
    }

    static Stream<Arguments> headersOfB() {
        return Stream.of(
                arguments(Pop3xConstants.UID, "b"),
                arguments(Pop3xConstants.UID, List.of("b")),
                arguments(Pop3xConstants.UID, new String[] {"b"}),
                arguments(Pop3xConstants.MESSAGE_NUMBER, 2),
                arguments(Pop3xConstants.MESSAGE_NUMBER, 2L),
                arguments(Pop3xConstants.MESSAGE_NUMBER, "2"),
                arguments(Pop3xConstants.MESSAGE_NUMBER, Set.of(2)),
                arguments(Pop3xConstants.MESSAGE_NUMBER, new int[] {2}));
    }

    @ParameterizedTest
    @MethodSource("headersOfB")
    void byAHeaderThatGoesBeforeTheBody(String header, Object value) {
        result("operation=delete", "a", Map.of(header, value));
        assertEquals(List.of("a", "c"), maildrop.uids());
    }

    @Test
    void theUniqueIdDecidesSinceANumberIsOfASession() {
        result("operation=delete", null, Map.of(Pop3xConstants.UID, "b", Pop3xConstants.MESSAGE_NUMBER, 1));
        assertEquals(List.of("a", "c"), maildrop.uids());
    }

    @Test
    void byMessagesThatWereRetrieved() {
        Object retrieved = result("operation=top", List.of(3, 1), NO_HEADERS);
        maildrop.remove("b");
        result("operation=delete", retrieved, NO_HEADERS);
        assertEquals(List.of(), maildrop.uids());
    }

    @Test
    void anExchangeOfAConsumerNamesItsMessage() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri("initialDelay=0&delay=100"))
                        .filter(header("Subject").isEqualTo("b"))
                        .process(exchange -> maildrop.remove("a"))
                        .to(uri("operation=delete"));
            }
        });
        await().until(() -> maildrop.uids().equals(List.of("c")));
    }

    @Test
    void anOperationAndAMailboxThatTheExchangeChooses() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:chosen").toD(uri("operation=${header.what}"));
            }
        });
        assertEquals(new UniqueId(2, "b"), producer.requestBodyAndHeader("direct:chosen", "b", "what", "uidl"));
        assertEquals(
                1,
                producer.requestBodyAndHeader("direct:chosen", "b", "what", "delete", Removed.class)
                        .count());
    }

    @Test
    void operationsOnTheMailboxIgnoreTheBody() {
        for (String operation : List.of("stat", "capa", "noop", "verify")) {
            Exchange exchange = exchange("operation=" + operation, "any text", Map.of(Pop3xConstants.UID, ""));
            assertTrue(exchange.getException() == null, operation);
        }
    }
}
