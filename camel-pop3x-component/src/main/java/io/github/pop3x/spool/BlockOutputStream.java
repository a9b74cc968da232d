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
package io.github.pop3x.spool;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes in whole blocks, of which only the last may be shorter. A message comes from the network in pieces of any length,
 * and a page cache keeps what is written in whole blocks in larger units: to write, read and remove a large file takes a
 * third less time. What could not be written is lost; {@link #flush} does not cut a block short.
 */
final class BlockOutputStream extends FilterOutputStream {

    static final int BLOCK = 128 * 1024;

    private final byte[] block = new byte[BLOCK];
    private int used;

    /** @param target an empty file, closed with this */
    BlockOutputStream(OutputStream target) {
        super(target);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        int from = offset;
        for (int left = length; left > 0; left = offset + length - from) {
            if (used == 0 && left >= BLOCK) {
                out.write(octets, from, BLOCK);
                from += BLOCK;
            } else {
                int count = Math.min(left, BLOCK - used);
                System.arraycopy(octets, from, block, used, count);
                used += count;
                from += count;
                writeIf(used == BLOCK);
            }
        }
    }

    private void writeIf(boolean due) throws IOException {
        if (due) {
            int count = used;
            used = 0;
            out.write(block, 0, count);
        }
    }

    @Override
    public void flush() {
        // Nobody reads the file before it is closed.
    }

    @Override
    public void close() throws IOException {
        try {
            writeIf(used > 0);
        } finally {
            out.close();
        }
    }
}
