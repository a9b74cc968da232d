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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.delivery.LateDeletes;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.session.MailboxTurn;
import io.github.pop3x.session.StoppableSessions;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.ManualScheduler;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/** What comes to its verdict when no session is open is deleted in a later one: a poll's, or one that only deletes. */
class LateDeletesTest extends FlowSetting {

    private static final String SLOW = "delete=true&sessionIdleTimeout=50";

    @BeforeEach
    void begin() {
        serve(true);
        mails("a", "b");
    }

    /** Both messages are delivered when the session that retrieved them is over. */
    private void deliverLate(PolledRoute route) throws Exception {
        assertEquals(2, route.poll());
        server.awaitIdle();
        held.letAllGo();
        route.awaitVerdicts(2);
        assertEquals(List.of(), maildrop.removals());
    }

    @Test
    void theNextPollDeletesThem() throws Exception {
        try (PolledRoute route = route(SLOW, held)) {
            deliverLate(route);
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "b"), maildrop.removals());
            assertEquals(0, route.deleteLate(), "nothing is left to do");
        }
    }

    @Test
    void ifNoPollComesASessionOfTheirOwnDoes() throws Exception {
        try (PolledRoute route = route(SLOW, held)) {
            deliverLate(route);
            mails("c");
            assertEquals(1, route.deleteLate());
            assertEquals(List.of("a", "b"), maildrop.removals());
            assertEquals(List.of("LOGIN", "DELE", "DELE", "QUIT"), keywords(2), "it retrieves nothing");
            assertEquals(List.of("c"), maildrop.uids());
            assertEquals(0, route.deleteLate());
        }
    }

    @Test
    void aSuspendedRouteDeletesThemToo() throws Exception {
        try (PolledRoute route = route(SLOW, held)) {
            deliverLate(route);
            route.context().getRouteController().suspendRoute("polled");
            assertEquals(1, route.deleteLate());
            assertEquals(List.of("a", "b"), maildrop.removals());
        }
    }

    @Test
    void aPollThatWasTheLastOfItsRepeatCountIsFollowedByTheirSession() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            String uri = "pop3x:" + server.host() + ":" + server.port()
                    + "?username=alice&password=s3cret&tls=none" + "&mapMailMessage=false&" + SLOW
                    + "&repeatCount=1&initialDelay=0&delay=100";
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri).process(held);
                }
            });
            context.start();
            await().until(() -> maildrop.retrievals().size() == 2);
            server.awaitIdle();
            held.letAllGo();
            await().until(() -> maildrop.uids().isEmpty());
            assertEquals(2, sessions());
        }
    }

    @Test
    void aRouteThatStopsDeletesThemInALastSession() throws Exception {
        try (PolledRoute route = route(SLOW, held)) {
            deliverLate(route);
        }
        assertEquals(List.of("a", "b"), maildrop.removals());
        assertEquals(List.of("LOGIN", "DELE", "DELE", "QUIT"), keywords(2));
    }

    @Test
    void aRouteThatStopsWithNothingToDeleteHoldsNoSession() throws Exception {
        try (PolledRoute route = route("delete=true", FlowSetting::nothing)) {
            assertEquals(2, route.poll());
        }
        assertEquals(1, sessions());
    }

    @Test
    void aServerThatHangsInTheLastSessionDoesNotDelayShutdown() throws Exception {
        PolledRoute route = route(SLOW, held);
        deliverLate(route);
        route.context().getShutdownStrategy().setTimeout(2);
        server.suffers(Misfortune.silenceAt("UIDL"));
        aside(route::close).get(30, TimeUnit.SECONDS);
        assertEquals(List.of(), maildrop.removals());
        assertEquals(1, route.reports().size());
    }

    @Test
    void noSessionIsScheduledIfNoDeleteIsDue() throws Exception {
        try (PolledRoute route = route("delete=true", FlowSetting::nothing)) {
            assertEquals(2, route.poll());
            assertEquals(0, route.deleteLate());
        }
    }

    @Test
    void noSessionIsScheduledForKeptOrFailedMessages() throws Exception {
        try (PolledRoute route = route(SLOW, exchange -> {
            held.process(exchange);
            exchange.setProperty(Pop3xConstants.DELETE, false);
            if ("b".equals(exchange.getMessage().getHeader(Pop3xConstants.UID))) {
                throw new IllegalStateException("not this one");
            }
        })) {
            deliverLate(route);
            assertEquals(0, route.deleteLate());
        }
    }

    /** Holds the sessions that are scheduled, and those that follow from them; tells how many these were. */
    private static int deleteOnAndOn(PolledRoute route) {
        int sessions = 0;
        for (int held = route.deleteLate(); held > 0 && sessions < 20; held = route.deleteLate()) {
            sessions += held;
        }
        return sessions;
    }

    @Test
    void aSessionOfTheirOwnThatBreaksIsHeldAgain() throws Exception {
        try (PolledRoute route = route(SLOW, held)) {
            deliverLate(route);
            server.suffers(Misfortune.earlyClose())
                    .suffers(Misfortune.autologoutAt("UIDL"))
                    .suffers(Misfortune.autologoutAt("DELE 1"))
                    .suffers(Misfortune.autologoutAt("QUIT"))
                    .suffers(Misfortune.refuse("QUIT", "not all were removed"));
            assertEquals(6, deleteOnAndOn(route));
            // One for each session, and one that names the message whose DELE broke the third.
            assertEquals(6, route.reports().size());
            // The message whose DELE broke a session is deleted last.
            assertEquals(List.of("b", "a"), maildrop.removals());
            assertEquals(0, route.deleteLate());
        }
    }

    @Test
    void aDeleteThatIsRefusedIsTriedAgain() throws Exception {
        try (PolledRoute route = route(SLOW, held)) {
            deliverLate(route);
            server.suffers(Misfortune.refuse("DELE 1", "not now"));
            assertEquals(2, deleteOnAndOn(route));
            assertEquals(List.of("b", "a"), maildrop.removals());
        }
    }

    @Test
    void aPollThatHasTheMailboxDeletesThemItself() throws Exception {
        try (PolledRoute route = route("delete=true&sessionIdleTimeout=1000&concurrentExchanges=3", held)) {
            assertEquals(2, route.poll());
            mails("c");
            Future<Integer> poll = pollAside(route);
            held.awaitBegun(3);
            held.letGo(2);
            await().until(() -> route.context().getInflightRepository().size() == 1);
            held.letAllGo();
            assertEquals(1, poll.get(30, TimeUnit.SECONDS));
            assertEquals(3, maildrop.removals().size());
            assertEquals(0, route.deleteLate());
            assertEquals(2, sessions());
        }
    }

    /** It runs out while the poll that will schedule it anew has just ended its session, and still has the mailbox. */
    @Test
    void aSessionThatFindsTheMailboxTakenIsHeldLater() throws Exception {
        ManualScheduler scheduler = new ManualScheduler();
        MailboxTurn turn = new MailboxTurn();
        List<Pop3ClientOptions> sessions = new ArrayList<>();
        LateDeletes late = lateDeletes(scheduler, turn, (options, begin) -> sessions.add(options));
        late.wanted(true);
        assertTrue(turn.tryTake());
        CompletableFuture.runAsync(scheduler::runScheduled).join();
        assertEquals(List.of(), sessions, "another session has the mailbox");
        turn.end();
        assertEquals(1, scheduler.runScheduled());
        assertEquals(1, sessions.size());
        scheduler.shutdownNow();
    }

    /** A verdict may come when the consumer that retrieved its message has stopped, and another has started. */
    @Test
    void aSuccessorHoldsTheSessionForAVerdictThatComesAfterTheStop() throws Exception {
        ManualScheduler scheduler = new ManualScheduler();
        List<Pop3ClientOptions> sessions = new ArrayList<>();
        LateDeletes stopped = lateDeletes(scheduler, new MailboxTurn(), (options, begin) -> fail("it has stopped"));
        stopped.close(Duration.ofSeconds(1));
        stopped.succeededBy(lateDeletes(scheduler, new MailboxTurn(), (options, begin) -> sessions.add(options)));
        stopped.wanted(true);
        assertEquals(1, scheduler.runScheduled());
        assertEquals(1, sessions.size());
        scheduler.shutdownNow();
    }

    /** The mailbox may be gone for good. */
    @Test
    void sessionsThatFailComeLessAndLessOften() {
        List<Long> delays = new ArrayList<>();
        List<Runnable> due = new ArrayList<>();
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1) {
            @Override
            public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
                delays.add(unit.toSeconds(delay));
                due.add(task);
                return super.schedule(task, 1, TimeUnit.DAYS);
            }
        };
        LateDeletes late = lateDeletes(scheduler, new MailboxTurn(), (options, begin) -> {
            throw new IOException("unknown host");
        });
        late.wanted(true);
        for (int i = 0; i < 14; i++) {
            due.get(i).run();
        }
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L), delays.subList(0, 5));
        assertEquals(3600L, delays.get(14));
        scheduler.shutdownNow();
    }

    private static LateDeletes lateDeletes(
            ScheduledExecutorService scheduler, MailboxTurn turn, LateDeletes.DeleteSession session) {
        return new LateDeletes(
                scheduler,
                Duration.ofSeconds(1),
                turn,
                new StoppableSessions(),
                Pop3ClientOptions.builder("mail.example.org", CredentialsProvider.of("alice", "s3cret"))
                        .build(),
                session,
                new MailboxListener() {});
    }
}
