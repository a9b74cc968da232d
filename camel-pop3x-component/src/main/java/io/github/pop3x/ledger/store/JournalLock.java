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

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.pop3x.io.Uninterruptible;

/**
 * One writer a journal: a lock on a file beside it, that the operating system takes back when the process ends however
 * it ends. The file stays, and names the process that had it last.
 *
 * <p>While it is held nothing of this process may open and close the lock file: POSIX gives all of a process' locks on a
 * file up with the first of its descriptors that is closed. Hence the system properties that name the locks held in
 * this process are asked first: another copy of this library, in another class loader, sees them.
 */
final class JournalLock implements Closeable {

    private static final String NAME = "ledger.lock";

    /** Begins the system property that names a lock held in this process; other class loaders see it, too. */
    private static final String HELD = "io.github.pop3x.journal.";

    /** The value of these properties: it tells which copy of this library has the lock. */
    private static final String OWNER = UUID.randomUUID().toString();

    /** The last octet that a file can have: where locks are mandatory, the process id before it stays readable. */
    private static final long LOCKED_OCTET = Long.MAX_VALUE - 1;

    private final Path path;
    private final RandomAccessFile file;
    private final AtomicBoolean closed = new AtomicBoolean();

    private JournalLock(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Takes the lock, or fails with a sentence that tells who has it.
     *
     * @param directory its real path
     */
    static JournalLock take(Path directory) throws IOException {
        Path path = directory.resolve(NAME);
        String name = HELD + path;
        Object other = System.getProperties().putIfAbsent(name, OWNER);
        if (other != null && !other.equals(OWNER)) {
            throw new IOException(
                    "The journal in " + directory + " is open already in this process, by another copy of this"
                            + " library: give each copy a directory of its own.");
        }
        if (other != null) {
            throw new IOException("The journal in " + directory + " is open already in this process: one directory"
                    + " serves one Camel context; give the other a directory of its own.");
        }
        try {
            return Uninterruptible.call("journal-lock", () -> lock(directory, path));
        } catch (IOException | RuntimeException | Error e) {
            System.getProperties().remove(name, OWNER);
            throw e;
        }
    }

    private static JournalLock lock(Path directory, Path path) throws IOException {
        if (!Files.exists(path)) {
            PrivateFiles.create(path);
        }
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            FileLock lock = tryLock(directory, file);
            if (lock == null) {
                throw new IOException("The journal in " + directory + " is open in another process" + holder(file)
                        + ": stop that one, or give this one a directory of its own.");
            }
            file.setLength(0);
            file.write((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII));
            return new JournalLock(path, file);
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    private static FileLock tryLock(Path directory, RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock(LOCKED_OCTET, 1, false);
        } catch (OverlappingFileLockException e) {
            throw new IOException(
                    "The journal in " + directory + " is open already in this process, by another copy of this"
                            + " library: give each copy a directory of its own.",
                    e);
        }
    }

    private static String holder(RandomAccessFile file) throws IOException {
        String pid = file.readLine();
        return pid != null && pid.matches("[0-9]{1,19}") ? " (process " + pid + ")" : "";
    }

    /** Gives the lock back; another call does nothing, for somebody else may have it by then. */
    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            try {
                file.close();
            } finally {
                System.getProperties().remove(HELD + path, OWNER);
            }
        }
    }
}
