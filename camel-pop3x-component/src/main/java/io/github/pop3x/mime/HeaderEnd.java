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
 * Finds the empty line that ends the header of a mail (RFC 5322 §2.1), octet by octet. A line ends with CRLF or with LF
 * alone, which some servers pass on. For one thread and one mail.
 */
public final class HeaderEnd {

    /** More octets of a header are not read; the raw message still holds all of it. */
    private static final int LONGEST_HEADER = 256 * 1024;

    /** Doubled for a longer header. */
    private static final int FIRST_BLOCK = 2 * 1024;

    private boolean lineIsEmpty = true;

    /** A search that begins at the first octet of a mail. */
    public HeaderEnd() {}

    /**
     * Takes the next octet.
     *
     * @return whether it is the last one of an empty line; the first such line ends the header
     */
    public boolean isAt(int octet) {
        if (octet == '\n') {
            boolean ends = lineIsEmpty;
            lineIsEmpty = true;
            return ends;
        }
        if (octet != '\r') {
            lineIsEmpty = false;
        }
        return false;
    }

    /** The octets of a mail before the end of its header: not closed, and not read much further. */
    static byte[] octetsBefore(InputStream message) throws IOException {
        byte[] block = new byte[FIRST_BLOCK];
        HeaderEnd end = new HeaderEnd();
        int seen = 0;
        while (true) {
            int read = seen + message.readNBytes(block, seen, block.length - seen);
            for (; seen < read; seen++) {
                if (end.isAt(block[seen])) {
                    return Arrays.copyOf(block, seen);
                }
            }
            if (read < block.length || read == LONGEST_HEADER) {
                return Arrays.copyOf(block, read);
            }
            block = Arrays.copyOf(block, Math.min(2 * read, LONGEST_HEADER));
        }
    }
}
