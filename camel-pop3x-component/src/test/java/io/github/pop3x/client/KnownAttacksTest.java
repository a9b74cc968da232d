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

import javax.net.ssl.SSLException;

import io.github.pop3x.client.auth.MechanismPolicy;
import io.github.pop3x.testing.Mode;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.TestCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What other POP3 clients fell for, by name, each through a whole session: no secret is said, nothing is believed. */
class KnownAttacksTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private Pop3ClientOptions.Builder stls() {
        return Dialogue.options(server).toBuilder()
                .tls(TlsMode.STARTTLS)
                .tlsFactory(TestCertificates.trustingClient().getSocketFactory())
                .tlsServerName("localhost");
    }

    private Exception assertNoSession(Pop3ClientOptions.Builder options) {
        Exception none = assertThrows(Exception.class, () -> Pop3Client.open(options.build()));
        assertFalse(server.dialogue().contains("s3cret"), server::dialogue);
        assertFalse(server.dialogue().contains("alice"), server::dialogue);
        return none;
    }

    /** CVE-2006-5867 of fetchmail: TLS that was asked for, and not insisted on. */
    @Test
    void cve20065867NoPasswordIsSentWithoutTls() {
        server.plays("S: +OK ready\nC: STLS\nS: -ERR unknown command\nC! close\n");
        assertNoSession(stls());
    }

    /** CVE-2021-39272 of fetchmail: a greeting that says the client is logged in, and so is past STLS. */
    @Test
    void cve202139272APreauthGreetingDoesNotBypassTls() {
        server.plays("S: +OK PREAUTH maildrop locked and ready\nC: STLS\nS: -ERR already logged in\nC! close\n");
        assertNoSession(stls());
    }

    /** The response injection of 2021 (NO STARTTLS): replies in clear text, to be taken for those under TLS. */
    @Test
    void repliesInjectedBeforeTlsAreNotBelieved() {
        server.mode(Mode.ONE_SEGMENT).plays("S: +OK ready\nC: STLS\nS: +OK begin\nS: +OK injected\nC! close\n");
        assertTrue(assertNoSession(stls()).getMessage().contains("clear text"));
    }

    /** CVE-2011-1947 of fetchmail: no limit of time while TLS begins. */
    @Test
    void cve20111947AHandshakeThatStallsEnds() {
        server.plays("S: +OK ready\nC: STLS\nS: +OK begin\nS! stall\n");
        assertNoSession(stls().connectionTimeout(Dialogue.SHORT.multipliedBy(5)));
    }

    /** CVE-2009-2666 of fetchmail: a certificate of another host that passed for this one's. */
    @Test
    void cve20092666ACertificateOfAnotherHostIsRefused() {
        server.tls(TestCertificates.WRONG_HOST.server())
                .plays("S: +OK ready\nC: STLS\nS: +OK begin\nS! starttls\nC! close\n");
        assertInstanceOf(SSLException.class, assertNoSession(stls()).getCause());
    }

    /** CVE-2005-2335 of fetchmail: unique ids longer than its buffer. */
    @Test
    void cve20052335AUniqueIdWithoutEndIsBounded() throws IOException {
        server.plays(Dialogue.LOGIN + "C: UIDL\nS: +OK\nS: 1 " + "x".repeat(100_000) + "\nC! close\n");
        Pop3Session session = Dialogue.open(server);
        assertThrows(Pop3ProtocolException.class, () -> session.uidl());
    }

    /** CVE-2007-1558: stamps that are no message id, by which two digests with equal MD5 are sought. */
    @Test
    void cve20071558AnInvalidApopStampGetsNoDigest() {
        server.plays("S: +OK ready <x\\x80\\xFF@mail.example.org>\nC: CAPA\nS: -ERR\nC: AUTH\nS: -ERR\nC! close\n");
        assertNoSession(Dialogue.options(server).toBuilder().mechanisms(MechanismPolicy.parse("APOP")));
    }
}
