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
import java.security.GeneralSecurityException;
import java.time.Duration;

import javax.net.ssl.SSLSocketFactory;

import io.github.pop3x.client.Pop3Client;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.auth.CredentialsProvider;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** From the options of an endpoint to sessions: the only place where both worlds' settings meet. */
final class Pop3xClientFactory {

    /** The most that one session may take, whatever the server does. */
    private static final Duration SESSION_TIMEOUT = Duration.ofMinutes(30);

    private final Pop3ClientOptions options;

    private Pop3xClientFactory(Pop3ClientOptions options) {
        this.options = options;
    }

    /**
     * @throws IllegalArgumentException if the options do not make sense; the message says what to do
     * @throws IOException if the TLS settings cannot be used
     */
    static Pop3xClientFactory of(
            CamelContext context, String host, int port, TlsMode tls, Pop3xConfiguration configuration)
            throws IOException {
        Pop3ClientOptions options = Pop3ClientOptions.builder(
                        host, CredentialsProvider.of(configuration.getUsername(), configuration.getPassword()))
                .port(port)
                .tls(tls)
                .tlsFactory(tls == TlsMode.NONE ? null : tlsFactory(context, configuration.getSslContextParameters()))
                .tlsServerName(configuration.getTlsServerName())
                .connectionTimeout(Duration.ofMillis(configuration.getConnectionTimeout()))
                .readTimeout(Duration.ofMillis(configuration.getReadTimeout()))
                .quitTimeout(Duration.ofMillis(configuration.getQuitTimeout()))
                .sessionTimeout(SESSION_TIMEOUT)
                .build();
        return new Pop3xClientFactory(options);
    }

    private static SSLSocketFactory tlsFactory(CamelContext context, SSLContextParameters parameters)
            throws IOException {
        if (parameters == null) {
            return null;
        }
        try {
            return parameters.createSSLContext(context).getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use the sslContextParameters: " + e.getMessage(), e);
        }
    }

    /** Opens a session. */
    Pop3Session open() throws IOException {
        return Pop3Client.open(options);
    }
}
