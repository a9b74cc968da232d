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
import java.io.OutputStream;
import java.net.ProtocolException;
import java.util.Objects;

/**
 * The octets of a multi-line reply with the stuffing removed (RFC 1939 §3), up to CRLF "." CRLF and nothing else.
 *
 * <p>They are given out in pieces that stay where they were received: text as far as the next dot that starts a line is
 * one piece. The state names what was read last. Only behind a dot, and where the receive buffer ends, does an octet
 * count by itself. A dot is special only at the start of a line, and only a CRLF makes one:
 *
 * <pre>
 *   state    octet '.'         octet CR        octet LF       other
 *   START    hold → DOT        → TEXT          → TEXT         → TEXT
 *   CR       → TEXT            → TEXT          give → START   → TEXT
 *   DOT      → TEXT            hold → DOT_CR   → TEXT         → TEXT           (the held dot was stuffing: dropped)
 *   DOT_CR   give CR → CR      give CR → CR    END            give CR → CR     (the held CR was text)
 *   TEXT     give all up to CRLF "." → START, CR or TEXT, as it ends
 * </pre>
 *
 * What is neither given nor held is looked at again in the new state. A bare LF or CR is text. The end of the connection
 * before the terminator is an error, never a short message.
 */
public final class MultiLineBody extends InputStream {

    private static final byte[] HELD_CR = {'\r'};

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

    /** The piece that is being given out: octets {@code from} to {@code to} of the receive buffer, or a held CR. */
    private byte[] piece = HELD_CR;

    private int from;
    private int to;

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

    /**
     * Waits for the next piece, unless there is something left of the last one.
     *
     * @return false if the terminator has been read
     * @throws EOFException if the connection ends before it
     * @throws ProtocolException if with this piece there are more octets than there may be
     */
    public boolean hasNext() throws IOException {
        while (from == to && state != State.END) {
            if (input.position() == input.limit() && !input.fill()) {
                throw new EOFException("connection closed within a multi-line reply, " + octets + " octets read");
            }
            advance();
        }
        if (to - from > maxOctets - octets) {
            throw new ProtocolException("message is longer than the limit of " + maxOctets + " octets");
        }
        return from < to;
    }

    /**
     * Gives out the piece that {@link #hasNext} found, all of it, from where it was received.
     *
     * @param target may look at the octets it is given, and must not keep the array
     * @throws IOException if the target fails; the piece is gone
     */
    public void writeNext(OutputStream target) throws IOException {
        int start = from;
        give(to - from);
        target.write(piece, start, to - start);
    }

    private void give(int count) {
        from += count;
        octets += count;
    }

    /** Goes on by one step: to another state, or to the next piece. */
    private void advance() {
        byte[] buffer = input.buffer();
        int next = input.position();
        byte octet = buffer[next];
        switch (state) {
            case TEXT -> {
                int stop = LineDots.next(buffer, next, input.limit());
                state = behind(buffer, next, stop);
                offer(stop - next);
            }
            case START -> {
                if (octet == '.') {
                    hold(State.DOT);
                } else {
                    state = State.TEXT;
                }
            }
            case CR -> {
                if (octet == '\n') {
                    state = State.START;
                    offer(1);
                } else {
                    state = State.TEXT;
                }
            }
            case DOT -> {
                if (octet == '\r') {
                    hold(State.DOT_CR);
                } else {
                    state = State.TEXT;
                }
            }
            case DOT_CR -> {
                if (octet == '\n') {
                    hold(State.END);
                } else {
                    state = State.CR;
                    piece = HELD_CR;
                    from = 0;
                    to = HELD_CR.length;
                }
            }
            default -> throw new AssertionError(state);
        }
    }

    private void hold(State next) {
        state = next;
        input.consume(1);
    }

    /** Makes the octets that come next the piece. They stay where they are, for nothing is received before it is given. */
    private void offer(int count) {
        piece = input.buffer();
        from = input.position();
        to = from + count;
        input.consume(count);
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
        if (!hasNext()) {
            return -1;
        }
        int count = Math.min(length, to - from);
        System.arraycopy(piece, from, target, offset, count);
        give(count);
        return count;
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
        long end = octets + budget;
        while (octets <= end && hasNext()) {
            give(to - from);
        }
        return octets <= end;
    }
}
