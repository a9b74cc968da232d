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

import java.io.UnsupportedEncodingException;
import java.lang.Character.UnicodeScript;

import jakarta.mail.internet.MimeUtility;

/**
 * Text from a mail or a server, made fit for a terminal: its author may have put escape sequences into it, or
 * characters that turn the line around.
 */
final class DisplayText {

    private static final char UNSAFE = '\uFFFD';

    private DisplayText() {}

    /**
     * Decodes a header field (RFC 2047). What cannot be decoded is shown as it is.
     *
     * @param field the field's unfolded value, or null
     * @return not null; not safe yet
     */
    static String decode(String field) {
        if (field == null) {
            return "";
        }
        try {
            return MimeUtility.decodeText(field);
        } catch (UnsupportedEncodingException unknownCharset) {
            return field;
        }
    }

    /** Makes text safe for a terminal, on one line: every character that is not for reading is replaced. */
    static String safe(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().map(DisplayText::safe).forEach(safe::appendCodePoint);
        return safe.toString();
    }

    private static int safe(int character) {
        if (character == '\t' || character == '\r' || character == '\n') {
            return ' ';
        }
        return switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> UNSAFE;
            default -> character;
        };
    }

    /**
     * Makes text safe, then cuts or pads it.
     *
     * @param text not null
     * @param width columns of a terminal, more than 0
     */
    static String fit(String text, int width) {
        String safe = safe(text.strip());
        StringBuilder fitted = new StringBuilder();
        int columns = columns(safe) <= width ? width : width - 1;
        int used = 0;
        for (int i = 0; i < safe.length(); i += Character.charCount(safe.codePointAt(i))) {
            int character = safe.codePointAt(i);
            if (used + columns(character) > columns) {
                fitted.append('…');
                used++;
                break;
            }
            fitted.appendCodePoint(character);
            used += columns(character);
        }
        return fitted.append(" ".repeat(width - used)).toString();
    }

    private static int columns(String text) {
        return text.codePoints().map(DisplayText::columns).sum();
    }

    /** How much room a terminal gives a character: marks none, East Asian ones and pictures two. */
    private static int columns(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean halfWidth = character >= 0xFF61 && character <= 0xFFDC;
        boolean picture = character >= 0x1F300 && character <= 0x1FAFF;
        return picture || !halfWidth && isEastAsian(character) ? 2 : 1;
    }

    private static boolean isEastAsian(int character) {
        boolean fullWidthForm =
                character >= 0x3000 && character <= 0x303E || character >= 0xFF01 && character <= 0xFF60;
        return fullWidthForm
                || switch (UnicodeScript.of(character)) {
                    case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
                    default -> false;
                };
    }
}
