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

import java.util.Collections;
import java.util.List;

import io.github.pop3x.testing.route.OnDemandSetting;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** {@code pollEnrich}: a message comes in the middle of a route, and goes when that route has completed. */
class PollEnrichTest extends OnDemandSetting {

    private static void nothing(Exchange exchange) {}

    private void send() {
        context.createProducerTemplate().sendBody("direct:start", "original");
    }

    @Test
    void oneMessageIsRoutedAndTheOthersAreNotRetrieved() throws Exception {
        context.addRoutes(enriching(uri("delete=true"), null, PollEnrichTest::nothing));
        send();
        awaitRemovals("a");
        assertEquals(List.of("Subject: a\r\n\r\nHello a\r\n"), enriched);
        assertEquals(List.of("a"), maildrop.retrievals());
        assertEquals(List.of("b", "c"), maildrop.uids());
        assertEquals(List.of("LOGIN", "RETR", "LOGIN", "DELE", "QUIT"), keywords(), "what retrieves does not quit");
    }

    /** The route may take longer than the server waits for a command (RFC 1939 §3): nothing is open to be logged out. */
    @Test
    void noSessionIsOpenWhileTheRouteGoesOn() throws Exception {
        context.addRoutes(enriching(uri("delete=true"), null, exchange -> {
            server.awaitIdle();
            assertEquals(List.of("LOGIN", "RETR"), keywords());
        }));
        send();
        awaitRemovals("a");
    }

    @Test
    void withoutDeleteTheNextOneComesNext() throws Exception {
        context.addRoutes(enriching(uri(""), null, PollEnrichTest::nothing));
        send();
        send();
        assertEquals(List.of("a", "b"), maildrop.retrievals());
        assertEquals(List.of(), maildrop.removals());
    }

    @Test
    void aRouteThatFailsAfterwardsLeavesItsMessageToTheNextOne() throws Exception {
        context.addRoutes(enriching(uri("delete=true"), null, exchange -> {
            if (enriched.size() == 1) {
                throw new IllegalStateException("no room");
            }
        }));
        assertThrows(CamelExecutionException.class, this::send);
        assertEquals(3, maildrop.uids().size());
        send();
        send();
        send();
        awaitRemovals("b", "c", "a");
    }

    @Test
    void anEnrichmentThatFailsLeavesAllThree() throws Exception {
        context.addRoutes(enriching(
                uri("delete=true"),
                (original, mail) -> {
                    throw new IllegalStateException("not this way");
                },
                PollEnrichTest::nothing));
        assertThrows(CamelExecutionException.class, this::send);
        assertEquals(List.of("a", "b", "c"), maildrop.uids());
        maildrop.remove("b").remove("c");
        assertEquals("a", awaitOfferedAgain(uri("delete=true")));
        awaitRemovals("a");
    }

    @Test
    void anEnrichmentThatDropsTheMessageLeavesIt() throws Exception {
        context.addRoutes(enriching(uri("delete=true"), (original, mail) -> null, PollEnrichTest::nothing));
        send();
        assertEquals(List.of("a", "b", "c"), maildrop.uids());
        assertEquals(List.of("a"), maildrop.retrievals());
    }

    /** Camel's rule: without a strategy of its own the route goes on with no body. */
    @Test
    void anEmptyMailboxGivesNothing() throws Exception {
        List.of("a", "b", "c").forEach(maildrop::remove);
        context.addRoutes(enriching(uri("delete=true"), null, PollEnrichTest::nothing));
        send();
        assertEquals(Collections.singletonList(null), enriched);
        assertEquals(List.of("LOGIN"), keywords(), "one poll");
    }

    @Test
    void anUnavailableMailboxFailsTheRoute() throws Exception {
        context.addRoutes(enriching(uri("username=bob"), null, PollEnrichTest::nothing));
        assertThrows(CamelExecutionException.class, this::send);
        assertEquals(List.of(), enriched);
    }

    /** A dynamic endpoint that is not cached is gone before the route goes on. */
    @Test
    void aDynamicEndpointIsOutlivedByItsMessage() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .setHeader("options", constant("delete=true"))
                        .pollEnrich()
                        .simple(uri("${header.options}"))
                        .timeout(0)
                        .cacheSize(-1)
                        .process(exchange -> enriched.add(exchange.getMessage().getBody(String.class)));
            }
        });
        send();
        awaitRemovals("a");
        send();
        awaitRemovals("a", "b");
        assertEquals(2, enriched.size());
    }
}
