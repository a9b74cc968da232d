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

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Goes through octets line by line, in a block of fixed size: a line that is longer comes in pieces. CRLF ends a line, and
 * LF alone, which some servers pass on. The first piece of a line holds at least {@value #SURE} octets of it, if it has as
 * many.
 */
final class OctetLines {

    /** More than a delimiter needs: a boundary has at most 70 characters (RFC 2046 §5.1.1). */
    static final int SURE = 1024;

    /** Most mails fit into this. */
    private static final int FIRST_BLOCK = 8 * 1024;

    private static final int BLOCK = 32 * 1024;

    private final InputStream octets;
    private byte[] block = new byte[FIRST_BLOCK];
    private long blockStart;
    private int filled;
    private boolean exhausted;
    private int from;
    private int to;
    private boolean begins;
    private boolean ends = true;
    private int terminator;
    private int previousTerminator;

    /** @param octets not closed */
    OctetLines(InputStream octets) {
        this.octets = octets;
    }

    /** Goes to the next piece; false at the end. */
    boolean next() throws IOException {
        boolean carriageReturn = to > from && block[to - 1] == '\r';
        begins = ends;
        if (begins) {
            previousTerminator = terminator;
        }
        from = to;
        if (filled - from < SURE && !exhausted) {
            fill();
        }
        while (to < filled && block[to] != '\n') {
            to++;
        }
        ends = to < filled;
        if (ends) {
            carriageReturn = to > from ? block[to - 1] == '\r' : carriageReturn && !begins;
            terminator = carriageReturn ? 2 : 1;
            to++;
        }
        return to > from;
    }

    private void fill() throws IOException {
        byte[] next = filled < block.length || block.length == BLOCK ? block : new byte[BLOCK];
        System.arraycopy(block, from, next, 0, filled - from);
        block = next;
        blockStart += from;
        filled -= from;
        from = 0;
        to = 0;
        while (filled < SURE && !exhausted) {
            int count = octets.read(block, filled, block.length - filled);
            exhausted = count < 0;
            filled += Math.max(count, 0);
        }
    }

    /** Where this piece begins, counted from the first octet of all. */
    long position() {
        return blockStart + from;
    }

    /** Where the next piece begins. */
    long end() {
        return blockStart + to;
    }

    /** Where the line before this one ended, its CRLF or LF left out. */
    long endOfLineBefore() {
        return position() - previousTerminator;
    }

    /** Tells whether this piece is the first of its line. */
    boolean begins() {
        return begins;
    }

    /** Tells whether this piece is a line without anything in it; some relays write its CR twice. */
    boolean isEmptyLine() {
        for (int i = from; i < to - 1; i++) {
            if (block[i] != '\r') {
                return false;
            }
        }
        return begins && ends;
    }

    /** The first octet of this piece. */
    byte first() {
        return block[from];
    }

    /** Adds this piece to a header. */
    void addTo(HeaderOctets header) {
        header.add(block, from, to);
    }

    /** Shows this piece to a check and, after a whole line, the lines that follow, if they are like it. */
    void showTo(EncodingCheck check) {
        check.see(block, from, to);
        if (begins && ends && to - from > terminator) {
            int length = to - from;
            to = check.seeLines(block, to, filled, length, terminator);
            from = to - length;
        }
    }

    /** Tells whether this may be a delimiter: a whole line that begins with two hyphens. */
    boolean mayDelimit() {
        return begins && (ends || exhausted) && to - from > 2 && block[from] == '-' && block[from + 1] == '-';
    }

    /** Tells whether this is the delimiter line of a boundary: two hyphens and the boundary, blanks may follow. */
    boolean delimits(byte[] boundary) {
        return begins(boundary) && isBlankFrom(from + 2 + boundary.length);
    }

    /** Tells whether this is the closing delimiter of a boundary: a delimiter and two hyphens, blanks may follow. */
    boolean closes(byte[] boundary) {
        int end = from + 2 + boundary.length;
        return begins(boundary) && end + 2 <= to && block[end] == '-' && block[end + 1] == '-' && isBlankFrom(end + 2);
    }

    private boolean begins(byte[] boundary) {
        int start = from + 2;
        return start + boundary.length <= to
                && Arrays.equals(block, start, start + boundary.length, boundary, 0, boundary.length);
    }

    private boolean isBlankFrom(int index) {
        for (int i = index; i < to; i++) {
            if (block[i] != ' ' && block[i] != '\t' && block[i] != '\r' && block[i] != '\n') {
                return false;
            }
        }
        return true;
    }
}
