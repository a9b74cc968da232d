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
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;

import io.github.pop3x.testing.SpoolFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SpoolTest {

    @TempDir
    Path parent;

    private Spool spool(int threshold) {
        return new Spool(threshold, new SpoolMemory(Long.MAX_VALUE), new SpoolDirectory(parent));
    }

    private static byte[] octets(int length) {
        byte[] octets = new byte[length];
        new Random(length).nextBytes(octets);
        return octets;
    }

    private List<Path> files() throws IOException {
        return SpoolFiles.messages(parent);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, true",
        "0, 1, false",
        "10, 10, true",
        "10, 11, false",
        "1024, 1024, true",
        "1024, 1025, false",
        "65536, 65536, true",
        "65536, 65537, false",
        "131072, 131072, true",
        "131072, 131073, false",
        "131072, 1000000, false",
        "10, 1023, false",
        "10, 1024, false",
        "10, 1025, false",
    })
    void theThresholdIsTheLargestSizeThatStaysInMemory(int threshold, int size, boolean inMemory) throws IOException {
        byte[] octets = octets(size);
        SpooledMessage message = spool(threshold).spool(new ByteArrayInputStream(octets));
        assertEquals(inMemory, message.isInMemory());
        assertEquals(size, message.length());
        assertEquals(inMemory ? 0 : 1, files().size());
        for (int reading = 0; reading < 2; reading++) {
            try (InputStream in = message.open()) {
                assertArrayEquals(octets, in.readAllBytes());
            }
        }
        message.release();
        assertEquals(List.of(), files());
    }

    @Test
    void aSourceThatTricklesIsSpooledAlike() throws IOException {
        byte[] octets = octets(5_000);
        InputStream trickle = new ByteArrayInputStream(octets) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 7));
            }
        };
        SpooledMessage message = spool(2_000).spool(trickle);
        try (InputStream in = message.open()) {
            assertArrayEquals(octets, in.readAllBytes());
        }
        message.release();
    }

    @Test
    void theLargestThresholdThereIsKeepsALargeMessageInMemory() throws IOException {
        byte[] octets = octets(3_000_000);
        SpooledMessage message = spool(Integer.MAX_VALUE).spool(new ByteArrayInputStream(octets));
        assertTrue(message.isInMemory());
        assertEquals(octets.length, message.length());
    }

    @Test
    void aNegativeThresholdIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> spool(-1));
    }

    @Test
    void onlyItsOwnerMayLookIntoTheDirectoryAndReadItsFiles() throws IOException {
        SpooledMessage message = spool(0).spool(new ByteArrayInputStream(octets(10)));
        Path file = files().get(0);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        message.release();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 200_000})
    void aSourceThatFailsMidwayLeavesNothingBehind(int before) throws IOException {
        IOException cut = new IOException("connection closed");
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(octets(before)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw cut;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw cut;
            }
        });
        assertSame(cut, assertThrows(IOException.class, () -> spool(50).spool(failing)));
        assertEquals(List.of(), files());
    }

    @Test
    void anUnwritableDirectoryIsReportedWithAdvice() throws IOException {
        Path notADirectory = Files.createFile(parent.resolve("file"));
        Spool spool = new Spool(0, new SpoolMemory(1000), new SpoolDirectory(notADirectory));
        SpoolException refused =
                assertThrows(SpoolException.class, () -> spool.spool(new ByteArrayInputStream(octets(10))));
        assertTrue(refused.getMessage().contains(notADirectory.toString()), refused.getMessage());
        assertTrue(refused.getMessage().contains("set another spool directory"), refused.getMessage());
        assertTrue(spool.spool(new ByteArrayInputStream(new byte[0])).isInMemory());
    }

    @Test
    void aMissingPlaceIsMadeAndMadeAgain() throws IOException {
        SpoolDirectory directory = new SpoolDirectory(parent.resolve("a/b"));
        Spool spool = new Spool(0, new SpoolMemory(1000), directory);
        SpooledMessage first = spool.spool(new ByteArrayInputStream(octets(10)));
        Path made = files().get(0).getParent();
        directory.close();
        assertTrue(Files.exists(made), "a message is still in use");
        first.release();
        directory.close();
        assertFalse(Files.exists(made));
        spool.spool(new ByteArrayInputStream(octets(10))).release();
        directory.close();
    }

    @Test
    void aReleasedMessageCannotBeOpened() throws IOException {
        for (int threshold : new int[] {0, 100}) {
            SpooledMessage message = spool(threshold).spool(new ByteArrayInputStream(octets(10)));
            assertTrue(message.tryRetain());
            message.release();
            message.open().close();
            message.release();
            message.release();
            assertThrows(IOException.class, message::open);
            assertFalse(message.tryRetain());
        }
    }

    @Test
    void anInterruptedThreadCanWriteAndRead() throws IOException {
        byte[] octets = octets(300_000);
        Thread.currentThread().interrupt();
        try {
            SpooledMessage message = spool(10).spool(new ByteArrayInputStream(octets));
            try (InputStream in = message.open()) {
                assertArrayEquals(octets, in.readAllBytes());
            }
            message.release();
            assertTrue(Thread.currentThread().isInterrupted());
        } finally {
            Thread.interrupted();
        }
    }
}
