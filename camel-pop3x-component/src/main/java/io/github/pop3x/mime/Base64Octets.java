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

import java.io.InputStream;

/**
 * Decodes base64 (RFC 2045 §6.8), line by line. Foreign octets within a line are passed over; a line of text is passed over
 * as a whole. A single digit that is left over yields no octet.
 *
 * <p>Some senders encode in pieces, each with its padding. What mailing lists write after the padding is text. So a line
 * after padding counts if it is base64 in groups of four and nothing else.
 */
final class Base64Octets extends DecodedOctets {

    /** A longer line is decoded in pieces of this length. A multiple of four. */
    private static final int LONGEST_LINE = 1024;

    /** A line of as many digits without a blank is not a word. */
    private static final int LONGER_THAN_WORDS = 16;

    private final byte[] line = new byte[LONGEST_LINE];
    private int length;

    private int bits;
    private int group;
    private boolean urlDigits;
    private boolean padded;
    private boolean textSincePadding;
    private byte[] target;
    private int written;

    Base64Octets(InputStream encoded) {
        super(encoded, BLOCK + LONGEST_LINE);
    }

    @Override
    int decode(byte[] block, int count, byte[] octets) {
        target = octets;
        written = 0;
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (block[i] == '\n' || length == LONGEST_LINE) {
                boolean whole = block[i] == '\n' && i - start == length;
                decodeLine();
                if (whole) {
                    i = decodeLinesLike(block, start, i + 1, count) - 1;
                }
                start = i + 1;
            }
            if (block[i] != '\n') {
                line[length++] = block[i];
            }
        }
        return written;
    }

    /**
     * Decodes the lines that follow a line, as long as each has its length, its line end, and digits in whole groups.
     *
     * @param start where the line begins that they follow
     * @param from where they begin
     * @return where the first line begins that was not decoded
     */
    private int decodeLinesLike(byte[] block, int start, int from, int count) {
        int size = from - start;
        int digits = size > 1 && block[from - 2] == '\r' ? size - 2 : size - 1;
        if (padded || group != 0 || digits == 0 || digits % 4 != 0) {
            return from;
        }
        int next = from;
        while (next + size <= count
                && block[next + size - 1] == '\n'
                && (digits == size - 1 || block[next + digits] == '\r')
                && Base64Digits.areDigits(block, next, next + digits)) {
            decodeGroups(block, next, next + digits);
            next += size;
        }
        return next;
    }

    @Override
    int finish(byte[] octets) {
        target = octets;
        written = 0;
        decodeLine();
        endPiece();
        return written;
    }

    private void decodeLine() {
        int from = 0;
        int to = length;
        length = 0;
        while (to > from && isBlank(line[to - 1])) {
            to--;
        }
        while (from < to && isBlank(line[from])) {
            from++;
        }
        int kinds = Base64Digits.kinds(line, from, to);
        if (kinds == Base64Digits.DIGIT && !padded) {
            decodeDigits(from, to);
        } else if (kinds != 0) {
            decodeLine(from, to, kinds);
        }
    }

    private void decodeLine(int from, int to, int kinds) {
        if (padded) {
            if (!continuesAfterPadding(from, to, kinds)) {
                textSincePadding = true;
                return;
            }
            padded = false;
        } else if (isText(from, to, kinds)) {
            return;
        }
        urlDigits |= (kinds & Base64Digits.URL_DIGIT) != 0;
        for (int i = from; i < to; i++) {
            int value = Base64Digits.value(line[i]);
            if (value >= 0) {
                if (padded) {
                    decodeLine(i, to, Base64Digits.kinds(line, i, to));
                    return;
                }
                decode(value);
            } else if (line[i] == '=') {
                padded |= group > 0;
                endPiece();
            }
        }
    }

    private void decodeDigits(int from, int to) {
        int i = from;
        while (i < to && group != 0) {
            decode(Base64Digits.value(line[i++]));
        }
        int groups = (to - i) / 4 * 4;
        decodeGroups(line, i, i + groups);
        i += groups;
        while (i < to) {
            decode(Base64Digits.value(line[i++]));
        }
    }

    private void decodeGroups(byte[] digits, int from, int to) {
        byte[] octets = target;
        int at = written;
        for (int i = from; i < to; i += 4) {
            int four = Base64Digits.value(digits[i]) << 18
                    | Base64Digits.value(digits[i + 1]) << 12
                    | Base64Digits.value(digits[i + 2]) << 6
                    | Base64Digits.value(digits[i + 3]);
            octets[at] = (byte) (four >> 16);
            octets[at + 1] = (byte) (four >> 8);
            octets[at + 2] = (byte) four;
            at += 3;
        }
        written = at;
    }

    private void decode(int value) {
        bits = bits << 6 | value;
        group++;
        if (group == 4) {
            target[written++] = (byte) (bits >> 16);
            target[written++] = (byte) (bits >> 8);
            target[written++] = (byte) bits;
            group = 0;
        }
    }

    /** Gives the octets that the digits of a last group hold. */
    private void endPiece() {
        if (group == 2) {
            target[written++] = (byte) (bits >> 4);
        } else if (group == 3) {
            target[written++] = (byte) (bits >> 10);
            target[written++] = (byte) (bits >> 2);
        }
        group = 0;
    }

    /** Tells whether a line with foreign octets, or without any letter, is text among base64. */
    private boolean isText(int from, int to, int kinds) {
        if ((kinds & Base64Digits.DIGIT) == 0) {
            return (kinds & Base64Digits.PADDING) == 0 || (kinds & Base64Digits.URL_DIGIT) != 0;
        }
        if ((kinds & Base64Digits.FOREIGN) == 0) {
            return false;
        }
        int foreign = 0;
        for (int i = from; i < to; i++) {
            foreign += Base64Digits.kind(line[i]) == Base64Digits.FOREIGN ? 1 : 0;
        }
        return (kinds & Base64Digits.BLANK) != 0 || foreign * 4 > to - from;
    }

    private boolean continuesAfterPadding(int from, int to, int kinds) {
        int allowed = Base64Digits.DIGIT | Base64Digits.PADDING | (urlDigits ? Base64Digits.URL_DIGIT : 0);
        int size = to - from;
        if ((kinds & ~allowed) != 0 || (kinds & Base64Digits.DIGIT) == 0 || size % 4 != 0) {
            return false;
        }
        boolean ends = (kinds & Base64Digits.PADDING) != 0;
        return size >= LONGER_THAN_WORDS || !textSincePadding && (ends || !isWord(from, to));
    }

    /** Such as {@code list}, {@code Mike} or {@code NOTE}. */
    private boolean isWord(int from, int to) {
        boolean upper = true;
        boolean lower = true;
        for (int i = from; i < to; i++) {
            upper &= line[i] >= 'A' && line[i] <= 'Z';
            lower &= line[i] >= 'a' && line[i] <= 'z' || i == from && line[i] >= 'A' && line[i] <= 'Z';
        }
        return upper || lower;
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t' || octet == '\r';
    }
}
