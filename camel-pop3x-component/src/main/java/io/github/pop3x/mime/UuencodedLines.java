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

import java.nio.charset.StandardCharsets;

/**
 * Decodes the lines of uuencode (POSIX), and notes what is wrong with them. Each line begins with its number of octets. Relays
 * cut blanks off the ends of lines; a blank is the digit 0, so that a short line still stands for its number of octets. What
 * stands before {@code begin} and after {@code end} is passed over. For one body.
 */
final class UuencodedLines {

    /** A number, and four characters for each three of at most 63 octets; with room to recognize what is longer. */
    static final int LONGEST = 128;

    /** The largest number of octets in a line. */
    static final int MOST_OCTETS = 64;

    private final byte[] line = new byte[LONGEST];
    private int length;
    private boolean begun;
    private boolean ended;
    private boolean broken;

    /** Adds an octet to the present line, except its line end. */
    void add(byte octet) {
        if (octet != '\r' && length < LONGEST) {
            line[length++] = octet;
        }
    }

    /** Tells whether the present line has no octet yet. */
    boolean isEmpty() {
        return length == 0;
    }

    /** Tells whether the end has been read. What follows is not data. */
    boolean hasEnded() {
        return ended;
    }

    /** Tells whether all data was there, and nothing else between its begin and its end. */
    boolean isWhole() {
        return begun && ended && !broken;
    }

    /**
     * Ends the present line.
     *
     * @param cut whether the octets of the body end here, without a line end
     * @param octets where to write what it stands for, at least {@link #MOST_OCTETS}
     * @return how many octets were written
     */
    int endLine(boolean cut, byte[] octets) {
        int count = 0;
        if (begun && length == 3 && is("end")) {
            ended = true;
        } else if (begun) {
            count = decode(cut, octets);
        } else if (is("begin ")) {
            begun = true;
        } else if (looksLikeData()) {
            begun = true;
            count = decode(cut, octets);
        }
        length = 0;
        return count;
    }

    private boolean is(String start) {
        return new String(line, 0, length, StandardCharsets.ISO_8859_1).startsWith(start);
    }

    /** Some senders leave {@code begin} out. */
    private boolean looksLikeData() {
        return length > 1 && value(0) > 0 && fits() && isClean();
    }

    private int decode(boolean cut, byte[] octets) {
        int count = length == 0 ? 0 : value(0);
        if (count == 0) {
            ended = true;
            return 0;
        }
        if (!isClean() || length > needed() + 1) {
            broken = true;
            if (!fits()) {
                return 0;
            }
        }
        int available = cut ? Math.min(count, (length - 1) * 3 / 4) : count;
        broken |= available < count;
        for (int i = 0; i < available; i++) {
            int at = 1 + i / 3 * 4 + i % 3;
            int shift = 2 * (i % 3 + 1);
            octets[i] = (byte) (value(at) << shift | value(at + 1) >> (6 - shift));
        }
        return available;
    }

    /** How long the line is if no blank was cut off. */
    private int needed() {
        return 1 + (value(0) + 2) / 3 * 4;
    }

    /** Some encoders add a check digit to a line. */
    private boolean fits() {
        return length == needed() || length == needed() + 1;
    }

    private boolean isClean() {
        for (int i = 0; i < length; i++) {
            if (line[i] < ' ' || line[i] > '`') {
                return false;
            }
        }
        return true;
    }

    private int value(int index) {
        return index < length ? line[index] - ' ' & 0x3f : 0;
    }
}
