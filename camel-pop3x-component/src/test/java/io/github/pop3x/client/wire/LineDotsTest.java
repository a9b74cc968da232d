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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Eight octets at a time as the naive search finds them one by one. */
class LineDotsTest {

    private static final byte[] LINE_DOT = "\r\n.".getBytes(StandardCharsets.US_ASCII);

    /** Two words and what may lie around them. */
    private static final int LENGTH = 2 * Long.BYTES + 5;

    private static int naively(byte[] octets, int from, int to) {
        for (int dot = from + 2; dot < to; dot++) {
            if (Arrays.equals(octets, dot - 2, dot + 1, LINE_DOT, 0, 3)) {
                return dot;
            }
        }
        return to;
    }

    private static void assertFoundWithinAnyBounds(byte[] octets) {
        for (int from = 0; from <= octets.length; from++) {
            for (int to = from; to <= octets.length; to++) {
                int found = LineDots.next(octets, from, to);
                if (found != naively(octets, from, to)) {
                    assertEquals(naively(octets, from, to), found, Arrays.toString(octets) + " " + from + " to " + to);
                }
            }
        }
    }

    private static void put(byte[] octets, int place) {
        System.arraycopy(LINE_DOT, 0, octets, place, LINE_DOT.length);
    }

    @Test
    void noLineDotIsFoundAmongZeros() {
        for (int length = 0; length <= LENGTH; length++) {
            assertFoundWithinAnyBounds(new byte[length]);
        }
    }

    @Test
    void aLineDotIsFoundAtEveryPositionAmongAnyOctets() {
        for (int other = 0; other < 256; other++) {
            for (int place = 0; place <= LENGTH - LINE_DOT.length; place++) {
                byte[] octets = new byte[LENGTH];
                Arrays.fill(octets, (byte) other);
                put(octets, place);
                assertFoundWithinAnyBounds(octets);
            }
        }
    }

    @Test
    void theFirstOfTwoIsFound() {
        for (int first = 0; first <= LENGTH - LINE_DOT.length; first++) {
            for (int second = first + 1; second <= LENGTH - LINE_DOT.length; second++) {
                byte[] octets = new byte[LENGTH];
                put(octets, second);
                put(octets, first);
                assertFoundWithinAnyBounds(octets);
            }
        }
    }

    @Test
    void aSequenceThatDiffersInOneBitIsNotALineDot() {
        for (int place = 0; place <= LENGTH - LINE_DOT.length; place++) {
            for (int bit = 0; bit < LINE_DOT.length * Byte.SIZE; bit++) {
                byte[] octets = new byte[LENGTH];
                put(octets, place);
                octets[place + bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
                assertFoundWithinAnyBounds(octets);
            }
        }
    }

    @Test
    void aLineDotIsFoundAmongRandomDotsAndLineEnds() {
        Random random = new Random(1939);
        byte[] kinds = "\r\n./\f".getBytes(StandardCharsets.US_ASCII);
        for (int round = 0; round < 5_000; round++) {
            byte[] octets = new byte[LENGTH];
            for (int i = 0; i < octets.length; i++) {
                octets[i] = kinds[random.nextInt(kinds.length)];
            }
            assertFoundWithinAnyBounds(octets);
        }
    }

    @Test
    void octetsOutsideTheArrayAreNeverRead() {
        assertThrows(IndexOutOfBoundsException.class, () -> LineDots.next(new byte[9], 0, 10));
        assertThrows(IndexOutOfBoundsException.class, () -> LineDots.next(new byte[20], -3, 20));
    }
}
