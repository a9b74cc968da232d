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
package io.github.pop3x.client.wire;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Asks an HTTP proxy for a tunnel (RFC 9110 §9.3.6). The host is named, not resolved here: its DNS is the proxy's.
 *
 * <p>Messages name the status code and never the reason phrase: it is "not a reliable channel" (RFC 9112 §4), and might
 * give back what was sent.
 */
final class HttpTunnel {

    private final ProxyDialogue dialogue;

    HttpTunnel(ProxyDialogue dialogue) {
        this.dialogue = dialogue;
    }

    /**
     * Opens the tunnel: the next octet read is the host's. Any Content-Length is to be ignored (RFC 9110 §9.3.6).
     *
     * @throws ConnectException if the proxy refuses
     * @throws ProtocolException if it does not speak HTTP, or says too much
     */
    void open(ProxyAddress proxy, HostName target, int port) throws IOException {
        dialogue.send(request(proxy, target.at(port)).getBytes(StandardCharsets.US_ASCII));
        int status = HttpHead.read(dialogue::read).status();
        if (status >= 300) {
            throw new ConnectException(
                    "it answered CONNECT " + target.at(port) + " with status " + status + meaning(status, proxy));
        }
    }

    private static String request(ProxyAddress proxy, String authority) {
        return "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n"
                + proxy.userColonPassword().map(HttpTunnel::authorization).orElse("") + "\r\n";
    }

    /** The Basic scheme of RFC 7617. */
    private static String authorization(String userColonPassword) {
        byte[] secret = userColonPassword.getBytes(StandardCharsets.UTF_8);
        return "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(secret) + "\r\n";
    }

    private static String meaning(int status, ProxyAddress proxy) {
        return switch (status) {
            case 407 ->
                proxy.user() == null
                        ? ": it requires a login. Set proxyUsername and proxyPassword"
                        : ": it refused proxyUsername and proxyPassword, or requires another scheme than Basic";
            case 403, 405 -> ": its rules do not allow it";
            case 502, 503 -> ": it cannot connect";
            case 504 -> ": the host did not answer it in time";
            default -> "";
        };
    }
}
