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
package io.github.pop3x.client.text;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * A host and perhaps a port, as people write them: {@code host[:port]}, with brackets around an IPv6 address (RFC 3986
 * §3.2.2). Neither a name nor the range of the port is checked here.
 *
 * @param host name or address, without the brackets of an IPv6 address; not null, empty if the text names none
 * @param port the port, or empty if the text names none
 */
public record HostPort(String host, OptionalInt port) {

    /** Neither may be null. */
    public HostPort {
        Objects.requireNonNull(host);
        Objects.requireNonNull(port);
    }

    /** A host at a port. */
    public static HostPort of(String host, int port) {
        return new HostPort(host, OptionalInt.of(port));
    }

    /**
     * Reads {@code host[:port]}.
     *
     * @param text not null; an IPv6 address in it stands in brackets
     * @throws IllegalArgumentException if anything but a colon and one to five digits follows the host; the message quotes
     *     nothing of the text
     */
    public static HostPort parse(String text) {
        int bracket = text.startsWith("[") ? text.indexOf(']') : -1;
        int colon = text.indexOf(':');
        int end = bracket > 0 ? bracket + 1 : colon < 0 ? text.length() : colon;
        String host = bracket > 0 ? text.substring(1, bracket) : text.substring(0, end);
        return new HostPort(host, port(text.substring(end)));
    }

    private static OptionalInt port(String rest) {
        if (rest.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!rest.matches(":[0-9]{1,5}")) {
            throw new IllegalArgumentException("port must be a number from 1 to 65535");
        }
        return OptionalInt.of(Integer.parseInt(rest.substring(1)));
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        String place = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port.isPresent() ? place + ":" + port.getAsInt() : place;
    }
}
