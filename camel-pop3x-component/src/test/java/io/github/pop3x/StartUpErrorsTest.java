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
import java.util.List;

import javax.net.ssl.SSLContext;

import io.github.pop3x.client.Pop3Client;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.RefusingPort;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.TestCertificates;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a user sees who got a host, a port, a certificate or an option wrong: what it is, and what to do. */
class StartUpErrorsTest {

    private static final String SECRET = "s3cret-Pa55";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final CamelContext context = new DefaultCamelContext();

    private static void nothing(Exchange exchange) {}

    /** The message of the first failure on the way from URI to session, which is also what Camel logs. */
    private String failure(String uri) {
        Exception failure = assertThrows(Exception.class, () -> open(uri));
        Throwable first = failure;
        while (first.getCause() != null && first instanceof org.apache.camel.ResolveEndpointFailedException) {
            first = first.getCause();
        }
        assertFalse(String.valueOf(failure).contains(SECRET), "a secret is shown");
        assertFalse(first.getMessage().contains(SECRET), "a secret is shown");
        return first.getMessage();
    }

    private void open(String uri) throws Exception {
        context.getRegistry().bind("trusting", parameters(TestCertificates.trustingClient()));
        context.start();
        Pop3xEndpoint endpoint = context.getEndpoint(uri, Pop3xEndpoint.class);
        endpoint.start();
        Pop3Client.open(endpoint.clientOptions()).close();
    }

    private static SSLContextParameters parameters(SSLContext trust) {
        return new SSLContextParameters() {
            @Override
            public SSLContext createSSLContext(CamelContext camelContext) {
                return trust;
            }
        };
    }

    private String uri(String scheme, String host, String more) {
        return scheme + ":" + host + ":" + server.port() + "?username=alice&password=" + SECRET + more;
    }

    private static void assertSays(String message, String... parts) {
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "expected \"" + part + "\" in: " + message);
        }
    }

    @Test
    void wrongPassword() {
        server.answers(new Maildrop());
        assertSays(
                failure(uri("pop3x", "127.0.0.1", "&tls=none")),
                "refused the login of alice",
                "Check username and password");
    }

    @Test
    void unknownHost() {
        assertSays(
                failure("pop3xs:no-such-host.invalid?username=alice&password=" + SECRET),
                "no-such-host.invalid",
                "unknown",
                "DNS");
    }

    @Test
    void closedPort() throws IOException {
        int port = RefusingPort.number();
        assertSays(
                failure("pop3xs:127.0.0.1:" + port + "?username=alice&password=" + SECRET),
                "cannot connect to 127.0.0.1:" + port,
                "Check host and port");
    }

    @Test
    void certificateOfTheWrongHost() {
        server.answers(new Maildrop()).implicitTls(TestCertificates.WRONG_HOST.server());
        assertSays(
                failure(uri("pop3xs", "localhost", "&sslContextParameters=#trusting")),
                "certificate is for another host than localhost",
                "tlsServerName");
    }

    @Test
    void untrustedCertificate() {
        server.answers(new Maildrop()).implicitTls(TestCertificates.LOCALHOST.server());
        assertSays(failure(uri("pop3xs", "localhost", "")), "certificate is not trusted", "trust store");
    }

    @Test
    void noStlsOffered() {
        server.answers(new Maildrop());
        assertSays(failure(uri("pop3x", "127.0.0.1", "")), "refused STLS", "TLS is required", "clear text");
    }

    @Test
    void aGreetingThatIsNotPop3() {
        server.plays("S: SSH-2.0-OpenSSH_9.2");
        assertSays(
                failure(uri("pop3x", "127.0.0.1", "&tls=none")),
                "does not greet like a POP3 server",
                "SSH-2.0-OpenSSH_9.2",
                "Check the port");
    }

    @Test
    void clearTextWhereTlsIsExpected() {
        server.answers(new Maildrop());
        assertSays(failure(uri("pop3xs", "127.0.0.1", "")), "does not speak TLS on this port");
    }

    @Test
    void aSchemeThatContradictsTls() {
        assertSays(failure(uri("pop3xs", "127.0.0.1", "&tls=none")), "contradicts", "pop3x:…?tls=none");
        assertSays(failure(uri("pop3x", "127.0.0.1", "&tls=implicit")), "contradicts", "pop3xs:");
    }

    @Test
    void boundsThatWouldLetNothingThrough() {
        for (String option : List.of("concurrentExchanges", "maxInFlight", "prefetch")) {
            assertSays(failure(uri("pop3x", "127.0.0.1", "&tls=none&" + option + "=0")), option + " must be 1 or more");
        }
    }

    @Test
    void missingCredentials() {
        assertSays(failure("pop3xs:127.0.0.1"), "username and password are required");
    }

    @Test
    void limitsThatNoMailCouldMeet() {
        for (String limit : List.of("maxParts", "maxDepth", "maxHeaderSize")) {
            assertSays(failure(uri("pop3x", "127.0.0.1", "&tls=none&" + limit + "=0")), limit, "at least 1");
        }
    }

    @Test
    void aPasswordBeforeTheHostIsRefusedAndNotRepeated() {
        assertSays(
                failure("pop3xs:alice:" + SECRET + "@127.0.0.1"), "must not stand before the host", "option password");
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertSays(failure(uri("pop3x", "127.0.0.1", "&tls=none&deleet=true")), "deleet");
    }

    @Test
    void anUnknownOperation() {
        assertSays(failure(uri("pop3x", "127.0.0.1", "&tls=none&operation=purge")), "operation", "purge");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deleteAfter=7d      | deleteAfter needs delete=true",
                "concurrentExchanges=0 | concurrentExchanges must be 1 or more, not 0",
                "maxInFlight=-1      | maxInFlight must be 1 or more, not -1",
                "prefetch=0          | prefetch must be 1 or more, not 0",
                "topLines=-1         | topLines must not be negative: -1",
                "deleteAfter=-1 | deleteAfter must not be negative: -1",
                "forgetAfter=-1 | forgetAfter must not be negative: -1",
                "inFlightTimeout=-1 | inFlightTimeout must not be negative: -1",
                "sessionIdleTimeout=-1 | sessionIdleTimeout must not be negative: -1",
                "sessionTimeout=-1 | sessionTimeout must not be negative: -1",
                "connectionTimeout=-1 | connectionTimeout must not be negative: -1",
                "readTimeout=-1 | readTimeout must not be negative: -1",
                "quitTimeout=-1 | quitTimeout must not be negative: -1",
                "commitEvery=-1      | commitEvery must not be negative: -1",
            })
    void optionsThatContradictOrLeaveTheirRange(String option, String expected) {
        assertSays(failure(uri("pop3x", "127.0.0.1", "&tls=none&" + option)), expected);
    }
}
