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
package io.github.pop3x.benchmark.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.CRC32;

/**
 * Counts the messages of one round and their octets, and throws them away. Thread-safe: routes run on threads of their
 * own.
 */
public final class Tally {

    /** One a thread and not one a message: reading must cost the contender nothing but its own work. */
    private static final ThreadLocal<byte[]> CHUNK = ThreadLocal.withInitial(() -> new byte[64 * 1024]);

    private final boolean checked;
    private final CountDownLatch toCome;
    private long messages;
    private long octets;
    private long checksum;

    /**
     * @param expected how many messages are to come
     * @param checked whether to sum checksums up
     */
    public Tally(int expected, boolean checked) {
        this.toCome = new CountDownLatch(expected);
        this.checked = checked;
    }

    /** Reads a message to its end and counts it. The stream stays open. */
    public void message(InputStream message) throws IOException {
        Sink sink = new Sink();
        byte[] chunk = CHUNK.get();
        for (int count = message.read(chunk); count >= 0; count = message.read(chunk)) {
            sink.write(chunk, 0, count);
        }
        message(sink);
    }

    /** Counts a message that was written into a sink. */
    public void message(Sink sink) {
        synchronized (this) {
            messages++;
            octets += sink.octets;
            checksum += sink.crc.getValue();
        }
        toCome.countDown();
    }

    /** Takes one message. */
    public Sink sink() {
        return new Sink();
    }

    /**
     * Waits until the expected number of messages was counted.
     *
     * @throws TimeoutException if they do not come
     */
    public void await(long timeout, TimeUnit unit) throws InterruptedException, TimeoutException {
        if (!toCome.await(timeout, unit)) {
            throw new TimeoutException(toCome.getCount() + " messages did not come");
        }
    }

    /** How many messages were counted. */
    public synchronized long messages() {
        return messages;
    }

    /** How many octets they had together. */
    public synchronized long octets() {
        return octets;
    }

    /** The sum of their CRC-32, 0 unless checked. */
    public synchronized long checksum() {
        return checksum;
    }

    /** Counts octets and throws them away. For one thread. */
    public final class Sink extends OutputStream {

        private final CRC32 crc = new CRC32();
        private long octets;

        private Sink() {}

        @Override
        public void write(int octet) {
            octets++;
            if (checked) {
                crc.update(octet);
            }
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            octets += length;
            if (checked) {
                crc.update(source, offset, length);
            }
        }
    }
}
