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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/**
 * Asks a SOCKS5 proxy for a connection (RFC 1928), with user and password if there are any (RFC 1929). The host is
 * named, not resolved here: its DNS is the proxy's.
 */
final class Socks5Tunnel {

    private static final int VERSION = 5;
    private static final int PASSWORD_VERSION = 1;
    private static final int CONNECT = 1;

    private static final int NO_AUTHENTICATION = 0;
    private static final int PASSWORD = 2;
    private static final int NONE_ACCEPTABLE = 0xff;

    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;

    private final ProxyDialogue dialogue;

    Socks5Tunnel(ProxyDialogue dialogue) {
        this.dialogue = dialogue;
    }

    /**
     * Opens the tunnel: the next octet read is the host's.
     *
     * @throws ConnectException if the proxy refuses
     * @throws ProtocolException if it does not speak SOCKS5
     */
    void open(ProxyAddress proxy, HostName target, int port) throws IOException {
        agreeOnMethod(proxy);
        dialogue.send(request(target, port));
        byte[] reply = dialogue.read(4);
        expect(VERSION, reply[0]);
        if (reply[1] != 0) {
            throw new ConnectException("it refused " + target.at(port) + ": " + meaning(reply[1] & 0xff));
        }
        // The address that the proxy connected from: of no use, but it has to be read.
        dialogue.read(addressOctets(reply[3]) + 2);
    }

    private void agreeOnMethod(ProxyAddress proxy) throws IOException {
        boolean known = proxy.user() != null;
        dialogue.send(
                known
                        ? new byte[] {VERSION, 2, NO_AUTHENTICATION, PASSWORD}
                        : new byte[] {VERSION, 1, NO_AUTHENTICATION});
        expect(VERSION, dialogue.read());
        int method = dialogue.read();
        if (method == PASSWORD && known) {
            authenticate(proxy);
        } else if (method == NONE_ACCEPTABLE) {
            throw new ConnectException(
                    known
                            ? "it accepts neither proxyUsername and proxyPassword nor no login"
                            : "it requires a login. Set proxyUsername and proxyPassword");
        } else if (method != NO_AUTHENTICATION) {
            throw new ProtocolException("it chose the SOCKS method " + method + ", which was not offered");
        }
    }

    /** RFC 1929 §2. */
    private void authenticate(ProxyAddress proxy) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(PASSWORD_VERSION);
        writeCounted(message, proxy.user());
        writeCounted(message, proxy.password());
        dialogue.send(message.toByteArray());
        expect(PASSWORD_VERSION, dialogue.read());
        if (dialogue.read() != 0) {
            throw new ConnectException("it refused proxyUsername and proxyPassword");
        }
    }

    /** RFC 1928 §4. */
    private static byte[] request(HostName target, int port) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(new byte[] {VERSION, CONNECT, 0});
        InetAddress address = target.address();
        if (address == null) {
            request.write(NAME);
            writeCounted(request, target.text());
        } else {
            byte[] octets = address.getAddress();
            request.write(octets.length == 4 ? IPV4 : IPV6);
            request.writeBytes(octets);
        }
        request.write(port >> 8);
        request.write(port);
        return request.toByteArray();
    }

    private static void writeCounted(ByteArrayOutputStream message, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        message.write(octets.length);
        message.writeBytes(octets);
    }

    private int addressOctets(int type) throws IOException {
        return switch (type) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            case NAME -> dialogue.read();
            default -> throw new ProtocolException("it does not speak SOCKS5: unknown type of address");
        };
    }

    private static void expect(int version, int found) throws ProtocolException {
        if (found != version) {
            throw new ProtocolException(
                    "it does not speak SOCKS5: expected the octet " + version + ", found " + (found & 0xff));
        }
    }

    /** RFC 1928 §6. */
    private static String meaning(int reply) {
        return switch (reply) {
            case 1 -> "general failure (1)";
            case 2 -> "its rules do not allow it (2)";
            case 3 -> "network unreachable (3)";
            case 4 -> "host unreachable (4)";
            case 5 -> "connection refused (5)";
            case 6 -> "TTL expired (6)";
            case 7 -> "it does not know the command CONNECT (7)";
            case 8 -> "it does not know this type of address (8)";
            default -> "reply " + reply;
        };
    }
}
