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
package io.github.pop3x.client;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.SaslMechanism;
import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.Command;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.SessionState;
import io.github.pop3x.testing.Mode;
import io.github.pop3x.testing.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The state AUTHORIZATION, for those who choose each step themselves. */
class Pop3AuthorizationTest {

    private static final String NO_CAPA = """
            C: CAPA
            S: -ERR what?
            C: AUTH
            S: -ERR what?
            """;
    private static final String QUIT = """
            C: QUIT
            S: +OK bye
            """;
    private static final Credentials ALICE = Credentials.of("alice", "s3cret");

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private Pop3Authorization connect(String afterGreeting) throws IOException {
        return connect("+OK ready", afterGreeting);
    }

    private Pop3Authorization connect(String greeting, String after) throws IOException {
        server.plays("S: " + greeting + "\n" + after);
        return Pop3Client.connect(Dialogue.options(server));
    }

    @Test
    void quitBeforeALoginEndsItAndNothingElse() throws IOException {
        Pop3Authorization authorization = connect("C: QUIT\nS: +OK dewey POP3 server signing off\n");
        assertEquals("ready", authorization.greeting().text());
        assertEquals("dewey POP3 server signing off", authorization.quit().text());
    }

    @Test
    void commandsOfTheOtherStateAreNotSaid() throws IOException {
        try (Pop3Authorization authorization = connect("C! close\n")) {
            for (Command<?> command : List.of(Commands.stat(), Commands.dele(1), Commands.list(), Commands.last())) {
                assertThrows(IllegalStateException.class, () -> authorization.execute(command));
            }
            for (Command<?> command : List.of(Commands.stls(), Commands.pass("s3cret"), Commands.auth("PLAIN"))) {
                assertThrows(IllegalArgumentException.class, () -> authorization.execute(command));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theExampleOfApopInRfc1939LogsIn(Mode mode) throws IOException {
        server.mode(mode);
        Pop3Authorization authorization =
                connect("+OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>", NO_CAPA + """
            C: APOP mrose c4c9334bac560ecc979e58001b3e22fb
            S: +OK maildrop has 1 message (369 octets)
            """ + QUIT);
        Pop3Session pop = authorization.apop(Credentials.of("mrose", "tanstaaf"));
        assertEquals(SessionState.TRANSACTION, pop.state());
        assertTrue(pop.capabilities().has("APOP"), "a capability that the greeting announces");
        pop.quit();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+OK ready", "+OK <no at sign>", "+OK <m\\xFCll@example.org>", "+OK <@>"})
    void withoutAStampOfTheRightShapeThereIsNoApop(String greeting) throws IOException {
        try (Pop3Authorization authorization = connect(greeting, "C! close\n")) {
            assertThrows(IllegalStateException.class, () -> authorization.apop(ALICE));
        }
    }

    @Test
    void aPasswordWithBlanksIsOneArgumentOfPass() throws IOException {
        Pop3Authorization authorization = connect(NO_CAPA + """
            C: USER alice
            S: +OK
            C: PASS two  words
            S: +OK
            """ + QUIT);
        authorization.userAndPass(Credentials.of("alice", "two  words")).quit();
    }

    @Test
    void aRefusedLoginLeavesTheConnectionForAnother() throws IOException {
        Pop3Authorization authorization = connect(NO_CAPA + """
            C: USER alice
            S: +OK
            C: PASS wrong
            S: -ERR no
            C: USER alice
            S: +OK
            C: PASS s3cret
            S: +OK
            """ + QUIT);
        Credentials wrong = Credentials.of("alice", "wrong");
        assertThrows(Pop3AuthenticationException.class, () -> authorization.userAndPass(wrong));
        authorization.userAndPass(ALICE).quit();
    }

    @Test
    void withoutCapaTheMechanismsAreAskedForByAuthAlone() throws IOException {
        Pop3Authorization authorization = connect("+OK ready <1.2@example.org>", """
            C: CAPA
            S: -ERR what?
            C: AUTH
            S: +OK list follows
            S: PLAIN
            S: cram-md5
            S: .
            """ + QUIT);
        Capabilities capabilities = authorization.capabilities();
        assertEquals(Capabilities.Source.AUTH, capabilities.source());
        assertEquals(Set.of("PLAIN", "CRAM-MD5"), capabilities.saslMechanisms());
        assertTrue(capabilities.has("APOP"));
        authorization.quit();
    }

    @Test
    void anExchangeThatAuthAloneBeginsIsCancelled() throws IOException {
        Pop3Authorization authorization = connect("""
            C: CAPA
            S: -ERR what?
            C: AUTH
            S: + go ahead
            C: *
            S: -ERR cancelled
            """ + QUIT);
        assertEquals(Capabilities.Source.NONE, authorization.capabilities().source());
        authorization.quit();
    }

    @Test
    void aRefusalWithoutTheAnnouncedAuthCodeIsNoWrongPassword() throws IOException {
        Pop3Authorization authorization = connect("""
            C: CAPA
            S: +OK
            S: SASL PLAIN
            S: AUTH-RESP-CODE
            S: .
            C: AUTH PLAIN AGFsaWNlAHMzY3JldA==
            S: -ERR the directory is away
            C: AUTH PLAIN AGFsaWNlAHMzY3JldA==
            S: -ERR [AUTH] who?
            """ + QUIT);
        Pop3CommandException away = assertThrows(Pop3CommandException.class, authorization::login);
        assertFalse(away instanceof Pop3AuthenticationException);
        assertThrows(Pop3AuthenticationException.class, authorization::login);
        authorization.quit();
    }

    @Test
    void anEmptyInitialResponseIsAnEqualsSignAndALaterOneAnEmptyLine() throws IOException {
        Pop3Authorization authorization = connect(NO_CAPA + """
            C: AUTH NOTHING =
            S: + Y2hhbGxlbmdl
            C:
            S: +OK
            """ + QUIT);
        Answering mechanism = new Answering(Optional.of(""), "");
        authorization.authenticate(ALICE, mechanism).quit();
        assertEquals("challenge", mechanism.heard);
    }

    @Test
    void aServerFirstMechanismSendsNoInitialResponse() throws IOException {
        Pop3Authorization authorization = connect(NO_CAPA + """
            C: AUTH NOTHING
            S: + Y2hhbGxlbmdl
            C: YW5zd2Vy
            S: +OK
            """ + QUIT);
        authorization
                .authenticate(ALICE, new Answering(Optional.empty(), "answer"))
                .quit();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!!", "Y2hh bGxl", "Y2hhbGxlbmdl=", "bm9uc2Vuc2U="})
    void aChallengeThatMakesNoSenseIsCancelled(String challenge) throws IOException {
        Pop3Authorization authorization = connect(NO_CAPA + """
            C: AUTH NOTHING
            S: + %s
            C: *
            S: -ERR cancelled
            C! close
            """.formatted(challenge));
        assertThrows(
                Pop3ProtocolException.class,
                () -> authorization.authenticate(ALICE, new Answering(Optional.empty(), "answer")));
        authorization.close();
    }

    /** Says what it was made with, and takes every challenge but nonsense. */
    private static final class Answering implements SaslMechanism {
        private final Optional<String> initial;
        private final String answer;
        private String heard;

        Answering(Optional<String> initial, String answer) {
            this.initial = initial;
            this.answer = answer;
        }

        @Override
        public String name() {
            return "NOTHING";
        }

        @Override
        public Optional<byte[]> initialResponse() {
            return initial.map(text -> text.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public byte[] respond(byte[] challenge) throws ProtocolException {
            heard = new String(challenge, StandardCharsets.US_ASCII);
            if (heard.equals("nonsense")) {
                throw new ProtocolException("nonsense");
            }
            return answer.getBytes(StandardCharsets.US_ASCII);
        }
    }

    @Test
    void closeAndQuitLeaveTheConnectionToTheSessionOfALogin() throws IOException {
        server.plays(Dialogue.LOGIN + """
            C: STAT
            S: +OK 0 0
            C: QUIT
            S: +OK bye
            """);
        Pop3Session pop;
        try (Pop3Authorization authorization = Pop3Client.connect(Dialogue.options(server))) {
            pop = authorization.login();
            assertThrows(IllegalStateException.class, authorization::quit);
        }
        try (pop) {
            assertEquals(0, pop.stat().count());
            pop.quit();
        }
    }
}
