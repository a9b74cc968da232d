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
package io.github.pop3x.diagnosis;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.github.pop3x.client.ServerAddress;
import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.wire.PinnedTrust;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.TestCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The program: its arguments, where the password comes from, what it prints and how it exits. */
class DiagnosisProgramTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String variable = "s3cret";
    private Optional<String> typed = Optional.empty();

    private int run(String... arguments) {
        return new DiagnosisProgram(
                        name -> name.equals("POP3_PASSWORD") ? variable : null,
                        question -> typed,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(arguments);
    }

    private String serve(Maildrop maildrop) throws Exception {
        server.tls(TestCertificates.LOCALHOST.server()).answers(maildrop);
        String pin = PinnedTrust.fingerprint(TestCertificates.LOCALHOST.certificate());
        return "pop3x://alice@localhost:" + server.port() + "?ipVersion=v4&tlsFingerprints=" + pin;
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aDiagnosisWithoutFindingsExitsWith0() throws Exception {
        String uri = serve(new Maildrop().exclusive());
        assertEquals(DiagnosisProgram.FINE, run(uri), () -> text(out));
        assertTrue(text(out).contains("Nothing."), text(out));
        assertEquals("", text(err));
    }

    @Test
    void somethingUnusualExitsWith1AndJsonIsOneLine() throws Exception {
        assertEquals(DiagnosisProgram.UNUSUAL, run(serve(new Maildrop()), "--json", "--retrieve"));
        assertTrue(text(out).startsWith("{\"facts\":"), text(out));
        assertEquals(1, text(out).lines().count());
        assertTrue(text(out).contains("\"kind\":\"NO_LOCK\""), text(out));
    }

    @Test
    void aPasswordThatIsTypedWillDo() throws Exception {
        variable = null;
        typed = Optional.of("s3cret");
        assertEquals(DiagnosisProgram.FINE, run(serve(new Maildrop().exclusive())), () -> text(out));
    }

    @Test
    void withoutATerminalTheVariableIsNamed() {
        variable = null;
        assertEquals(DiagnosisProgram.USAGE, run("pop3xs://alice@localhost"));
        assertTrue(text(err).contains("POP3_PASSWORD"), text(err));
    }

    @Test
    void aLoginThatIsRefusedExitsWith3() throws Exception {
        variable = "wrong";
        assertEquals(DiagnosisProgram.FAILED, run(serve(new Maildrop())), () -> text(out));
        assertTrue(text(out).contains("ENDED EARLY"), text(out));
        assertFalse(text(out).contains("RECOMMENDED"), text(out));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pop3xs://alice:s3cret@localhost",
                "pop3xs://alice:s3@cret@localhost",
                "pop3xs://alice@localhost?password=s3cret",
                "pop3xs://alice@localhost?PASSWORD=RAW(s3cret)",
                "pop3xs://alice@localhost?accessToken=s3cret",
                "pop3xs://alice@localhost?oauth2ClientSecret=s3cret",
                "pop3xs://alice@localhost?proxy=socks5://me:s3cret@proxy",
                "pop3xs://alice@localhost?proxy=socks5://proxy&proxyUsername=me&proxyPassword=s3cret",
                "pop3xs://alice@localhost?proxyPassword=s3cret",
                "--password=s3cret",
            })
    void aPasswordInAnArgumentIsRefusedWithTheReasonAndNotRepeated(String argument) {
        assertEquals(DiagnosisProgram.USAGE, run(argument));
        assertTrue(text(err).contains("a password must not be in an argument"), text(err));
        assertFalse(text(err).contains("s3cret"), text(err));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "http://alice@localhost",
                "pop3xs://localhost",
                "pop3xs://@localhost",
                "pop3xs://alice@",
                "pop3xs://alice@localhost:0",
                "pop3xs://alice@localhost:x",
                "pop3xs://alice@localhost?tls=none",
                "pop3x://alice@localhost?tls=implicit",
                "pop3x://alice@localhost?tls=maybe",
                "pop3xs://alice@localhost?delete=true",
                "pop3xs://alice@localhost?readTimeout=soon",
                "pop3xs://alice@localhost?ipVersion=5",
                "pop3xs://alice@localhost?proxy=ftp://proxy",
                "pop3xs://alice@localhost?authMechanisms=MAGIC",
                "pop3xs://alice@localhost?tlsFingerprints=00",
                "pop3xs://alice@localhost?tlsFingerprintsSuffice=true",
                "pop3xs://a%zz@localhost",
            })
    void wrongArgumentsExitWith2AndSayWhatIsRight(String argument) {
        assertEquals(DiagnosisProgram.USAGE, run(argument));
        assertFalse(text(err).isBlank());
        assertEquals("", text(out));
    }

    @Test
    void aPinSufficesIfTheOptionSaysSo() throws Exception {
        server.tls(TestCertificates.APPLIANCE.server()).answers(new Maildrop());
        String uri = "pop3x://alice@localhost:" + server.port() + "?ipVersion=v4&tlsFingerprints="
                + PinnedTrust.fingerprint(TestCertificates.APPLIANCE.certificate());
        run(uri);
        assertTrue(text(out).contains("TLS_FAILS"), text(out));
        out.reset();
        run(uri + "&tlsFingerprintsSuffice=true");
        assertFalse(text(out).isEmpty() || text(out).contains("TLS_FAILS"), text(out));
    }

    @Test
    void oneUriIsNeeded() {
        assertEquals(DiagnosisProgram.USAGE, run());
        assertEquals(DiagnosisProgram.USAGE, run("pop3xs://alice@localhost", "pop3xs://bob@localhost"));
        assertTrue(text(err).contains(DiagnosisArguments.USAGE), text(err));
    }

    @Test
    void theUriIsThatOfTheEndpointWithOrWithoutSlashes() {
        DiagnosisArguments slashes = DiagnosisArguments.parse("pop3xs://al%40ice@[::1]/", "--json");
        assertEquals("al@ice", slashes.username());
        assertEquals(new ServerAddress("::1", 995), slashes.server());
        assertEquals(TlsMode.IMPLICIT, slashes.tls());
        assertTrue(slashes.json());
        DiagnosisArguments plain = DiagnosisArguments.parse("pop3x:mail.example.com?username=a+b&tls=none");
        assertEquals("a+b", plain.username());
        assertEquals(new ServerAddress("mail.example.com", 110), plain.server());
        assertEquals(TlsMode.NONE, plain.tls());
        assertFalse(plain.retrieve());
    }
}
