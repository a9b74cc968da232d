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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.apache.camel.support.DefaultScheduledPollConsumerScheduler;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** On whose threads polls, routes and empty messages run. */
class PollThreadsTest extends FlowSetting {

    /** Notes which threads poll. */
    private static final class Watch extends DefaultPollingConsumerPollStrategy {

        private final Set<String> threads = ConcurrentHashMap.newKeySet();

        @Override
        public boolean begin(Consumer consumer, Endpoint endpoint) {
            threads.add(Thread.currentThread().getName());
            return true;
        }
    }

    private final Watch watch = new Watch();

    /** A context with a route from each of some mailboxes, all of them held but the last. */
    private DefaultCamelContext context(int pollThreads, Map<String, Maildrop> mailboxes, String options)
            throws Exception {
        ServerProfile profile = new ServerProfile();
        mailboxes.forEach((user, mails) -> profile.mailbox(user, "s3cret", mails));
        server.answers(profile);
        DefaultCamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("watch", watch);
        context.getComponent("pop3x", Pop3xComponent.class).setPollThreads(pollThreads);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String user : mailboxes.keySet()) {
                    from("pop3x:" + server.host() + ":" + server.port() + "?username=" + user
                                    + "&password=s3cret&tls=none"
                                    + "&mapMailMessage=false&delete=true&initialDelay=0&delay=20&pollStrategy=#watch"
                                    + options)
                            .process(user.startsWith("slow") ? held : FlowSetting::nothing);
                }
            }
        });
        return context;
    }

    @Test
    void theEndpointsOfAComponentShareTheThreads() throws Exception {
        Map<String, Maildrop> mailboxes = new ConcurrentHashMap<>();
        for (int i = 0; i < 6; i++) {
            mailboxes.put("user" + i, new Maildrop().add("a", mail("a", 100)));
        }
        try (DefaultCamelContext context = context(2, mailboxes, "")) {
            context.start();
            await().until(() ->
                    mailboxes.values().stream().allMatch(mails -> mails.uids().isEmpty()));
        }
        assertTrue(watch.threads.size() <= 2, watch.threads::toString);
        assertTrue(watch.threads.stream().allMatch(name -> name.contains("Pop3xPoll")), watch.threads::toString);
    }

    @Test
    void aSlowRouteHoldsNoThread() throws Exception {
        Maildrop slow = new Maildrop().add("a", mail("a", 100));
        Maildrop quick = new Maildrop();
        Map<String, Maildrop> mailboxes = Map.of("slow", slow, "quick", quick);
        try (DefaultCamelContext context = context(1, mailboxes, "&sessionIdleTimeout=50")) {
            context.start();
            held.awaitBegun(1);
            for (String uid : List.of("b", "c")) {
                quick.add(uid, mail(uid, 100));
                await().until(() -> quick.removals().contains(uid));
            }
            assertEquals(List.of(), slow.removals());
            held.letAllGo();
            await().until(() -> slow.uids().isEmpty());
        }
    }

    @Test
    void anExecutorOfTheEndpointsOwnIsUsed() throws Exception {
        ScheduledExecutorService own = Executors.newScheduledThreadPool(1, task -> new Thread(task, "my-own-thread"));
        Maildrop mails = new Maildrop().add("a", mail("a", 100));
        try (DefaultCamelContext context = context(1, Map.of("user", mails), "&scheduledExecutorService=#own")) {
            context.getRegistry().bind("own", own);
            context.start();
            await().until(() -> mails.uids().isEmpty());
        } finally {
            own.shutdownNow();
        }
        assertEquals(Set.of("my-own-thread"), watch.threads);
    }

    @Test
    void aSchedulerOfTheEndpointsOwnIsUsed() throws Exception {
        List<String> scheduled = Collections.synchronizedList(new ArrayList<>());
        Maildrop mails = new Maildrop().add("a", mail("a", 100));
        try (DefaultCamelContext context = context(1, Map.of("user", mails), "&scheduler=#own")) {
            context.getRegistry().bind("own", new DefaultScheduledPollConsumerScheduler() {
                @Override
                public void scheduleTask(Runnable task) {
                    scheduled.add("a task");
                    super.scheduleTask(task);
                }
            });
            context.start();
            await().until(() -> mails.uids().isEmpty());
        }
        assertEquals(List.of("a task"), scheduled);
        assertTrue(watch.threads.stream().noneMatch(name -> name.contains("Pop3xPoll")), watch.threads::toString);
    }

    @Test
    void theEmptyMessageOfAnIdlePollIsRoutedByAWorker() throws Exception {
        serve(true);
        List<String> threads = Collections.synchronizedList(new ArrayList<>());
        try (PolledRoute route = route("sendEmptyMessageWhenIdle=true", exchange -> {
            threads.add(Thread.currentThread().getName());
            held.process(exchange);
        })) {
            route.consumer().run();
            held.awaitBegun(1);
            assertTrue(threads.get(0).contains("Pop3xWorker"), threads::toString);
            held.letAllGo();
        }
    }
}
