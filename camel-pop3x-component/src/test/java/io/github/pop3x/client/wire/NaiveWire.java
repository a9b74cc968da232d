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

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/** RFC 1939 §3 in plain words over all octets at once: what {@link WireInput} and {@link MultiLineBody} must amount to. */
final class NaiveWire {

    private String octets;

    NaiveWire(byte[] octets) {
        this.octets = new String(octets, StandardCharsets.ISO_8859_1);
    }

    /** A line up to LF, which must be CRLF and within the limit. */
    String line(int limit) throws IOException {
        int end = octets.indexOf('\n') + 1;
        if (end > limit || end == 0 && octets.length() >= limit) {
            throw new ProtocolException("too long");
        }
        if (end == 0) {
            throw new EOFException();
        }
        String line = take(end);
        if (!line.endsWith("\r\n")) {
            throw new ProtocolException("no CRLF");
        }
        return line.substring(0, end - 2);
    }

    /** Everything up to a dot alone on its line, each line's first dot removed. */
    String body() throws IOException {
        // The status line's CRLF stands before the first line: with it all lines begin alike.
        octets = "\r\n" + octets;
        int terminator = octets.indexOf("\r\n.\r\n");
        if (terminator < 0) {
            throw new EOFException();
        }
        String stuffed = take(terminator + 5);
        return stuffed.substring(0, terminator + 2).replace("\r\n.", "\r\n").substring(2);
    }

    int left() {
        return octets.length();
    }

    private String take(int count) {
        String taken = octets.substring(0, count);
        octets = octets.substring(count);
        return taken;
    }

    /** Gives octets in pieces of one size, as a slow connection does. */
    static InputStream inPieces(byte[] octets, int piece) {
        return new java.io.ByteArrayInputStream(octets) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, piece));
            }
        };
    }

    /** Reads a stream to its end by single octets and by arrays, in turn. */
    static String readInTurns(InputStream in, int array) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] target = new byte[array];
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            read.write(octet);
            read.write(target, 0, Math.max(0, in.read(target, 0, array)));
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }
}
