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

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Puts messages to rest: small ones in memory, larger ones in files of a {@link SpoolDirectory}. Safe for any number of
 * threads.
 */
public final class Spool {

    private static final int BLOCK = 64 * 1024;

    /** No array is much larger than this, so no message in memory is. */
    private static final int LARGEST_THRESHOLD = 1 << 30;

    private final int threshold;
    private final SpoolDirectory directory;

    /**
     * @param threshold octets up to which a message stays in memory
     * @param directory for those that are larger
     */
    public Spool(int threshold, SpoolDirectory directory) {
        if (threshold < 0) {
            throw new IllegalArgumentException("the spool threshold must not be negative: " + threshold);
        }
        this.threshold = Math.min(threshold, LARGEST_THRESHOLD);
        this.directory = directory;
    }

    /**
     * Reads a stream to its end.
     *
     * @param source not closed
     * @return the octets, with one reference
     * @throws SpoolException if they cannot be kept here
     * @throws IOException if the source fails; nothing is left behind
     */
    public SpooledMessage spool(InputStream source) throws IOException {
        byte[] block = new byte[Math.min(BLOCK, Math.max(threshold, 1024))];
        int length = 0;
        while (true) {
            if (length == block.length) {
                if (length > threshold) {
                    return spoolToFile(block, length, source);
                }
                block = Arrays.copyOf(block, (int) Math.min(threshold + 1, 2L * length));
            }
            int count = source.read(block, length, block.length - length);
            if (count < 0) {
                break;
            }
            length += count;
        }
        return length > threshold
                ? spoolToFile(block, length, InputStream.nullInputStream())
                : SpooledMessage.inMemory(Arrays.copyOf(block, length));
    }

    private SpooledMessage spoolToFile(byte[] head, int headLength, InputStream rest) throws IOException {
        File file = directory.newFile();
        try (OutputStream target = new FileOutputStream(file)) {
            long length = headLength;
            write(target, head, headLength, file);
            byte[] block = new byte[BLOCK];
            for (int count = rest.read(block); count >= 0; count = rest.read(block)) {
                write(target, block, count, file);
                length += count;
            }
            return SpooledMessage.inFile(file, length);
        } catch (IOException | RuntimeException e) {
            SpoolDirectory.remove(file);
            throw e;
        }
    }

    private static void write(OutputStream target, byte[] octets, int length, File file) throws SpoolException {
        try {
            target.write(octets, 0, length);
        } catch (IOException e) {
            throw new SpoolException(
                    "cannot write " + file + ": " + e.getMessage()
                            + ". Free space there, or set another spool directory; the message stays on the server",
                    e);
        }
    }
}
