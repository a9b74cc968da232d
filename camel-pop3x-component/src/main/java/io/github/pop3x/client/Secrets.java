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

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.pop3x.client.auth.SecretMask;
import io.github.pop3x.client.command.StatusLine;
import io.github.pop3x.client.wire.WireLine;
import io.github.pop3x.client.wire.WireTap;

/**
 * The one place where lines go to the tap, and where the secrets of a session are masked.
 *
 * <p>A line may hold a secret, since servers repeat what they were sent. It may also hold a value that a password can be
 * tested against without the server: a challenge with its digest, the nonce, salt and signature of SCRAM. Therefore:
 *
 * <ul>
 *   <li>each secret that was sent is masked, in the dialogue and in exceptions;
 *   <li>each line of a SASL exchange between AUTH and its final answer is shown as {@code ****}, in both directions, and so is a
 *       challenge that comes behind the final answer;
 *   <li>in the final answer to a login each word that looks like a digest is masked.
 * </ul>
 *
 * For one thread.
 */
final class Secrets implements WireTap {

    private static final String CHALLENGE = "+ " + SecretMask.MASK;
    private static final String CANCELLED = "*";
    private static final Set<String> LOGIN = Set.of("USER", "PASS", "APOP");

    /**
     * Words in base64 or hexadecimal, from 12 octets on. No digest is shorter than 16 octets; a word of a sentence is not
     * that long, and the name of a mechanism has hyphens.
     */
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9+/=]{16,}");

    private static final Pattern NOT_A_LETTER = Pattern.compile("[^A-Za-z]");

    /** Where the dialogue is. */
    private enum Phase {
        /** No answer to a login is due. */
        COMMANDS,
        /** A command of a login was the last one; its final answer is due or has come. */
        LOGIN,
        /** AUTH was sent, and its final answer has not come. */
        EXCHANGE
    }

    private final WireTap tap;
    private final SecretMask secrets = new SecretMask();
    private Phase phase = Phase.COMMANDS;
    private boolean exchanged;

    Secrets(WireTap tap) {
        this.tap = tap;
    }

    /** Masks a secret from here on, in the form in which it is sent. */
    void hide(String secret) {
        secrets.hide(secret);
    }

    /** The line, with each secret masked; during a login, with each word that looks like a digest masked, too. */
    String mask(String line) {
        String masked = secrets.mask(line);
        return phase == Phase.COMMANDS ? masked : LONG_WORD.matcher(masked).replaceAll(Secrets::maskDigest);
    }

    private static String maskDigest(MatchResult word) {
        return NOT_A_LETTER.matcher(word.group()).find() ? SecretMask.MASK : word.group();
    }

    /** The failure, or one like it with its words masked: what was malformed is quoted. */
    IOException mask(IOException failure) {
        if (!(failure instanceof ProtocolException) || failure.getMessage() == null) {
            return failure;
        }
        String shown = mask(failure.getMessage());
        return shown.equals(failure.getMessage()) ? failure : new ProtocolException(shown);
    }

    /**
     * Reads a status line that was just received.
     *
     * @throws ProtocolException if it is no status line; a line of a SASL exchange is not quoted
     */
    StatusLine parse(String line) throws ProtocolException {
        try {
            return StatusLine.parse(line);
        } catch (ProtocolException e) {
            throw phase == Phase.EXCHANGE
                    ? new ProtocolException("expected +, +OK or -ERR, found something else in the exchange of AUTH")
                    : e;
        }
    }

    @Override
    public void sent(String line) {
        if (phase == Phase.EXCHANGE) {
            tap.sent(line.equals(CANCELLED) ? line : SecretMask.MASK);
            return;
        }
        phase = phaseAfter(line.split(" ", 3));
        tap.sent(line);
    }

    /** AUTH alone asks for the names of the mechanisms. */
    private static Phase phaseAfter(String[] words) {
        String keyword = words[0].toUpperCase(Locale.ROOT);
        if (keyword.equals("AUTH") && words.length > 1) {
            return Phase.EXCHANGE;
        }
        return LOGIN.contains(keyword) ? Phase.LOGIN : Phase.COMMANDS;
    }

    @Override
    public void received(WireLine line) {
        if (phase == Phase.COMMANDS && secrets.isEmpty() && !exchanged) {
            tap.received(line);
            return;
        }
        tap.received(octets(shown(line.toString())));
    }

    private String shown(String line) {
        if (phase == Phase.EXCHANGE) {
            if (!StatusLine.isFinal(line)) {
                return CHALLENGE;
            }
            phase = Phase.LOGIN;
            exchanged = true;
        }
        // One that comes behind the final answer is left over from the exchange.
        return exchanged && line.startsWith("+ ") ? CHALLENGE : mask(line);
    }

    private static WireLine octets(String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        return new WireLine(octets, 0, octets.length);
    }
}
