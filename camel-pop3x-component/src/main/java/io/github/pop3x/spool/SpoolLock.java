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
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

import io.github.pop3x.io.Uninterruptible;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock on a spool directory: a file in it that is locked as long as the process lives that made it, and that the
 * operating system unlocks when it is dead, however it died. Process ids would not do: containers that share a volume do
 * not share them.
 */
final class SpoolLock {

    static final String NAME = "owner.lock";

    private static final String THREAD = "spool-lock";

    private static final Logger LOG = LoggerFactory.getLogger(SpoolLock.class);

    private final Path file;
    private final FileChannel channel;

    private SpoolLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Locks a new directory.
     *
     * @throws NoSuchFileException if another process took it for a dead one's before it was locked
     */
    static SpoolLock create(Path directory, FileAttribute<?>[] permissions) throws IOException {
        Path file = directory.resolve(NAME);
        return Uninterruptible.call(THREAD, () -> {
            FileChannel channel = FileChannel.open(
                    file, Set.<OpenOption>of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions);
            // The other process removes the file while it has the lock, so what is here once the lock is ours stays.
            if (!isLocked(channel, file) || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                channel.close();
                throw new NoSuchFileException(file.toString());
            }
            return new SpoolLock(file, channel);
        });
    }

    private static boolean isLocked(FileChannel channel, Path file) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (IOException e) {
            LOG.warn(
                    "Cannot lock {} ({}): what this process leaves if it is killed will not be removed",
                    file,
                    e.getMessage());
            return true;
        }
    }

    /**
     * Takes the lock of a dead process over.
     *
     * @return null if the process lives
     * @throws NoSuchFileException if the directory has no lock
     */
    static SpoolLock takeOver(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        return Uninterruptible.call(THREAD, () -> {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return new SpoolLock(file, channel);
                }
            } catch (OverlappingFileLockException ofThisProcess) {
                LOG.debug("{} is locked here", file, ofThisProcess);
            } catch (IOException e) {
                LOG.debug("{} cannot be locked, so whether its process lives cannot be known", file, e);
            }
            channel.close();
            return null;
        });
    }

    /** Removes the file, then unlocks it. */
    void remove() throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        }
    }
}
