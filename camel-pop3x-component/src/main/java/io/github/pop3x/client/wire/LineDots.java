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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the dots that start a line, eight octets at a time: a message is searched from end to end for them, and octet by
 * octet that takes more time than all the rest of its way into the spool.
 */
final class LineDots {

    private static final VarHandle EIGHT_OCTETS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LINE_FEEDS = '\n' * ONES;
    private static final long DOTS = '.' * ONES;

    private LineDots() {}

    /**
     * Finds the first dot that CRLF stands before.
     *
     * @param octets where to look, not null
     * @param from where the search begins: neither CR nor LF are looked for before it
     * @param to the index behind the last octet, at least {@code from}
     * @return the dot's index, or {@code to} if there is none
     * @throws IndexOutOfBoundsException if the search leaves the array
     */
    static int next(byte[] octets, int from, int to) {
        int i = from + 2;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long found = zeros(difference(octets, i - 1, LINE_FEEDS) | difference(octets, i, DOTS));
            if (found != 0) {
                int dot = i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
                // LF without CR is so rare that looking for all three each time costs more than going on here.
                if (octets[dot - 2] == '\r') {
                    return dot;
                }
                i = dot + 1 - Long.BYTES;
            }
        }
        for (; i < to; i++) {
            if (octets[i] == '.' && octets[i - 1] == '\n' && octets[i - 2] == '\r') {
                return i;
            }
        }
        return to;
    }

    /** Zero in each octet that is as the pattern says. */
    private static long difference(byte[] octets, int index, long pattern) {
        return (long) EIGHT_OCTETS.get(octets, index) ^ pattern;
    }

    /**
     * Nonzero if an octet is zero, and then its lowest bit is the high bit of the lowest one. Higher bits mean nothing: a
     * borrow may have set them.
     */
    private static long zeros(long octets) {
        return octets - ONES & ~octets & HIGH_BITS;
    }
}
