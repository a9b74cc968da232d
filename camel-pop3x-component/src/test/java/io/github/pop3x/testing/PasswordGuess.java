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

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * An attacker who reads text about a login and tests a password against it, without the server. It tries each value of the
 * text, as it stands and under base64, as stamp, challenge, digest, salt and signature.
 */
public final class PasswordGuess {

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{8,}={0,2}");
    private static final Pattern STAMP = Pattern.compile("<[^<>\\s]+>");
    private static final Pattern HEX = Pattern.compile("(?<![0-9A-Fa-f])[0-9A-Fa-f]{32}(?![0-9A-Fa-f])");
    private static final Pattern SERVER_FIRST = Pattern.compile("r=([^,\\s]+),s=([^,\\s]+),i=([0-9]+)");
    private static final Pattern SIGNATURE = Pattern.compile("[vp]=([A-Za-z0-9+/]{20,}={0,2})");
    private static final Pattern BINDING = Pattern.compile("c=([A-Za-z0-9+/]+={0,2}),r=");

    /** What the client announces when it does not bind, as the first part of {@code c=}: biws. */
    private static final String UNBOUND = "biws";

    private final String user;
    private final String password;

    private PasswordGuess(String user, String password) {
        this.user = user;
        this.password = password;
    }

    /**
     * A guess.
     *
     * @param user is known, not null
     * @param password what is tried, not null
     */
    public static PasswordGuess of(String user, String password) {
        return new PasswordGuess(user, password);
    }

    /**
     * Tests the password.
     *
     * @param text a dialogue, a log, an exception; not null
     * @return true if the text confirms that the password is the one that was used
     */
    public boolean fits(String text) {
        String known = text + "\n" + decoded(text);
        return fitsStamp(known) || fitsScram(known);
    }

    private static String decoded(String text) {
        StringBuilder all = new StringBuilder();
        BASE64.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(word -> word.length() % 4 == 0)
                .forEach(word -> all.append(new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8))
                        .append('\n'));
        return all.toString();
    }

    /** APOP (RFC 1939 §7) and CRAM-MD5 (RFC 2195). */
    private boolean fitsStamp(String known) {
        List<String> digests = all(HEX, known).stream()
                .map(result -> result.group().toLowerCase(Locale.ROOT))
                .toList();
        return all(STAMP, known).stream()
                .map(MatchResult::group)
                .anyMatch(stamp -> digests.contains(Digests.md5(stamp + password))
                        || digests.contains(Digests.hmacMd5(password, stamp)));
    }

    /** RFC 5802 §3: from what the server says first, and either signature or proof. */
    private boolean fitsScram(String known) {
        List<String> verifiers =
                all(SIGNATURE, known).stream().map(result -> result.group(1)).toList();
        List<String> bindings = new ArrayList<>(List.of(UNBOUND));
        all(BINDING, known).forEach(result -> bindings.add(result.group(1)));
        for (MatchResult first : all(SERVER_FIRST, known)) {
            for (String binding : bindings) {
                if (fitsScram(first, binding, verifiers)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean fitsScram(MatchResult first, String binding, List<String> verifiers) {
        for (String hash : List.of("SHA1", "SHA256")) {
            byte[] salted = salted(hash, first);
            // The client's part of the nonce is not marked in it: each place is tried.
            for (int end = 1; end < first.group(1).length(); end++) {
                String message = "n=" + user + ",r=" + first.group(1).substring(0, end) + "," + first.group() + ",c="
                        + binding + ",r=" + first.group(1);
                byte[] signature = hmac(hash, hmac(hash, salted, "Server Key"), message);
                if (verifiers.contains(Base64.getEncoder().encodeToString(signature))) {
                    return true;
                }
            }
        }
        return false;
    }

    private byte[] salted(String hash, MatchResult first) {
        try {
            int bits = hash.equals("SHA1") ? 160 : 256;
            byte[] salt = Base64.getDecoder().decode(first.group(2));
            var spec = new PBEKeySpec(password.toCharArray(), salt, Integer.parseInt(first.group(3)), bits);
            return SecretKeyFactory.getInstance("PBKDF2WithHmac" + hash)
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(String hash, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("Hmac" + hash);
            mac.init(new SecretKeySpec(key, "Hmac" + hash));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<MatchResult> all(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().toList();
    }
}
