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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.github.pop3x.client.Pop3AuthenticationException;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3LoginUnsupportedException;
import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.delivery.MailboxPoller;
import io.github.pop3x.session.SessionGate;
import io.github.pop3x.session.Trouble;
import io.github.pop3x.testing.CapturedLog;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.VirtualTime;
import io.github.pop3x.testing.route.OperatorView;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A consumer that is told "no": how often it comes back, and what brings it back. */
class PolitenessTest {

    private static final String MAIL = "Subject: hello\r\n\r\nHello\r\n";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final VirtualTime time = new VirtualTime();
    private final Maildrop maildrop = new Maildrop();

    private PolledRoute route(String options) throws Exception {
        return route(options, Map.of());
    }

    private PolledRoute route(String options, Map<String, Object> beans) throws Exception {
        PolledRoute route = PolledRoute.from(server, options, beans, exchange -> {});
        component(route).clocks().tellTimeBy(time, time::nanoTime);
        return route;
    }

    private static Pop3xComponent component(PolledRoute route) {
        return route.context().getComponent("pop3x", Pop3xComponent.class);
    }

    private void onlyKnows(String password) {
        server.answers(new ServerProfile().mailbox("alice", password, maildrop));
    }

    /** Without codes, so that the words alone tell. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 60, 240})
    void aWrongPasswordIsTriedAtMostSevenTimesInTheFirstHour(int delay) throws Exception {
        server.answers(new ServerProfile()
                .mailbox("alice", "other", maildrop)
                .without("RESP-CODES")
                .unannounced("AUTH-RESP-CODE"));
        int told = 0;
        try (PolledRoute route = route("delay=" + delay * 1000)) {
            for (int seconds = 0; seconds < 3600; seconds += delay) {
                try {
                    assertEquals(MailboxPoller.LATER, route.poll());
                } catch (Pop3AuthenticationException refused) {
                    told++;
                }
                time.pass(Duration.ofSeconds(delay));
            }
            assertEquals(4, server.log().sessions());
            assertEquals(4, told);
        }
    }

    /** No secret is sent to such a server, and each connection would end in the same way. */
    @Test
    void aServerWithoutAWayToLogInOpensTheBreaker() throws Exception {
        server.answers(maildrop);
        try (PolledRoute route = route("delay=60000&authMechanisms=SCRAM-SHA-256")) {
            assertThrows(Pop3LoginUnsupportedException.class, route::poll);
            Trouble trouble = route.consumer().gate().trouble().orElseThrow();
            assertEquals(Trouble.Reason.PERMANENT, trouble.reason());
            assertTrue(trouble.words().contains("no way to log in as alice"), trouble.words());
            time.pass(Duration.ofSeconds(60));
            assertEquals(MailboxPoller.LATER, route.poll());
            assertEquals(1, server.log().sessions());
        }
    }

    @Test
    void aNewAnswerOfTheProviderIsTriedAtOnce() throws Exception {
        onlyKnows("changed");
        AtomicReference<String> password = new AtomicReference<>("0ld-one");
        CredentialsProvider provider = () -> Credentials.of("alice", password.get());
        String uri =
                "pop3x:" + server.host() + ":" + server.port() + "?username=alice&credentialsProvider=#vault&tls=none";
        try (PolledRoute route = new PolledRoute(uri, Map.of("vault", provider), exchange -> {})) {
            component(route).clocks().tellTimeBy(time, time::nanoTime);
            assertThrows(Pop3AuthenticationException.class, route::poll);
            assertEquals(MailboxPoller.LATER, route.poll());
            password.set("changed");
            assertEquals(0, route.poll());
        }
    }

    @Test
    void resumingTheRouteClosesTheBreaker() throws Exception {
        onlyKnows("other");
        try (PolledRoute route = route("")) {
            assertThrows(Pop3AuthenticationException.class, route::poll);
            assertEquals(MailboxPoller.LATER, route.poll());
            route.context().getRouteController().suspendRoute("polled");
            route.context().getRouteController().resumeRoute("polled");
            assertThrows(Pop3AuthenticationException.class, route::poll);
            route.context().getRouteController().stopRoute("polled");
            route.context().getRouteController().startRoute("polled");
            assertThrows(Pop3AuthenticationException.class, route::poll);
            assertEquals(3, server.log().sessions());
        }
    }

    @Test
    void anOperatorClosesTheBreakerAndPolls() throws Exception {
        maildrop.add("a", MAIL);
        server.answers(maildrop).suffers(Misfortune.refuse("PASS", "[AUTH] no"));
        try (PolledRoute route = route("authMechanisms=USER")) {
            assertThrows(Pop3AuthenticationException.class, route::poll);
            assertEquals(MailboxPoller.LATER, route.poll());
            OperatorView outlook = new OperatorView(route);
            outlook.invoke("retryNow");
            assertTrue(route.consumer().gate().notBefore().isEmpty());
            assertEquals(1, route.poll());
        }
    }

    @Test
    void pollsObserveTheAnnouncedLoginDelay() throws Exception {
        server.answers(new ServerProfile().mailbox("alice", "s3cret", maildrop).announcing("LOGIN-DELAY 90"));
        try (PolledRoute route = route("")) {
            assertEquals(0, route.poll());
            time.pass(Duration.ofSeconds(60));
            assertEquals(MailboxPoller.LATER, route.poll());
            time.pass(Duration.ofSeconds(30));
            assertEquals(0, route.poll());
            assertEquals(2, server.log().sessions());
            assertEquals("none", route.consumer().getTrouble());
        }
    }

    /** Announced, or in a refusal: the wait is bounded, told once, and shown. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatAsksForYearsIsLeftAloneForADay(boolean isAnnounced) throws Exception {
        ServerProfile profile = new ServerProfile().mailbox("alice", "s3cret", maildrop);
        server.answers(isAnnounced ? profile.announcing("LOGIN-DELAY 999999999") : profile);
        if (!isAnnounced) {
            server.suffers(Misfortune.refuse("PASS", "[LOGIN-DELAY] come back in 9000 hours"));
        }
        try (CapturedLog log = new CapturedLog();
                PolledRoute route = route("delay=60000&authMechanisms=USER")) {
            assertEquals(isAnnounced ? 0 : MailboxPoller.LATER, route.poll());
            String tomorrow = time.instant().plus(Duration.ofDays(1)).toString();
            time.pass(Duration.ofMinutes(10));
            time.putForward(Duration.ofHours(-8));
            assertEquals(MailboxPoller.LATER, route.poll());
            assertEquals(
                    1,
                    log.lines().stream()
                            .filter(line -> line.contains("LOGIN-DELAY") && line.contains("before " + tomorrow))
                            .count());
            HealthCheck.Result health = new OperatorView(route).health();
            // Camel calls a consumer down before its first session.
            assertEquals(isAnnounced ? HealthCheck.State.UP : HealthCheck.State.DOWN, health.getState());
            assertTrue(
                    health.getMessage().orElse("").contains("waits for LOGIN-DELAY until 2026-01-01T16:00:00Z"),
                    () -> String.valueOf(health.getMessage()));
            time.pass(Duration.ofDays(1).minusMinutes(10));
            assertEquals(0, route.poll());
        }
    }

    @Test
    void theAnnouncedDelayIsWaitedForWhenALoginComesTooSoon() throws Exception {
        server.answers(new ServerProfile().mailbox("alice", "s3cret", maildrop).announcing("LOGIN-DELAY 90"))
                .suffers(Misfortune.refuse("PASS", "[LOGIN-DELAY] 5 seconds have passed"));
        try (PolledRoute route = route("authMechanisms=USER")) {
            assertEquals(MailboxPoller.LATER, route.poll());
            assertEquals(
                    time.instant().plusSeconds(90),
                    route.consumer().gate().notBefore().orElseThrow());
        }
    }

    @Test
    void aSessionThatOnlyDeletesWaitsToo() throws Exception {
        maildrop.add("a", MAIL);
        server.answers(maildrop)
                .suffers(Misfortune.refuse("DELE 1", "not now"))
                .suffers(Misfortune.refuse("PASS", "[IN-USE] locked"));
        try (PolledRoute route = route("delete=true&delay=60000&authMechanisms=USER")) {
            assertEquals(1, route.poll());
            assertEquals(1, route.deleteLate());
            assertEquals(2, server.log().sessions());
            assertEquals(1, route.deleteLate());
            assertEquals(2, server.log().sessions());
            time.pass(Duration.ofMinutes(2));
            assertEquals(1, route.deleteLate());
            assertEquals(3, server.log().sessions());
            assertEquals(List.of(), maildrop.uids());
            assertEquals(List.of("a"), route.takeUids());
        }
    }

    @Test
    void aVisitWaitsIfTheHostHasNoFreeSession() throws Exception {
        server.answers(maildrop);
        CamelContext context = new DefaultCamelContext();
        try {
            context.getComponent("pop3x", Pop3xComponent.class).setMaxSessionsPerHost(1);
            context.start();
            Pop3xEndpoint endpoint = context.getEndpoint(
                    "pop3x:" + server.host() + ":" + server.port() + "?username=alice&password=s3cret&tls=none",
                    Pop3xEndpoint.class);
            endpoint.start();
            SessionGate gate = endpoint.gate();
            Pop3ClientOptions options = endpoint.clientOptions();
            Duration delay = Duration.ofMinutes(1);
            Optional<Trouble> seen = gate.visit(options, delay, session -> {
                assertEquals(Optional.empty(), gate.visit(options, delay, another -> true));
                return gate.trouble().orElseThrow();
            });
            assertEquals(Trouble.Reason.NO_PLACE, seen.orElseThrow().reason());
            assertTrue(gate.isTolerated(seen.orElseThrow()));
            assertEquals(1, server.log().sessions());
            assertEquals(Optional.of(true), gate.visit(options, delay, session -> true));
            assertEquals(Optional.empty(), gate.trouble());
        } finally {
            context.stop();
        }
    }
}
