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

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.pop3x.session.Trouble;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** One mailbox is well, and twelve servers accept connections and say nothing. */
@Timeout(120)
class SilentServersTest {

    private static final int SILENT = 12;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicLong last = new AtomicLong();
    private final AtomicLong longest = new AtomicLong();

    private final PollingConsumerPollStrategy counts = new PollingConsumerPollStrategy() {
        @Override
        public boolean begin(Consumer consumer, Endpoint endpoint) {
            return true;
        }

        @Override
        public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
            if (endpoint.getEndpointUri().contains("alice")) {
                long now = System.nanoTime();
                long before = last.getAndSet(now);
                longest.accumulateAndGet(before == 0 ? 0 : now - before, Math::max);
                polls.incrementAndGet();
            }
        }

        @Override
        public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
            failures.incrementAndGet();
            return false;
        }
    };

    private String route(String user, int port, String options) {
        return "pop3x:" + server.host() + ":" + port + "?username=" + user
                + "&password=s3cret&tls=none&initialDelay=0&pollStrategy=#counts" + options;
    }

    @Test
    void aHealthyMailboxIsPolledWhileTwelveServersSayNothing() throws Exception {
        server.answers(new Maildrop());
        List<ServerSocket> silent = new ArrayList<>();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("counts", counts);
            context.getComponent("pop3x", Pop3xComponent.class).setPollThreads(8);
            for (int i = 0; i < SILENT; i++) {
                silent.add(new ServerSocket(0, 50, InetAddress.getByName(server.host())));
            }
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    for (ServerSocket socket : silent) {
                        from(route("silent", socket.getLocalPort(), "&delay=500&connectionTimeout=4000"))
                                .routeId("silent" + socket.getLocalPort())
                                .log("never");
                    }
                    from(route("alice", server.port(), "&delay=500")).log("never");
                }
            });
            context.start();
            await().atMost(1, TimeUnit.MINUTES).until(() -> failures.get() >= SILENT);
            int polled = polls.get();
            // Where eight connects hold all eight threads, the healthy mailbox gets its turn once or twice in between.
            assertTrue(polled >= SILENT, "polls while " + SILENT + " connects failed: " + polled);
            await().atMost(1, TimeUnit.MINUTES).until(() -> isBackedOff(context, silent));
            System.out.println("Longest gap between two polls of the healthy mailbox: "
                    + TimeUnit.NANOSECONDS.toMillis(longest.get()) + " ms");
        } finally {
            for (ServerSocket socket : silent) {
                socket.close();
            }
        }
    }

    /** Health and JMX show when a server that could not be reached is tried again. */
    private static boolean isBackedOff(DefaultCamelContext context, List<ServerSocket> silent) {
        return silent.stream()
                .map(socket -> (Pop3xConsumer)
                        context.getRoute("silent" + socket.getLocalPort()).getConsumer())
                .filter(consumer -> !consumer.getNextAttempt().isEmpty())
                .peek(consumer -> assertEquals(
                        Trouble.Reason.UNREACHABLE,
                        consumer.gate().trouble().orElseThrow().reason()))
                .findAny()
                .isPresent();
    }
}
