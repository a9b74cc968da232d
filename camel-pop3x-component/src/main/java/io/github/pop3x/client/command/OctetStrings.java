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
package io.github.pop3x.client.command;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Short strings of octets, one behind the other in blocks of one size: a listing of any length asks the collector for no
 * large piece of memory. Only the first block grows, so that a short listing takes little.
 */
final class OctetStrings {

    private static final int BLOCK = 64 * 1024;
    private static final int FIRST = 2 * 1024;
    private static final int LENGTH_OCTETS = 2;
    private static final int MOST_BLOCKS = Integer.MAX_VALUE / BLOCK;

    /** None longer is taken: what is longer than a block has no place, nor what the length does not tell. */
    static final int LONGEST = 512;

    private final List<byte[]> blocks = new ArrayList<>();
    /** How much of the last block is taken. */
    private int used = BLOCK;

    /**
     * Adds one.
     *
     * @param length at most {@link #LONGEST}
     * @return where {@link #at} finds it again
     * @throws ProtocolException if there are 2 GiB of them
     */
    int add(byte[] octets, int from, int length) throws ProtocolException {
        if (used + LENGTH_OCTETS + length > BLOCK) {
            if (blocks.size() == MOST_BLOCKS) {
                throw new ProtocolException("unique ids of 2 GiB together");
            }
            blocks.add(new byte[blocks.isEmpty() ? FIRST : BLOCK]);
            used = 0;
        }
        int last = blocks.size() - 1;
        if (used + LENGTH_OCTETS + length > blocks.get(last).length) {
            blocks.set(last, Arrays.copyOf(blocks.get(last), 2 * blocks.get(last).length));
        }
        byte[] block = blocks.get(last);
        int place = last * BLOCK + used;
        block[used++] = (byte) (length >> Byte.SIZE);
        block[used++] = (byte) length;
        System.arraycopy(octets, from, block, used, length);
        used += length;
        return place;
    }

    /** The string at a place that {@link #add} returned, a character for each octet. */
    String at(int place) {
        byte[] block = blocks.get(place / BLOCK);
        int start = place % BLOCK;
        int length = (block[start] & 0xff) << Byte.SIZE | block[start + 1] & 0xff;
        return new String(block, start + LENGTH_OCTETS, length, StandardCharsets.ISO_8859_1);
    }
}
