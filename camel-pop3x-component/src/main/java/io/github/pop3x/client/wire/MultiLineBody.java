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
import java.util.Objects;

/**
 * The octets of a multi-line reply with the stuffing removed (RFC 1939 §3), up to CRLF "." CRLF and nothing else.
 *
 * <p>The state names what was read last. Text is moved in one piece as far as the next dot that starts a line; only there,
 * and where a piece ends, does an octet count by itself. A dot is special only at the start of a line, and only a CRLF
 * makes one:
 *
 * <pre>
 *   state    octet '.'         octet CR        octet LF       other
 *   START    hold → DOT        → TEXT          → TEXT         → TEXT
 *   CR       → TEXT            → TEXT          emit → START   → TEXT
 *   DOT      → TEXT            hold → DOT_CR   → TEXT         → TEXT           (the held dot was stuffing: dropped)
 *   DOT_CR   emit CR → CR      emit CR → CR    END            emit CR → CR     (the held CR was text)
 *   TEXT     emit all up to CRLF "." → START, CR or TEXT, as it ends
 * </pre>
 *
 * What is neither emitted nor held is looked at again in the new state. A bare LF or CR is text. The end of the connection
 * before the terminator is an error, never a short message.
 */
public final class MultiLineBody extends InputStream {

    private enum State {
        START,
        TEXT,
        CR,
        DOT,
        DOT_CR,
        END
    }

    private final WireInput input;
    private final long maxOctets;
    private State state = State.START;
    private long octets;

    /**
     * @param input positioned behind the status line
     * @param maxOctets the most octets, unstuffed, that may be read
     */
    public MultiLineBody(WireInput input, long maxOctets) {
        this.input = input;
        this.maxOctets = maxOctets;
    }

    /** Tells whether the terminator has been read. */
    public boolean isEnded() {
        return state == State.END;
    }

    /** The number of octets given out so far. */
    public long octets() {
        return octets;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        int written = 0;
        while (written == 0 && state != State.END) {
            if (input.position == input.limit && !input.fill()) {
                throw new EOFException("connection closed within a multi-line reply, " + octets + " octets read");
            }
            written = unstuff(target, offset, length);
        }
        octets += written;
        if (octets > maxOctets) {
            throw new ProtocolException("message is longer than the limit of " + maxOctets + " octets");
        }
        return written == 0 ? -1 : written;
    }

    /** Moves octets from the receive buffer until it or the target is exhausted, or the terminator was read. */
    private int unstuff(byte[] target, int offset, int length) {
        byte[] source = input.buffer;
        int from = input.position;
        int to = offset;
        int end = offset + length;
        while (from < input.limit && to < end && state != State.END) {
            byte octet = source[from];
            switch (state) {
                case TEXT -> {
                    int stop = LineDots.next(source, from, Math.min(input.limit, from + end - to));
                    System.arraycopy(source, from, target, to, stop - from);
                    state = behind(source, from, stop);
                    to += stop - from;
                    from = stop;
                }
                case START -> {
                    if (octet == '.') {
                        state = State.DOT;
                        from++;
                    } else {
                        state = State.TEXT;
                    }
                }
                case CR -> {
                    if (octet == '\n') {
                        target[to++] = octet;
                        state = State.START;
                        from++;
                    } else {
                        state = State.TEXT;
                    }
                }
                case DOT -> {
                    if (octet == '\r') {
                        state = State.DOT_CR;
                        from++;
                    } else {
                        state = State.TEXT;
                    }
                }
                case DOT_CR -> {
                    if (octet == '\n') {
                        state = State.END;
                        from++;
                    } else {
                        target[to++] = '\r';
                        state = State.CR;
                    }
                }
                default -> throw new AssertionError(state);
            }
        }
        input.position = from;
        return to - offset;
    }

    /** The state behind a piece of text, which is never empty and, since it began in TEXT, stands behind no CR. */
    private static State behind(byte[] text, int from, int to) {
        byte last = text[to - 1];
        if (last == '\n' && to - from > 1 && text[to - 2] == '\r') {
            return State.START;
        }
        return last == '\r' ? State.CR : State.TEXT;
    }

    @Override
    public int available() {
        // Stuffed dots and the terminator make the buffered count an upper bound only; 0 promises nothing false.
        return 0;
    }

    /**
     * Reads on to the terminator and throws the octets away.
     *
     * @param budget how many octets may be thrown away
     * @return whether the terminator was reached within the budget
     */
    public boolean drain(int budget) throws IOException {
        byte[] waste = new byte[Math.max(1, Math.min(budget, 8192))];
        long left = budget;
        while (state != State.END && left >= 0) {
            int count = read(waste, 0, (int) Math.min(waste.length, left + 1));
            left -= Math.max(count, 0);
        }
        return state == State.END;
    }
}
