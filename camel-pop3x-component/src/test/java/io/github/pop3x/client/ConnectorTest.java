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

import java.util.Set;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.TestCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ConnectorTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @Test
    void aHandshakeThatStallsRunsIntoTheConnectionTimeout() {
        server.plays("""
            S: +OK ready
            C: STLS
            S: +OK begin
            S! stall
            """);
        Pop3ClientOptions options = Dialogue.options(server).toBuilder()
                .tls(TlsMode.STARTTLS)
                .tlsFactory(TestCertificates.trustingClient().getSocketFactory())
                .tlsServerName("localhost")
                .connectionTimeout(Dialogue.SHORT.multipliedBy(5))
                .build();
        Pop3ConnectionException none = assertThrows(Pop3ConnectionException.class, () -> Pop3Client.connect(options));
        assertTrue(none.getMessage().contains("127.0.0.1:" + server.port()), none.getMessage());
    }

    @Test
    void theDefaultOfThePlatformBeginsAtTls12() throws Exception {
        try (SSLSocket socket =
                (SSLSocket) SSLContext.getDefault().getSocketFactory().createSocket()) {
            assertTrue(Set.of("TLSv1.2", "TLSv1.3").containsAll(Set.of(socket.getEnabledProtocols())));
        }
    }
}
