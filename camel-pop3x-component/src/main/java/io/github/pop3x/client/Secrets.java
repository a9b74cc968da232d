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

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.github.pop3x.client.auth.SecretMask;
import io.github.pop3x.client.wire.WireLine;
import io.github.pop3x.client.wire.WireTap;

/**
 * What was sent in a session and must not be seen. Servers repeat in an answer what they were sent, so answers are masked
 * too, for the tap and for exceptions.
 */
final class Secrets implements WireTap {

    private static final String CHALLENGE = "+ ";

    private final WireTap tap;
    private final SecretMask secrets = new SecretMask();

    Secrets(WireTap tap) {
        this.tap = tap;
    }

    /** Masks a secret from here on, in the form in which it is sent. */
    void hide(String secret) {
        secrets.hide(secret);
    }

    /** The line, with each secret masked. */
    String mask(String line) {
        return secrets.mask(line);
    }

    /** The challenge of a SASL exchange, masked whole if it repeats a secret under its base64. */
    private String maskChallenge(String line) {
        try {
            String challenge = new String(
                    Base64.getDecoder().decode(line.substring(CHALLENGE.length())), StandardCharsets.ISO_8859_1);
            return mask(challenge).equals(challenge) ? mask(line) : CHALLENGE + SecretMask.MASK;
        } catch (IllegalArgumentException notBase64) {
            return mask(line);
        }
    }

    @Override
    public void sent(String line) {
        tap.sent(line);
    }

    @Override
    public void received(WireLine line) {
        if (secrets.isEmpty()) {
            tap.received(line);
            return;
        }
        String text = line.toString();
        byte[] masked =
                (text.startsWith(CHALLENGE) ? maskChallenge(text) : mask(text)).getBytes(StandardCharsets.ISO_8859_1);
        tap.received(new WireLine(masked, 0, masked.length));
    }
}
