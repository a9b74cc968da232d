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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WireInputTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1000})
    void linesComeOneByOneHoweverTheOctetsCome(int piece) throws IOException {
        WireInput input = Trickle.input("+OK ready\r\n\r\n+OK a longer line than the first\r\n.\r\n", piece);
        assertEquals("+OK ready", input.readLine(512).toString());
        assertEquals("", input.readLine(512).toString());
        assertEquals("+OK a longer line than the first", input.readLine(512).toString());
        assertTrue(input.readLine(512).isTerminator());
        assertTrue(input.isEmpty());
    }

    @Test
    void eachReplyIsFoundWhereTheOneBeforeItWasReadToItsEnd() throws IOException {
        String wire = "+OK the first reply is the longest\r\n+OK\r\n-ERR\r\n";
        int[] ends = {36, 41, 47};
        InputStream inReplies = new Trickle(
                wire.getBytes(StandardCharsets.US_ASCII),
                position -> (position < ends[0] ? ends[0] : position < ends[1] ? ends[1] : ends[2]) - position);
        WireInput input = new WireInput(inReplies, WireTap.NONE);
        assertEquals("+OK the first reply is the longest", input.readLine(512).toString());
        assertEquals("+OK", input.readLine(512).toString());
        assertEquals("-ERR", input.readLine(512).toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void theLimitIsTheLongestLineThatIsAcceptedWithItsCrlf(int piece) throws IOException {
        String longest = "x".repeat(510);
        assertEquals(
                longest, Trickle.input(longest + "\r\n", piece).readLine(512).toString());
        WireInput longer = Trickle.input(longest + "x\r\n", piece);
        ProtocolException tooLong = assertThrows(ProtocolException.class, () -> longer.readLine(512));
        assertEquals("reply line is longer than the limit of 512 octets", tooLong.getMessage());
    }

    @Test
    void aLineWithoutEndIsRefusedAtTheLimitAndNotReadOn() {
        AtomicInteger octets = new AtomicInteger();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                octets.incrementAndGet();
                target[offset] = 'x';
                return 1;
            }
        };
        WireInput input = new WireInput(endless, WireTap.NONE);
        assertThrows(ProtocolException.class, () -> input.readLine(512));
        assertEquals(512, octets.get());
    }

    @Test
    void aLineMayFillTheWholeBuffer() throws IOException {
        String whole = "x".repeat(WireInput.BUFFER - 2);
        WireInput input = Trickle.input("+OK\r\n" + whole + "\r\n+OK\r\n");
        assertEquals("+OK", input.readLine(512).toString());
        assertEquals(whole, input.readLine(WireInput.BUFFER).toString());
        assertEquals("+OK", input.readLine(512).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"+OK\n", "\n", "+OK\r\r\n\n"})
    void aLineFeedAloneEndsNoReply(String wire) {
        WireInput input = Trickle.input(wire);
        ProtocolException bare = assertThrows(ProtocolException.class, () -> {
            while (true) {
                input.readLine(512);
            }
        });
        assertEquals("line ends with LF alone where RFC 1939 demands CRLF", bare.getMessage());
    }

    @Test
    void theEndBetweenLinesAndWithinALineDiffer() throws IOException {
        WireInput between = Trickle.input("+OK\r\n");
        between.readLine(512);
        assertEquals(
                "connection closed by the server",
                assertThrows(EOFException.class, () -> between.readLine(512)).getMessage());
        WireInput within = Trickle.input("+OK\r\n+O");
        within.readLine(512);
        assertEquals(
                "connection closed within a line",
                assertThrows(EOFException.class, () -> within.readLine(512)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {-40, -9, -8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 40})
    void aLineMayLieAcrossTheEndOfTheBuffer(int shift) throws IOException {
        String body = "y".repeat(WireInput.BUFFER + shift) + "\r\n";
        WireInput input = Trickle.input((body + ".\r\n+OK wrapped\r\n").repeat(3));
        for (int i = 0; i < 3; i++) {
            MultiLineBody message = new MultiLineBody(input, Long.MAX_VALUE);
            assertEquals(body.length(), message.readAllBytes().length);
            assertEquals("+OK wrapped", input.readLine(512).toString());
        }
    }

    @Test
    void unexpectedOctetsArePeekedWithoutBeingConsumed() throws IOException {
        WireInput input = Trickle.input("+OK\r\n-ERR unsolicited \u00e9\r\n", 5);
        assertFalse(input.isEmpty());
        input.readLine(512);
        assertFalse(input.isEmpty());
        assertEquals("-ERR ", input.peek());
        assertEquals("-ERR ", input.peek());
        assertEquals("-ERR unsolicited \u00e9", input.readLine(512).toString());
        assertTrue(input.isEmpty());
        assertEquals("", input.peek());
    }

    @Test
    void peekingShowsABoundedPiece() throws IOException {
        assertEquals(512, Trickle.input("z".repeat(10_000)).peek().length());
    }

    @Test
    void theTapSeesEveryLineAndNoBody() throws IOException {
        List<String> seen = new ArrayList<>();
        WireTap tap = new WireTap() {
            @Override
            public void sent(String line) {
                throw new AssertionError(line);
            }

            @Override
            public void received(WireLine line) {
                seen.add(line.toString());
            }
        };
        byte[] wire = "+OK\r\nprivate\r\n.\r\n+OK bye\r\n".getBytes(StandardCharsets.US_ASCII);
        WireInput input = new WireInput(new Trickle(wire, position -> 4), tap);
        input.readLine(512);
        new MultiLineBody(input, Long.MAX_VALUE).readAllBytes();
        input.readLine(512);
        assertEquals(List.of("+OK", "+OK bye"), seen);
    }

    @Test
    void aLineKnowsItsStuffing() throws IOException {
        WireInput input = Trickle.input("..\r\n.\r\n\r\nx.\r\n");
        WireLine stuffed = input.readLine(512);
        assertFalse(stuffed.isTerminator());
        assertEquals(stuffed.from() + 1, stuffed.unstuffed());
        assertTrue(input.readLine(512).isTerminator());
        WireLine empty = input.readLine(512);
        assertFalse(empty.isTerminator());
        assertEquals(empty.from(), empty.unstuffed());
        WireLine plain = input.readLine(512);
        assertEquals(plain.from(), plain.unstuffed());
    }

    @Test
    void octetsAreConsumedOnlyAsFarAsTheyCame() throws IOException {
        WireInput input = Trickle.input("+OK\r\n");
        assertTrue(input.fill());
        input.consume(0);
        input.consume(3);
        assertEquals("\r\n", new String(input.buffer(), input.position(), input.limit() - input.position(), US_ASCII));
        assertThrows(IndexOutOfBoundsException.class, () -> input.consume(3));
        assertThrows(IndexOutOfBoundsException.class, () -> input.consume(-1));
        input.consume(2);
        assertTrue(input.isEmpty());
    }
}
