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

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Decodes uuencode (POSIX): lines that begin with their number of octets, between {@code begin} and an empty one. What
 * stands before and after is passed over, a line that is too short gives what it has, and none is kept that is longer than
 * any can be.
 */
final class UuencodedOctets extends InputStream {

    /** A number, and four characters for each three of at most 63 octets; with room to tell what is longer. */
    private static final int LONGEST = 128;

    private final InputStream encoded;
    private final byte[] line = new byte[LONGEST];
    private final byte[] octets = new byte[64];
    private int length;
    private int position;
    private int available;
    private boolean begun;
    private boolean ended;

    UuencodedOctets(InputStream encoded) {
        this.encoded = new BufferedInputStream(encoded);
    }

    @Override
    public int read() throws IOException {
        return prepare() ? octets[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!prepare()) {
            return -1;
        }
        int given = Math.min(count, available - position);
        System.arraycopy(octets, position, target, offset, given);
        position += given;
        return given;
    }

    /** Sees to it that there is an octet to give; false at the end. */
    private boolean prepare() throws IOException {
        while (position == available && !ended) {
            if (!readLine() || begun && is("end") && length == 3) {
                ended = true;
            } else if (begun) {
                decodeLine();
            } else if (is("begin ")) {
                begun = true;
            } else if (looksLikeData()) {
                begun = true;
                decodeLine();
            }
        }
        return position < available;
    }

    private boolean readLine() throws IOException {
        length = 0;
        int octet = encoded.read();
        if (octet < 0) {
            return false;
        }
        for (; octet >= 0 && octet != '\n'; octet = encoded.read()) {
            if (octet != '\r' && length < LONGEST) {
                line[length++] = (byte) octet;
            }
        }
        return true;
    }

    private boolean is(String start) {
        return new String(line, 0, length, StandardCharsets.ISO_8859_1).startsWith(start);
    }

    /** Some senders leave {@code begin} out. */
    private boolean looksLikeData() {
        int needed = 1 + (value(0) + 2) / 3 * 4;
        return length > 1 && value(0) > 0 && (length == needed || length == needed + 1);
    }

    private void decodeLine() {
        int count = length == 0 ? 0 : value(0);
        ended = count == 0;
        position = 0;
        available = Math.min(count, (length - 1) * 3 / 4);
        for (int i = 0; i < available; i++) {
            int at = 1 + i / 3 * 4 + i % 3;
            int shift = 2 * (i % 3 + 1);
            octets[i] = (byte) (value(at) << shift | value(at + 1) >> (6 - shift));
        }
        available = Math.max(available, 0);
    }

    private int value(int index) {
        return index < length ? line[index] - ' ' & 0x3f : 0;
    }

    @Override
    public void close() throws IOException {
        encoded.close();
    }
}
