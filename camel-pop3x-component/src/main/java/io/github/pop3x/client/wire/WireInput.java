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
package io.github.pop3x.client.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The receiving side: one buffer that lines and bodies share.
 *
 * <p>Because there is no other buffer, {@link #isEmpty()} is the truth about octets that arrived without having been
 * asked for, which is how a reply too many, or one injected before TLS, is found out.
 */
public final class WireInput {

    static final int BUFFER = 64 * 1024;

    private final InputStream source;
    private final WireTap tap;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;

    /**
     * @param source the connection's octets; every read may block
     * @param tap sees each line of a reply, never bodies
     */
    public WireInput(InputStream source, WireTap tap) {
        this.source = source;
        this.tap = tap;
    }

    /**
     * Reads one line that ends with CRLF.
     *
     * @param maxOctets bound on the line, CRLF included, at most the buffer's size
     * @return a window on the line without its CRLF, valid until the next read
     * @throws ProtocolException if the line is longer, or ends with LF alone
     * @throws EOFException if the connection ends before CRLF
     */
    public WireLine readLine(int maxOctets) throws IOException {
        int scanned = 0;
        while (true) {
            for (; position + scanned < limit; scanned++) {
                if (buffer[position + scanned] == '\n') {
                    return line(position + scanned, maxOctets);
                }
            }
            if (scanned >= maxOctets) {
                throw tooLong(maxOctets);
            }
            makeRoom();
            if (!fill()) {
                throw new EOFException(
                        position == limit ? "connection closed by the server" : "connection closed within a line");
            }
        }
    }

    private WireLine line(int lineFeed, int maxOctets) throws ProtocolException {
        int start = position;
        if (lineFeed + 1 - start > maxOctets) {
            throw tooLong(maxOctets);
        }
        if (lineFeed == start || buffer[lineFeed - 1] != '\r') {
            throw new ProtocolException("line ends with LF alone where RFC 1939 demands CRLF");
        }
        position = lineFeed + 1;
        WireLine line = new WireLine(buffer, start, lineFeed - 1);
        tap.received(line);
        return line;
    }

    private static ProtocolException tooLong(int maxOctets) {
        return new ProtocolException("reply line is longer than the limit of " + maxOctets + " octets");
    }

    /** Moves what is unread to the front of a full buffer. */
    private void makeRoom() {
        if (limit == buffer.length) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            limit -= position;
            position = 0;
        }
    }

    /**
     * Reads what the connection has to give, blocking until there is something.
     *
     * @return false at the end of the stream
     */
    boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = 0;
        }
        int count = source.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            return false;
        }
        limit += count;
        return true;
    }

    /**
     * The buffer, for a body that reads the octets from {@link #position} to {@link #limit} where they are. The reader
     * must not write to it; the octets stay until the next {@link #fill} or {@link #readLine}.
     */
    byte[] buffer() {
        return buffer;
    }

    /** The index in the buffer of the first unread octet; equal to {@link #limit} if the buffer holds none. */
    int position() {
        return position;
    }

    /** The index in the buffer after the last unread octet. */
    int limit() {
        return limit;
    }

    /**
     * Marks unread octets as read.
     *
     * @param count how many, from {@link #position} on
     * @throws IndexOutOfBoundsException if the buffer holds fewer unread octets
     */
    void consume(int count) {
        position += Objects.checkIndex(count, limit - position + 1);
    }

    /** Tells whether nothing is waiting to be read, neither in the buffer nor, as far as it can tell, behind it. */
    public boolean isEmpty() throws IOException {
        return position == limit && source.available() == 0;
    }

    /**
     * What is waiting to be read though nobody asked for it, for an error message.
     *
     * @return the first octets of it, one character each
     */
    public String peek() throws IOException {
        if (position == limit && source.available() > 0) {
            fill();
        }
        return new String(buffer, position, Math.min(limit - position, 512), StandardCharsets.ISO_8859_1);
    }
}
