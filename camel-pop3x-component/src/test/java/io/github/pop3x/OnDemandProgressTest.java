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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.pop3x.testing.Answerer;
import io.github.pop3x.testing.DefaultAnswerer;
import io.github.pop3x.testing.ServerWire;
import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A receiver after a restart, with more known messages than one session has time for. */
class OnDemandProgressTest extends FlowSetting {

    private static final int KNOWN = 15;
    private static final int MILLIS_A_HEADER = 200;
    private static final int SESSION = 4_000;

    @TempDir
    Path home;

    /** Commands that asked for a header. */
    private final List<String> looked = Collections.synchronizedList(new ArrayList<>());

    private final CountDownLatch never = new CountDownLatch(1);
    private final DefaultCamelContext context = new DefaultCamelContext();
    private ConsumerTemplate template;

    @BeforeEach
    void restart() throws Exception {
        serve(true);
        IntStream.rangeClosed(1, KNOWN).forEach(i -> mails("m" + i));
        try (PolledRoute route = route("ledger=journal:" + home.resolve("ledger"), FlowSetting::nothing)) {
            assertEquals(KNOWN, route.poll());
        }
        server.answers(() -> new SlowHeaders(new DefaultAnswerer(profile().without("PIPELINING"))));
        context.start();
        template = context.createConsumerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange receive() {
        Exchange received = template.receiveNoWait("pop3x:" + server.host() + ":" + server.port()
                + "?username=alice&password=s3cret&tls=none&mapMailMessage=false&delay=1&sessionTimeout=" + SESSION
                + "&ledger=journal:" + home.resolve("ledger"));
        if (received != null) {
            template.doneUoW(received);
        }
        return received;
    }

    @Test
    void newMailIsReceivedBeforeKnownMailIsVerified() {
        mails("new");
        Exchange received = receive();
        assertNotNull(received);
        assertEquals("new", received.getMessage().getHeader(Pop3xConstants.UID));
        assertEquals(List.of(), looked);
    }

    @Test
    void headersAreLookedAtInTheFirstHalfOfASessionAndTheNextOneGoesOn() {
        int receives = 0;
        do {
            looked.clear();
            assertNull(receive());
            assertTrue(looked.size() <= SESSION / 2 / MILLIS_A_HEADER, () -> "looked at " + looked.size());
            receives++;
        } while (!looked.isEmpty() && receives < KNOWN + 1);
        assertEquals(List.of(), looked, "all are recognized");
        assertTrue(receives > 2, "no session has time for all");
    }

    /** Lets the time of a header pass. */
    private final class SlowHeaders implements Answerer {
        private final Answerer right;

        SlowHeaders(Answerer right) {
            this.right = right;
        }

        @Override
        public void greet(ServerWire wire) throws IOException {
            right.greet(wire);
        }

        @Override
        public boolean answer(String command, ServerWire wire) throws IOException {
            if (command.startsWith("TOP ")) {
                looked.add(command);
                try {
                    never.await(MILLIS_A_HEADER, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return right.answer(command, wire);
        }

        @Override
        public void loggedIn() {
            right.loggedIn();
        }

        @Override
        public void abandon() {
            right.abandon();
        }
    }
}
