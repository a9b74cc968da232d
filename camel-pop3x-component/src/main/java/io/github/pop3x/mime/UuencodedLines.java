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
import java.util.regex.Pattern;

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

    private static final Pattern BEGIN = Pattern.compile("begin [0-7]{3,4}(?: |$)");

    private final byte[] line = new byte[LONGEST];
    private int length;
    private boolean begun;

    /** Whether a line of no octets was read, which ends the data if no data follows. */
    private boolean empty;

    private boolean ended;

    /** Whether the end was written. Relays may have cut the blank of the line of no octets, which is no end by itself. */
    private boolean complete;

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

    /** Tells whether the end has been read. What follows is not data of the same file. */
    boolean hasEnded() {
        return ended;
    }

    /** Tells whether all data was there, nothing else between its begin and its end, and no other file after that. */
    boolean isWhole() {
        return complete && !broken;
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
        while (begun && length > 0 && length > needed() && line[length - 1] == ' ') {
            length--;
        }
        if (ended) {
            broken |= begins();
        } else if (!begun && begins()) {
            begun = true;
        } else if (begun ? !ends() : looksLikeData()) {
            broken |= !begun;
            begun = true;
            count = decode(cut, octets);
        }
        length = 0;
        return count;
    }

    private boolean begins() {
        return length >= 9 && BEGIN.matcher(text()).lookingAt();
    }

    /** Tells whether the present line is the end, or text after the data. An empty line may stand between data. */
    private boolean ends() {
        boolean end = length == 3 && text().equals("end");
        boolean after = empty && length > 0 && value(0) > 0;
        boolean data = isClean() && length <= needed() + 1 && 2 * length > needed();
        broken |= after && !end && !data && isClean();
        ended = end || after && !data;
        complete |= end;
        return ended;
    }

    private String text() {
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** Some senders leave {@code begin} out. */
    private boolean looksLikeData() {
        return length > 1 && value(0) > 0 && fits() && isClean();
    }

    private int decode(boolean cut, byte[] octets) {
        int count = length == 0 ? 0 : value(0);
        empty = count == 0;
        if (empty) {
            complete |= length > 0;
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
