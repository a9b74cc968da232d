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
import java.util.stream.Stream;

import io.github.pop3x.delivery.MailboxPoller;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.VirtualTime;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How real servers say "locked", "too often" and "not now", and what a consumer does then. */
class SpellingsOfRefusalsTest {

    private static final String AT_LOGIN = "PASS";
    private static final String AT_LIST = "LIST";
    private static final String LOCKED = "locked";
    private static final String TOO_OFTEN = "too often";
    private static final String TEMPORARY = "temporary trouble";

    /** About one delay, at random. */
    private static final Duration ABOUT_A_DELAY = null;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final VirtualTime time = new VirtualTime();

    /** Who says it, when, its words, what it is, and how long nothing is tried. */
    static Stream<Arguments> spellings() {
        return Stream.of(
                locked("RFC 1939 §7", "maildrop already locked"),
                locked("RFC 1939 §7, Erlang and .NET servers", "unable to lock maildrop"),
                locked("RFC 2449 §8.1.2", "[IN-USE] Do you have another POP session running?"),
                locked("Dovecot", "[IN-USE] Mailbox is locked by another POP3 session."),
                locked("Dovecot 1.x", "[IN-USE] Couldn't sync mailbox."),
                locked("Cyrus", "[IN-USE] Unable to lock maildrop"),
                locked("Cyrus without codes, and Gmail", "Unable to lock maildrop: Mailbox is locked by POP server"),
                locked("UW imapd ipop3d", "Can't get lock.  Mailbox in use"),
                locked("Qpopper", "Maildrop lock busy!  Is another session active?"),
                locked("Qpopper 2", "/var/spool/pop/.alice.pop lock busy!  Is another session active? (11)"),
                locked("hMailServer", "Your mailbox is already locked"),
                locked("Bongo, Hula", "[IN-USE] Mailbox is already locked. POP access denied"),
                locked("VPOP3", "Mailbox Locked"),
                locked("a server behind Perdition", "[IN-USE] mailbox already in use by pid 12345"),
                locked("tcllib pop3d", "could not aquire lock for maildrop alice"),
                locked("DavMail's kind", "Mailbox locked by another session"),
                locked("an account in use", "Your account is in use, try later."),
                tooOften("RFC 2449 §8.1.1", "[LOGIN-DELAY] minimum time between mail checks violation", 0),
                tooOften("Perl server without codes", "minimum time between mail checks violation", 0),
                tooOften(
                        "Hotmail",
                        "Exceeded the login limit for a 15 minute period. Reduce the frequency of"
                                + " requests to the POP3 server.",
                        15),
                tooOften("Cyrus", "[LOGIN-DELAY] Logins must be at least 5 minutes apart", 5),
                tooOften("Cyrus without codes", "Logins must be at least 1 minute apart", 1),
                tooOften("GNU mailutils", "Attempt to log in within the minimum login delay interval", 0),
                tooOften("Gmail", "[AUTH] Account exceeded pop command or bandwidth limits (Failure)", 0),
                Arguments.of(
                        "Hotmail, after the login",
                        AT_LIST,
                        "Exceeded the login limit for a 15 minute period."
                                + " Reduce the frequency of requests to the POP3 server.",
                        TOO_OFTEN,
                        Duration.ofMinutes(15)),
                temporary("RFC 3206 §4", "[SYS/TEMP] Mail system overloaded"),
                temporary("Dovecot", "[SYS/TEMP] Temporary authentication failure."),
                temporary("Dovecot 0.9", "Temporary authentication failure."),
                temporary("Gmail", "[SYS/TEMP] Temporary system problem. Please try again later."),
                temporary("Exchange", "Server Unavailable. 21"),
                temporary("several servers", "Too many connections, please try again later."),
                Arguments.of(
                        "Dovecot, after the login",
                        AT_LIST,
                        "[SYS/TEMP] Couldn't sync mailbox.",
                        TEMPORARY,
                        ABOUT_A_DELAY));
    }

    private static Arguments locked(String who, String words) {
        return Arguments.of(who, AT_LOGIN, words, LOCKED, ABOUT_A_DELAY);
    }

    private static Arguments temporary(String who, String words) {
        return Arguments.of(who, AT_LOGIN, words, TEMPORARY, ABOUT_A_DELAY);
    }

    private static Arguments tooOften(String who, String words, int minutes) {
        return Arguments.of(
                who, AT_LOGIN, words, TOO_OFTEN, minutes == 0 ? ABOUT_A_DELAY : Duration.ofMinutes(minutes));
    }

    private PolledRoute route(String command, String words) throws Exception {
        ServerProfile profile = new ServerProfile()
                .mailbox("alice", "s3cret", new Maildrop().add("a", "Subject: a\r\n\r\n\r\n"))
                .unannounced("RESP-CODES", "AUTH-RESP-CODE");
        server.answers(profile).alwaysSuffers(Misfortune.refuse(command, words));
        PolledRoute route = PolledRoute.from(server, "authMechanisms=USER&delay=60000", exchange -> {});
        route.context().getComponent("pop3x", Pop3xComponent.class).clocks().tellTimeBy(time, time::nanoTime);
        return route;
    }

    private HealthCheck.Result health(PolledRoute route) {
        return route.consumer().getHealthCheck().call(Map.of());
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("spellings")
    void aTemporaryRefusalDelaysTheNextPoll(String who, String command, String words, String reason, Duration wait)
            throws Exception {
        try (PolledRoute route = route(command, words)) {
            assertEquals(MailboxPoller.LATER, route.poll());
            assertEquals(List.of(), route.reports());
            assertTrue(
                    route.consumer().getTrouble().startsWith(reason),
                    route.consumer().getTrouble());
            Duration next = Duration.between(
                    time.instant(), route.consumer().gate().notBefore().orElseThrow());
            if (wait == ABOUT_A_DELAY) {
                assertTrue(next.toSeconds() >= 30 && next.toSeconds() <= 90, next.toString());
            } else {
                assertEquals(wait, next);
            }
            time.pass(next.minusSeconds(1));
            assertEquals(MailboxPoller.LATER, route.poll());
            assertEquals(1, server.log().sessions());
            time.pass(Duration.ofSeconds(1));
            assertEquals(MailboxPoller.LATER, route.poll());
            assertEquals(2, server.log().sessions());
            Map<String, Object> details = health(route).getDetails();
            assertEquals(reason, details.get(Pop3xHealthCheck.REASON));
        }
    }

    @Test
    void aRefusalWithoutAuthCodeOpensNoBreakerIfTheServerUsesCodes() throws Exception {
        server.answers(new Maildrop()).alwaysSuffers(Misfortune.refuse("PASS", "the mailbox is read-only"));
        try (PolledRoute route = PolledRoute.from(server, "authMechanisms=USER", exchange -> {})) {
            assertThrows(Exception.class, route::poll);
            assertThrows(Exception.class, route::poll);
            assertEquals(2, server.log().sessions());
            assertTrue(route.consumer().gate().notBefore().isEmpty());
        }
    }

    @Test
    void aPermanentFailureIsReportedAndNotRetriedAtEveryPoll() throws Exception {
        try (PolledRoute route = route("PASS", "[SYS/PERM] Your account is not enabled for POP access")) {
            assertThrows(Exception.class, route::poll);
            assertEquals(MailboxPoller.LATER, route.poll());
            assertEquals(1, server.log().sessions());
            assertEquals(HealthCheck.State.DOWN, health(route).getState());
            assertFalse(health(route).getDetails().toString().contains("s3cret"));
        }
    }
}
