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
package io.github.pop3x.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** SCRAM (RFC 5802, RFC 7677) as a server does it, written from the RFC with the JDK alone. */
public final class ScramSasl implements ServerSasl {

    private static final String END_POINT = "p=tls-server-end-point";
    private static final int ITERATIONS = 4096;
    private static final byte[] SALT = octets("salt of the kit");
    private static final Pattern CLIENT_FIRST = Pattern.compile("(([^,]+),(?:a=[^,]*)?,)(n=([^,]*),r=([^,]+))");
    private static final Pattern CLIENT_FINAL = Pattern.compile("(c=([^,]*),r=([^,]*)),p=(.*)");

    private final String hash;
    private final byte[] binding;
    private final boolean forging;

    private ScramSasl(String hash, byte[] binding, boolean forging) {
        this.hash = hash;
        this.binding = binding;
        this.forging = forging;
    }

    /**
     * The unbound mechanism.
     *
     * @param hash {@code SHA-1} or {@code SHA-256}
     * @return never null
     */
    public static ScramSasl of(String hash) {
        return new ScramSasl(hash, new byte[0], false);
    }

    /**
     * The -PLUS form of it.
     *
     * @param endPoint the data of {@code tls-server-end-point} (RFC 5929 §4)
     * @return another mechanism, named so
     */
    public ScramSasl boundTo(byte[] endPoint) {
        return new ScramSasl(hash, endPoint.clone(), forging);
    }

    /** The same by a server that does not know the password: it makes its signature up, and says +OK come what may. */
    public ScramSasl forging() {
        return new ScramSasl(hash, binding, true);
    }

    @Override
    public String name() {
        return "SCRAM-" + hash + (binding.length > 0 ? "-PLUS" : "");
    }

    @Override
    public Optional<String> authenticate(SaslExchange exchange, Function<String, Optional<String>> passwords)
            throws IOException {
        Matcher first = matched(CLIENT_FIRST, exchange.first());
        if (binding.length > 0 != first.group(2).equals(END_POINT)) {
            throw new Refusal("channel binding does not fit " + name());
        }
        String user = first.group(4).replace("=2C", ",").replace("=3D", "=");
        String nonce = first.group(5) + Digests.md5(Stamp.next());
        String serverFirst = "r=" + nonce + ",s=" + base64(SALT) + ",i=" + ITERATIONS;
        Matcher last = matched(CLIENT_FINAL, exchange.ask(octets(serverFirst)));
        String message = first.group(3) + "," + serverFirst + "," + last.group(1);
        byte[] salted = salted(passwords.apply(user).orElse("nobody's"));
        boolean right = last.group(2).equals(base64(concat(octets(first.group(1)), binding)))
                && last.group(3).equals(nonce)
                && proves(Base64.getDecoder().decode(last.group(4)), salted, message);
        if (forging) {
            return forged(exchange, user);
        }
        exchange.ask(octets(right ? "v=" + base64(hmac(hmac(salted, "Server Key"), message)) : "e=invalid-proof"));
        return right ? Optional.of(user) : Optional.empty();
    }

    private Optional<String> forged(SaslExchange exchange, String user) throws IOException {
        try {
            exchange.ask(octets("v=" + base64(hmac(octets("a guess"), "made up"))));
        } catch (Refusal cancelled) {
            return Optional.of(user);
        }
        return Optional.of(user);
    }

    /** RFC 5802 §3: the proof holds the client's key, of which the server knows the hash. */
    private boolean proves(byte[] proof, byte[] salted, String message) {
        byte[] stored = digest(hmac(salted, "Client Key"));
        byte[] key = hmac(stored, message);
        for (int i = 0; i < key.length && i < proof.length; i++) {
            key[i] ^= proof[i];
        }
        return proof.length == key.length && Arrays.equals(digest(key), stored);
    }

    private byte[] salted(String password) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmac" + hash.replace("-", ""))
                    .generateSecret(
                            new PBEKeySpec(password.toCharArray(), SALT, ITERATIONS, 8 * digest(new byte[0]).length))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] hmac(byte[] key, String text) {
        try {
            String name = "Hmac" + hash.replace("-", "");
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(key, name));
            return mac.doFinal(octets(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] digest(byte[] octets) {
        try {
            return MessageDigest.getInstance(hash).digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Matcher matched(Pattern form, byte[] message) throws IOException {
        Matcher matcher = form.matcher(new String(message, StandardCharsets.UTF_8));
        if (!matcher.matches()) {
            throw new Refusal("not of the form of RFC 5802");
        }
        return matcher;
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
