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
package io.github.pop3x.client.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The words of a server, for a message or a log: decoded, cut to a bound, and with {@code \xNN} (code point in
 * hexadecimal) in place of each character that could forge a line, reorder it, or steer a terminal.
 */
public final class ServerText {

    /** The most characters that are shown unless the caller says otherwise. */
    private static final int SHOWN = 200;

    /** The most octets of a character in UTF-8. */
    private static final int LONGEST_CHARACTER = 4;

    private ServerText() {}

    /**
     * Decodes octets: as UTF-8 if they are valid UTF-8 (RFC 6856), else as ISO 8859-1.
     *
     * @param octets as the characters of ISO 8859-1; not null
     */
    public static String decode(String octets) {
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

    /**
     * Octets as people may read them, in quotes: decoded, escaped, at most 200 characters.
     *
     * @param octets as the characters of ISO 8859-1; not null
     */
    public static String quote(String octets) {
        return '"' + show(octets) + '"';
    }

    /** As {@link #quote(String)}, for the octets from {@code from} to before {@code to} of a buffer. */
    public static String quote(byte[] octets, int from, int to) {
        int end = Math.min(to, from + LONGEST_CHARACTER * SHOWN);
        return quote(new String(octets, from, end - from, StandardCharsets.ISO_8859_1));
    }

    /** As {@link #quote(String)}, without the quotes. */
    public static String show(String octets) {
        return escape(decode(octets));
    }

    /** As {@link #escape(String, int)}, at most 200 characters. */
    public static String escape(String text) {
        return escape(text, SHOWN);
    }

    /**
     * Escapes and cuts text that is decoded.
     *
     * @param text not null
     * @param longest the most characters to show, each escape counted as one; an ellipsis stands for the rest
     */
    public static String escape(String text, int longest) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), longest) + 1);
        int index = 0;
        for (int count = 0; count < longest && index < text.length(); count++) {
            int character = text.codePointAt(index);
            if (isVisible(character)) {
                shown.appendCodePoint(character);
            } else {
                shown.append(String.format("\\x%02x", character));
            }
            index += Character.charCount(character);
        }
        return shown.append(index < text.length() ? "…" : "").toString();
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
