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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Mailboxes share the threads that run routes, and take turns. */
class FairWorkersTest {

    private static final int MANY = 20;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final List<String> routed = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> threads = ConcurrentHashMap.newKeySet();
    private final CountDownLatch release = new CountDownLatch(1);
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        release.countDown();
        context.stop();
    }

    private void start(int workerThreads, String... users) throws Exception {
        ServerProfile profile = new ServerProfile();
        for (String user : users) {
            Maildrop mails = new Maildrop();
            int number = user.startsWith("many") ? MANY : 1;
            for (int i = 0; i < number; i++) {
                mails.add(user + i, "Subject: " + user + "\n\nHello\n");
            }
            profile.mailbox(user, "s3cret", mails);
        }
        server.answers(profile);
        context.getComponent("pop3x", Pop3xComponent.class).setWorkerThreads(workerThreads);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String user : users) {
                    from("pop3x:" + server.host() + ":" + server.port() + "?username=" + user
                                    + "&password=s3cret&tls=none&delete=true&initialDelay=0&delay=100&sessionIdleTimeout=0")
                            .routeId(user)
                            .autoStartup(!user.equals("late"))
                            .process(exchange -> route(user, exchange));
                }
            }
        });
        context.start();
    }

    private void route(String user, Exchange exchange) throws InterruptedException {
        threads.add(Thread.currentThread().getName());
        routed.add(exchange.getMessage().getHeader(Pop3xConstants.UID, String.class));
        if (user.startsWith("many") || user.startsWith("blocks")) {
            release.await();
        }
    }

    @Test
    void thereAreNoMoreThreadsThanMayRunRoutes() throws Exception {
        String[] users = IntStream.range(0, 20).mapToObj(i -> "many" + i).toArray(String[]::new);
        start(3, users);
        release.countDown();
        await().until(() -> routed.size() == 20 * MANY);
        assertTrue(threads.size() <= 3, threads::toString);
    }

    private int onTheWay(String user) {
        return ((Pop3xConsumer) context.getRoute(user).getConsumer()).getOnTheWay();
    }

    @Test
    void aMailboxWithManyMailsDoesNotKeepAnotherWaiting() throws Exception {
        start(1, "many", "one");
        await().until(() -> onTheWay("many") > 1 && (onTheWay("one") == 1 || routed.contains("one0")));
        release.countDown();
        await().until(() -> routed.size() == MANY + 1);
        assertTrue(routed.indexOf("one0") <= 1, routed::toString);
        List<String> rest = new ArrayList<>(routed);
        rest.remove("one0");
        assertEquals(IntStream.range(0, MANY).mapToObj(i -> "many" + i).toList(), rest, "in the order of the mailbox");
    }

    @Test
    void routesThatBlockDoNotKeepAnotherMailboxWaitingForEver() throws Exception {
        String[] users = IntStream.range(0, 40)
                .mapToObj(i -> i < 39 ? "blocks" + i : "one")
                .toArray(String[]::new);
        start(0, users);
        await().until(() -> routed.contains("one0"));
        assertEquals(1, release.getCount());
    }

    @Test
    void aMessageThatWaitsForAThreadIsGivenBackWhenItsConsumerStops() throws Exception {
        start(1, "blocks", "late");
        await().until(() -> routed.contains("blocks0"));
        context.getRouteController().startRoute("late");
        await().until(() -> onTheWay("late") == 1);
        context.getRouteController().stopRoute("late");
        assertEquals(List.of("blocks0"), routed);
        release.countDown();
        context.getRouteController().startRoute("late");
        await().until(() -> routed.size() == 2);
        assertEquals(List.of("blocks0", "late0"), routed);
    }
}
