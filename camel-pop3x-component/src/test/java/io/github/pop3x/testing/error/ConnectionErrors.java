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
package io.github.pop3x.testing.error;

import java.security.GeneralSecurityException;
import java.util.Map;

import javax.net.ssl.SSLContext;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.RefusingPort;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.TestCertificates;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** No session comes about: no connection, no TLS, no POP3, or a login that is refused. */
public final class ConnectionErrors {

    private static final String ALICE = "?username=alice&password=s3cret";

    private final ErrorPage page;

    private ConnectionErrors(ErrorPage page) {
        this.page = page;
    }

    public static void tell(ErrorPage page) throws Exception {
        new ConnectionErrors(page).tell();
    }

    private void tell() throws Exception {
        page.section("Connecting");
        page.tells("Unknown host", () -> open("pop3xs:no-such-host.invalid" + ALICE), "no-such-host");
        int closed = RefusingPort.number();
        page.tells("Connection refused", () -> open("pop3xs:127.0.0.1:" + closed + ALICE), ":" + closed);
        page.tells(
                "All servers refuse the connection",
                () -> open("pop3xs:127.0.0.1:" + closed + ALICE + "&failoverHosts=127.0.0.1:" + closed),
                ":" + closed);
        page.tells(
                "The proxy refuses the connection",
                () -> open("pop3xs:mail.example.com" + ALICE + "&proxy=socks5://127.0.0.1:" + closed),
                "proxy");
        page.tells(
                "Invalid local address",
                () -> open("pop3xs:127.0.0.1:" + closed + ALICE + "&localAddress=192.0.2.1"),
                "192.0.2.1");
        greeted("The connection is closed before the greeting", "", Misfortune.earlyClose());
        greeted("No greeting", "&connectionTimeout=200", Misfortune.stallAfterServerOctets(0));
        greeted("Not a POP3 server", "", Misfortune.greets("SSH-2.0-OpenSSH_9.2\\r\\n"));
        greeted("The greeting is a refusal", "", Misfortune.greets("-ERR [SYS/TEMP] too many connections\\r\\n"));
        tls();
        logins();
    }

    private void greeted(String done, String options, Misfortune misfortune) {
        try (ScriptedServer server = new ScriptedServer().answers(new Maildrop())) {
            server.suffers(misfortune);
            page.tells(done, () -> open(uri("pop3x", "127.0.0.1", server) + "&tls=none" + options), "127.0.0.1:");
        }
    }

    private void tls() {
        page.section("TLS");
        secured("No STLS", null, "pop3x", "");
        secured("No TLS on this port", null, "pop3xs", "");
        secured("Untrusted certificate", TestCertificates.SELF_SIGNED, "pop3xs", "");
        secured("Certificate for another host", TestCertificates.WRONG_HOST, "pop3xs", "&sslContextParameters=#trust");
        secured("Unreadable trust store", null, "pop3xs", "&sslContextParameters=#broken");
        secured("Expired certificate", TestCertificates.EXPIRED, "pop3xs", "&sslContextParameters=#trust");
        secured("Certificate not pinned", TestCertificates.LOCALHOST, "pop3xs", "&tlsFingerprints=" + "ab".repeat(32));
    }

    private void secured(String done, TestCertificates certificate, String scheme, String options) {
        try (ScriptedServer server = new ScriptedServer().answers(new Maildrop())) {
            if (certificate != null) {
                server.implicitTls(certificate.server());
            }
            page.tells(
                    done, () -> open(uri(scheme, "localhost", server) + options), "localhost:", "sslContextParameters");
        }
    }

    private void logins() {
        page.section("Logging in");
        refused("A wrong password", "-ERR [AUTH] Authentication failed.");
        refused("A wrong password, without response codes", "-ERR invalid password", "AUTH-RESP-CODE", "RESP-CODES");
        refused("A refusal without its response code", "-ERR not now");
        refused("Another session has the maildrop", "-ERR [IN-USE] Mailbox is locked by another POP3 session.");
        refused("Logins come too often", "-ERR [LOGIN-DELAY] minimum time between mail checks violation");
        refused("The server has trouble", "-ERR [SYS/TEMP] Temporary authentication failure.");
        refused("The account has no POP3", "-ERR [SYS/PERM] Your account is not enabled for POP access");
        try (ScriptedServer server = serving(new ServerProfile().without("USER", "PLAIN", "LOGIN"))) {
            page.tells(
                    "No common login mechanism",
                    () -> open(uri("pop3x", "127.0.0.1", server) + "&tls=none&authMechanisms=SCRAM-SHA-256"),
                    "alice");
        }
        try (ScriptedServer server = serving(new ServerProfile().without("PLAIN", "LOGIN", "CRAM-MD5", "APOP"))) {
            String uri =
                    uri("pop3x", "127.0.0.1", server).replace("password=s3cret", "password=" + "s3cret".repeat(42));
            page.tells("A password that is too long for PASS", () -> open(uri + "&tls=none"), "password");
        }
    }

    private void refused(String done, String answer, String... lacking) {
        try (ScriptedServer server = serving(new ServerProfile()
                .without("PLAIN", "LOGIN", "CRAM-MD5", "APOP")
                .without(lacking))) {
            server.suffers(Misfortune.answers("PASS", answer));
            page.tells(done, () -> open(uri("pop3x", "127.0.0.1", server) + "&tls=none"), "127.0.0.1:");
        }
    }

    private static ScriptedServer serving(ServerProfile profile) {
        return new ScriptedServer().answers(profile.mailbox("alice", "s3cret", new Maildrop()));
    }

    private static void open(String uri) throws Exception {
        MistakenUser.open(
                uri, Map.of("trust", parameters(TestCertificates.trustingClient()), "broken", parameters(null)));
    }

    private static String uri(String scheme, String host, ScriptedServer server) {
        return scheme + ":" + host + ":" + server.port() + ALICE;
    }

    private static SSLContextParameters parameters(SSLContext trust) {
        return new SSLContextParameters() {
            @Override
            public SSLContext createSSLContext(CamelContext camelContext) throws GeneralSecurityException {
                if (trust == null) {
                    throw new GeneralSecurityException("keystore password was incorrect");
                }
                return trust;
            }
        };
    }
}
