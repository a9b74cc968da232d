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

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.Mechanism;
import io.github.pop3x.testing.ParrotSasl;
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
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

/** What a server was told in secret it may repeat; nobody else gets to see it. */
class LoginSecretsTest {

    private static final Credentials ALICE = Credentials.of("alice", LoginTrial.SECRET);

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {"USER", "APOP"})
    void anExchangeThatTheRefusalRepeatsIsMasked(Mechanism mechanism) {
        server.answers(LoginTrial.everything().eachSasl(ParrotSasl::new));
        LoginTrial trial = new LoginTrial(server, Channel.TLS);
        Pop3AuthenticationException refusal = assertThrows(
                Pop3AuthenticationException.class,
                () -> trial.open(mechanism.wireName(), LoginTrial.credentials(mechanism, LoginTrial.SECRET)));
        assertTrue(refusal.text().startsWith("you said"), refusal.text());
        assertFalse(refusal.text().contains(LoginTrial.SECRET), refusal.text());
        trial.assertNothingShows(refusal);
    }

    @Test
    void theDigestOfCramMd5IsMaskedByItself() {
        server.plays("""
            S: +OK ready
            C: CAPA
            S: +OK
            S: SASL CRAM-MD5
            S: .
            C: AUTH CRAM-MD5
            S: + PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+
            C: dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw
            S: -ERR not b913a602c7eda7a495b4e6e7334d3890, tim
            C! close
            """);
        LoginTrial trial = new LoginTrial(server, Channel.CLEAR);
        Pop3AuthenticationException refusal = assertThrows(
                Pop3AuthenticationException.class,
                () -> trial.open("CRAM-MD5", Credentials.of("tim", "tanstaaftanstaaf")));
        assertEquals("not ****, tim", refusal.text());
        trial.assertNothingShows(refusal);
    }

    @Test
    void theDigestOfApopIsMasked() {
        server.plays("""
            S: +OK ready <1896.697170952@dbc.mtview.ca.us>
            C: CAPA
            S: -ERR
            C: AUTH
            S: -ERR
            C: APOP mrose c4c9334bac560ecc979e58001b3e22fb
            S: -ERR c4c9334bac560ecc979e58001b3e22fb is not of tanstaaf
            C! close
            """);
        LoginTrial trial = new LoginTrial(server, Channel.CLEAR);
        Pop3AuthenticationException refusal = assertThrows(
                Pop3AuthenticationException.class, () -> trial.open("APOP", Credentials.of("mrose", "tanstaaf")));
        assertEquals("**** is not of ****", refusal.text());
        trial.assertNothingShows(refusal);
    }

    @Test
    void thePasswordIsMaskedAlsoInWhatIsSaidAfterTheLogin() throws IOException {
        server.plays("""
            S: +OK ready
            C: CAPA
            S: -ERR
            C: AUTH
            S: -ERR
            C: USER alice
            S: +OK
            C: PASS %1$s
            S: +OK %1$s is right
            C: NOOP
            S: -ERR %1$s has nothing to do
            C: QUIT
            S: +OK %1$s, goodbye
            """.formatted(LoginTrial.SECRET));
        LoginTrial trial = new LoginTrial(server, Channel.CLEAR);
        Pop3Session session = trial.open("USER", ALICE);
        Pop3CommandException refusal = assertThrows(Pop3CommandException.class, session::noop);
        assertEquals("****, goodbye", session.quit().text());
        trial.assertNothingShows(refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"what is ", "+ ", "+OKAY "})
    void anInvalidAnswerIsReportedWithoutThePassword(String beginning) {
        server.plays("""
            S: +OK ready
            C: CAPA
            S: -ERR
            C: AUTH
            S: -ERR
            C: USER alice
            S: +OK
            C: PASS %2$s
            S: %1$s%2$s
            C! close
            """.formatted(beginning, LoginTrial.SECRET));
        LoginTrial trial = new LoginTrial(server, Channel.CLEAR);
        Pop3ProtocolException broken = assertThrows(Pop3ProtocolException.class, () -> trial.open("USER", ALICE));
        assertTrue(broken.getMessage().contains("****"), broken.getMessage());
        trial.assertNothingShows(broken);
    }

    /** The report would be cut in the middle of such a token. */
    @ParameterizedTest
    @ValueSource(ints = {20, 2000})
    void aTokenInAnErrorReportIsMaskedBeforeTheReportIsCut(int length) {
        server.answers(LoginTrial.everything());
        LoginTrial trial = new LoginTrial(server, Channel.TLS);
        Pop3AuthenticationException refusal = assertThrows(
                Pop3AuthenticationException.class,
                () -> trial.open("OAUTHBEARER", Credentials.ofToken("alice", "t".repeat(length))));
        assertFalse(refusal.getMessage().contains("tttt"), refusal.getMessage());
        trial.assertNothingShows(refusal);
    }
}
