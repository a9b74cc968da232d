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
import java.util.List;
import java.util.stream.Stream;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.Mechanism;
import io.github.pop3x.testing.Answerer;
import io.github.pop3x.testing.DefaultAnswerer;
import io.github.pop3x.testing.GabbySasl;
import io.github.pop3x.testing.PasswordGuess;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerWire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

/**
 * The right password cannot be recognized by what is shown of a login: the guesses of {@link PasswordGuess} find nothing to
 * test it against.
 */
class OfflineGuessTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private static Stream<Mechanism> sasl() {
        return Stream.of(Mechanism.values()).filter(Mechanism::isSasl);
    }

    /** The guess itself works: from the octets of the dialogue, the password is recognized. */
    @ParameterizedTest
    @EnumSource(names = {"SCRAM_SHA_1", "SCRAM_SHA_256", "SCRAM_SHA_1_PLUS", "SCRAM_SHA_256_PLUS", "CRAM_MD5", "APOP"})
    void theWholeDialogueWouldGiveThePasswordAway(Mechanism mechanism) throws Exception {
        server.answers(LoginTrial.everything());
        LoginTrial trial = new LoginTrial(server, mechanism.bindsChannel() ? Channel.TLS : Channel.CLEAR);
        trial.open(mechanism.wireName(), Credentials.of("alice", LoginTrial.SECRET))
                .quit();
        assertTrue(PasswordGuess.of("alice", LoginTrial.SECRET).fits(server.dialogue()), server::dialogue);
    }

    @ParameterizedTest
    @EnumSource
    void theShownDialogueOfALoginDoesNot(Mechanism mechanism) throws Exception {
        server.answers(LoginTrial.everything());
        LoginTrial trial = new LoginTrial(server, Channel.TLS);
        trial.open(mechanism.wireName(), LoginTrial.credentials(mechanism, LoginTrial.SECRET))
                .quit();
        assertNothingToTest(trial, null);
    }

    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = "EXTERNAL")
    void theShownDialogueAndTheExceptionOfARefusedLoginDoNot(Mechanism mechanism) {
        server.answers(LoginTrial.everything());
        LoginTrial trial = new LoginTrial(server, Channel.TLS);
        Credentials wrong = LoginTrial.credentials(mechanism, "not-" + LoginTrial.SECRET);
        Pop3AuthenticationException refusal =
                assertThrows(Pop3AuthenticationException.class, () -> trial.open(mechanism.wireName(), wrong));
        assertNothingToTest(trial, refusal);
        assertFalse(PasswordGuess.of("alice", "not-" + LoginTrial.SECRET).fits(trial.shown(refusal)));
    }

    /** The server repeats its challenges and what it was sent in its refusal. */
    @ParameterizedTest
    @MethodSource("sasl")
    void aRefusalThatRepeatsTheExchangeDoesNot(Mechanism mechanism) {
        server.answers(LoginTrial.everything().eachSasl(GabbySasl::new));
        LoginTrial trial = new LoginTrial(server, Channel.TLS);
        Pop3AuthenticationException refusal = assertThrows(
                Pop3AuthenticationException.class,
                () -> trial.open(mechanism.wireName(), LoginTrial.credentials(mechanism, LoginTrial.SECRET)));
        assertTrue(refusal.text().startsWith("the exchange was"), refusal.text());
        assertNothingToTest(trial, refusal);
    }

    @Test
    void eachLineOfAnExchangeIsShownAsFourStars() throws Exception {
        server.answers(LoginTrial.everything());
        LoginTrial trial = new LoginTrial(server, Channel.CLEAR);
        trial.open("SCRAM-SHA-256", Credentials.of("alice", LoginTrial.SECRET)).quit();
        List<String> lines = trial.lines();
        int auth = lines.indexOf("C: AUTH SCRAM-SHA-256 ****");
        assertEquals(
                List.of("S: + ****", "C: ****", "S: + ****", "C: ****", "S: +OK 1 messages"),
                lines.subList(auth + 1, auth + 6),
                lines::toString);
    }

    @Test
    void theNamesOfMechanismsAreShown() {
        server.plays("""
            S: +OK ready
            C: CAPA
            S: -ERR
            C: AUTH
            S: +OK
            S: SCRAM-SHA-256-PLUS
            S: SCRAM-SHA-512
            S: SCRAM-SHA-256
            S: .
            C: /AUTH SCRAM-SHA-256 .*/
            S: -ERR SCRAM-SHA-256-PLUS is better, alice2@mail.example.com
            C! close
            """);
        LoginTrial trial = new LoginTrial(server, Channel.CLEAR);
        assertThrows(
                Pop3AuthenticationException.class,
                () -> trial.open("SCRAM-SHA-256", Credentials.of("alice", LoginTrial.SECRET)));
        assertTrue(trial.lines().contains("S: SCRAM-SHA-256-PLUS"), () -> trial.lines()
                .toString());
        assertTrue(
                trial.lines().contains("S: -ERR SCRAM-SHA-256-PLUS is better, alice2@mail.example.com"),
                () -> trial.lines().toString());
    }

    /** A challenge that is not one: without its plus, or with octets after the final answer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+",
                "+PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+",
                "* b913a602c7eda7a495b4e6e7334d3890"
            })
    void aLineThatDoesNotBelongInAnExchangeIsNotQuoted(String line) {
        server.plays("""
            S: +OK ready
            C: CAPA
            S: +OK
            S: SASL CRAM-MD5
            S: .
            C: AUTH CRAM-MD5
            S: %s
            C! close
            """.formatted(line));
        LoginTrial trial = new LoginTrial(server, Channel.CLEAR);
        Pop3ProtocolException broken = assertThrows(
                Pop3ProtocolException.class, () -> trial.open("CRAM-MD5", Credentials.of("tim", "tanstaaftanstaaf")));
        String shown = trial.shown(broken);
        assertFalse(shown.contains(line.substring(line.length() - 20)), shown);
        assertTrue(shown.contains("S: + ****"), shown);
    }

    /** Whether it comes before the next command or behind it. */
    @Test
    void aChallengeBehindTheFinalAnswerIsNotQuotedEither() throws Exception {
        server.answers(() -> new OneChallengeMore(new DefaultAnswerer(LoginTrial.everything())));
        LoginTrial trial = new LoginTrial(server, Channel.CLEAR);
        Pop3Session session = trial.open("SCRAM-SHA-256", Credentials.of("alice", LoginTrial.SECRET));
        Pop3ProtocolException broken = assertThrows(Pop3ProtocolException.class, () -> {
            session.stat();
            session.stat();
        });
        String shown = trial.shown(broken);
        assertFalse(shown.contains(OneChallengeMore.LINE), shown);
        assertNothingToTest(trial, broken);
    }

    @Test
    void aChallengeThatAnswersALaterCommandIsNotQuotedEither() throws Exception {
        server.plays("""
            S: +OK ready
            C: CAPA
            S: +OK
            S: SASL CRAM-MD5
            S: .
            C: AUTH CRAM-MD5
            S: + PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+
            C: dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw
            S: +OK B913A602C7EDA7A495B4E6E7334D3890 is right
            C: STAT
            S: + uRI6YCx+2np0lbTm5zNNOJA=
            C! close
            """);
        LoginTrial trial = new LoginTrial(server, Channel.CLEAR);
        Pop3Session session = trial.open("CRAM-MD5", Credentials.of("tim", "tanstaaftanstaaf"));
        Pop3ProtocolException broken = assertThrows(Pop3ProtocolException.class, session::stat);
        String shown = trial.shown(broken);
        assertFalse(shown.contains("B913A602C7EDA7A495B4E6E7334D3890"), shown);
        assertFalse(shown.contains("uRI6YCx+2np0lbTm5zNNOJA="), shown);
    }

    private static void assertNothingToTest(LoginTrial trial, Throwable thrown) {
        String shown = trial.shown(thrown);
        assertFalse(PasswordGuess.of("alice", LoginTrial.SECRET).fits(shown), shown);
        trial.assertNothingShows(thrown);
    }

    /** A server that sends one challenge more behind its final answer to AUTH. */
    private record OneChallengeMore(Answerer right) implements Answerer {

        private static final String LINE = "+ cj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0wzcmZjTkhZSlk";

        @Override
        public void greet(ServerWire wire) throws IOException {
            right.greet(wire);
        }

        @Override
        public boolean answer(String command, ServerWire wire) throws IOException {
            boolean goesOn = right.answer(command, wire);
            if (command.startsWith("AUTH ")) {
                wire.say(LINE);
            }
            return goesOn;
        }

        @Override
        public void abandon() {
            right.abandon();
        }
    }
}
