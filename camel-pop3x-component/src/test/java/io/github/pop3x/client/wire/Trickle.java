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

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;

/** A connection that gives its octets in pieces of chosen sizes, as networks do. */
final class Trickle extends InputStream {

    private final byte[] octets;
    private final IntUnaryOperator pieces;
    private int position;

    /**
     * @param octets all that will ever come
     * @param pieces asked for the size of the piece at each position, at least 1
     */
    Trickle(byte[] octets, IntUnaryOperator pieces) {
        this.octets = octets;
        this.pieces = pieces;
    }

    static WireInput input(String octets) {
        return input(octets, octets.length() + 1);
    }

    /** All pieces are of one size. */
    static WireInput input(String octets, int piece) {
        return new WireInput(
                new Trickle(octets.getBytes(StandardCharsets.ISO_8859_1), position -> piece), WireTap.NONE);
    }

    @Override
    public int read() {
        return position == octets.length ? -1 : octets[position++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (position == octets.length) {
            return -1;
        }
        int piece = Math.min(Math.min(length, octets.length - position), pieces.applyAsInt(position));
        System.arraycopy(octets, position, target, offset, piece);
        position += piece;
        return piece;
    }

    @Override
    public int available() {
        return octets.length - position;
    }
}
