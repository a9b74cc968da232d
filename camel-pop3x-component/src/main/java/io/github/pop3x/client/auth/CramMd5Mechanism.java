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

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * CRAM-MD5 (RFC 2195): a digest of password and challenge. Hides the password from an eavesdropper, but not from one who
 * guesses, and does not prove the server: TLS with PLAIN is the better choice.
 */
public final class CramMd5Mechanism implements SaslMechanism {

    /** The registered name. */
    public static final String NAME = "CRAM-MD5";

    private static final String HMAC = "HmacMD5";

    private final String username;
    private final byte[] password;
    private boolean answered;

    /**
     * @param credentials with a password
     * @throws IllegalStateException if they hold none
     */
    public CramMd5Mechanism(Credentials credentials) {
        username = credentials.username();
        password = credentials.password().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<byte[]> initialResponse() {
        return Optional.empty();
    }

    @Override
    public byte[] respond(byte[] challenge) throws ProtocolException {
        if (answered) {
            throw new ProtocolException("CRAM-MD5 has one challenge, but the server sends a second");
        }
        // A digest of nothing but the password would be good for replay against any server.
        if (challenge.length == 0) {
            throw new ProtocolException("the CRAM-MD5 challenge is empty");
        }
        answered = true;
        return (username + " " + HexFormat.of().formatHex(digest(challenge))).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] digest(byte[] challenge) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(password, HMAC));
            return mac.doFinal(challenge);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + HMAC, e);
        }
    }
}
