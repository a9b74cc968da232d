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
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLException;

import io.github.pop3x.client.command.ResponseCode;
import io.github.pop3x.testing.Mode;
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

class Pop3ClientTest {

    private static final String STLS = """
            S: +OK ready
            C: STLS
            S: +OK begin
            S! starttls
            C: CAPA
            S: -ERR
            C: AUTH
            S: -ERR
            C: USER alice
            S: +OK
            C: PASS s3cret
            S: +OK
            C: QUIT
            S: +OK
            """;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private Pop3ClientOptions options(TlsMode tls) {
        return Dialogue.options(server).toBuilder()
                .tls(tls)
                .port(server.port())
                .tlsFactory(TestCertificates.trustingClient().getSocketFactory())
                .tlsServerName("localhost")
                .build();
    }

    private String assertNoSession(Pop3ClientOptions options) {
        Pop3ConnectionException none = assertThrows(Pop3ConnectionException.class, () -> Pop3Client.open(options));
        assertFalse(none.getMessage().contains("s3cret"));
        return none.getMessage();
    }

    @ParameterizedTest
    @EnumSource
    void afterStlsEverythingIsAskedAndSaidUnderTls(Mode mode) throws IOException {
        server.mode(mode).tls(TestCertificates.LOCALHOST.server()).plays(STLS);
        Pop3Client.open(options(TlsMode.STARTTLS)).quit();
    }

    @ParameterizedTest
    @EnumSource
    void implicitTlsBeginsBeforeTheGreeting(Mode mode) throws IOException {
        server.mode(mode).implicitTls(TestCertificates.LOCALHOST.server()).plays(Dialogue.LOGIN + "C: QUIT\nS: +OK\n");
        Pop3Client.open(options(TlsMode.IMPLICIT)).quit();
    }

    @Test
    void stlsRefusedOpensNoSessionAndNothingSecretIsSaid() {
        server.plays("""
            S: +OK ready
            C: STLS
            S: -ERR command not recognized
            C! close
            """);
        String message = assertNoSession(options(TlsMode.STARTTLS));
        assertTrue(message.contains("refused STLS: \"command not recognized\""), message);
        assertTrue(message.contains("TLS is required here"), message);
    }

    @Test
    void octetsBehindTheAgreementToStartTlsOpenNoSession() {
        server.mode(Mode.ONE_SEGMENT).plays("""
            S: +OK ready
            C: STLS
            S: +OK begin
            S: +OK injected
            C! close
            """);
        String message = assertNoSession(options(TlsMode.STARTTLS));
        assertTrue(message.contains("clear text"), message);
    }

    @Test
    void octetsBehindTheGreetingBreakIt() {
        server.mode(Mode.ONE_SEGMENT).plays("""
            S: +OK ready
            S: +OK injected
            C! close
            """);
        assertThrows(Pop3ProtocolException.class, () -> Pop3Client.open(options(TlsMode.STARTTLS)));
    }

    @ParameterizedTest
    @EnumSource(names = "LOCALHOST", mode = EnumSource.Mode.EXCLUDE)
    void aCertificateThatProvesNothingOpensNoSession(TestCertificates certificate) {
        String stls = STLS.substring(0, STLS.indexOf("C: CAPA"));
        server.tls(certificate.server()).plays(stls + "C! close\n");
        Pop3ConnectionException none =
                assertThrows(Pop3ConnectionException.class, () -> Pop3Client.open(options(TlsMode.STARTTLS)));
        assertInstanceOf(SSLException.class, none.getCause());
    }

    @ParameterizedTest
    @ValueSource(strings = {"* OK IMAP4rev1", "220 smtp ready", "+ OK", "SSH-2.0-OpenSSH", "+OKAY"})
    void aGreetingOfAnotherProtocolSaysWhatToCheck(String greeting) {
        server.plays("S: " + greeting + "\nC! close\n");
        String message = assertNoSession(options(TlsMode.NONE));
        assertTrue(message.contains("does not greet like a POP3 server"), message);
        assertTrue(message.contains("Check the port"), message);
    }

    @Test
    void aServerThatRefusesTheConnectionIsHeard() {
        server.plays("""
            S: -ERR [SYS/TEMP] too many connections
            C! close
            """);
        Pop3CommandException refused =
                assertThrows(Pop3CommandException.class, () -> Pop3Client.open(options(TlsMode.NONE)));
        assertEquals(Optional.of(ResponseCode.SYS_TEMP), refused.responseCode());
    }

    @Test
    void aServerThatSaysNothingRunsIntoTheConnectionTimeout() {
        server.plays("S! stall\n");
        String message = assertNoSession(options(TlsMode.NONE).toBuilder()
                .connectionTimeout(Dialogue.SHORT)
                .readTimeout(Dialogue.AMPLE)
                .quitTimeout(Dialogue.AMPLE)
                .sessionTimeout(Dialogue.AMPLE)
                .build());
        assertTrue(message.contains("it says nothing") || message.contains("took longer than"), message);
    }

    @Test
    void aServerThatIsNotThereSaysWhatToCheck() throws IOException {
        int free = RefusingPort.number();
        String message = assertNoSession(
                options(TlsMode.NONE).toBuilder().tls(TlsMode.NONE).port(free).build());
        assertTrue(message.startsWith("cannot connect to 127.0.0.1:" + free + ": "), message);
        assertTrue(message.contains("Check host and port"), message);
    }

    @Test
    void optionsThatCouldNotWorkAreRefused() {
        Pop3ClientOptions good = options(TlsMode.NONE);
        for (int port : List.of(-1, 65_536)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> good.toBuilder().tls(TlsMode.NONE).port(port).build());
        }
        for (Duration timeout : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            assertThrows(IllegalArgumentException.class, () -> good.toBuilder()
                    .connectionTimeout(timeout)
                    .readTimeout(Dialogue.AMPLE)
                    .quitTimeout(Dialogue.AMPLE)
                    .sessionTimeout(Dialogue.AMPLE)
                    .build());
        }
        assertThrows(IllegalArgumentException.class, () -> Pop3ClientOptions.of(" ", good.credentials()));
        assertEquals("Pop3ClientOptions[127.0.0.1:" + server.port() + ", NONE]", good.toString());
    }

    @Test
    void theSafeModeIsTheDefault() {
        Pop3ClientOptions options =
                Pop3ClientOptions.of("mail.example.com", options(TlsMode.NONE).credentials());
        assertEquals(TlsMode.IMPLICIT, options.tls());
        assertEquals(List.of(new ServerAddress("mail.example.com", 995)), options.servers());
        assertEquals(110, TlsMode.STARTTLS.defaultPort());
    }
}
