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

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

import io.github.pop3x.digest.Sha256;

/**
 * Trusts certain server certificates and no others, whatever their issuer: pins instead of an authority. Immutable.
 *
 * <p>The certificate is pinned, not its authority: only the first of a chain counts. Its dates are not looked at, since
 * who pins a certificate decides about its time as well. The host name is checked all the same, by
 * {@link Transport#startTls}: a plain {@code X509TrustManager} leaves that to the TLS socket, which does it. With
 * {@link #sufficient} the pin alone decides.
 */
public final class PinnedTrust implements X509TrustManager {

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();
    private static final int SHA256_OCTETS = 32;

    private final Set<String> pins;

    /**
     * @param fingerprints SHA-256 of the certificates in DER, in hexadecimal with or without colons, in any letter case
     * @throws IllegalArgumentException if there is none, or one is malformed
     */
    public PinnedTrust(Collection<String> fingerprints) {
        if (fingerprints.isEmpty()) {
            throw new IllegalArgumentException("no fingerprint is given, so no server could ever be trusted");
        }
        pins = fingerprints.stream().map(PinnedTrust::normal).collect(Collectors.toUnmodifiableSet());
    }

    private static String normal(String fingerprint) {
        String trimmed = fingerprint.strip();
        try {
            byte[] octets = trimmed.contains(":")
                    ? COLONS.parseHex(trimmed)
                    : HexFormat.of().parseHex(trimmed);
            if (octets.length == SHA256_OCTETS) {
                return COLONS.formatHex(octets);
            }
        } catch (IllegalArgumentException e) {
            throw malformed(trimmed, e);
        }
        throw malformed(trimmed, null);
    }

    private static IllegalArgumentException malformed(String fingerprint, IllegalArgumentException cause) {
        return new IllegalArgumentException(
                "tlsFingerprints has an invalid SHA-256 fingerprint: " + fingerprint
                        + ". Give 64 hexadecimal digits, with or without colons"
                        + " between each two, as \"openssl x509 -noout -fingerprint -sha256\" prints after the ="
                        + " (95 characters; one of 59 is SHA-1)",
                cause);
    }

    /**
     * Makes TLS sockets that trust the pinned certificates.
     *
     * @param fingerprints as for the constructor
     * @param keys the client's own certificates, if the server asks for one; none if left out
     * @return safe for use by several threads
     */
    public static SSLSocketFactory pinned(Collection<String> fingerprints, KeyManager... keys) {
        return trusting(new PinnedTrust(fingerprints), keys);
    }

    /**
     * Makes TLS sockets that trust the pinned certificates whatever host they name: for appliances whose certificate names
     * no host, or another. Nothing but the fingerprint is checked.
     *
     * @param fingerprints as for the constructor
     * @param keys the client's own certificates, if the server asks for one; none if left out
     * @return safe for use by several threads
     */
    public static SSLSocketFactory sufficient(Collection<String> fingerprints, KeyManager... keys) {
        return trusting(new WhateverName(new PinnedTrust(fingerprints)), keys);
    }

    private static SSLSocketFactory trusting(TrustManager trust, KeyManager... keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {trust}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM offers no TLS", e);
        }
    }

    /**
     * The fingerprint of a certificate, to be pinned.
     *
     * @return SHA-256 in upper case hexadecimal with colons
     * @throws CertificateException if the certificate cannot be encoded
     */
    public static String fingerprint(X509Certificate certificate) throws CertificateException {
        return COLONS.formatHex(Sha256.of(certificate.getEncoded()));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        String fingerprint = fingerprint(chain[0]);
        if (!pins.contains(fingerprint)) {
            throw new UnpinnedCertificate(fingerprint);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("pins are for certificates of servers");
    }

    /** None: there is no authority. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    /** The pinned fingerprints. */
    @Override
    public String toString() {
        return "pinned " + pins;
    }

    /** The TLS socket leaves all checks to a trust manager of this kind, that of the host name too. */
    private static final class WhateverName extends X509ExtendedTrustManager {

        private final PinnedTrust pins;

        WhateverName(PinnedTrust pins) {
            this.pins = pins;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            pins.checkServerTrusted(chain, authType);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            pins.checkServerTrusted(chain, authType);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            pins.checkServerTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            pins.checkClientTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            pins.checkClientTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            pins.checkClientTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return pins.getAcceptedIssuers();
        }
    }
}
