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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.github.pop3x.client.Pop3Client;
import io.github.pop3x.client.Pop3LoginUnsupportedException;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.wire.PinnedTrust;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Mode;
import io.github.pop3x.testing.RefusingPort;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.TestCertificates;
import io.github.pop3x.testing.TestProxy;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each option of the URI that has to do with reaching a server and logging in does what it says, in a real session. */
class ConnectionOptionsTest {

    private static final String ALICE = "?username=alice&password=s3cret";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        server.mode(Mode.ONE_SEGMENT).answers(new Maildrop().add("a", "Subject: a\n\na\n"));
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Pop3xEndpoint endpoint(String uri) {
        Pop3xEndpoint endpoint = context.getEndpoint(uri, Pop3xEndpoint.class);
        endpoint.start();
        return endpoint;
    }

    private void assertReads(String uri) throws IOException {
        try (Pop3Session session = Pop3Client.open(endpoint(uri).clientOptions())) {
            assertEquals(1, session.messages().size());
            session.quit();
        }
    }

    private String clear(String options) {
        return "pop3x:127.0.0.1:" + server.port() + options + "&tls=none";
    }

    @Test
    void theNextHostIsTriedIfAHostIsUnreachable() throws IOException {
        int closed = RefusingPort.number();
        assertReads("pop3x:127.0.0.1:" + closed + ALICE + "&tls=none&failoverHosts=127.0.0.1:" + closed + ",127.0.0.1:"
                + server.port());
        String mailbox = endpoint("pop3x:MAIL.example.com:995" + ALICE + "&tls=none&failoverHosts=b")
                .mailbox()
                .name();
        assertEquals("alice@mail.example.com", mailbox, "whichever host answers, it is one mailbox");
    }

    @Test
    void aProxyIsGoneThroughAndItsPasswordIsShownNowhere() throws Exception {
        try (TestProxy proxy = TestProxy.socks5().demands("me", "pr0xy-s3cret")) {
            String uri = clear(ALICE + "&proxy=" + proxy.uri() + "&proxyUsername=me&proxyPassword=pr0xy-s3cret");
            assertReads(uri);
            assertFalse(endpoint(uri).toString().contains("pr0xy-s3cret"));
        }
    }

    @Test
    void theLocalSideAndTheVersionOfTheAddressCanBeChosen() throws IOException {
        assertReads(clear(ALICE + "&localAddress=127.0.0.1&ipVersion=v4"));
        Exception none = assertThrows(Exception.class, () -> assertReads(clear(ALICE + "&ipVersion=v6")));
        assertTrue(none.getMessage().contains("no IPv6 address"), none.getMessage());
    }

    @Test
    void aPinnedCertificateIsTrustedAndAnotherIsNot() throws Exception {
        server.implicitTls(TestCertificates.SELF_SIGNED.server());
        String right = PinnedTrust.fingerprint(TestCertificates.SELF_SIGNED.certificate());
        String wrong = PinnedTrust.fingerprint(TestCertificates.LOCALHOST.certificate());
        assertReads("pop3xs:localhost:" + server.port() + ALICE + "&tlsFingerprints=" + wrong + "," + right);
        Exception refused = assertThrows(
                IOException.class,
                () -> assertReads("pop3xs:localhost:" + server.port() + ALICE + "&tlsFingerprints=" + wrong));
        assertTrue(refused.getMessage().contains("fingerprint"), refused.getMessage());
    }

    @ParameterizedTest
    @EnumSource(names = {"APPLIANCE", "WRONG_HOST", "EXPIRED", "SELF_SIGNED"})
    void aPinSufficesIfTheOptionSaysSo(TestCertificates certificate) throws Exception {
        server.implicitTls(certificate.server());
        String uri = "pop3xs:127.0.0.1:" + server.port() + ALICE + "&tlsFingerprintsSuffice=true&tlsFingerprints=";
        assertReads(uri + PinnedTrust.fingerprint(certificate.certificate()));
        String other = PinnedTrust.fingerprint(TestCertificates.LOCALHOST.certificate());
        Exception refused = assertThrows(IOException.class, () -> assertReads(uri + other));
        assertTrue(refused.getMessage().contains("is not pinned"), refused.getMessage());
    }

    @Test
    void aPinSufficesAfterStlsToo() throws Exception {
        server.tls(TestCertificates.APPLIANCE.server());
        String uri = "pop3x:127.0.0.1:" + server.port() + ALICE + "&tlsFingerprintsSuffice=true&tlsFingerprints=";
        String other = PinnedTrust.fingerprint(TestCertificates.LOCALHOST.certificate());
        assertThrows(IOException.class, () -> assertReads(uri + other));
        assertFalse(server.awaitIdle().dialogue().contains("C: AUTH"), server.dialogue());
        assertReads(uri + PinnedTrust.fingerprint(TestCertificates.APPLIANCE.certificate()));
    }

    @ParameterizedTest
    @EnumSource(names = {"APPLIANCE", "WRONG_HOST"})
    void aPinDoesNotSufficeByItself(TestCertificates certificate) throws Exception {
        server.implicitTls(certificate.server());
        String uri = "pop3xs:127.0.0.1:" + server.port() + ALICE + "&tlsFingerprints="
                + PinnedTrust.fingerprint(certificate.certificate());
        Exception refused = assertThrows(IOException.class, () -> assertReads(uri));
        assertTrue(
                refused.getMessage().contains("certificate is for another host than 127.0.0.1"), refused.getMessage());
        assertTrue(refused.getMessage().contains("tlsFingerprintsSuffice=true"), refused.getMessage());
        assertThrows(IOException.class, () -> assertReads(uri + "&tlsFingerprintsSuffice=false"));
    }

    @Test
    void aMechanismThatIsNamedIsTheOne() throws IOException {
        assertReads(clear(ALICE + "&authMechanisms=APOP,PLAIN"));
        assertTrue(server.awaitIdle().dialogue().contains("C: APOP alice"), server.dialogue());
    }

    @Test
    void aBeanGivesTheCredentials() throws IOException {
        context.getRegistry().bind("vault", CredentialsProvider.class, CredentialsProvider.of("alice", "s3cret"));
        assertReads(clear("?username=alice&credentialsProvider=#vault"));
    }

    @Test
    void aBeanThatGivesTheCredentialsAlsoGivesTheUserName() throws Exception {
        context.getRegistry().bind("vault", CredentialsProvider.class, CredentialsProvider.of("alice", "s3cret"));
        String uri = clear("?credentialsProvider=#vault");
        assertReads(uri);
        Pop3xEndpoint endpoint = context.getEndpoint(uri, Pop3xEndpoint.class);
        endpoint.start();
        assertTrue(
                endpoint.mailbox().name().startsWith("alice@"),
                endpoint.mailbox().name());
    }

    @Test
    void anAccessTokenIsPresentedAsSuch() {
        Exception nothingFits = assertThrows(
                Pop3LoginUnsupportedException.class,
                () -> assertReads(clear("?username=alice&accessToken=t0ken-t0ken")));
        assertTrue(nothingFits.getMessage().contains("OAUTHBEARER, XOAUTH2 (not offered)"), nothingFits.getMessage());
        assertFalse(nothingFits.getMessage().contains("t0ken"));
    }

    @Test
    void aNetrcFileGivesNameAndPassword(@TempDir Path home) throws IOException {
        Path netrc = Files.createFile(
                home.resolve("netrc"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(netrc, "machine 127.0.0.1 login alice password s3cret\n");
        String uri = "pop3x:127.0.0.1:" + server.port() + "?tls=none&netrc=true&netrcFile=" + netrc;
        assertReads(uri);
        assertEquals("alice@127.0.0.1:" + server.port(), endpoint(uri).mailbox().name());
    }

    @Test
    void pipeliningCanBeSwitchedOff() throws IOException {
        assertReads(clear(ALICE + "&authMechanisms=PLAIN"));
        int together = server.awaitIdle().log().flights();
        assertReads(clear(ALICE + "&authMechanisms=PLAIN&pipelining=off"));
        // Two more after the login, and one less before it: what the server announces is known by then.
        assertEquals(together + 2 - 1, server.awaitIdle().log().flights() - together, server.dialogue());
    }

    @Test
    void contradictoryOptionsAreRefusedByTheEndpoint() {
        assertRefused(clear(ALICE + "&accessToken=x"), "more than one way");
        assertRefused(clear("?username=alice"), "username and password are required");
        assertRefused(clear("?password=s3cret"), "username is required");
        assertRefused(clear(ALICE + "&pipelining=sometimes"), "pipelining must be auto or off");
        assertRefused(clear(ALICE + "&proxy=ftp://x"), "proxy");
        assertRefused(clear(ALICE + "&proxyUsername=me&proxyPassword=x"), "Set proxy, or leave them out");
        assertRefused(clear(ALICE + "&proxy=socks5://x&proxyUsername=me"), "both proxyUsername and proxyPassword");
        assertRefused(clear(ALICE + "&authMechanisms=MAGIC"), "MAGIC");
        assertRefused("pop3xs:localhost" + ALICE + "&tlsFingerprints=zz", "fingerprint");
        assertRefused("pop3xs:localhost" + ALICE + "&tlsFingerprintsSuffice=true", "Set tlsFingerprints");
        assertRefused(
                "pop3xs:localhost" + ALICE + "&tlsFingerprintsSuffice=true&tlsFingerprints=,", "Set tlsFingerprints");
        assertRefused(clear(ALICE + "&tlsFingerprintsSuffice=true"), "Set tlsFingerprints");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://me:pr0xy-s3cret@proxy.example.com",
                "http://me:pr0xy%2540s3cret@proxy.example.com:3128",
                "RAW(socks5://me:pr0xy-s3cret@proxy.example.com)",
                "socks5%3A%2F%2Fme%3Apr0xy-s3cret%40proxy.example.com",
                "socks5://me@proxy.example.com"
            })
    void aLoginInTheAddressOfAProxyIsRefusedWithTheNamesOfTheOptions(String proxy) {
        Exception refused = assertThrows(Exception.class, () -> endpoint(clear(ALICE + "&proxy=" + proxy)));
        IllegalArgumentException why = assertInstanceOf(IllegalArgumentException.class, refused.getCause());
        assertTrue(why.getMessage().endsWith("Use proxyUsername and proxyPassword"), why.getMessage());
        assertFalse(why.getMessage().contains("s3cret") || why.getMessage().contains("me@"), why.getMessage());
        assertTrue(context.getEndpoints().isEmpty(), "no endpoint is left with it");
    }

    private void assertRefused(String uri, String why) {
        Exception refused = assertThrows(Exception.class, () -> endpoint(uri));
        StringBuilder all = new StringBuilder();
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
        }
        assertTrue(all.toString().contains(why), all.toString());
        assertFalse(all.toString().contains("s3cret"), all.toString());
    }
}
