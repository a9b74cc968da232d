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
import java.util.Arrays;

/**
 * The head of a message, or all of it, in one array. Every octet of the array is taken from the {@link SpoolMemory} before
 * it is allocated, while the array grows that of both. For one thread.
 */
final class MemoryBuffer implements AutoCloseable {

    private static final byte[] NONE = {};

    /** The first array where nothing is known of the size. */
    private static final int LEAST = 4 * 1024;

    /** No claim of a server makes the first array larger: sizes lie. */
    private static final int LARGEST_CLAIM = 1024 * 1024;

    private final SpoolMemory memory;
    private final int threshold;
    private byte[] octets = NONE;
    private int length;
    private int next = -1;

    /** @param threshold how large the array becomes */
    MemoryBuffer(SpoolMemory memory, int threshold) {
        this.memory = memory;
        this.threshold = threshold;
    }

    /**
     * Reads until the source ends, or until there is no room for more.
     *
     * @param announced the size that the server claims; where it is true the array is right from the start
     * @return whether the source has ended
     */
    boolean fill(InputStream source, long announced) throws IOException {
        growTo((int) Math.min(Math.max(announced, 0), Math.min(threshold, LARGEST_CLAIM)));
        while (true) {
            for (int count = 0; length < octets.length; length += count) {
                count = source.read(octets, length, octets.length - length);
                if (count < 0) {
                    return true;
                }
            }
            next = source.read();
            if (next < 0) {
                return true;
            }
            if (!growTo((int) Math.min(threshold, Math.max(LEAST, 2L * octets.length)))) {
                return false;
            }
            octets[length++] = (byte) next;
        }
    }

    private boolean growTo(int room) {
        if (room <= octets.length || !memory.take(room)) {
            return false;
        }
        int unused = room;
        try {
            int before = octets.length;
            octets = Arrays.copyOf(octets, room);
            unused = before;
            return true;
        } finally {
            // The JVM may have less memory than the spool: then the array is as it was.
            memory.giveBack(unused);
        }
    }

    /** Makes a message of what was read, and passes on to it what is taken of the memory. */
    SpooledMessage toMessage() {
        byte[] whole = length == octets.length ? octets : Arrays.copyOf(octets, length);
        SpooledMessage message = SpooledMessage.inMemory(whole, memory);
        memory.giveBack(octets.length - (long) length);
        octets = NONE;
        return message;
    }

    /**
     * Writes what was read.
     *
     * @return how many octets
     */
    long writeTo(OutputStream target) throws IOException {
        target.write(octets, 0, length);
        if (next < 0) {
            return length;
        }
        target.write(next);
        return length + 1L;
    }

    /** Gives back what no message has taken over. */
    @Override
    public void close() {
        memory.giveBack(octets.length);
        octets = NONE;
    }
}
