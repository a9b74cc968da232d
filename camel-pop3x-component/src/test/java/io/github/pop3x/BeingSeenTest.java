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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.github.pop3x.delivery.MailboxPoller;
import io.github.pop3x.testing.BearerSasl;
import io.github.pop3x.testing.CapturedLog;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.TestProxy;
import io.github.pop3x.testing.VirtualTime;
import io.github.pop3x.testing.route.OperatorView;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What operators see of a consumer, on good days and bad ones; and that no secret is in any of it. */
class BeingSeenTest {

    private static final String MAIL = "Subject: hello\r\n\r\nHello\r\n";
    private static final String CODES = "[IN-USE] Mailbox is locked by another POP3 session.";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final VirtualTime time = new VirtualTime();
    private final Maildrop maildrop = new Maildrop();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    private PolledRoute route(String options) throws Exception {
        server.answers(maildrop);
        return follow(PolledRoute.from(server, "delay=60000&" + options, exchange -> {
            if (failing.remove(exchange.getIn().getHeader(Pop3xConstants.UID, String.class))) {
                throw new IllegalStateException("no room");
            }
        }));
    }

    private PolledRoute follow(PolledRoute route) {
        for (String scheme : List.of("pop3x", "pop3xs")) {
            route.context().getComponent(scheme, Pop3xComponent.class).clocks().tellTimeBy(time, time::nanoTime);
        }
        return route;
    }

    /** A day: good polls, idle ones, a failing route, a refused delete, a lock, too many logins, a changed password. */
    @Test
    void aDayWithTrouble() throws Exception {
        for (String uid : List.of("a", "b", "c", "d")) {
            maildrop.add(uid, MAIL);
        }
        failing.add("b");
        server.suffers(Misfortune.refuse("DELE 3", "not now"));
        try (CapturedLog log = new CapturedLog();
                PolledRoute route = route("delete=true&transcript=commands&authMechanisms=USER")) {
            OperatorView outlook = new OperatorView(route);
            assertTrue(outlook.text().contains("lastOutcome: never polled"));
            assertEquals("never polled", outlook.health().getDetails().get(Pop3xHealthCheck.REASON));
            assertEquals(4, route.poll());
            time.pass(Duration.ofMinutes(2));
            server.suffers().suffers(Misfortune.refuse("PASS", CODES));
            route.poll();
            assertEquals(MailboxPoller.LATER, route.poll());
            assertEquals(MailboxPoller.LATER, route.poll());
            show("locked", outlook.healthText());
            time.pass(Duration.ofMinutes(2));
            server.suffers(Misfortune.refuse("PASS", "[LOGIN-DELAY] Logins must be at least 5 minutes apart"));
            assertEquals(MailboxPoller.LATER, route.poll());
            show("too often", outlook.healthText());
            time.pass(Duration.ofMinutes(6));
            server.suffers(Misfortune.refuse("PASS", "[AUTH] password changed"));
            assertThrows(Exception.class, route::poll);
            assertEquals(MailboxPoller.LATER, route.poll());
            assertEquals(HealthCheck.State.DOWN, outlook.health().getState());
            show("refused", outlook.healthText());
            show("console", outlook.text());
            show("console as JSON", outlook.json());
            show("JMX", outlook.jmx().entrySet().stream().map(String::valueOf).collect(Collectors.joining("\n")));
            route.consumer().gate().retryNow();
            assertEquals(0, route.poll());
            assertEquals("none", route.consumer().getTrouble());
            show("events", String.join("\n", outlook.events()));
            show("log", String.join("\n", log.lines()));
            assertEquals(4L, outlook.jmx().get("Delivered"));
            assertEquals(1L, outlook.jmx().get("Failed"));
            assertEquals(1L, outlook.jmx().get("DeleteUnconfirmed"));
            assertEquals(List.of(), maildrop.uids());
            assertEquals(
                    1,
                    log.told().stream().filter(line -> line.contains("locked:")).count());
            assertNoSecretIn(outlook.all() + log.lines());
        }
    }

    private static void show(String what, String shown) {
        System.out.println("---- " + what + "\n" + shown);
    }

    /** Whatever the client said to log in, beside names, and what it made that of. */
    private void assertNoSecretIn(String shown) {
        for (String secret : List.of("s3cret", "pr0xy-pass", "t0ken-t0ken")) {
            assertFalse(shown.contains(secret), shown);
        }
        List<String> said = server.dialogue()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("C: "))
                .flatMap(line -> Arrays.stream(line.split(" ")).skip(1))
                .filter(word -> word.length() >= 12)
                .filter(word -> word.matches("[A-Za-z0-9+/=]+"))
                .toList();
        said.forEach(word -> assertFalse(shown.contains(word), () -> word + " is in " + shown));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN", "CRAM-MD5", "APOP", "USER"})
    void noOutputShowsWhatAPasswordIsSentAs(String mechanism) throws Exception {
        server.answers(new ServerProfile().mailbox("alice", "other", maildrop));
        assertShowsNoSecret("authMechanisms=" + mechanism + "&transcript=full");
    }

    @Test
    void noOutputShowsTheProxysPassword() throws Exception {
        server.answers(maildrop);
        try (TestProxy proxy = TestProxy.socks5().demands("me", "pr0xy-pass")) {
            assertShowsNoSecret("transcript=full&proxy=" + proxy.uri() + "&proxyUsername=me&proxyPassword=pr0xy-pass");
        }
        try (TestProxy proxy = TestProxy.http().demands("me", "another")) {
            assertShowsNoSecret("transcript=full&proxy=" + proxy.uri() + "&proxyUsername=me&proxyPassword=pr0xy-pass");
        }
    }

    @Test
    void noOutputShowsAToken() throws Exception {
        server.answers(new ServerProfile().mailbox("alice", "other", maildrop).sasl(BearerSasl.XOAUTH2));
        String uri = "pop3x:" + server.host() + ":" + server.port()
                + "?username=alice&accessToken=t0ken-t0ken&tls=none&transcript=full";
        try (CapturedLog log = new CapturedLog();
                PolledRoute route = new PolledRoute(uri, exchange -> {})) {
            assertThrows(Exception.class, route::poll);
            assertNoSecretIn(new OperatorView(route).all() + log.lines());
        }
    }

    private void assertShowsNoSecret(String options) throws Exception {
        maildrop.add("a", MAIL);
        try (CapturedLog log = new CapturedLog();
                PolledRoute route = follow(PolledRoute.from(server, options, exchange -> {}))) {
            OperatorView outlook = new OperatorView(route);
            try {
                route.poll();
            } catch (IOException refused) {
                assertFalse(refused.toString().contains("s3cret"));
            }
            assertNoSecretIn(outlook.all() + log.lines());
        }
    }

    @Test
    void aPollWithWorkLogsOneLineAndAnIdlePollLogsNothing() throws Exception {
        maildrop.add("a", MAIL).add("b", MAIL);
        failing.add("b");
        try (CapturedLog log = new CapturedLog();
                PolledRoute route = route("delete=true")) {
            route.poll();
            route.poll();
            time.pass(Duration.ofMinutes(1));
            route.poll();
            String mailbox = "INFO io.github.pop3x.mailbox.MailboxStatistics "
                    + route.consumer().getMailbox();
            assertEquals(
                    List.of(
                            mailbox
                                    + ": first poll since the start: 2 listed, 2 taken (50 octets), 1 delivered, 1 failed,"
                                    + " 0 on the way, 1 deleted",
                            mailbox + ": 1 listed, 1 taken (25 octets), 1 delivered, 0 on the way, 1 deleted"),
                    outcomes(log));
        }
    }

    private static List<String> outcomes(CapturedLog log) {
        return log.told().stream().filter(line -> line.contains(" listed, ")).toList();
    }

    @Test
    void theFirstPollAfterEachStartThatEndsWellLogsOneLineThoughItIsIdle() throws Exception {
        try (CapturedLog log = new CapturedLog();
                PolledRoute route = route("authMechanisms=USER")) {
            server.suffers(Misfortune.refuse("PASS", CODES));
            route.poll();
            assertEquals(List.of(), outcomes(log));
            time.pass(Duration.ofMinutes(2));
            route.poll();
            route.poll();
            assertEquals(1, outcomes(log).size());
            assertTrue(outcomes(log)
                    .get(0)
                    .endsWith(": first poll since the start: 0 listed, 0 taken (0 octets), 0 delivered, 0 on the way,"
                            + " 0 deleted"));
            route.context().getRouteController().stopRoute("polled");
            route.context().getRouteController().startRoute("polled");
            route.poll();
            route.context().getRouteController().suspendRoute("polled");
            route.context().getRouteController().resumeRoute("polled");
            route.poll();
            route.poll();
            assertEquals(3, outcomes(log).size());
        }
    }

    @Test
    void theTranscriptIsAsLongAsItIsAskedFor() throws Exception {
        maildrop.add("a", MAIL);
        for (String transcript : List.of("off", "commands", "full")) {
            try (CapturedLog log = new CapturedLog();
                    PolledRoute route = route("transcript=" + transcript)) {
                route.poll();
                List<String> wire = log.lines().stream()
                        .filter(line -> line.contains(".wire "))
                        .toList();
                assertEquals(!transcript.equals("off"), wire.stream().anyMatch(line -> line.endsWith("C: QUIT")));
                assertEquals(transcript.equals("full"), wire.stream().anyMatch(line -> line.endsWith("S: 1 a")));
                assertTrue(wire.stream().noneMatch(line -> line.contains("Hello")));
            }
        }
    }

    @Test
    void operatorsForgetAMessageAndReleaseOne() throws Exception {
        maildrop.add("a", MAIL);
        try (PolledRoute route = route("delete=false")) {
            OperatorView outlook = new OperatorView(route);
            route.poll();
            assertEquals(0, route.poll());
            assertEquals(0, outlook.invoke("releaseInFlight", "a"));
            assertEquals(1, outlook.invoke("forget", "a"));
            assertEquals(0, outlook.invoke("forget", "nobody"));
            assertEquals(1, route.poll());
            assertEquals(List.of("a", "a"), route.takeUids());
        }
    }

    @Test
    void readinessReportsAnUnreachableServer() throws Exception {
        try (PolledRoute route = route("connectionTimeout=2000")) {
            OperatorView outlook = new OperatorView(route);
            server.close();
            assertThrows(Exception.class, route::poll);
            assertEquals(HealthCheck.State.DOWN, outlook.health().getState());
            assertEquals("unreachable", outlook.health().getDetails().get(Pop3xHealthCheck.REASON));
        }
    }

    @Test
    void aMessageThatIsLeftAfterItsLastAttemptIsAnEventOnce() throws Exception {
        maildrop.add("a", MAIL);
        failing.add("a");
        try (PolledRoute route = route("maxAttempts=1")) {
            OperatorView outlook = new OperatorView(route);
            route.poll();
            route.poll();
            assertEquals(
                    List.of("message a of " + route.consumer().getMailbox() + " is left after 1 attempts"),
                    outlook.events());
        }
    }
}
