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
package io.github.pop3x.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client of {@link TestProxy} asks for, once it has shown the right password.
 *
 * @param host where to, an IPv6 address in brackets
 * @param port where to
 * @param yes the answer if the tunnel stands, one character an octet
 * @param no the answer if it does not
 */
record ProxyRequest(String host, int port, String yes, String no) {

    private static final Pattern CONNECT = Pattern.compile("CONNECT (.+):([0-9]+) HTTP/1\\.1\r\n(.*\r\n)*\r\n");

    /**
     * Reads it as HTTP.
     *
     * @param login user name, colon and password that are demanded, or null
     * @return empty if it was refused
     */
    static Optional<ProxyRequest> fromHttp(Socket client, String login) throws IOException {
        DataInputStream input = new DataInputStream(client.getInputStream());
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            request.append((char) input.readUnsignedByte());
        }
        Matcher parts = CONNECT.matcher(request);
        if (!parts.matches()) {
            write(client, "HTTP/1.1 400 \r\n\r\n");
            return Optional.empty();
        }
        if (login != null && request.indexOf("\r\nProxy-Authorization: Basic " + basic(login) + "\r\n") < 0) {
            write(client, "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic\r\n\r\n");
            return Optional.empty();
        }
        return Optional.of(new ProxyRequest(
                parts.group(1),
                Integer.parseInt(parts.group(2)),
                "HTTP/1.1 200 \r\nContent-Length: 3\r\n\r\n",
                "HTTP/1.1 502 \r\n\r\n"));
    }

    private static String basic(String login) {
        return Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads it as SOCKS5.
     *
     * @param login user name, colon and password that are demanded, or null
     * @return empty if it was refused
     */
    static Optional<ProxyRequest> fromSocks5(Socket client, String login) throws IOException {
        DataInputStream input = new DataInputStream(client.getInputStream());
        input.readByte();
        char method = login == null ? '\0' : '\2';
        if (counted(input).indexOf(method) < 0) {
            write(client, "\5\u00ff");
            return Optional.empty();
        }
        write(client, "\5" + method);
        if (login != null) {
            input.readByte();
            if (!login.equals(counted(input) + ":" + counted(input))) {
                write(client, "\1\1");
                return Optional.empty();
            }
            write(client, "\1\0");
        }
        input.skipNBytes(3);
        String host = host(input);
        String bound = "\0\3\11localhost\0\0";
        return Optional.of(new ProxyRequest(host, input.readUnsignedShort(), "\5\0" + bound, "\5\5" + bound));
    }

    private static String host(DataInputStream input) throws IOException {
        return switch (input.readByte()) {
            case 1 -> InetAddress.getByAddress(input.readNBytes(4)).getHostAddress();
            case 4 -> "[" + InetAddress.getByAddress(input.readNBytes(16)).getHostAddress() + "]";
            default -> counted(input);
        };
    }

    private static String counted(DataInputStream input) throws IOException {
        return new String(input.readNBytes(input.readUnsignedByte()), StandardCharsets.UTF_8);
    }

    /** Sends octets, one character each. */
    static void write(Socket client, String octets) throws IOException {
        client.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
    }
}
