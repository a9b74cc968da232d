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

import java.time.Duration;

import io.github.pop3x.client.wire.ProxyAddress;
import io.github.pop3x.oauth2.NetworkPath;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * The options of an endpoint that tell how its token endpoint is reached. Equal if they are; TLS parameters are equal only
 * to themselves. {@link #toString()} shows no login of the proxy.
 *
 * @param proxy null for none
 * @param tls null for the JVM's trust store
 * @param timeout bound on a request
 */
record Pop3xTokenPath(ProxyAddress proxy, SSLContextParameters tls, Duration timeout) {

    /** @throws IllegalArgumentException if the proxy is malformed */
    static Pop3xTokenPath of(Pop3xConfiguration options) {
        return new Pop3xTokenPath(
                Pop3xClientFactory.proxy(options),
                options.getSslContextParameters(),
                Duration.ofMillis(options.getConnectionTimeout()));
    }

    /** The way that they mean; stores of keys and certificates are read at each request. */
    NetworkPath in(CamelContext context) {
        NetworkPath.TlsSockets sockets =
                tls == null ? NetworkPath.DIRECT.tls() : () -> Pop3xClientFactory.socketFactory(context, tls);
        return new NetworkPath(proxy, sockets, timeout);
    }
}
