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
package io.github.pop3x.examples.inboxarchive;

import java.io.IOException;
import java.security.GeneralSecurityException;

import javax.net.ssl.SSLSocketFactory;

import io.github.pop3x.Pop3xConfiguration;
import io.github.pop3x.Pop3xEndpoint;
import io.github.pop3x.client.Pop3Client;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.auth.CredentialsProvider;
import org.apache.camel.support.jsse.SSLContextParameters;

/** What the server says of a mailbox, asked without a route: the POP3 client below the component is open to all. */
final class Maildrop {

    private Maildrop() {}

    /**
     * Counts the messages, in a session of its own.
     *
     * @param endpoint where and how
     * @throws IOException if the server cannot be asked
     * @throws GeneralSecurityException if the endpoint's TLS settings cannot be used
     */
    static int count(Pop3xEndpoint endpoint) throws IOException, GeneralSecurityException {
        try (Pop3Session session = Pop3Client.open(options(endpoint))) {
            return session.stat().count();
        }
    }

    /** The endpoint's way to the server, without the route. */
    static Pop3ClientOptions options(Pop3xEndpoint endpoint) throws IOException, GeneralSecurityException {
        Pop3xConfiguration configuration = endpoint.getConfiguration();
        return Pop3ClientOptions.builder(
                        endpoint.getHost(),
                        CredentialsProvider.of(configuration.getUsername(), configuration.getPassword())).tls(tls(endpoint)).port(endpoint.getPort()).tlsFactory(tlsFactory(endpoint)).tlsServerName(configuration.getTlsServerName()).build();
    }

    private static TlsMode tls(Pop3xEndpoint endpoint) {
        TlsMode chosen = endpoint.getConfiguration().getTls();
        if (chosen != null) {
            return chosen;
        }
        return endpoint.getEndpointBaseUri().startsWith("pop3xs:") ? TlsMode.IMPLICIT : TlsMode.STARTTLS;
    }

    private static SSLSocketFactory tlsFactory(Pop3xEndpoint endpoint) throws IOException, GeneralSecurityException {
        SSLContextParameters parameters = endpoint.getConfiguration().getSslContextParameters();
        return parameters == null
                ? null
                : parameters.createSSLContext(endpoint.getCamelContext()).getSocketFactory();
    }
}
