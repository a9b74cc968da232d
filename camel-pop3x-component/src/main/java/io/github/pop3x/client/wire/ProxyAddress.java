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

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.pop3x.client.text.DomainName;
import io.github.pop3x.client.text.HostPort;

/**
 * A proxy, and the login that it asks for. Immutable. No text of this class, nor of its exceptions, shows user name or password.
 *
 * @param kind the protocol it speaks
 * @param host its name or address, an IPv6 address without brackets
 * @param port 1 to 65535
 * @param user the user name, or null if it asks for none
 * @param password the password, null exactly if {@code user} is
 */
public record ProxyAddress(Kind kind, String host, int port, String user, String password) {

    /** The protocol that a proxy speaks. */
    public enum Kind {
        /** SOCKS version 5 (RFC 1928). */
        SOCKS5(1080),
        /** HTTP with its method CONNECT (RFC 9110 §9.3.6). */
        HTTP(80);

        private final int defaultPort;

        Kind(int defaultPort) {
            this.defaultPort = defaultPort;
        }

        /** The port that is meant when none is named. */
        public int defaultPort() {
            return defaultPort;
        }

        private String scheme() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern URI = Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://"
            + "(?<place>(?:\\[[0-9A-Fa-f:.]+]|[^\\[\\]@:/?#%\\s]+)(?::[0-9]{1,5})?)/?");

    private static final String SHAPE = "the proxy must be socks5://host[:port] or http://host[:port]";

    /**
     * Refuses what no proxy could be asked with.
     *
     * @throws IllegalArgumentException if a part is not as said above; user and password must each be 1 to 255 octets
     *     (RFC 1929 §2) without control characters, the user without a colon (RFC 7617 §2)
     */
    public ProxyAddress {
        Objects.requireNonNull(kind, "kind");
        if (host.isBlank() || host.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the proxy needs a host");
        }
        host = DomainName.toAscii(host);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("the proxy's port must be 1 to 65535, not " + port);
        }
        if ((user == null) != (password == null)) {
            throw new IllegalArgumentException("a proxy needs both proxyUsername and proxyPassword, or neither");
        }
        if (user != null && (!isCredential(user) || !isCredential(password) || user.contains(":"))) {
            throw new IllegalArgumentException("proxyUsername and proxyPassword must each have 1 to 255 octets and no"
                    + " control characters, and proxyUsername no colon");
        }
    }

    private static boolean isCredential(String text) {
        int octets = text.getBytes(StandardCharsets.UTF_8).length;
        return octets >= 1 && octets <= 255 && text.chars().noneMatch(Character::isISOControl);
    }

    /**
     * Reads {@code socks5://host[:port]} or {@code http://host[:port]}. The login is given apart, by {@link #as}.
     *
     * @param uri the port defaults to 1080 and 80
     * @throws IllegalArgumentException if it is anything else; the message never quotes it, since it may hold a secret
     */
    public static ProxyAddress parse(String uri) {
        if (uri.indexOf('@') >= 0) {
            throw new IllegalArgumentException("a user name or password in front of the proxy's host is refused, since"
                    + " the address of a proxy is logged. Use proxyUsername and proxyPassword");
        }
        Matcher parts = URI.matcher(uri);
        if (!parts.matches()) {
            throw new IllegalArgumentException(SHAPE);
        }
        Kind kind = kind(parts.group("scheme"));
        HostPort place = HostPort.parse(parts.group("place"));
        return new ProxyAddress(kind, place.host(), place.port().orElse(kind.defaultPort), null, null);
    }

    /**
     * The same proxy, for a login.
     *
     * @param username 1 to 255 octets, without a colon; null exactly if {@code secret} is: the proxy asks for no login
     * @param secret the password, 1 to 255 octets
     * @throws IllegalArgumentException if one is missing or out of bounds; the message quotes neither
     */
    public ProxyAddress as(String username, String secret) {
        return new ProxyAddress(kind, host, port, username, secret);
    }

    private static Kind kind(String scheme) {
        for (Kind kind : Kind.values()) {
            if (kind.scheme().equalsIgnoreCase(scheme)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(SHAPE + ": other schemes are not known");
    }

    /** User and password as RFC 7617 joins them, or empty if the proxy asks for none. A secret. */
    Optional<String> userColonPassword() {
        return user == null ? Optional.empty() : Optional.of(user + ":" + password);
    }

    /** The proxy as a URI, without the login. */
    @Override
    public String toString() {
        return kind.scheme() + "://" + HostName.of(host).at(port);
    }
}
