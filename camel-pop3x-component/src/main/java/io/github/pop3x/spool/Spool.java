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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Stores messages: small ones in memory as long as there is some left, others in files of a
 * {@link SpoolDirectory}. Safe for any number of threads.
 */
public final class Spool {

    /** No array is much larger than this, so no message in memory is. */
    private static final int LARGEST_THRESHOLD = 1 << 30;

    private final int threshold;
    private final SpoolMemory memory;
    private final SpoolDirectory directory;

    /**
     * @param threshold octets up to which a message stays in memory
     * @param memory for those, shared with other spools
     * @param directory for those that are larger, or find no memory left
     * @throws IllegalArgumentException if the threshold is negative
     */
    public Spool(long threshold, SpoolMemory memory, SpoolDirectory directory) {
        if (threshold < 0) {
            throw new IllegalArgumentException("the spool threshold must not be negative: " + threshold);
        }
        this.threshold = (int) Math.min(threshold, LARGEST_THRESHOLD);
        this.memory = memory;
        this.directory = directory;
    }

    /** The octets up to which a message stays in memory. */
    public long threshold() {
        return threshold;
    }

    /**
     * Tells whether a message of so many octets would stay in memory now, as it does not need the disk: where that is
     * full, such messages can still be retrieved.
     */
    public boolean keepsInMemory(long octets) {
        return octets <= threshold && memory.has(octets);
    }

    /**
     * Reads a stream of unknown size to its end.
     *
     * @param source not closed
     * @return the octets, with one reference
     * @throws SpoolException if they cannot be kept here; the source is read in part
     * @throws IOException if the source fails; nothing is left behind
     */
    public SpooledMessage spool(InputStream source) throws IOException {
        return spool(source, 0);
    }

    /**
     * Reads a stream to its end.
     *
     * @param source not closed
     * @param announced the octets that are expected; a hint that may be wrong, 0 for none
     * @return the octets, with one reference
     * @throws SpoolException if they cannot be kept here; the source is read in part
     * @throws IOException if the source fails; nothing is left behind
     */
    public SpooledMessage spool(InputStream source, long announced) throws IOException {
        try (MemoryBuffer buffer = new MemoryBuffer(memory, threshold)) {
            return buffer.fill(source, announced) ? buffer.toMessage() : spoolToFile(buffer, source);
        }
    }

    private SpooledMessage spoolToFile(MemoryBuffer head, InputStream rest) throws IOException {
        SpoolFile file = directory.newFile();
        try {
            long length;
            try (OutputStream target = file.create()) {
                length = head.writeTo(target);
                head.close();
                length += rest.transferTo(target);
            }
            return SpooledMessage.inFile(file, length);
        } catch (IOException | RuntimeException | Error e) {
            file.remove();
            if (e instanceof SpoolException) {
                directory.requestGarbageCollection();
            }
            throw e;
        }
    }
}
