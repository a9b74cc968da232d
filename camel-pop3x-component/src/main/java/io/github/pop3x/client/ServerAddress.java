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
package io.github.pop3x.client;

import java.util.List;
import java.util.stream.Stream;

import io.github.pop3x.client.text.DomainName;
import io.github.pop3x.client.text.HostPort;

/**
 * The host and the port of a server.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record ServerAddress(String host, int port) {

    /** Refuses an invalid address; an internationalized name becomes its ASCII form. */
    public ServerAddress {
        if (host == null || host.isBlank()) {
            throw new IllegalArgumentException("host must not be empty");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be 1 to 65535, not " + port);
        }
        host = DomainName.toAscii(host);
    }

    /**
     * Reads {@code host[:port]}; an IPv6 address is in brackets.
     *
     * @param text the address
     * @param defaultPort the port where none is named
     * @throws IllegalArgumentException if it is not an address
     */
    public static ServerAddress parse(String text, int defaultPort) {
        HostPort address = HostPort.parse(text);
        return new ServerAddress(address.host().strip(), address.port().orElse(defaultPort));
    }

    /** The host at the port, and after it the others, each {@code host[:port]} with the same port if it names none. */
    static List<ServerAddress> inTurn(String host, int port, List<String> others) {
        return Stream.concat(
                        Stream.of(new ServerAddress(host, port)),
                        others.stream().map(text -> parse(text, port)))
                .toList();
    }

    /** Host and port, for messages. */
    @Override
    public String toString() {
        return HostPort.of(host, port).toString();
    }
}
