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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.command.DropListing;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.ResponseCode;
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
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LoginTest {

    private static final String OFFERS_PLAIN = """
            S: +OK ready
            C: CAPA
            S: +OK
            S: USER
            S: SASL PLAIN
            S: .
            """;
    private static final String GOODBYE = """
            C: QUIT
            S: +OK
            """;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Dialogue.Overheard overheard = new Dialogue.Overheard();
    private final List<Credentials> refused = new ArrayList<>();

    private Pop3Session open(String password) throws IOException {
        Credentials credentials = Credentials.of("alice", password);
        CredentialsProvider provider = new CredentialsProvider() {
            @Override
            public Credentials credentials() {
                return credentials;
            }

            @Override
            public void refused(Credentials wrong) {
                refused.add(wrong);
            }
        };
        return Pop3Client.open(Pop3ClientOptions.builder(server.host(), provider)
                .tls(TlsMode.NONE)
                .port(server.port())
                .tap(overheard)
                .build());
    }

    private static String plain(String password) {
        return Base64.getEncoder().encodeToString(("\0alice\0" + password).getBytes(StandardCharsets.UTF_8));
    }

    private void assertNothingShows(String secret, Throwable thrown) {
        String seen = String.join("\n", overheard.lines);
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            seen += "\n" + t;
        }
        assertFalse(seen.contains(secret), seen);
        assertFalse(seen.contains(plain(secret)), seen);
    }

    @ParameterizedTest
    @EnumSource
    void aServerWithoutCapaIsLoggedInToByUserAndPass(Mode mode) throws IOException {
        server.mode(mode).plays(Dialogue.LOGIN + GOODBYE);
        Pop3Session pop = open("s3cret");
        assertEquals(SessionState.TRANSACTION, pop.state());
        assertTrue(pop.capabilities().names().isEmpty());
        assertTrue(overheard.lines.contains("C: PASS ****"));
        assertNothingShows("s3cret", null);
        pop.quit();
    }

    @ParameterizedTest
    @EnumSource
    void saslWithAnInitialResponseLogsInInOneStep(Mode mode) throws IOException {
        server.mode(mode).plays(OFFERS_PLAIN + """
            C: AUTH PLAIN AGFsaWNlAHMzY3JldA==
            S: +OK
            C: CAPA
            S: +OK
            S: UIDL
            S: .
            """ + GOODBYE);
        Pop3Session pop = open("s3cret");
        assertTrue(pop.capabilities().has("UIDL"));
        assertFalse(pop.capabilities().has("USER"), "what was announced before the login");
        assertTrue(overheard.lines.contains("C: AUTH PLAIN ****"));
        assertNothingShows("s3cret", null);
        pop.quit();
    }

    @ParameterizedTest
    @EnumSource
    void aSecretTooLongForACommandLineGoesInTwoSteps(Mode mode) throws IOException {
        String secret = "s".repeat(200);
        server.mode(mode).plays(OFFERS_PLAIN + """
            C: AUTH PLAIN
            S: +\\x20
            C: %s
            S: +OK
            """.formatted(plain(secret)) + GOODBYE);
        Pop3Session pop = open(secret);
        assertNothingShows(secret, null);
        pop.quit();
    }

    @Test
    void aPasswordMayHaveBlanksAndBeAnythingInUtf8() throws IOException {
        server.plays(OFFERS_PLAIN + "C: AUTH PLAIN " + plain(" gr\u00fc\u00df  ") + "\nS: +OK\n" + GOODBYE);
        open(" gr\u00fc\u00df  ").quit();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-ERR invalid password", "-ERR", "-ERR [AUTH] who?"})
    void aWrongPasswordIsReportedToTheCredentialsProvider(String answer) throws IOException {
        server.plays(OFFERS_PLAIN + """
            C: AUTH PLAIN AGFsaWNlAHMzY3JldA==
            S: %s
            C! close
            """.formatted(answer));
        Pop3AuthenticationException wrong = assertThrows(Pop3AuthenticationException.class, () -> open("s3cret"));
        assertEquals(Keyword.AUTH, wrong.keyword());
        assertTrue(wrong.getMessage().contains("the login of alice by AUTH PLAIN"), wrong.getMessage());
        assertEquals(List.of(Credentials.of("alice", "s3cret")), refused);
        assertNothingShows("s3cret", wrong);
    }

    @Test
    void afterARefusedUserThePasswordIsNotSaid() {
        server.plays("""
            S: +OK ready
            C: CAPA
            S: -ERR
            C: AUTH
            S: -ERR
            C: USER alice
            S: -ERR no such user
            C! close
            """);
        Pop3AuthenticationException wrong = assertThrows(Pop3AuthenticationException.class, () -> open("s3cret"));
        assertEquals(Keyword.USER, wrong.keyword());
        assertEquals(1, refused.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"IN-USE", "in-use", "LOGIN-DELAY", "SYS/TEMP", "SYS/PERM", "SYS/TEMP/DISK"})
    void aRefusalForAnotherReasonSaysNothingAboutTheCredentials(String code) throws IOException {
        server.plays("""
            S: +OK ready
            C: CAPA
            S: -ERR
            C: AUTH
            S: -ERR
            C: USER alice
            S: +OK
            C: PASS s3cret
            S: -ERR [%s] not now
            C! close
            """.formatted(code));
        Pop3CommandException later = assertThrows(Pop3CommandException.class, () -> open("s3cret"));
        assertFalse(later instanceof Pop3AuthenticationException);
        assertEquals(Optional.of(new ResponseCode(code)), later.responseCode());
        assertEquals(List.of(), refused);
        assertNothingShows("s3cret", later);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\nDELE 1", "\n", "\r"})
    void aPasswordWithALineBreakIsNotSent(String poison) throws IOException {
        server.plays("""
            S: +OK ready
            C: CAPA
            S: -ERR
            C: AUTH
            S: -ERR
            C! close
            """);
        IllegalArgumentException misuse = assertThrows(IllegalArgumentException.class, () -> open("s3cret" + poison));
        assertNothingShows("s3cret", misuse);
    }

    @Test
    void aPasswordThatIsANumberDisturbsNoNumbers() throws IOException {
        server.plays("""
            S: +OK ready
            C: CAPA
            S: -ERR
            C: AUTH
            S: -ERR
            C: USER alice
            S: +OK
            C: PASS 1234
            S: +OK
            C: STAT
            S: +OK 1234 51234
            C: LIST 1234
            S: +OK 1234 12340
            C: UIDL 1234
            S: +OK 1234 id-1234
            """ + GOODBYE);
        try (Pop3Session pop = open("1234")) {
            assertEquals(new DropListing(1234, 51234), pop.stat());
            assertEquals(12340, pop.size(1234));
            assertEquals("id-1234", pop.uid(1234));
            pop.quit();
        }
    }

    @Test
    void anAbortedLoginIsNotReportedAsARefusal() {
        server.plays(OFFERS_PLAIN + """
            C: AUTH PLAIN AGFsaWNlAHMzY3JldA==
            S! close
            """);
        IOException broken = assertThrows(IOException.class, () -> open("s3cret"));
        assertInstanceOf(Pop3ProtocolException.class, broken);
        assertNothingShows("s3cret", broken);
        assertEquals(List.of(), refused);
    }

    @Test
    void unavailableCredentialsOpenNoSession() {
        server.plays("""
            S: +OK ready
            C! close
            """);
        CredentialsProvider none = () -> {
            throw new IOException("the vault is closed");
        };
        Pop3ClientOptions options = Pop3ClientOptions.builder(server.host(), none)
                .tls(TlsMode.NONE)
                .port(server.port())
                .build();
        IOException thrown = assertThrows(IOException.class, () -> Pop3Client.open(options));
        assertEquals("the vault is closed", thrown.getMessage());
    }
}
