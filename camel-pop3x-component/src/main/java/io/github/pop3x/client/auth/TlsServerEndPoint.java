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
package io.github.pop3x.client.auth;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Channel binding data of type {@code tls-server-end-point} (RFC 5929 §4): a hash of the server's certificate. The one
 * type that Java 17 can compute: it does not show what {@code tls-unique} and {@code tls-exporter} need.
 */
public final class TlsServerEndPoint {

    /** The registered name of the type. */
    public static final String TYPE = "tls-server-end-point";

    /** The hash that takes the place of MD5 and SHA-1. */
    private static final String AT_LEAST = "SHA-256";

    private static final Pattern HASH_WITH_KEY = Pattern.compile("(.+?)WITH.+");
    private static final Pattern SHA_WITHOUT_DASH = Pattern.compile("SHA(1|\\d{3}.*)");

    private TlsServerEndPoint() {}

    /**
     * The binding data of a connection.
     *
     * @param certificate the server's own certificate, as the handshake showed it
     * @return empty if its signature has no single hash (Ed25519), for which the type is not defined
     * @throws GeneralSecurityException if the certificate cannot be encoded, or this Java lacks the hash
     */
    public static Optional<byte[]> of(X509Certificate certificate) throws GeneralSecurityException {
        Optional<String> hash = signatureHash(certificate).map(TlsServerEndPoint::strengthened);
        return hash.isEmpty()
                ? Optional.empty()
                : Optional.of(MessageDigest.getInstance(hash.get()).digest(certificate.getEncoded()));
    }

    private static Optional<String> signatureHash(X509Certificate certificate) throws GeneralSecurityException {
        String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (signature.equals("RSASSA-PSS")) {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            try {
                parameters.init(certificate.getSigAlgParams());
            } catch (IOException e) {
                throw new GeneralSecurityException("the certificate's signature parameters cannot be read", e);
            }
            return Optional.of(parameters
                    .getParameterSpec(PSSParameterSpec.class)
                    .getDigestAlgorithm()
                    .toUpperCase(Locale.ROOT));
        }
        Matcher named = HASH_WITH_KEY.matcher(signature);
        return named.matches() ? Optional.of(named.group(1)) : Optional.empty();
    }

    private static String strengthened(String hash) {
        Matcher sha = SHA_WITHOUT_DASH.matcher(hash);
        String digest = sha.matches() ? "SHA-" + sha.group(1) : hash;
        return digest.equals("MD5") || digest.equals("MD2") || digest.equals("SHA-1") || digest.equals("SHA")
                ? AT_LEAST
                : digest;
    }
}
