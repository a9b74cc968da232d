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
package io.github.pop3x.ledger.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A disk that counts what it is asked for, and refuses what it is told to. */
final class FaultyDisk implements JournalOutput.Opener {

    /** How often it was asked to sync. */
    final AtomicInteger syncs = new AtomicInteger();

    /** How many octets it still takes. */
    final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

    volatile boolean refusesSync;
    volatile boolean refusesTruncate;
    volatile Predicate<Path> refusesToOpen = file -> false;

    /** What a sync waits for, if anything. */
    volatile CountDownLatch gate;

    @Override
    public JournalOutput open(Path file, long position) throws IOException {
        refuse(refusesToOpen.test(file), "not opened");
        JournalOutput disk = JournalOutput.onDisk(file, position);
        return new JournalOutput() {
            @Override
            public void write(byte[] octets) throws IOException {
                // A full disk takes what still fits.
                int fits = (int) Math.min(octets.length, room.get());
                disk.write(Arrays.copyOf(octets, fits));
                room.addAndGet(-fits);
                refuse(fits < octets.length, "No space left on device");
            }

            @Override
            public void truncate(long length) throws IOException {
                refuse(refusesTruncate, "not truncated");
                disk.truncate(length);
            }

            @Override
            public void sync() throws IOException {
                syncs.incrementAndGet();
                CountDownLatch before = gate;
                if (before != null) {
                    try {
                        before.await();
                    } catch (InterruptedException e) {
                        throw new IOException("nobody interrupts a disk", e);
                    }
                }
                refuse(refusesSync, "Input/output error");
                disk.sync();
            }

            @Override
            public void close() throws IOException {
                disk.close();
            }
        };
    }

    private static void refuse(boolean refused, String message) throws IOException {
        if (refused) {
            throw new IOException(message);
        }
    }
}
