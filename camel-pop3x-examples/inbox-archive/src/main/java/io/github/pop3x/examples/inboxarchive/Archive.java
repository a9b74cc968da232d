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
package io.github.pop3x.examples.inboxarchive;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A directory of mails, one file each, named by {@link FileNames}.
 *
 * <p>A mail is written under a temporary name, synced to the disk, and only then given its own name: under that name
 * there is a whole mail or nothing. A file that exists is never replaced.
 */
final class Archive {

    private static final boolean SYNCS_DIRECTORIES =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path directory;

    /**
     * A mail that is safe on the disk.
     *
     * @param file where it is
     * @param octets its size
     * @param fresh false if it was there already, octet for octet
     */
    record Stored(Path file, long octets, boolean fresh) {}

    /**
     * Opens the archive.
     *
     * @param directory made if it does not exist
     * @throws IOException if it cannot be made
     */
    Archive(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /** Where the mails are. */
    Path directory() {
        return directory;
    }

    /**
     * Writes a mail. Where its name is taken by the same octets nothing is left to do; where it is taken by others, by
     * an earlier mail under the same unique-id, the name gets a number.
     *
     * @param uid names the file
     * @param octets read to the end
     * @return once it is safe on the disk
     * @throws IOException if it could not be written; nothing of it is left behind
     */
    Stored store(String uid, InputStream octets) throws IOException {
        String name = FileNames.of(uid);
        // A leading dot: no mail has such a name.
        Path part = Files.createTempFile(directory, ".", ".part");
        try {
            long size = write(part, octets);
            Stored stored = publish(part, name, size);
            syncDirectory();
            return stored;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static long write(Path part, InputStream octets) throws IOException {
        // Not a FileChannel: an interrupt, with which Camel ends its threads, would close it.
        try (FileOutputStream out = new FileOutputStream(part.toFile())) {
            long size = octets.transferTo(out);
            out.getFD().sync();
            return size;
        }
    }

    private Stored publish(Path part, String name, long size) throws IOException {
        for (int copy = 1; ; copy++) {
            Path file = directory.resolve(copy == 1 ? name : name + '~' + copy);
            if (tryName(part, file)) {
                return new Stored(file, size, true);
            }
            if (Files.isRegularFile(file) && Files.mismatch(part, file) == -1) {
                return new Stored(file, size, false);
            }
        }
    }

    /** Gives a written file its name, at once and without replacing another; false if the name is taken. */
    private static boolean tryName(Path part, Path file) throws IOException {
        try {
            Files.createLink(file, part);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        } catch (FileSystemException | UnsupportedOperationException noLinksHere) {
            return tryMove(part, file);
        }
    }

    private static boolean tryMove(Path part, Path file) throws IOException {
        try {
            Files.move(part, file);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }

    /** The name is in the directory, and on POSIX systems a directory is synced on its own. */
    private void syncDirectory() throws IOException {
        if (SYNCS_DIRECTORIES) {
            try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
                entries.force(true);
            }
        }
    }
}
