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

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.Mechanism;
import io.github.pop3x.testing.Mode;
import io.github.pop3x.testing.ScramSasl;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

/** What may happen in the course of an exchange, and which mechanism comes to be used. */
class LoginExchangeTest {

    private static final String ANNOUNCES = """
            S: +OK ready%s
            C: CAPA
            S: +OK
            S: SASL %s
            S: .
            """;
    private static final String STAMP = " <1896.697170952@dbc.mtview.ca.us>";
    private static final Credentials ALICE = Credentials.of("alice", LoginTrial.SECRET);

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @ParameterizedTest
    @CsvSource({"XOAUTH2, ''", "OAUTHBEARER, ' AQ=='"})
    void anErrorReportIsAcknowledgedAndReported(String mechanism, String acknowledgement) {
        server.answers(LoginTrial.everything());
        LoginTrial trial = new LoginTrial(server, Channel.TLS);
        Credentials stale = Credentials.ofToken("alice", "stale-" + LoginTrial.SECRET);
        Pop3AuthenticationException refusal =
                assertThrows(Pop3AuthenticationException.class, () -> trial.open(mechanism, stale));
        assertTrue(
                refusal.getMessage().contains("({\"status\":\"invalid_token\",\"token\":\"****\"})"),
                refusal.getMessage());
        String end = "C:" + acknowledgement + "\nS: -ERR [AUTH] authentication failed";
        assertTrue(server.dialogue().contains(end), server::dialogue);
        assertEquals(List.of(stale), trial.refused());
        trial.assertNothingShows(refusal);
    }

    @ParameterizedTest
    @CsvSource({"XOAUTH2, ACCESS_TOKEN", "OAUTHBEARER, ACCESS_TOKEN", "PLAIN, PASSWORD", "EXTERNAL, CERTIFICATE"})
    void aLongInitialResponseIsSentInTwoSteps(String mechanism, Credentials.Kind kind) throws IOException {
        String secret = "t".repeat(4000);
        String name = "a".repeat(300);
        Credentials longOnes =
                switch (kind) {
                    case ACCESS_TOKEN -> Credentials.ofToken("alice", secret);
                    case PASSWORD -> Credentials.of("alice", secret);
                    case CERTIFICATE -> Credentials.ofCertificate("alice").actingAs(name);
                };
        server.plays(ANNOUNCES.formatted("", mechanism) + """
            C: AUTH %s
            S: +
            C: /[A-Za-z0-9+\\/=]{255,}/
            S: +OK
            C: QUIT
            S: +OK
            """.formatted(mechanism));
        LoginTrial trial = new LoginTrial(server, Channel.CLEAR);
        Pop3Session session = trial.open(mechanism, longOnes);
        session.quit();
        trial.assertNothingShows(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-1", "SCRAM-SHA-256"})
    void aServerThatForgesItsSignatureIsNotBelievedThoughItSaysOk(String mechanism) {
        server.answers(LoginTrial.everything()
                .sasl(ScramSasl.of(mechanism.substring("SCRAM-".length())).forging()));
        LoginTrial trial = new LoginTrial(server, Channel.TLS);
        Pop3ProtocolException forged =
                assertThrows(Pop3ProtocolException.class, () -> trial.open(mechanism + ",PLAIN", ALICE));
        assertTrue(forged.getMessage().contains("the server's last " + mechanism + " message"), forged.getMessage());
        String dialogue = server.awaitIdle().dialogue();
        assertTrue(dialogue.contains("C: *\nS: +OK 1 messages\n"), dialogue);
        assertTrue(dialogue.endsWith("S: +OK 1 messages\nC! close\n"), dialogue);
        assertEquals(List.of("AUTH " + mechanism), trial.attempts());
        assertEquals(List.of(), trial.refused(), "a server that is not the right one says nothing about the password");
        trial.assertNothingShows(forged);
    }

    @Test
    void aForgedChallengeIsReportedThoughTheServerDisconnects() {
        server.plays(ANNOUNCES.formatted("", "SCRAM-SHA-256") + """
            C: /AUTH SCRAM-SHA-256 .*/
            S: + cj1mb3JnZWQscz1jMkZzZEE9PSxpPTQwOTY=
            C: *
            S! close
            """);
        LoginTrial trial = new LoginTrial(server, Channel.CLEAR);
        Pop3ProtocolException forged =
                assertThrows(Pop3ProtocolException.class, () -> trial.open("SCRAM-SHA-256", ALICE));
        assertTrue(forged.getMessage().contains("the server's first SCRAM-SHA-256 message"), forged.getMessage());
    }

    @Test
    void anOkBeforeTheSignatureIsALie() {
        server.plays(ANNOUNCES.formatted("", "SCRAM-SHA-256") + """
            C: /AUTH SCRAM-SHA-256 .*/
            S: +OK welcome
            C! close
            """);
        LoginTrial trial = new LoginTrial(server, Channel.CLEAR);
        Pop3ProtocolException lie =
                assertThrows(Pop3ProtocolException.class, () -> trial.open("SCRAM-SHA-256,USER", ALICE));
        assertTrue(lie.getMessage().contains("without the signature"), lie.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void aMechanismThatIsAnnouncedAndNotKnownLeadsToTheNext(Mode mode) throws IOException {
        server.mode(mode).plays(ANNOUNCES.formatted(STAMP, "LOGIN CRAM-MD5") + """
            C: AUTH CRAM-MD5
            S: -ERR unsupported mechanism
            C: /APOP alice [0-9a-f]{32}/
            S: +OK
            C: QUIT
            S: +OK
            """);
        LoginTrial trial = new LoginTrial(server, Channel.CLEAR);
        trial.open("auto", ALICE).quit();
        assertEquals(List.of(), trial.refused());
    }

    @Test
    void userThatIsNotAnnouncedAndNotKnownLeadsToTheNext() throws IOException {
        server.plays(ANNOUNCES.formatted("", "CRAM-MD5") + """
            C: USER alice
            S: -ERR unknown command
            C: AUTH CRAM-MD5
            S: + PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+
            C: /[A-Za-z0-9+\\/=]{40,}/
            S: +OK
            C: QUIT
            S: +OK
            """);
        LoginTrial trial = new LoginTrial(server, Channel.TLS);
        trial.open("auto", ALICE).quit();
        assertEquals(List.of(), trial.refused());
    }

    @Test
    void userThatIsAnnouncedAndRefusedEndsTheLogin() {
        server.plays(ANNOUNCES.replace("S: SASL", "S: USER\nS: SASL").formatted("", "CRAM-MD5") + """
            C: USER alice
            S: -ERR no such user
            C! close
            """);
        LoginTrial trial = new LoginTrial(server, Channel.TLS);
        assertThrows(Pop3AuthenticationException.class, () -> trial.open("auto", ALICE));
        assertEquals(List.of(ALICE), trial.refused());
    }

    /** The server offers less and less: what is used each time is the next in the order of strength. */
    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = "STLS")
    void autoTakesTheStrongestOfWhatIsThere(Channel channel) throws IOException {
        LoginTrial trial = new LoginTrial(server, channel);
        List<String> order = channel.isEncrypted()
                ? List.of(
                        "SCRAM-SHA-256",
                        "SCRAM-SHA-1",
                        "SCRAM-SHA-256-PLUS",
                        "SCRAM-SHA-1-PLUS",
                        "PLAIN",
                        "LOGIN",
                        "USER",
                        "CRAM-MD5",
                        "APOP")
                : List.of("SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5", "APOP", "PLAIN", "LOGIN", "USER");
        ServerProfile offer = LoginTrial.everything();
        for (String strongest : order) {
            server.answers(offer);
            trial.open("auto", ALICE).quit();
            String attempt =
                    Mechanism.named(strongest).orElseThrow().isSasl() ? "AUTH " + strongest : strongest + " alice";
            List<String> attempts = trial.attempts();
            assertEquals(attempt, attempts.get(attempts.size() - 1), server::dialogue);
            offer.without(strongest);
        }
    }

    @ParameterizedTest
    @CsvSource({"XOAUTH2, OAUTHBEARER", "OAUTHBEARER, XOAUTH2"})
    void autoTakesATokenWhereOneIsConfiguredAndNothingElse(String withheld, String used) throws IOException {
        server.answers(LoginTrial.everything().without(withheld));
        LoginTrial trial = new LoginTrial(server, Channel.TLS);
        trial.open("auto", LoginTrial.credentials(Mechanism.OAUTHBEARER, LoginTrial.SECRET))
                .quit();
        assertEquals(List.of("AUTH " + used), trial.attempts());
    }
}
