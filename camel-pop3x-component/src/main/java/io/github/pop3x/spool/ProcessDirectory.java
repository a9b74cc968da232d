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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import io.github.pop3x.io.OwnerOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory that this process alone writes to, locked while it lives. Safe for any number of threads. */
final class ProcessDirectory {

    /** What the directories of all processes begin with. */
    static final String PREFIX = "pop3x-spool-";

    /** What those of this process begin with, whichever class loader this class comes from. */
    static final String PREFIX_OF_THIS_PROCESS = PREFIX
            + Long.toHexString(ProcessHandle.current().pid()) + "-"
            + Long.toHexString(ProcessHandle.current()
                    .info()
                    .startInstant()
                    .map(Instant::toEpochMilli)
                    .orElse(0L))
            + "-";

    private static final Logger LOG = LoggerFactory.getLogger(ProcessDirectory.class);
    private static final int TRIES = 10;

    private final Path path;
    private final SpoolLock lock;
    private final AtomicLong made = new AtomicLong();
    private int files;
    private boolean abandoned;

    private ProcessDirectory(Path path, SpoolLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /** A new directory, and its lock. */
    static ProcessDirectory make(Path parent) throws IOException {
        // A link to a directory is one, but not to createDirectories.
        if (!Files.isDirectory(parent)) {
            Files.createDirectories(parent);
        }
        for (int tries = 1; ; tries++) {
            Path path = Files.createTempDirectory(parent, PREFIX_OF_THIS_PROCESS, OwnerOnly.directory(parent));
            try {
                return new ProcessDirectory(path, SpoolLock.create(path, OwnerOnly.file(path)));
            } catch (NoSuchFileException taken) {
                // Until it is locked it looks like that of a dead process, and one that starts now may remove it.
                if (tries == TRIES) {
                    throw taken;
                }
            }
        }
    }

    boolean exists() {
        return Files.isDirectory(path);
    }

    /** Reserves the place of a file: the directory is not removed before the file is. Not after {@link #abandon}. */
    synchronized void reserve() {
        files++;
    }

    /** A new, empty file in a reserved place. */
    File newFile() throws IOException {
        Path file = path.resolve(LeftOvers.messageName(made.getAndIncrement()));
        boolean isMade = false;
        try {
            Files.createFile(file, OwnerOnly.file(path));
            isMade = true;
        } finally {
            if (!isMade) {
                release();
            }
        }
        return file.toFile();
    }

    /** Removes a file; that it is gone already is no failure. */
    void remove(File file) {
        try {
            Files.deleteIfExists(file.toPath());
        } catch (IOException e) {
            LOG.warn("Cannot remove the spool file {}: {}", file, e.getMessage());
        }
        release();
    }

    private void release() {
        boolean isLast;
        synchronized (this) {
            files--;
            isLast = abandoned && files == 0;
        }
        if (isLast) {
            removeDirectory();
        }
    }

    /** Removes the directory when the last of its files is removed. */
    void abandon() {
        int left;
        synchronized (this) {
            abandoned = true;
            left = files;
        }
        if (left == 0) {
            removeDirectory();
        } else {
            LOG.info("{} messages are still in use in {}", left, path);
        }
    }

    private void removeDirectory() {
        try {
            lock.remove();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("Cannot remove the spool directory {}: {}", path, e.getMessage());
        }
    }
}
