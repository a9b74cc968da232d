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

import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;

import javax.net.ssl.SSLException;

import io.github.pop3x.client.wire.LocalBindFailure;
import io.github.pop3x.client.wire.ProxyFailure;
import io.github.pop3x.client.wire.UnpinnedCertificate;

/** A session could not be opened: there is no connection, no TLS, or no POP3 server. The message says what to do. */
public final class Pop3ConnectionException extends Pop3Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what happened, where, and what to do
     * @param cause what it came from, or null
     */
    public Pop3ConnectionException(String message, IOException cause) {
        super(message, cause);
    }

    /** Explains why a connection to a place failed. */
    static Pop3ConnectionException connecting(ServerAddress server, IOException cause) {
        if (cause instanceof ProxyFailure) {
            return new Pop3ConnectionException(
                    "cannot connect to " + server + ": " + cause.getMessage()
                            + ". Check proxy, proxyUsername and proxyPassword, and that the proxy allows connections to there",
                    cause);
        }
        if (cause instanceof LocalBindFailure) {
            return new Pop3ConnectionException(
                    "cannot connect to " + server + ": " + cause.getMessage()
                            + ". Set localAddress to an address that this machine has and localPort to a port that is free,"
                            + " or leave them out",
                    cause);
        }
        if (cause instanceof UnknownHostException) {
            return new Pop3ConnectionException(
                    "the host name " + server.host() + " is unknown (" + cause.getMessage()
                            + "). Check its spelling, the DNS of this machine, and ipVersion if it is set",
                    cause);
        }
        if (cause instanceof SocketTimeoutException) {
            return new Pop3ConnectionException(
                    server + " does not answer: " + cause.getMessage()
                            + ". Check host, port and firewalls, or raise connectionTimeout",
                    cause);
        }
        return new Pop3ConnectionException(
                "cannot connect to " + server + ": " + cause.getMessage()
                        + ". Check host and port (995 for pop3xs, 110 for pop3x), and that the server runs",
                cause);
    }

    /** Explains why TLS was not established. Where the JDK has no type for a failure, its text decides. */
    static Pop3ConnectionException securing(ServerAddress place, TlsMode mode, String serverName, IOException cause) {
        Throwable innermost = innermost(cause);
        String reason = String.valueOf(innermost.getMessage());
        String advice;
        if (cause instanceof ProtocolException && mode == TlsMode.STARTTLS) {
            advice = "octets that came with its agreement to STLS may be an attacker's. TLS was not"
                    + " started. Use implicit TLS (pop3xs, port 995) if the server has it";
        } else if (innermost instanceof UnpinnedCertificate) {
            advice =
                    "its certificate has none of the fingerprints in tlsFingerprints. If it was renewed, add the new one";
        } else if (innermost instanceof CertificateExpiredException) {
            advice = "its certificate has expired. Have it renewed, and check the clock of this machine";
        } else if (reason.contains("No subject alternative") || reason.contains("No name matching")) {
            advice = "its certificate is for another host than " + serverName
                    + ". Use the name that the certificate is for as the host or as tlsServerName; if its name is wrong,"
                    + " set tlsFingerprints to its fingerprint, with tlsFingerprintsSuffice=true";
        } else if (reason.contains("certification path") || reason.contains("PKIX") || reason.contains("trust")) {
            advice = "its certificate is not trusted. Put its authority into the trust store of sslContextParameters,"
                    + " or set tlsFingerprints to its SHA-256 fingerprint";
        } else if (cause instanceof ProtocolException
                || reason.contains("plaintext")
                || reason.contains("Unsupported or unrecognized SSL message")) {
            advice =
                    "it does not speak TLS on this port. Use pop3x (STLS, port 110), or the port for implicit TLS (995)";
        } else {
            advice = "TLS failed. Check that both sides share a TLS version, and the server's certificate";
        }
        return new Pop3ConnectionException(place + ": " + advice + " (" + reason + ")", cause);
    }

    private static Throwable innermost(IOException cause) {
        Throwable reason = cause;
        while (reason.getCause() != null && reason.getCause() != reason && reason instanceof SSLException
                || reason.getCause() instanceof GeneralSecurityException) {
            reason = reason.getCause();
        }
        return reason;
    }
}
