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
import java.net.ProtocolException;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer of HTTP: its status code, and its body up to a bound.
 *
 * @param status 200 to 999
 * @param body as the server encoded it, without its transfer coding; not copied
 */
public record HttpAnswer(int status, byte[] body) {

    /** Longer ones count as the largest number. */
    private static final int MOST_DIGITS = 15;

    /** The longest line before a chunk, extensions included. */
    private static final int MAX_CHUNK_LINE = 256;

    /**
     * Reads an answer (RFC 9112 §6.3).
     *
     * @param most how many octets of the body are wanted; one more is read if there are more
     * @throws ProtocolException if it is not HTTP/1.1, or its body's end cannot be told
     * @throws EOFException if the connection ends before the answer does
     */
    static HttpAnswer read(WireInput input, int most) throws IOException {
        HttpHead head = HttpHead.read(() -> octet(input));
        return new HttpAnswer(head.status(), body(head, input, most));
    }

    private static byte[] body(HttpHead head, WireInput input, int most) throws IOException {
        if (head.status() == 204 || head.status() == 304) {
            return new byte[0];
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Optional<String> coding = head.field("transfer-encoding");
        Optional<String> length = head.field("content-length");
        if (coding.isPresent()) {
            if (!coding.get().toLowerCase(Locale.ROOT).equals("chunked")) {
                throw new ProtocolException("its answer has an unknown transfer coding");
            }
            readChunks(input, body, most);
        } else if (length.isPresent()) {
            readCounted(input, body, number(length.get(), 10, "Content-Length"), most);
        } else {
            readToTheEnd(input, body, most);
        }
        return body.toByteArray();
    }

    /** RFC 9112 §7.1. What follows the last chunk does not matter: nothing else is read from this connection. */
    private static void readChunks(WireInput input, ByteArrayOutputStream body, int most) throws IOException {
        long size = chunkSize(input);
        while (size > 0) {
            readCounted(input, body, size, most);
            if (body.size() > most) {
                return;
            }
            if (!line(input).isEmpty()) {
                throw new ProtocolException("a chunk of its answer is longer than it says");
            }
            size = chunkSize(input);
        }
    }

    private static long chunkSize(WireInput input) throws IOException {
        String line = line(input);
        int extension = line.indexOf(';');
        return number(extension < 0 ? line : line.substring(0, extension), 16, "chunk size");
    }

    private static String line(WireInput input) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = octet(input); octet != '\n'; octet = octet(input)) {
            if (line.length() == MAX_CHUNK_LINE) {
                throw new ProtocolException("its answer has a chunk size that is too long");
            }
            line.append((char) octet);
        }
        return line.toString().strip();
    }

    private static long number(String text, int radix, String name) throws ProtocolException {
        String digits = text.strip();
        if (digits.isEmpty() || digits.chars().anyMatch(digit -> Character.digit(digit, radix) < 0)) {
            throw new ProtocolException("its answer has a malformed " + name);
        }
        return digits.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits, radix);
    }

    private static void readCounted(WireInput input, ByteArrayOutputStream body, long count, int most)
            throws IOException {
        for (long left = count; left > 0 && body.size() <= most; left--) {
            body.write(octet(input));
        }
    }

    private static void readToTheEnd(WireInput input, ByteArrayOutputStream body, int most) throws IOException {
        while (body.size() <= most && hasMore(input)) {
            body.write(octet(input));
        }
    }

    private static boolean hasMore(WireInput input) throws IOException {
        return input.position() < input.limit() || input.fill();
    }

    private static int octet(WireInput input) throws IOException {
        if (!hasMore(input)) {
            throw new EOFException("it closed the connection before the end of its answer");
        }
        int octet = input.buffer()[input.position()] & 0xff;
        input.consume(1);
        return octet;
    }
}
