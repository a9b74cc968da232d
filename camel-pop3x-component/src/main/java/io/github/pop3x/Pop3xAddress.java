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

import java.util.Locale;

import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.text.DomainName;
import io.github.pop3x.client.text.HostPort;
import io.github.pop3x.client.text.PercentEncoding;

/**
 * The part of a URI between scheme and options: {@code [username@]host[:port]}.
 *
 * @param username the login name, or null if there is none
 * @param host name or address, without the brackets of an IPv6 address, and in ASCII
 * @param port 0 if there is none
 */
record Pop3xAddress(String username, String host, int port) {

    /**
     * @throws IllegalArgumentException if it is no address; the message never quotes it, since people put passwords here
     */
    static Pop3xAddress parse(String remaining) {
        int at = remaining.lastIndexOf('@');
        String username = at < 0 ? null : username(remaining.substring(0, at));
        String hostAndPort = remaining.substring(at + 1).replaceAll("/$", "");
        if (hostAndPort.indexOf('/') >= 0) {
            throw new IllegalArgumentException("the URI names a path after the host, and a POP3 mailbox has no folders."
                    + " Leave out the slash and what follows it, up to the question mark");
        }
        HostPort place = place(hostAndPort);
        if (place.host().isBlank()) {
            throw new IllegalArgumentException("the URI names no host. Use pop3xs:mail.example.com?username=…");
        }
        return new Pop3xAddress(
                username, DomainName.toAscii(place.host()), place.port().orElse(0));
    }

    private static HostPort place(String text) {
        String refusal = "the port in the URI must be a number from 1 to 65535";
        HostPort place;
        try {
            place = HostPort.parse(text);
        } catch (IllegalArgumentException namesNoUri) {
            throw new IllegalArgumentException(refusal);
        }
        int port = place.port().orElse(1);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(refusal);
        }
        return place;
    }

    private static String username(String encoded) {
        String username;
        try {
            username = PercentEncoding.decode(encoded);
        } catch (IllegalArgumentException namesNoUri) {
            throw new IllegalArgumentException("what stands before the host of the URI has a % without two"
                    + " hexadecimal digits. Use the options username and password");
        }
        if (username.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a password must not stand before the host of the URI, where it would"
                    + " be logged. Use the option password");
        }
        return username;
    }

    /** The two schemes, and which protection each stands for. */
    enum Scheme {
        /** STLS is required, unless clear text is named. */
        POP3X(TlsMode.STARTTLS),
        /** TLS from the first octet. */
        POP3XS(TlsMode.IMPLICIT);

        private final TlsMode meant;

        Scheme(TlsMode meant) {
            this.meant = meant;
        }

        static Scheme of(String uri) {
            return uri.startsWith("pop3xs:") ? POP3XS : POP3X;
        }

        /** As it begins a URI. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The protection that scheme and option mean together.
         *
         * @param option the option {@code tls}, or null if it is not given
         * @throws IllegalArgumentException if they contradict each other
         */
        TlsMode with(TlsMode option) {
            TlsMode chosen = option == null ? meant : option;
            boolean contradiction = (this == POP3XS) != (chosen == TlsMode.IMPLICIT);
            if (contradiction) {
                throw new IllegalArgumentException(
                        this == POP3XS
                                ? "pop3xs means TLS from the first octet, which tls=" + word(chosen)
                                        + " contradicts. Use pop3x:…?tls=" + word(chosen) + ", or leave the option out"
                                : "pop3x means STLS or, with tls=none, clear text, which tls=implicit contradicts. Use"
                                        + " pop3xs:… for TLS from the first octet");
            }
            return chosen;
        }

        private static String word(TlsMode mode) {
            return mode.name().toLowerCase(Locale.ROOT);
        }
    }
}
