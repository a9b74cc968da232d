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

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.util.HashMap;
import java.util.Map;

/**
 * A charset of one octet a character, as the WHATWG Encoding Standard has it: those that Java lacks, and those of Windows, in
 * which Java has no character for some octets from 0x80 to 0x9F. Immutable.
 */
final class SingleByteCharset extends Charset {

    private static final char NONE = '\ufffd';

    private static final String NORDIC =
            "\u00a0\u0104\u0112\u0122\u012a\u0128\u0136\u00a7\u013b\u0110\u0160\u0166\u017d\u00ad\u016a\u014a"
                    + "\u00b0\u0105\u0113\u0123\u012b\u0129\u0137\u00b7\u013c\u0111\u0161\u0167\u017e\u2015\u016b\u014b"
                    + "\u0100\u00c1\u00c2\u00c3\u00c4\u00c5\u00c6\u012e\u010c\u00c9\u0118\u00cb\u0116\u00cd\u00ce\u00cf"
                    + "\u00d0\u0145\u014c\u00d3\u00d4\u00d5\u00d6\u0168\u00d8\u0172\u00da\u00db\u00dc\u00dd\u00de\u00df"
                    + "\u0101\u00e1\u00e2\u00e3\u00e4\u00e5\u00e6\u012f\u010d\u00e9\u0119\u00eb\u0117\u00ed\u00ee\u00ef"
                    + "\u00f0\u0146\u014d\u00f3\u00f4\u00f5\u00f6\u0169\u00f8\u0173\u00fa\u00fb\u00fc\u00fd\u00fe\u0138";

    private static final String CELTIC =
            "\u00a0\u1e02\u1e03\u00a3\u010a\u010b\u1e0a\u00a7\u1e80\u00a9\u1e82\u1e0b\u1ef2\u00ad\u00ae\u0178"
                    + "\u1e1e\u1e1f\u0120\u0121\u1e40\u1e41\u00b6\u1e56\u1e81\u1e57\u1e83\u1e60\u1ef3\u1e84\u1e85\u1e61"
                    + "\u00c0\u00c1\u00c2\u00c3\u00c4\u00c5\u00c6\u00c7\u00c8\u00c9\u00ca\u00cb\u00cc\u00cd\u00ce\u00cf"
                    + "\u0174\u00d1\u00d2\u00d3\u00d4\u00d5\u00d6\u1e6a\u00d8\u00d9\u00da\u00db\u00dc\u00dd\u0176\u00df"
                    + "\u00e0\u00e1\u00e2\u00e3\u00e4\u00e5\u00e6\u00e7\u00e8\u00e9\u00ea\u00eb\u00ec\u00ed\u00ee\u00ef"
                    + "\u0175\u00f1\u00f2\u00f3\u00f4\u00f5\u00f6\u1e6b\u00f8\u00f9\u00fa\u00fb\u00fc\u00fd\u0177\u00ff";

    private final char[] characters;
    private final Map<Character, Byte> octets = new HashMap<>();

    /** @param upper the characters of the octets past 127 */
    private SingleByteCharset(String name, char[] upper) {
        super(name, null);
        characters = upper;
        for (int i = 0; i < upper.length; i++) {
            if (upper[i] != NONE) {
                octets.put(upper[i], (byte) (128 + i));
            }
        }
    }

    /**
     * A charset by its name in Java or, if Java lacks it, here.
     *
     * @throws java.nio.charset.UnsupportedCharsetException if neither has it
     */
    static Charset named(String name) {
        return switch (name) {
            case "ISO-8859-10" -> new SingleByteCharset(name, withControls(NORDIC));
            case "ISO-8859-14" -> new SingleByteCharset(name, withControls(CELTIC));
            default ->
                name.matches("(x-)?windows-(125\\d|874)") ? complete(Charset.forName(name)) : Charset.forName(name);
        };
    }

    private static char[] withControls(String upper) {
        char[] all = new char[128];
        for (int i = 0; i < all.length; i++) {
            all[i] = i < 32 ? (char) (128 + i) : upper.charAt(i - 32);
        }
        return all;
    }

    private static Charset complete(Charset windows) {
        char[] upper = new char[128];
        for (int i = 0; i < upper.length; i++) {
            char character = windows.decode(ByteBuffer.wrap(new byte[] {(byte) (128 + i)}))
                    .get();
            upper[i] = character == NONE && i < 32 ? (char) (128 + i) : character;
        }
        return new SingleByteCharset(windows.name(), upper);
    }

    @Override
    public boolean contains(Charset other) {
        return equals(other) || CharsetLabels.isAscii(other);
    }

    @Override
    public CharsetDecoder newDecoder() {
        return new CharsetDecoder(this, 1, 1) {
            @Override
            protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
                while (in.hasRemaining()) {
                    byte octet = in.get(in.position());
                    char character = octet < 0 ? characters[octet + 128] : (char) octet;
                    if (character == NONE) {
                        return CoderResult.unmappableForLength(1);
                    }
                    if (!out.hasRemaining()) {
                        return CoderResult.OVERFLOW;
                    }
                    out.put(character);
                    in.get();
                }
                return CoderResult.UNDERFLOW;
            }
        };
    }

    @Override
    public CharsetEncoder newEncoder() {
        return new CharsetEncoder(this, 1, 1) {
            @Override
            protected CoderResult encodeLoop(CharBuffer in, ByteBuffer out) {
                while (in.hasRemaining()) {
                    char character = in.get(in.position());
                    Byte octet = character < 128 ? Byte.valueOf((byte) character) : octets.get(character);
                    if (octet == null) {
                        return Character.isHighSurrogate(character) && in.remaining() == 1
                                ? CoderResult.UNDERFLOW
                                : CoderResult.unmappableForLength(
                                        Character.isHighSurrogate(character)
                                                        && Character.isLowSurrogate(in.get(in.position() + 1))
                                                ? 2
                                                : 1);
                    }
                    if (!out.hasRemaining()) {
                        return CoderResult.OVERFLOW;
                    }
                    out.put(octet);
                    in.get();
                }
                return CoderResult.UNDERFLOW;
            }
        };
    }
}
