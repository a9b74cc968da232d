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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static io.github.pop3x.spool.BlockOutputStream.BLOCK;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever the pieces, the octets are the same and the disk sees blocks. */
class BlockOutputStreamTest {

    private static final long SEED = Long.getLong("pop3x.seed", 20261122);

    /** Remembers how long each write was, and may be full. */
    private static final class Disk extends OutputStream {
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
        private final List<Integer> writes = new ArrayList<>();
        private boolean full;
        private boolean closed;

        @Override
        public void write(int octet) {
            throw new AssertionError("octet by octet");
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            writes.add(length);
            octets.write(source, offset, length);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final Disk disk = new Disk();
    private final BlockOutputStream file = new BlockOutputStream(disk);

    @Test
    void allIsWrittenInOrderAndInBlocks() throws IOException {
        Random random = new Random(SEED);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (int i = 0; i < 200; i++) {
            byte[] piece = new byte[random.nextInt(random.nextInt(10) == 0 ? 3 * BLOCK : 70_000)];
            random.nextBytes(piece);
            int from = random.nextInt(piece.length + 1);
            file.write(piece, from, piece.length - from);
            file.write(i);
            file.flush();
            expected.write(piece, from, piece.length - from);
            expected.write(i);
        }
        file.close();
        assertArrayEquals(expected.toByteArray(), disk.octets.toByteArray(), "-Dpop3x.seed=" + SEED);
        assertTrue(disk.writes.subList(0, disk.writes.size() - 1).stream().allMatch(length -> length == BLOCK));
        assertTrue(disk.closed);
    }

    @Test
    void aWholeBlockIsWrittenAtOnceAndNothingBehindIt() throws IOException {
        file.write(new byte[BLOCK]);
        assertEquals(List.of(BLOCK), disk.writes);
        file.close();
        assertEquals(List.of(BLOCK), disk.writes);
    }

    @Test
    void aFullDiskAtTheLastBlockIsReportedAndTheFileClosed() throws IOException {
        file.write(1);
        disk.full = true;
        assertThrows(IOException.class, file::close);
        assertTrue(disk.closed);
    }

    @Test
    void aFailedWriteIsNotRetried() throws IOException {
        disk.full = true;
        assertThrows(IOException.class, () -> file.write(new byte[BLOCK + 1]));
        disk.full = false;
        file.close();
        assertEquals(List.of(), disk.writes);
    }
}
