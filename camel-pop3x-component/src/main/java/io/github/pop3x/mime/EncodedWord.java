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
package io.github.pop3x.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * An encoded word (RFC 2047 §2) and its place in a text.
 *
 * @param start of its {@code =?}
 * @param end after its {@code ?=}
 * @param charset its label, without a language (RFC 2231 §5)
 * @param base64 whether it is encoded by B, not by Q
 * @param text what is encoded
 */
record EncodedWord(int start, int end, String charset, boolean base64, String text) {

    /**
     * Decodes the text of a word encoded by Q (RFC 2047 §4.2).
     *
     * @param declared the word's charset, or null if it is unknown
     * @return whether all of it was well-formed
     */
    static boolean decodeQ(String text, Charset declared, ByteArrayOutputStream octets) {
        boolean whole = true;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '=' && i + 2 < text.length() && isHex(text.charAt(i + 1)) && isHex(text.charAt(i + 2))) {
                octets.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else if (next == '_') {
                octets.write(' ');
            } else if (next < 128) {
                whole &= next != '=';
                octets.write(next);
            } else {
                // A character that is not encoded at all was decoded from the field's own octets.
                boolean pair = Character.isHighSurrogate(next) && i + 1 < text.length();
                octets.writeBytes(encoded(text.substring(i, pair ? i + 2 : i + 1), declared));
                i += pair ? 1 : 0;
                whole = false;
            }
        }
        return whole;
    }

    /** Decodes the text of words encoded by B (RFC 2047 §4.1); returns whether all of it was well-formed. */
    static boolean decodeB(CharSequence text, ByteArrayOutputStream octets) {
        boolean whole = true;
        int bits = 0;
        int count = 0;
        for (int i = 0; i <= text.length(); i++) {
            char next = i < text.length() ? text.charAt(i) : '=';
            int value = next < 128 ? Base64Digits.value((byte) next) : -1;
            if (value >= 0) {
                bits = bits << 6 | value;
                count++;
            } else if (next != '=') {
                whole &= Character.isWhitespace(next);
                continue;
            }
            if (count == 4 || value < 0) {
                whole &= count != 1;
                for (int shift = 6 * count - 8; shift >= 0 && count > 1; shift -= 8) {
                    octets.write(bits >> shift);
                }
                count = 0;
            }
        }
        return whole;
    }

    /** Tells whether the text of a word encoded by B ends within a group of digits, which another word must continue. */
    static boolean isCutB(CharSequence text) {
        int count = 0;
        int last = 0;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            int value = next < 128 ? Base64Digits.value((byte) next) : -1;
            if (next == '=') {
                count = 0;
            } else if (value >= 0) {
                count++;
                last = value;
            }
        }
        // Bits that are left over are 0 where the group is all there is.
        return switch (count % 4) {
            case 1 -> true;
            case 2 -> (last & 0xf) != 0;
            case 3 -> (last & 0x3) != 0;
            default -> false;
        };
    }

    private static byte[] encoded(String character, Charset declared) {
        boolean usable = declared != null
                && declared.canEncode()
                && declared.newEncoder().canEncode(character);
        return character.getBytes(usable ? declared : StandardCharsets.UTF_8);
    }

    private static boolean isHex(char next) {
        return next < 128 && QuotedPrintableOctets.isHex((byte) next);
    }
}
