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
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** RFC 5802 §3 written down line by line: what {@link ScramMechanism} must say, and may alone believe. */
final class NaiveScram {

    private final String hash;
    private final String serverFirst;
    private final String clientFirstBare;
    private final byte[] binding;
    private final byte[] saltedPassword;

    /**
     * @param serverFirst accepted by the client, so that it is of the form {@code r=…,s=…,i=…}
     * @param endPoint what a -PLUS mechanism is bound to
     */
    NaiveScram(Mechanism mechanism, String password, String clientFirst, String serverFirst, byte[] endPoint)
            throws GeneralSecurityException {
        hash = mechanism.wireName().contains("256") ? "SHA256" : "SHA1";
        this.serverFirst = serverFirst;
        // "n,,", "y,,", or "p=tls-server-end-point,,": no authorization identity stands between the commas.
        int bare = clientFirst.indexOf(",,") + 2;
        clientFirstBare = clientFirst.substring(bare);
        binding = concat(octets(clientFirst.substring(0, bare)), mechanism.bindsChannel() ? endPoint : new byte[0]);
        saltedPassword =
                hi(octets(password), Base64.getDecoder().decode(attribute(serverFirst, 1)), iterations(serverFirst));
    }

    String clientFinal() throws GeneralSecurityException {
        byte[] clientKey = hmac(saltedPassword, octets("Client Key"));
        byte[] storedKey =
                MessageDigest.getInstance(hash.replace("SHA", "SHA-")).digest(clientKey);
        byte[] proof = xor(clientKey, hmac(storedKey, octets(authMessage())));
        return clientFinalWithoutProof() + ",p=" + Base64.getEncoder().encodeToString(proof);
    }

    String serverFinal() throws GeneralSecurityException {
        byte[] serverKey = hmac(saltedPassword, octets("Server Key"));
        return "v=" + Base64.getEncoder().encodeToString(hmac(serverKey, octets(authMessage())));
    }

    private String authMessage() {
        return clientFirstBare + "," + serverFirst + "," + clientFinalWithoutProof();
    }

    private String clientFinalWithoutProof() {
        return "c=" + Base64.getEncoder().encodeToString(binding) + ",r=" + attribute(serverFirst, 0);
    }

    static int iterations(String serverFirst) {
        return Integer.parseInt(attribute(serverFirst, 2));
    }

    private static String attribute(String serverFirst, int index) {
        return serverFirst.split(",")[index].substring(2);
    }

    private byte[] hi(byte[] password, byte[] salt, int iterations) throws GeneralSecurityException {
        byte[] u = hmac(password, concat(salt, new byte[] {0, 0, 0, 1}));
        byte[] result = u;
        for (int i = 1; i < iterations; i++) {
            u = hmac(password, u);
            result = xor(result, u);
        }
        return result;
    }

    private byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("Hmac" + hash);
        mac.init(new SecretKeySpec(key, "Hmac" + hash));
        return mac.doFinal(message);
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] result = new byte[one.length];
        for (int i = 0; i < one.length; i++) {
            result[i] = (byte) (one[i] ^ other[i]);
        }
        return result;
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
