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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The escapes of a transcript: octets as printable text and back. Printable US-ASCII stands for itself; {@code \r},
 * {@code \n}, {@code \0}, {@code \\} and {@code \xNN} for the rest. Stateless.
 */
public final class Octets {

    private Octets() {}

    /**
     * Shows octets as text that {@link #parse} turns back into the same octets.
     *
     * @param octets any octets, not null
     * @return printable US-ASCII; a blank at either end is escaped, so that no editor trims it away
     */
    public static String show(byte[] octets) {
        var text = new StringBuilder(octets.length);
        for (int i = 0; i < octets.length; i++) {
            boolean atAnEnd = i == 0 || i == octets.length - 1;
            text.append(show(octets[i] & 0xff, atAnEnd));
        }
        return text.toString();
    }

    private static String show(int octet, boolean atAnEnd) {
        return switch (octet) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case 0 -> "\\0";
            case '\\' -> "\\\\";
            default ->
                octet > 0x7e || octet < 0x20 || (octet == ' ' && atAnEnd)
                        ? String.format("\\x%02X", octet)
                        : String.valueOf((char) octet);
        };
    }

    /**
     * Reads text with escapes; a character outside US-ASCII stands for its UTF-8 octets.
     *
     * @param text the text, not null
     * @return the octets it stands for
     * @throws IllegalArgumentException if an escape is unknown or incomplete
     */
    public static byte[] parse(String text) {
        var octets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            if (character == '\\') {
                i = parseEscape(text, i + 1, octets);
            } else {
                octets.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(character);
            }
        }
        return octets.toByteArray();
    }

    private static int parseEscape(String text, int at, ByteArrayOutputStream octets) {
        switch (at < text.length() ? text.charAt(at) : ' ') {
            case 'r' -> octets.write('\r');
            case 'n' -> octets.write('\n');
            case '0' -> octets.write(0);
            case '\\' -> octets.write('\\');
            case 'x' -> {
                if (at + 3 > text.length()) {
                    throw new IllegalArgumentException("\\x wants two hexadecimal digits: " + text);
                }
                octets.write(Integer.parseInt(text, at + 1, at + 3, 16));
                return at + 3;
            }
            default -> throw new IllegalArgumentException("unknown escape (\\r \\n \\0 \\\\ \\xNN are known): " + text);
        }
        return at + 1;
    }
}
