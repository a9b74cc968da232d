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
package io.github.pop3x.examples.inboxarchive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Turns a unique-id into the name of a file, whatever the server put into it.
 *
 * <p>RFC 1939 §7 allows 70 octets from 0x21 to 0x7E, slashes and dots among them, and servers send more than it
 * allows. Different unique-ids get different names, except that some file systems do not tell upper from lower case.
 */
final class FileNames {

    /** The longest name: with a suffix behind it, still far below what any file system takes. */
    static final int LONGEST = 100;

    private static final int HASH_OCTETS = 16;

    private FileNames() {}

    /**
     * The name for a unique-id: percent-encoded outside of {@code [A-Za-z0-9._-]}, cut with a hash past
     * {@value #LONGEST} characters. Its first character is never a dot, so it is neither {@code .} nor {@code ..} nor
     * hidden.
     *
     * @param uid as the server gave it, not null, not empty
     * @throws IllegalArgumentException if it is empty
     */
    static String of(String uid) {
        if (uid.isEmpty()) {
            throw new IllegalArgumentException("an empty unique-id names no file");
        }
        StringBuilder name = new StringBuilder();
        for (byte octet : uid.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(octet) && !(octet == '.' && name.isEmpty())) {
                name.append((char) octet);
            } else {
                name.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return name.length() <= LONGEST ? name.toString() : cut(name.toString());
    }

    private static boolean isPlain(byte octet) {
        return octet >= 'A' && octet <= 'Z'
                || octet >= 'a' && octet <= 'z'
                || octet >= '0' && octet <= '9'
                || octet == '.'
                || octet == '_'
                || octet == '-';
    }

    /** The tilde occurs in no name that was not cut, so a cut name meets no other. */
    private static String cut(String name) {
        String hash = HexFormat.of().formatHex(sha256(name), 0, HASH_OCTETS);
        return name.substring(0, LONGEST - 1 - hash.length()) + '~' + hash;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
