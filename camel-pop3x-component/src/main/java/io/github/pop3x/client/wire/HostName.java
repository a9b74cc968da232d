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

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;

import io.github.pop3x.client.text.DomainName;
import io.github.pop3x.client.text.HostPort;

/**
 * The name of a server: a name for DNS, or an address in digits, which DNS, SOCKS and TLS each treat apart.
 *
 * @param text as given, but without the brackets of an IPv6 address, and in ASCII
 * @param address the address that the digits mean, or null for a name
 */
record HostName(String text, InetAddress address) {

    private static final Pattern V4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9._-]{1,255}");

    /**
     * Looks at a host's name; asks no DNS.
     *
     * @throws IllegalArgumentException if there is nothing to look at
     */
    static HostName of(String host) {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host has no name");
        }
        String text = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return new HostName(DomainName.toAscii(text), address(text));
    }

    private static InetAddress address(String text) {
        if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException notAnAddressAfterAll) {
            return null;
        }
    }

    /** The name as TLS knows it: without the dot that makes it absolute for DNS (RFC 6066 §3). */
    String inTls() {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    /** The name to announce when TLS starts; empty for an address, which must not be announced (RFC 6066 §3). */
    Optional<SNIServerName> serverNameIndication() {
        if (address != null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SNIHostName(inTls()));
        } catch (IllegalArgumentException notSayable) {
            // A name that only a local DNS knows, e.g. with an underscore: the check of the certificate will say so.
            return Optional.empty();
        }
    }

    /**
     * The same, for the request to a proxy: what goes into its request cannot be more than a name.
     *
     * @throws UnknownHostException if the name has characters that host names do not have
     */
    HostName sayableToProxies() throws UnknownHostException {
        if (address == null && !PLAIN_NAME.matcher(text).matches()) {
            throw new UnknownHostException("through a proxy, the host must be a name of letters, digits, dots, hyphens"
                    + " and underscores, or an IP address; this host is neither");
        }
        return this;
    }

    /** Host and port, an IPv6 address in brackets (RFC 3986 §3.2.2). */
    String at(int port) {
        return HostPort.of(text, port).toString();
    }
}
