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
package io.github.pop3x.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The octets of a message, held or made while they are read. Implementations give the same octets each time. */
public interface MessageSource {

    /** How many octets {@link #writeTo} writes, before stuffing. */
    long size();

    /**
     * Writes the message, neither stuffed nor terminated.
     *
     * @param out where to; not closed
     * @throws IOException if {@code out} fails, which is passed on
     */
    void writeTo(OutputStream out) throws IOException;

    /**
     * A message held in memory.
     *
     * @param octets the message as it is to be sent, not copied
     */
    static MessageSource of(byte[] octets) {
        return new MessageSource() {
            @Override
            public long size() {
                return octets.length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(octets);
            }
        };
    }

    /**
     * A message of any size that is made on the fly and needs no heap: a header, then lines of 80 octets. One line in a
     * hundred begins with a dot.
     *
     * @param size its exact size in octets, at least 256
     */
    static MessageSource generated(long size) {
        byte[] header =
                ("From: a@example.org\r\nSubject: " + size + " octets\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        if (size < 256) {
            throw new IllegalArgumentException("at least 256 octets, not " + size);
        }
        return new MessageSource() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(header);
                byte[] hundred = lines(100);
                long left = size - header.length;
                for (; left >= hundred.length + 160; left -= hundred.length) {
                    out.write(hundred);
                }
                out.write(lastLines((int) left));
            }
        };
    }

    private static byte[] lines(int count) {
        byte[] lines =
                ("0123456789".repeat(8).substring(2) + "\r\n").repeat(count).getBytes(StandardCharsets.US_ASCII);
        lines[0] = '.';
        return lines;
    }

    private static byte[] lastLines(int octets) {
        byte[] lines = Arrays.copyOf(lines(octets / 80 + 1), octets);
        // Whatever the size is, the last line ends in CRLF, as a message's last line does.
        lines[octets - 2] = '\r';
        lines[octets - 1] = '\n';
        return lines;
    }
}
