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
package io.github.pop3x.mime;

import java.io.IOException;
import java.io.InputStream;

/** A body that is decoded block by block while it is read. No more of it is in memory than two blocks. For one thread. */
abstract class DecodedOctets extends InputStream {

    /** How many encoded octets are decoded at once. */
    static final int BLOCK = 8 * 1024;

    private final InputStream encoded;
    private final byte[] source = new byte[BLOCK];
    private final byte[] target;
    private int position;
    private int available;
    private boolean exhausted;

    /**
     * @param encoded closed with this stream
     * @param room the largest number of octets that a block, or the end, can yield
     */
    DecodedOctets(InputStream encoded, int room) {
        this.encoded = encoded;
        this.target = new byte[room];
    }

    /** Decodes the first octets of a block, and returns how many octets were written to the target. */
    abstract int decode(byte[] block, int count, byte[] octets);

    /** Decodes what is left when no more octets come, and returns how many octets were written to the target. */
    abstract int finish(byte[] octets);

    @Override
    public int read() throws IOException {
        return prepare() ? target[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] octets, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!prepare()) {
            return -1;
        }
        int given = Math.min(count, available - position);
        System.arraycopy(target, position, octets, offset, given);
        position += given;
        return given;
    }

    private boolean prepare() throws IOException {
        while (position == available && !exhausted) {
            int count = encoded.read(source, 0, BLOCK);
            exhausted = count < 0;
            position = 0;
            available = exhausted ? finish(target) : decode(source, count, target);
        }
        return position < available;
    }

    @Override
    public void close() throws IOException {
        encoded.close();
    }
}
