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
import java.net.URI;
import java.time.Duration;

import javax.net.ssl.SSLSocketFactory;

import io.github.pop3x.client.wire.HttpAnswer;
import io.github.pop3x.client.wire.HttpPost;
import io.github.pop3x.client.wire.ProxyAddress;
import io.github.pop3x.client.wire.Reach;

/**
 * The way to a token endpoint. Immutable. {@link #toString()} shows no login of a proxy.
 *
 * <p>An address with https is reached through the proxy. One with http is on this machine itself, and reached directly: a
 * proxy would see the client's secret.
 *
 * @param proxy null for the one that the JVM is given for https ({@code https.proxyHost}), if any
 * @param tls makes TLS sockets; asked at each request
 * @param timeout bound on a request, from the lookup of the name to the last octet of the answer
 */
public record NetworkPath(ProxyAddress proxy, TlsSockets tls, Duration timeout) {

    /** Through no proxy but the JVM's, with the JVM's trust store, within a minute. */
    public static final NetworkPath DIRECT =
            new NetworkPath(null, () -> (SSLSocketFactory) SSLSocketFactory.getDefault(), Duration.ofMinutes(1));

    /** Where TLS sockets come from. Any thread may call it. */
    @FunctionalInterface
    public interface TlsSockets {

        /**
         * The factory of TLS sockets.
         *
         * @throws IOException if there is none; the message says what to do
         */
        SSLSocketFactory factory() throws IOException;
    }

    /** The same way, with another bound on a request. */
    public NetworkPath within(Duration time) {
        return new NetworkPath(proxy, tls, time);
    }

    /**
     * Sends a form.
     *
     * @param sockets as {@link #tls} gives them
     * @param most how many octets of the answer's body are wanted
     * @throws IOException as {@link HttpPost#send} throws
     */
    HttpAnswer send(HttpPost post, SSLSocketFactory sockets, int most) throws IOException {
        return post.send(Reach.DIRECT.through(proxyFor(post.uri())), sockets, timeout, most);
    }

    private ProxyAddress proxyFor(URI uri) {
        if (!uri.getScheme().equalsIgnoreCase("https")) {
            return null;
        }
        return proxy != null ? proxy : proxyOfTheJvm(uri);
    }

    /** A SOCKS proxy of the JVM ({@code socksProxyHost}) is that of all its sockets already. */
    private static ProxyAddress proxyOfTheJvm(URI uri) {
        ProxySelector selector = ProxySelector.getDefault();
        if (selector == null) {
            return null;
        }
        return selector.select(uri).stream()
                .findFirst()
                .filter(first -> first.type() == Proxy.Type.HTTP)
                .map(first -> (InetSocketAddress) first.address())
                .map(address -> new ProxyAddress(
                        ProxyAddress.Kind.HTTP, address.getHostString(), address.getPort(), null, null))
                .orElse(null);
    }
}
