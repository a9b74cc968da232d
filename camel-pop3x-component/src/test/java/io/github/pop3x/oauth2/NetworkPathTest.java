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
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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

    @Test
    void anInterruptEndsARequestAndItsConnection() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/token");
            TokenEndpoint endpoint = new TokenEndpoint(new ClientRegistration(uri, "client", "secret", null));
            CompletableFuture<TokenResponse> response = new CompletableFuture<>();
            Thread asking = new Thread(() -> {
                try {
                    response.complete(endpoint.request(Optional.empty()));
                } catch (IOException e) {
                    response.completeExceptionally(e);
                }
            });
            asking.start();
            try (Socket server = silent.accept()) {
                asking.interrupt();
                assertThat(response)
                        .failsWithin(Duration.ofSeconds(30))
                        .withThrowableThat()
                        .withCauseInstanceOf(InterruptedIOException.class);
                server.setSoTimeout(30_000);
                assertThat(isEnded(server)).isTrue();
            }
        }
    }

    /** Whether the other side has closed the connection, within the timeout of the socket. */
    private static boolean isEnded(Socket socket) throws IOException {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (SocketException reset) {
            return true;
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
