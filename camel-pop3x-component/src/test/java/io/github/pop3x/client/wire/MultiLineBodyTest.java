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
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MultiLineBodyTest {

    private static final String NEXT = "+OK next\r\n";

    /** The body, and that exactly the next reply is left behind it, in pieces of one, of two and of all octets. */
    private static void assertBody(String expected, String wire) throws IOException {
        for (int piece : new int[] {1, 2, wire.length() + NEXT.length()}) {
            WireInput input = Trickle.input(wire + NEXT, piece);
            MultiLineBody body = new MultiLineBody(input, Long.MAX_VALUE);
            assertEquals(expected, new String(body.readAllBytes(), StandardCharsets.ISO_8859_1));
            assertTrue(body.isEnded());
            assertEquals(expected.length(), body.octets());
            assertEquals("+OK next", input.readLine(512).toString());
        }
    }

    @Test
    void aLoneDotOnALineEndsIt() throws IOException {
        assertBody("one\r\ntwo\r\n", "one\r\ntwo\r\n.\r\n");
    }

    @Test
    void aLoneDotOnTheFirstLineMakesItEmpty() throws IOException {
        assertBody("", ".\r\n");
    }

    @Test
    void aDotThatStuffsALineIsRemoved() throws IOException {
        assertBody(".\r\n..\r\n.a\r\n", "..\r\n...\r\n..a\r\n.\r\n");
    }

    @Test
    void onlyTheFirstDotOfALineIsStuffing() throws IOException {
        assertBody("a.b..\r\n. c\r\n", "a.b..\r\n.. c\r\n.\r\n");
    }

    @Test
    void theOctetBehindAStuffingDotNeedNotBeADot() throws IOException {
        assertBody("a\r\nb\r\n", "a\r\n.b\r\n.\r\n");
    }

    @Test
    void aLineFeedAloneDoesNotMakeALine() throws IOException {
        assertBody("a\n.\nb\r\n", "a\n.\nb\r\n.\r\n");
        assertBody("a\n.\r\nb\r\n", "a\n.\r\nb\r\n.\r\n");
    }

    @Test
    void aCarriageReturnAloneDoesNotMakeALine() throws IOException {
        assertBody("a\r.\rb\r\n", "a\r.\rb\r\n.\r\n");
        assertBody("a\r\r\n", "a\r\r\n.\r\n");
        assertBody("\r\r\r\n.\r\n", "\r\r\r\n..\r\n.\r\n");
    }

    @Test
    void aDotAndACarriageReturnWithoutLineFeedAreText() throws IOException {
        assertBody("a\r\n\rX\r\n", "a\r\n.\rX\r\n.\r\n");
        assertBody("\r\r\n", ".\r\r\n.\r\n");
        assertBody("\r\r\n\r.\r\n", ".\r\r\n.\r.\r\n.\r\n");
    }

    @Test
    void aDotAndALineFeedAloneDoNotEndIt() throws IOException {
        assertBody("a\r\n\nb\r\n", "a\r\n.\nb\r\n.\r\n");
    }

    @Test
    void everyOctetPassesUnchanged() throws IOException {
        StringBuilder all = new StringBuilder("x");
        for (char octet = 0; octet < 256; octet++) {
            all.append(octet);
        }
        assertBody(all + "\r\n", all + "\r\n.\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''         | 0
            abc        | 3
            abc\\r\\n    | 5
            abc\\r\\n.   | 5
            abc\\r\\n.\\r | 5
            abc\\r\\n..  | 6
            """)
    void anEarlyEndOfTheConnectionReportsTheOctetsReceived(String escaped, int octets) {
        String wire = escaped.translateEscapes();
        for (int piece = 1; piece <= 8; piece += 7) {
            MultiLineBody body = new MultiLineBody(Trickle.input(wire, piece), Long.MAX_VALUE);
            EOFException cut = assertThrows(EOFException.class, body::readAllBytes);
            assertEquals("connection closed within a multi-line reply, " + octets + " octets read", cut.getMessage());
            assertFalse(body.isEnded());
        }
    }

    @Test
    void readsAfterTheEndReturnTheEnd() throws IOException {
        MultiLineBody body = new MultiLineBody(Trickle.input("a\r\n.\r\n" + NEXT), Long.MAX_VALUE);
        body.readAllBytes();
        assertEquals(-1, body.read());
        assertEquals(-1, body.read(new byte[10]));
        assertEquals(0, body.read(new byte[0]));
    }

    @Test
    void octetsAboveAsciiAreNotNegative() throws IOException {
        MultiLineBody body = new MultiLineBody(Trickle.input("\u00ff\u0080\r\n.\r\n"), Long.MAX_VALUE);
        assertEquals(0xff, body.read());
        assertEquals(0x80, body.read());
    }

    @Test
    void aReadFillsTheGivenPartOfTheArrayAndNoMore() throws IOException {
        MultiLineBody body = new MultiLineBody(Trickle.input("abcdef\r\n.\r\n"), Long.MAX_VALUE);
        byte[] target = "______".getBytes(StandardCharsets.US_ASCII);
        assertEquals(3, body.read(target, 2, 3));
        assertEquals("__abc_", new String(target, StandardCharsets.US_ASCII));
        assertThrows(IndexOutOfBoundsException.class, () -> body.read(target, 4, 3));
    }

    @Test
    void aBodyManyTimesLargerThanTheBufferIsReadWithAnArrayOfAnySize() throws IOException {
        String line = "x".repeat(99_998) + "\r\n";
        String wire = line.repeat(5) + ".\r\n";
        for (int size : new int[] {7_001, WireInput.BUFFER, 1_000_000}) {
            MultiLineBody body = new MultiLineBody(Trickle.input(wire), Long.MAX_VALUE);
            byte[] target = new byte[size];
            long total = 0;
            for (int count = body.read(target); count >= 0; count = body.read(target)) {
                total += count;
            }
            assertEquals(500_000, total);
        }
    }

    @Test
    void theLimitIsTheLastSizeThatIsAccepted() throws IOException {
        MultiLineBody exact = new MultiLineBody(Trickle.input("12345\r\n.\r\n"), 7);
        assertEquals(7, exact.readAllBytes().length);
        MultiLineBody larger = new MultiLineBody(Trickle.input("123456\r\n.\r\n"), 7);
        ProtocolException tooLong = assertThrows(ProtocolException.class, larger::readAllBytes);
        assertEquals("message is longer than the limit of 7 octets", tooLong.getMessage());
    }

    @Test
    void availableReturnsZero() {
        assertEquals(0, new MultiLineBody(Trickle.input("abc\r\n.\r\n"), Long.MAX_VALUE).available());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 8_192, 10_000, 65_536, 70_000})
    void drainingReachesTheEndWithinItsBudgetAndNotBeyond(int budget) throws IOException {
        String affordable = budget < 2 ? "" : "x".repeat(budget - 2) + "\r\n";
        WireInput input = Trickle.input(affordable + ".\r\n" + NEXT);
        assertTrue(new MultiLineBody(input, Long.MAX_VALUE).drain(budget));
        assertEquals("+OK next", input.readLine(512).toString());

        String tooMuch = "x".repeat(Math.max(0, budget - 1)) + "\r\n.\r\n";
        assertFalse(new MultiLineBody(Trickle.input(tooMuch), Long.MAX_VALUE).drain(budget));
    }

    @Test
    void drainingBehindTheEndTakesNothing() throws IOException {
        WireInput input = Trickle.input(".\r\n" + NEXT);
        MultiLineBody body = new MultiLineBody(input, Long.MAX_VALUE);
        assertEquals(-1, body.read());
        assertTrue(body.drain(100));
        assertEquals("+OK next", input.readLine(512).toString());
    }

    @Test
    void drainingTellsACutConnection() {
        MultiLineBody body = new MultiLineBody(Trickle.input("abc"), Long.MAX_VALUE);
        assertThrows(EOFException.class, () -> body.drain(100));
    }
}
