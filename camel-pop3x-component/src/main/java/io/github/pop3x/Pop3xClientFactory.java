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
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import javax.net.ssl.SSLSocketFactory;

import io.github.pop3x.client.PipelineWindow;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.RememberedCapabilities;
import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.auth.MechanismPolicy;
import io.github.pop3x.client.wire.PinnedTrust;
import io.github.pop3x.client.wire.ProxyAddress;
import io.github.pop3x.client.wire.Reach;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Makes the client's options from those of an endpoint. */
final class Pop3xClientFactory {

    private Pop3xClientFactory() {}

    /**
     * @throws IllegalArgumentException if the options do not make sense; the message says what to do
     * @throws IOException if the TLS settings cannot be used
     */
    static Pop3ClientOptions options(
            CamelContext context,
            RememberedCapabilities rememberedCapabilities,
            String host,
            int port,
            TlsMode tls,
            CredentialsProvider credentials,
            Pop3xConfiguration configuration)
            throws IOException {
        return Pop3ClientOptions.builder(host, credentials)
                .port(port)
                .failoverHosts(words(configuration.getFailoverHosts()))
                .tls(tls)
                .tlsFactory(tls == TlsMode.NONE ? null : tlsFactory(context, configuration))
                .tlsServerName(configuration.getTlsServerName())
                .reach(reach(configuration))
                .connectionTimeout(Duration.ofMillis(configuration.getConnectionTimeout()))
                .readTimeout(Duration.ofMillis(configuration.getReadTimeout()))
                .quitTimeout(Duration.ofMillis(configuration.getQuitTimeout()))
                .sessionTimeout(Duration.ofMillis(configuration.getSessionTimeout()))
                .mechanisms(MechanismPolicy.parse(configuration.getAuthMechanisms()))
                .pipelineWindow(
                        isAuto("pipelining", configuration.getPipelining())
                                ? PipelineWindow.parse(configuration.getPipelineWindow())
                                : 0)
                .utf8(isAuto("utf8", configuration.getUtf8()))
                .rememberedCapabilities(rememberedCapabilities)
                .build();
    }

    private static boolean isAuto(String option, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "auto" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException(option + " must be auto or off, not " + value);
        };
    }

    private static List<String> words(String list) {
        return list == null
                ? List.of()
                : Arrays.stream(list.split(","))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    private static Reach reach(Pop3xConfiguration configuration) throws IOException {
        Reach reach = Reach.DIRECT.over(configuration.getIpVersion());
        if (configuration.getLocalAddress() != null || configuration.getLocalPort() != 0) {
            InetAddress local = configuration.getLocalAddress() == null
                    ? null
                    : Reach.lookUp(
                            configuration.getLocalAddress(), Duration.ofMillis(configuration.getConnectionTimeout()));
            reach = reach.from(local, configuration.getLocalPort());
        }
        return reach.through(proxy(configuration));
    }

    /**
     * The proxy that the options name, or null.
     *
     * @throws IllegalArgumentException if they name none, or a login without a proxy; the message quotes neither
     */
    static ProxyAddress proxy(Pop3xConfiguration configuration) {
        String username = configuration.getProxyUsername();
        String password = configuration.getProxyPassword();
        if (configuration.getProxy() != null) {
            return ProxyAddress.parse(configuration.getProxy()).as(username, password);
        }
        if (username != null || password != null) {
            throw new IllegalArgumentException(
                    "proxyUsername and proxyPassword need a proxy. Set proxy, or leave them out");
        }
        return null;
    }

    /** @throws IllegalArgumentException if the name of a certificate would go unchecked, and nothing be checked in its place */
    static void checkPins(Pop3xConfiguration configuration) {
        if (configuration.isTlsFingerprintsSuffice()
                && words(configuration.getTlsFingerprints()).isEmpty()) {
            throw new IllegalArgumentException("tlsFingerprintsSuffice needs a fingerprint: without one every"
                    + " certificate must name the host. Set tlsFingerprints, or leave tlsFingerprintsSuffice out");
        }
    }

    private static SSLSocketFactory tlsFactory(CamelContext context, Pop3xConfiguration configuration)
            throws IOException {
        SSLContextParameters parameters = configuration.getSslContextParameters();
        List<String> pins = words(configuration.getTlsFingerprints());
        if (!pins.isEmpty()) {
            if (parameters != null) {
                throw new IllegalArgumentException(
                        "tlsFingerprints and sslContextParameters both say whom to trust." + " Use one of them");
            }
            return configuration.isTlsFingerprintsSuffice() ? PinnedTrust.sufficient(pins) : PinnedTrust.pinned(pins);
        }
        return parameters == null ? null : socketFactory(context, parameters);
    }

    /**
     * Makes TLS sockets as the parameters say.
     *
     * @throws IOException if they cannot be used; the message says what to do
     */
    static SSLSocketFactory socketFactory(CamelContext context, SSLContextParameters parameters) throws IOException {
        try {
            return parameters.createSSLContext(context).getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "cannot use the sslContextParameters: " + e.getMessage() + ". Check its stores and their passwords",
                    e);
        }
    }
}
