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
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.pop3x.io.Turn;

/**
 * The directory for files of messages: in a directory of this process alone, under the one that is configured, made
 * when the first large message needs it. On a file system with POSIX permissions only its owner can look into it, nor
 * read its files. Safe for any number of threads.
 */
public final class SpoolDirectory {

    private static final long BETWEEN_REQUESTS = TimeUnit.MINUTES.toNanos(1);

    private final Path parent;
    private final SpoolCipher cipher;
    private final Disk disk;
    private final Turn turn = new Turn("a spool directory is made within the making of one");
    private final AtomicLong requestedAt = new AtomicLong(System.nanoTime() - BETWEEN_REQUESTS);

    /** For the thread that has the turn; null before the first file, and after {@link #close}. */
    private ProcessDirectory own;

    /** What files are written to; tests fill it up. */
    @FunctionalInterface
    interface Disk {
        OutputStream write(OutputStream file);
    }

    /**
     * A place for octets as they are.
     *
     * @param parent under it, or null for the JVM's temporary directory
     */
    public SpoolDirectory(Path parent) {
        this(parent, null);
    }

    /**
     * A place.
     *
     * @param parent under it, or null for the JVM's temporary directory
     * @param cipher encrypts the files, as {@link javax.crypto.Cipher#getInstance(String)} takes it; null for octets as
     *     they are
     * @throws IllegalArgumentException if there is no such cipher
     */
    public SpoolDirectory(Path parent, String cipher) {
        this(parent, cipher, file -> file);
    }

    SpoolDirectory(Path parent, String cipher, Disk disk) {
        this.parent = parent == null ? Path.of(System.getProperty("java.io.tmpdir")) : parent;
        this.cipher = cipher == null ? null : new SpoolCipher(cipher);
        this.disk = disk;
    }

    /** A new, empty file. */
    SpoolFile newFile() throws SpoolException {
        try {
            ProcessDirectory directory = turn.call(this::reserved);
            return new SpoolFile(directory.newFile(), directory, cipher == null ? null : cipher.newKey(), disk);
        } catch (IOException e) {
            throw SpoolException.of("make a file", parent.toFile(), e);
        }
    }

    /** The directory of this process, with a place for one more file. */
    private ProcessDirectory reserved() throws IOException {
        if (own == null || !own.exists()) {
            own = ProcessDirectory.make(parent);
        }
        own.reserve();
        return own;
    }

    /**
     * Asks for a garbage collection, once a minute at most, since the disk is full: what routes have kept and lost, such as
     * the bodies of an aggregate, is released when the collector finds it, and the collector does not know of the disk.
     */
    void requestGarbageCollection() {
        long now = System.nanoTime();
        long last = requestedAt.get();
        if (now - last >= BETWEEN_REQUESTS && requestedAt.compareAndSet(last, now)) {
            System.gc();
        }
    }

    /**
     * Removes what processes left here that are dead. A directory is theirs if its lock is free, for a lock dies with
     * its process. What is not ours by name, owner and kind is never touched, and no link is followed.
     */
    public void removeLeftOvers() {
        new LeftOvers(parent).remove();
    }

    /**
     * Removes the directory as soon as no message is left in it. It is made again if another message comes.
     *
     * <p>Waits while another thread makes the directory.
     */
    public void close() {
        ProcessDirectory abandoned = turn.call(() -> {
            ProcessDirectory last = own;
            own = null;
            return last;
        });
        if (abandoned != null) {
            abandoned.abandon();
        }
    }
}
