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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks an HTTP proxy for a tunnel (RFC 9110 §9.3.6). The host is named, not resolved here: its DNS is the proxy's.
 *
 * <p>Messages name the status code and never the reason phrase: it is "not a reliable channel" (RFC 9112 §4), and might
 * give back what was sent.
 */
final class HttpTunnel {

    /** For all header lines together, interim responses included. */
    private static final int MAX_OCTETS = 16 * 1024;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[0-9] ([1-9][0-9]{2})(?: .*)?");

    private final ProxyDialogue dialogue;
    private int octets;

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
        int status = response();
        while (status < 200) {
            status = response();
        }
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

    /** Reads a status line and the header up to its blank line, and not an octet more. */
    private int response() throws IOException {
        Matcher status = STATUS_LINE.matcher(line());
        if (!status.matches()) {
            throw new ProtocolException("it does not speak HTTP/1.1");
        }
        while (!line().isEmpty()) {
            // No header field matters to a tunnel.
        }
        return Integer.parseInt(status.group(1));
    }

    /** A line without its end, which may be LF alone (RFC 9112 §2.2). */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = octet(); octet != '\n'; octet = octet()) {
            line.append((char) octet);
        }
        int end = line.length() - 1;
        if (end >= 0 && line.charAt(end) == '\r') {
            line.setLength(end);
        }
        return line.toString();
    }

    private int octet() throws IOException {
        if (++octets > MAX_OCTETS) {
            throw new ProtocolException("its answer is longer than the limit of " + MAX_OCTETS + " octets");
        }
        return dialogue.read();
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
