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
package io.github.pop3x.client.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import io.github.pop3x.testing.TestCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** TLS on a connection: the name announced, the name verified, the certificates pinned (RFC 6066, 7817, 8314). */
class TlsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final SSLSocketFactory CA = TestCertificates.trustingClient().getSocketFactory();

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost.", "LOCALHOST"})
    void theNameIsAnnouncedWithoutItsLastDotAndVerified(String name) throws Exception {
        assertThat(announced(TestCertificates.LOCALHOST, CA, name)).isEqualToIgnoringCase("localhost");
    }

    @Test
    void anAddressIsVerifiedAndNeverAnnounced() throws Exception {
        assertThat(announced(TestCertificates.LOCALHOST, CA, "127.0.0.1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2", "::1", "[::1]", "mail.example.org"})
    void aCertificateForAnotherHostIsRefused(String name) {
        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() -> announced(TestCertificates.LOCALHOST, CA, name))
                .withMessageContaining("No ");
    }

    @Test
    void anInvalidServerNameDoesNotBypassTheCheck() {
        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() -> announced(TestCertificates.LOCALHOST, CA, "not_said.example.org"));
    }

    @Test
    void aBlankServerNameIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> announced(TestCertificates.LOCALHOST, CA, " "));
    }

    @Test
    void octetsThatCameInClearTextEndIt() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Transport transport = connect(listener);
                Socket server = listener.accept()) {
            server.getOutputStream().write("+OK begin\r\n+OK injected\r\n".getBytes());
            assertThat(transport.input().readLine(512)).hasToString("+OK begin");
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> transport.startTls(CA, "localhost", 110))
                    .withMessageContaining("clear text");
            assertThat(transport.tlsSession()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"colons", "upper", "lower", "spaces around"})
    void aPinnedCertificateIsTrustedWithoutItsIssuer(String form) throws Exception {
        String colons = PinnedTrust.fingerprint(TestCertificates.SELF_SIGNED.certificate());
        String pin =
                switch (form) {
                    case "upper" -> colons.replace(":", "");
                    case "lower" -> colons.replace(":", "").toLowerCase();
                    case "spaces around" -> " " + colons.toLowerCase() + " ";
                    default -> colons;
                };
        String other = "00".repeat(32);
        assertThat(announced(TestCertificates.SELF_SIGNED, PinnedTrust.pinned(List.of(other, pin)), "localhost"))
                .isEqualTo("localhost");
    }

    @Test
    void aPinnedCertificateIsTrustedAfterItsExpiry() throws Exception {
        assertThat(announced(TestCertificates.EXPIRED, pinned(TestCertificates.EXPIRED), "localhost"))
                .isEqualTo("localhost");
    }

    @Test
    void anotherCertificateIsRefusedThoughAnAuthoritySignedIt() throws Exception {
        String shown = PinnedTrust.fingerprint(TestCertificates.LOCALHOST.certificate());
        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(
                        () -> announced(TestCertificates.LOCALHOST, pinned(TestCertificates.SELF_SIGNED), "localhost"))
                .withMessageContaining("is not pinned, its SHA-256 fingerprint is " + shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void aPinnedCertificateForAnotherHostIsStillRefused(String name) {
        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() -> announced(TestCertificates.WRONG_HOST, pinned(TestCertificates.WRONG_HOST), name))
                .withMessageContaining("No ");
    }

    @Test
    void thePinnedCertificatePassesUnderItsOwnName() throws Exception {
        assertThat(announced(TestCertificates.WRONG_HOST, pinned(TestCertificates.WRONG_HOST), "mail.example.org"))
                .isEqualTo("mail.example.org");
    }

    @ParameterizedTest
    @EnumSource
    void aPinSufficesWhateverTheCertificateNames(TestCertificates certificate) throws Exception {
        SSLSocketFactory sufficient =
                PinnedTrust.sufficient(List.of(PinnedTrust.fingerprint(certificate.certificate())));
        assertThat(announced(certificate, sufficient, "127.0.0.1")).isEmpty();
        assertThat(announced(certificate, sufficient, "localhost")).isEqualTo("localhost");
    }

    @ParameterizedTest
    @EnumSource
    void aPinThatSufficesDoesNotMakeAnotherCertificatePass(TestCertificates certificate) throws Exception {
        SSLSocketFactory sufficient = PinnedTrust.sufficient(List.of("00".repeat(32)));
        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() -> announced(certificate, sufficient, "127.0.0.1"))
                .withMessageContaining("is not pinned, its SHA-256 fingerprint is "
                        + PinnedTrust.fingerprint(certificate.certificate()));
        assertThatIllegalArgumentException().isThrownBy(() -> PinnedTrust.sufficient(List.of()));
    }

    @Test
    void anAddressAsCommonNameIsNoNameToAPinAlone() {
        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(
                        () -> announced(TestCertificates.APPLIANCE, pinned(TestCertificates.APPLIANCE), "127.0.0.1"))
                .withMessageContaining("No subject alternative names");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256",
                "00:11",
                "da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "zz39a3ee5e6b4b0d3255bfef95601890afd80709da39a3ee5e6b4b0d3255bfef",
            })
    void aMalformedFingerprintIsRefusedWithAdvice(String fingerprint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PinnedTrust.pinned(List.of(fingerprint)))
                .withMessageContaining("64 hexadecimal digits")
                .withMessageContaining("openssl x509");
    }

    @Test
    void noFingerprintAtAllIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PinnedTrust.pinned(List.of()));
    }

    private static SSLSocketFactory pinned(TestCertificates certificate) throws Exception {
        return PinnedTrust.pinned(List.of(PinnedTrust.fingerprint(certificate.certificate())));
    }

    private static Transport connect(ServerSocket listener) throws IOException {
        return Transport.connect("127.0.0.1", listener.getLocalPort(), Reach.DIRECT, LONG, WireTap.NONE);
    }

    /** Starts TLS with a server that shows this certificate, and tells the name that it was asked for, or "". */
    private static String announced(TestCertificates shown, SSLSocketFactory trust, String name) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Transport transport = connect(listener);
                Socket accepted = listener.accept()) {
            SSLContext context = shown.server();
            CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> handshake(context, accepted));
            transport.readTimeout(LONG);
            transport.startTls(trust, name, listener.getLocalPort());
            assertThat(transport.serverCertificate()).contains(shown.certificate());
            return asked.get(30, TimeUnit.SECONDS);
        }
    }

    private static String handshake(SSLContext context, Socket accepted) {
        try {
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(accepted, null, true);
            tls.startHandshake();
            return ((ExtendedSSLSession) tls.getSession())
                    .getRequestedServerNames().stream()
                            .map(name -> ((SNIHostName) name).getAsciiName())
                            .findFirst()
                            .orElse("");
        } catch (IOException theClientRefused) {
            return "refused: " + theClientRefused.getMessage();
        }
    }
}
