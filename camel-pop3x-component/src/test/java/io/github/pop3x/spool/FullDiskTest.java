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

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

import io.github.pop3x.testing.SmallDisk;
import io.github.pop3x.testing.SpoolFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A full disk is told as such, leaves nothing behind, and keeps back no message that finds room elsewhere. */
class FullDiskTest {

    private static final int LARGE = 3_000_000;

    @TempDir
    Path parent;

    private static SpooledMessage spool(Spool spool, int octets) throws IOException {
        return spool.spool(new ByteArrayInputStream(new byte[octets]));
    }

    private List<Path> files() throws IOException {
        return SpoolFiles.messages(parent);
    }

    /** Has room for so many octets, and breaks in the middle of a block. */
    private static OutputStream disk(OutputStream file, int room) {
        return new FilterOutputStream(file) {
            private int left = room;

            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                out.write(octets, offset, Math.min(left, length));
                if (length > left) {
                    throw new IOException("No space left on device");
                }
                left -= length;
            }
        };
    }

    @Test
    void aDiskThatIsFullAtTheVeryEndCutsNoMessageShort() throws IOException {
        for (String cipher : new String[] {null, "AES/CTR/NoPadding"}) {
            SpoolDirectory directory = new SpoolDirectory(parent, cipher, file -> disk(file, 1_000_000));
            Spool spool = new Spool(1_000, new SpoolMemory(10_000), directory);
            assertThrows(SpoolException.class, () -> spool(spool, 1_000_001), cipher);
            assertEquals(List.of(), files());
        }
    }

    @Test
    void aFileThatDoesNotFitIsRemovedAndTheNextOneThatDoesIsKept() throws IOException {
        for (String cipher : new String[] {null, "AES/CTR/NoPadding"}) {
            SpoolDirectory directory = new SpoolDirectory(parent, cipher, file -> disk(file, 1_000_000));
            SpoolMemory memory = new SpoolMemory(10_000);
            Spool spool = new Spool(1_000, memory, directory);
            SpoolException full = assertThrows(SpoolException.class, () -> spool(spool, LARGE));
            assertTrue(full.getMessage().contains("No space left on device"), full.getMessage());
            assertTrue(full.getMessage().contains("octets are free"), full.getMessage());
            assertTrue(full.getMessage().contains(parent.toString()), full.getMessage());
            assertTrue(full.getMessage().contains("set another spool directory"), full.getMessage());
            assertEquals(List.of(), files());
            assertEquals(0, memory.taken());
            SpooledMessage fits = spool(spool, 500_000);
            SpooledMessage small = spool(spool, 500);
            assertEquals(List.of(false, true), List.of(fits.isInMemory(), small.isInMemory()));
            fits.release();
            small.release();
            directory.close();
        }
    }

    @Test
    void aFileSystemThatIsReallyFull() throws IOException {
        try (SmallDisk disk = new SmallDisk(parent, "1m")) {
            SpoolDirectory directory = new SpoolDirectory(parent);
            Spool spool = new Spool(1_000, new SpoolMemory(10_000), directory);
            SpoolException full = assertThrows(SpoolException.class, () -> spool(spool, LARGE));
            assertTrue(full.getMessage().contains(parent.toString()), full.getMessage());
            assertEquals(List.of(), files());
            SpooledMessage fits = spool(spool, 500_000);
            SpooledMessage small = spool(spool, 500);
            assertEquals(List.of(false, true), List.of(fits.isInMemory(), small.isInMemory()));
            fits.release();
            small.release();
            disk.resize("16m");
            spool(spool, LARGE).release();
            directory.close();
        }
    }
}
