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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.testing.RefusingPort;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.TestCertificates;
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

/** Several hosts for one maildrop: the next one is tried if one is unreachable, and never after it has answered. */
class FailoverTest {

    private static final String LOGIN_ANSWERED = Dialogue.LOGIN.substring(0, Dialogue.LOGIN.lastIndexOf("S: +OK"));
    private static final String GOODBYE = "C: QUIT\nS: +OK\n";

    @RegisterExtension
    final ScriptedServer first = new ScriptedServer();

    @RegisterExtension
    final ScriptedServer second = new ScriptedServer();

    private static Pop3ClientOptions.Builder options(TlsMode tls, int... ports) {
        List<String> others = Arrays.stream(ports)
                .skip(1)
                .mapToObj(port -> "127.0.0.1:" + port)
                .toList();
        return Pop3ClientOptions.builder("127.0.0.1", CredentialsProvider.of("alice", "s3cret"))
                .port(ports[0])
                .failoverHosts(others)
                .tls(tls)
                .tlsFactory(TestCertificates.trustingClient().getSocketFactory())
                .connectionTimeout(Dialogue.AMPLE)
                .readTimeout(Dialogue.AMPLE);
    }

    private void assertTheSecondAnswers(TlsMode tls) throws IOException {
        Pop3ClientOptions options = options(tls, first.port(), second.port()).build();
        try (Pop3Session session = Pop3Client.open(options)) {
            assertEquals(new ServerAddress("127.0.0.1", second.port()), session.server());
            session.quit();
        }
        assertEquals(1, first.log().sessions());
    }

    @Test
    void theNextServerIsTriedAfterARefusedConnection() throws IOException {
        second.plays(Dialogue.LOGIN + GOODBYE);
        int nobody = RefusingPort.number();
        Pop3ClientOptions options =
                options(TlsMode.NONE, nobody, nobody, second.port()).build();
        try (Pop3Session session = Pop3Client.open(options)) {
            assertEquals(second.port(), session.server().port());
            session.quit();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"S: * OK IMAP4rev1", "S: 220 smtp", "S! close", "S! reset", "S: -ERR [SYS/TEMP] maintenance"})
    void theNextServerIsTriedAfterANegativeGreeting(String greeting) throws IOException {
        first.plays(greeting + "\nC! close\n");
        second.plays(Dialogue.LOGIN + GOODBYE);
        assertTheSecondAnswers(TlsMode.NONE);
    }

    @ParameterizedTest
    @EnumSource(names = "LOCALHOST", mode = EnumSource.Mode.EXCLUDE)
    void theNextServerIsTriedAfterAnUntrustedCertificate(TestCertificates certificate) throws IOException {
        first.implicitTls(certificate.server()).plays("C! close\n");
        second.implicitTls(TestCertificates.LOCALHOST.server()).plays(Dialogue.LOGIN + GOODBYE);
        assertTheSecondAnswers(TlsMode.IMPLICIT);
    }

    @Test
    void theNextServerIsTriedAfterAFailedHandshake() throws IOException {
        first.plays("S! alert\n");
        second.implicitTls(TestCertificates.LOCALHOST.server()).plays(Dialogue.LOGIN + GOODBYE);
        assertTheSecondAnswers(TlsMode.IMPLICIT);
    }

    @Test
    void theNextServerIsTriedAfterARefusedStls() throws IOException {
        first.plays("S: +OK ready\nC: STLS\nS: -ERR\nC! close\n");
        second.tls(TestCertificates.LOCALHOST.server())
                .plays(Dialogue.LOGIN.replace("+OK ready\n", "+OK ready\nC: STLS\nS: +OK\nS! starttls\n") + GOODBYE);
        assertTheSecondAnswers(TlsMode.STARTTLS);
    }

    @Test
    void theNextServerIsTriedAfterATemporaryLoginFailure() throws IOException {
        first.plays(LOGIN_ANSWERED + "S: -ERR [SYS/TEMP] no disk\nC! close\n");
        second.plays(Dialogue.LOGIN + GOODBYE);
        assertTheSecondAnswers(TlsMode.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-ERR [AUTH] who are you?",
                "-ERR wrong password",
                "-ERR [IN-USE] locked",
                "-ERR [LOGIN-DELAY] not yet",
                "-ERR [SYS/PERM] no such maildrop"
            })
    void noOtherServerIsTriedAfterALoginVerdict(String answer) {
        first.plays(LOGIN_ANSWERED + "S: " + answer + "\nC! close\n");
        Pop3ClientOptions options =
                options(TlsMode.NONE, first.port(), second.port()).build();
        Pop3CommandException refusal = assertThrows(Pop3CommandException.class, () -> Pop3Client.open(options));
        assertTrue(refusal.getMessage().startsWith("127.0.0.1:" + first.port()), refusal.getMessage());
        assertEquals(0, second.log().sessions());
    }

    @Test
    void aSessionThatBreaksAfterTheGreetingIsNotBegunElsewhere() {
        first.plays("S: +OK ready\nC: CAPA\nS! close\n");
        Pop3ClientOptions options =
                options(TlsMode.NONE, first.port(), second.port()).build();
        assertThrows(Pop3ProtocolException.class, () -> Pop3Client.open(options));
        assertEquals(0, second.log().sessions());
    }

    @Test
    void oneExceptionReportsEveryUnavailableServer() throws IOException {
        first.plays("S: -ERR [SYS/TEMP] maintenance\nC! close\n");
        second.plays(LOGIN_ANSWERED + "S: -ERR [SYS/TEMP] no disk\nC! close\n");
        int nobody = RefusingPort.number();
        Pop3ClientOptions options =
                options(TlsMode.NONE, nobody, first.port(), second.port()).build();
        Pop3ConnectionException none = assertThrows(Pop3ConnectionException.class, () -> Pop3Client.open(options));
        Stream.of(
                        "none of the 3 servers (the host and failoverHosts) could be reached",
                        "127.0.0.1:" + nobody,
                        "127.0.0.1:" + first.port() + " refused the connection",
                        "maintenance",
                        "127.0.0.1:" + second.port() + " refused PASS ****",
                        "no disk")
                .forEach(part -> assertTrue(none.getMessage().contains(part), none.getMessage()));
        assertInstanceOf(Pop3ConnectionException.class, none.getCause());
        assertEquals(2, none.getSuppressed().length);
        assertFalse(none.getMessage().contains("s3cret"));
    }

    @Test
    void connectingWithoutALoginFailsOverTheSameWay() throws IOException {
        first.plays("S! close\n");
        second.plays("S: +OK ready\n" + GOODBYE);
        Pop3ClientOptions options =
                options(TlsMode.NONE, first.port(), second.port()).build();
        try (Pop3Authorization connection = Pop3Client.connect(options)) {
            assertEquals(second.port(), connection.server().port());
            connection.quit();
        }
    }
}
