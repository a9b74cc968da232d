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

import java.time.Duration;
import java.util.Objects;

import javax.net.ssl.SSLSocketFactory;

import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.wire.WireLimits;
import io.github.pop3x.client.wire.WireTap;

/**
 * How to reach a maildrop and what to put up with. Immutable, for any number of sessions at a time.
 *
 * <p>{@link #of} gives the safe defaults; each {@code with…} method gives a copy with one thing changed.
 *
 * @param host name or address of the server
 * @param port 1 to 65535
 * @param tls how the connection is protected
 * @param tlsFactory makes TLS sockets, or null for the JDK's default
 * @param tlsServerName the name to announce and to find in the certificate, or null for {@code host}
 * @param connectionTimeout bound on connecting, the TLS handshake and the greeting together
 * @param readTimeout bound on the wait for octets
 * @param quitTimeout bound on the wait for the answer to QUIT, since removing much takes long
 * @param sessionTimeout bound on a whole session
 * @param credentials asked at each login
 * @param limits bounds on what the server may send
 * @param tap sees the dialogue, secrets masked
 */
public record Pop3ClientOptions(
        String host,
        int port,
        TlsMode tls,
        SSLSocketFactory tlsFactory,
        String tlsServerName,
        Duration connectionTimeout,
        Duration readTimeout,
        Duration quitTimeout,
        Duration sessionTimeout,
        CredentialsProvider credentials,
        WireLimits limits,
        WireTap tap) {

    /** Refuses what could not work. */
    public Pop3ClientOptions {
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(tap, "tap");
        if (host == null || host.isBlank()) {
            throw new IllegalArgumentException("host must not be empty");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be 1 to 65535, not " + port);
        }
        requirePositive(connectionTimeout, "connectionTimeout");
        requirePositive(readTimeout, "readTimeout");
        requirePositive(quitTimeout, "quitTimeout");
        requirePositive(sessionTimeout, "sessionTimeout");
    }

    /** Implicit TLS on port 995, the JDK's trust store, and times that suit slow servers. */
    public static Pop3ClientOptions of(String host, CredentialsProvider credentials) {
        return new Pop3ClientOptions(
                host,
                TlsMode.IMPLICIT.defaultPort(),
                TlsMode.IMPLICIT,
                null,
                null,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                Duration.ofMinutes(30),
                credentials,
                WireLimits.DEFAULT,
                WireTap.NONE);
    }

    private static void requirePositive(Duration duration, String name) {
        if (duration == null || duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be more than 0");
        }
    }

    /** A copy with another protection and port. */
    public Pop3ClientOptions withTls(TlsMode mode, int atPort) {
        return new Pop3ClientOptions(
                host,
                atPort,
                mode,
                tlsFactory,
                tlsServerName,
                connectionTimeout,
                readTimeout,
                quitTimeout,
                sessionTimeout,
                credentials,
                limits,
                tap);
    }

    /**
     * A copy with another source of TLS sockets, and another name for the certificate.
     *
     * @param factory makes TLS sockets, or null for the JDK's default
     * @param serverName the name to announce and to find in the certificate, or null for the host
     */
    public Pop3ClientOptions withTlsContext(SSLSocketFactory factory, String serverName) {
        return new Pop3ClientOptions(
                host,
                port,
                tls,
                factory,
                serverName,
                connectionTimeout,
                readTimeout,
                quitTimeout,
                sessionTimeout,
                credentials,
                limits,
                tap);
    }

    /** A copy with other bounds on time. */
    public Pop3ClientOptions withTimeouts(Duration connection, Duration read, Duration quit, Duration session) {
        return new Pop3ClientOptions(
                host, port, tls, tlsFactory, tlsServerName, connection, read, quit, session, credentials, limits, tap);
    }

    /** A copy with other bounds on octets. */
    public Pop3ClientOptions withLimits(WireLimits other) {
        return new Pop3ClientOptions(
                host,
                port,
                tls,
                tlsFactory,
                tlsServerName,
                connectionTimeout,
                readTimeout,
                quitTimeout,
                sessionTimeout,
                credentials,
                other,
                tap);
    }

    /** A copy that shows the dialogue to somebody. */
    public Pop3ClientOptions withTap(WireTap other) {
        return new Pop3ClientOptions(
                host,
                port,
                tls,
                tlsFactory,
                tlsServerName,
                connectionTimeout,
                readTimeout,
                quitTimeout,
                sessionTimeout,
                credentials,
                limits,
                other);
    }

    /** Host and port, for messages. */
    public String place() {
        return host + ":" + port;
    }

    /** Where to and how; nothing of the credentials. */
    @Override
    public String toString() {
        return "Pop3ClientOptions[" + place() + ", " + tls + "]";
    }
}
