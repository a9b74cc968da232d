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

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.pop3x.testing.route.ProducerSetting;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The operation drain: each mail is an exchange of its own, with its own verdict, and all of it takes two sessions at most. */
class DrainTest extends ProducerSetting {

    private static final String DRAIN = "operation=drain&drainTo=direct:mail";

    private final List<String> routed = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> failing = Collections.synchronizedSet(new HashSet<>());
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private volatile boolean isSlow;

    @BeforeEach
    void addRoute() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:mail").errorHandler(noErrorHandler()).process(DrainTest.this::route);
            }
        });
    }

    private void route(Exchange exchange) throws InterruptedException {
        String uid = exchange.getMessage().getHeader(Pop3xConstants.UID, String.class);
        if (failing.contains(uid)) {
            throw new IllegalStateException("not this one");
        }
        if (isSlow) {
            assertTrue(goesOn.await(20, TimeUnit.SECONDS));
        }
        routed.add(uid);
    }

    private Drained drained(String options) {
        return (Drained) result(DRAIN + options, 72, NO_HEADERS);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 10_000})
    void allMailsTakeTwoSessionsAtMost(int mails) {
        IntStream.range(3, mails).forEach(i -> maildrop.add("m" + i, "Subject: " + i + "\n\nHello\n"));
        Drained drained = drained("&delete=true");
        assertEquals(new Drained(mails, mails, 0, mails, 0, null), drained);
        assertTrue(drained.isDone());
        assertEquals(mails, new HashSet<>(routed).size());
        assertEquals(mails, routed.size());
        assertEquals(List.of(), maildrop.uids());
        assertThat(server.log().sessions()).isLessThanOrEqualTo(2);
        System.out.printf(
                "A drain of %,d mails: %d session%n", mails, server.log().sessions());
    }

    @Test
    void aMailWhoseRouteFailsIsLeftAlone() {
        failing.add("b");
        Drained drained = drained("&delete=true");
        assertEquals(List.of("a", "c"), routed);
        assertEquals(List.of("b"), maildrop.uids());
        assertNotNull(drained.notBefore(), "when it is due again");
        assertEquals(new Drained(3, 2, 1, 2, 1, drained.notBefore()), drained);
        failing.clear();
        assertEquals(new Drained(1, 1, 0, 1, 0, null), drained("&delete=true"));
        assertEquals(List.of(), maildrop.uids());
    }

    @Test
    void aMailThatIsNotDueYetIsLeft() {
        failing.add("b");
        drained("&delay=3600000");
        Drained drained = drained("&delay=3600000");
        assertEquals(new Drained(3, 0, 0, 0, 1, drained.notBefore()), drained);
        assertThat(drained.notBefore()).isAfter(Instant.now());
    }

    @Test
    void whatIsKeptIsRoutedOnce() {
        assertEquals(new Drained(3, 3, 0, 0, 0, null), drained(""));
        assertEquals(new Drained(3, 0, 0, 0, 0, null), drained(""));
        assertEquals(ALL, maildrop.uids());
    }

    @Test
    void anEmptyMailboxIsDone() {
        ALL.forEach(maildrop::remove);
        assertEquals(new Drained(0, 0, 0, 0, 0, null), drained("&delete=true"));
    }

    @Test
    void whatALimitLeavesIsLeft() {
        Drained drained = drained("&delete=true&maxMessagesPerPoll=2");
        assertEquals(2, drained.routed());
        assertEquals(1, drained.left());
        assertNotNull(drained.notBefore());
        assertEquals(List.of("c"), maildrop.uids());
    }

    @Test
    void whatAFilterLeavesIsNotLeft() {
        Drained drained = drained("&delete=true&headerFilter=${header.Subject} != 'b'");
        assertEquals(new Drained(3, 2, 0, 2, 0, null), drained);
    }

    @Test
    void itEndsAtMaxDuration() {
        isSlow = true;
        try {
            Drained drained = drained("&delete=true&maxDuration=300");
            assertEquals(new Drained(3, 0, 0, 0, 3, drained.notBefore()), drained);
        } finally {
            goesOn.countDown();
        }
        isSlow = false;
        Awaitility.await().until(() -> routed.contains("a"));
        Awaitility.await().until(() -> {
            drained("&delete=true");
            return maildrop.uids().isEmpty();
        });
        assertEquals(ALL, routed, "what the first one had begun counts");
    }

    @Test
    void withoutAnEndpointForMailsItIsRefused() {
        IllegalArgumentException refused = failure(IllegalArgumentException.class, "operation=drain", null, NO_HEADERS);
        assertThat(refused).hasMessageContaining("drainTo");
        assertEquals(List.of(), keywords());
    }

    @Test
    void aMailboxThatIsInUseIsUnavailable() throws Exception {
        maildrop.exclusive();
        isSlow = true;
        Thread other = new Thread(() -> drained("&delete=true"));
        other.start();
        Awaitility.await().until(() -> keywords().contains("RETR"));
        try {
            Pop3xUnavailableException unavailable =
                    failure(Pop3xUnavailableException.class, DRAIN + "&mailboxKey=other", null, NO_HEADERS);
            assertThat(unavailable).hasMessageContaining("unavailable");
        } finally {
            goesOn.countDown();
            other.join();
        }
        assertEquals(List.of(), maildrop.uids());
    }
}
