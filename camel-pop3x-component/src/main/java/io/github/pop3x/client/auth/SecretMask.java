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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Masks secrets in what a server says: servers repeat in an answer what they were sent.
 *
 * <p>For one thread.
 */
public final class SecretMask {

    /** Stands where a secret was. */
    public static final String MASK = "****";

    /** Shorter ones stand in ordinary words, and protect nothing. */
    private static final int SHORTEST = 4;

    private final List<String> secrets = new ArrayList<>();

    /**
     * Masks a secret from here on, in the form in which it is sent: UTF-8.
     *
     * @param secret not null; if it has fewer than 4 octets, it is not masked
     */
    public void hide(String secret) {
        String octets = new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        if (octets.length() >= SHORTEST) {
            secrets.add(octets);
            // A secret may be part of another: masked first, it would leave the rest of the longer one to be seen.
            secrets.sort(Comparator.comparingInt(String::length).reversed());
        }
    }

    /** Tells whether there is nothing to mask. */
    public boolean isEmpty() {
        return secrets.isEmpty();
    }

    /**
     * The line, with each secret masked.
     *
     * @param line octets as the characters of ISO 8859-1; not null
     */
    public String mask(String line) {
        String masked = line;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }

    /** How many secrets there are, and none of them. */
    @Override
    public String toString() {
        return "SecretMask[" + secrets.size() + "]";
    }
}
