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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** What each octet means in base64 (RFC 4648 §4, §5). Stateless. */
final class Base64Digits {

    static final int DIGIT = 1;

    /** One of the two digits that only the alphabet for URLs has (RFC 4648 §5). */
    static final int URL_DIGIT = 2;

    static final int PADDING = 4;
    static final int BLANK = 8;
    static final int LINE_END = 16;
    static final int FOREIGN = 32;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long HIGHEST_BITS = 0x8080808080808080L;

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final byte[] VALUES = new byte[256];
    private static final byte[] KINDS = new byte[256];

    static {
        Arrays.fill(VALUES, (byte) -1);
        Arrays.fill(KINDS, (byte) FOREIGN);
        for (int i = 0; i < ALPHABET.length(); i++) {
            set(ALPHABET.charAt(i), i, DIGIT);
        }
        set('-', 62, URL_DIGIT);
        set('_', 63, URL_DIGIT);
        set('=', -1, PADDING);
        set(' ', -1, BLANK);
        set('\t', -1, BLANK);
        set('\r', -1, LINE_END);
        set('\n', -1, LINE_END);
    }

    private Base64Digits() {}

    private static void set(char octet, int value, int kind) {
        VALUES[octet] = (byte) value;
        KINDS[octet] = (byte) kind;
    }

    /** The six bits of a digit, or -1 for any other octet. */
    static int value(byte octet) {
        return VALUES[octet & 0xff];
    }

    /** One of the kinds above. */
    static int kind(byte octet) {
        return KINDS[octet & 0xff];
    }

    /** All kinds that are in a range. */
    static int kinds(byte[] octets, int from, int to) {
        int kinds = 0;
        for (int i = from; i < to; i++) {
            kinds |= KINDS[octets[i] & 0xff];
        }
        return kinds;
    }

    /** Tells whether a range holds nothing but digits. Looks at eight octets at a time. */
    static boolean areDigits(byte[] octets, int from, int to) {
        if (to - from < Long.BYTES) {
            return (kinds(octets, from, to) & ~DIGIT) == 0;
        }
        for (int i = from; i < to - Long.BYTES; i += Long.BYTES) {
            if (!areDigits((long) EIGHT.get(octets, i))) {
                return false;
            }
        }
        return areDigits((long) EIGHT.get(octets, to - Long.BYTES));
    }

    /**
     * The same of eight octets, each in a byte of its own. To a byte below 128 a number is added that carries into its highest
     * bit if the byte is at least as large as the first, or larger than the last, digit of a row.
     */
    private static boolean areDigits(long octets) {
        long letters = octets | each(0x20);
        long inRows = letters + each(128 - 'a') & ~(letters + each(127 - 'z'))
                | octets + each(128 - '/') & ~(octets + each(127 - '9'));
        long plus = ~((octets ^ each('+')) + each(127));
        return (octets & HIGHEST_BITS) == 0 && ((inRows | plus) & HIGHEST_BITS) == HIGHEST_BITS;
    }

    private static long each(int octet) {
        return octet * 0x0101010101010101L;
    }
}
