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
package io.github.pop3x.oauth2;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.pop3x.testing.AuthorizationServer;
import io.github.pop3x.testing.TestCertificates;
import io.github.pop3x.testing.TestProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class NetworkPathTest {

    @RegisterExtension
    final AuthorizationServer server = AuthorizationServer.https("mail.example.org", TestCertificates.WRONG_HOST);

    @Test
    void theJvmsProxyForHttpsIsGoneThroughIfNoOtherIsGiven() throws IOException {
        server.issues("token1");
        ProxySelector before = ProxySelector.getDefault();
        try (TestProxy proxy = TestProxy.http()) {
            ProxySelector.setDefault(onlyFor(server.tokenUri(), URI.create(proxy.uri()), before));
            NetworkPath path = new NetworkPath(
                    null, () -> TestCertificates.trustingClient().getSocketFactory(), Duration.ofSeconds(30));
            TokenEndpoint endpoint = new TokenEndpoint(server.tokenClient(), path);
            assertThat(endpoint.request(Optional.empty()).accessToken()).isEqualTo("token1");
            assertThat(proxy.asked()).containsExactly(server.tokenUri().getAuthority());
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    private static ProxySelector onlyFor(URI target, URI proxy, ProxySelector others) {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return uri.equals(target)
                        ? List.of(new Proxy(
                                Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort())))
                        : others.select(uri);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException why) {
                others.connectFailed(uri, address, why);
            }
        };
    }
}
