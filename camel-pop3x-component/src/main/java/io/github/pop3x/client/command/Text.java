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
package io.github.pop3x.client.command;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What a server wrote, made fit for reading: by people (bounded, escaped) and by programs (numbers). */
final class Text {

    private static final int SHOWN = 200;

    private Text() {}

    /** Decodes octets that were carried as ISO 8859-1: UTF-8 if they are that (RFC 6856), else as they stand. */
    static String decode(String octets) {
        byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return octets;
        }
    }

    /** The text in quotes, cut to a bound; control characters are escaped so that no log line can be forged. */
    static String quote(String octets) {
        String text = decode(octets);
        StringBuilder quoted = new StringBuilder(Math.min(text.length(), SHOWN) + 2).append('"');
        for (int i = 0; i < text.length() && i < SHOWN; i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || isInvisible(Character.getType(c))) {
                quoted.append(String.format("\\x%02x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append(text.length() > SHOWN ? "…\"" : "\"").toString();
    }

    /** What reorders a line, or breaks it where a viewer knows Unicode's separators. */
    private static boolean isInvisible(int type) {
        return type == Character.FORMAT || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** As {@link #quote(String)}, of octets in a buffer. */
    static String quote(byte[] octets, int from, int to) {
        int end = Math.min(to, from + 4 * SHOWN);
        return quote(new String(octets, from, end - from, StandardCharsets.ISO_8859_1));
    }

    /** The index of the first octet at or after an index that is neither blank nor tab. */
    static int skipBlanks(byte[] octets, int from, int to) {
        int i = from;
        while (i < to && (octets[i] == ' ' || octets[i] == '\t')) {
            i++;
        }
        return i;
    }

    /** The index after the run of octets that are neither blank nor tab. */
    static int skipWord(byte[] octets, int from, int to) {
        int i = from;
        while (i < to && octets[i] != ' ' && octets[i] != '\t') {
            i++;
        }
        return i;
    }

    /**
     * Reads a decimal number without sign.
     *
     * @throws ProtocolException if it is none, or does not fit a long
     */
    static long number(byte[] octets, int from, int to) throws ProtocolException {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = octets[i] - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                throw new ProtocolException("expected a number, found " + quote(octets, from, to));
            }
            value = value * 10 + digit;
        }
        if (from == to) {
            throw new ProtocolException("expected a number, found nothing");
        }
        return value;
    }

    /**
     * Reads a message number: 1 or more, and small enough to be counted.
     *
     * @throws ProtocolException if it is none
     */
    static int messageNumber(byte[] octets, int from, int to) throws ProtocolException {
        long number = number(octets, from, to);
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw new ProtocolException("expected a message number, found " + number);
        }
        return (int) number;
    }
}
