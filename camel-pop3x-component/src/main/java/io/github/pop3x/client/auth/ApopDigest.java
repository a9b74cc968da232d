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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The digest that APOP sends (RFC 1939 §7). A peer that chooses the stamp can learn the password bit by bit
 * (CVE-2007-1558), so the stamp's form must have been checked, and TLS is still needed.
 */
public final class ApopDigest {

    private ApopDigest() {}

    /**
     * MD5 over stamp and shared secret.
     *
     * @param stamp the greeting's timestamp with its angle brackets, already checked
     * @param credentials with a password
     * @return 32 lower-case hexadecimal digits
     * @throws IllegalStateException if the credentials hold none
     */
    public static String of(String stamp, Credentials credentials) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(stamp.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(md5.digest(credentials.password().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        }
    }
}
