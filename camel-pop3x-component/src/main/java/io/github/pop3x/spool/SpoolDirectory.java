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
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of our own under the one that is configured, made when the first large message needs it. On a file system
 * with POSIX permissions only its owner can look into it, nor read its files.
 */
public final class SpoolDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolDirectory.class);

    private final Path parent;
    private Path directory;

    /**
     * @param parent where to make it, or null for the JVM's temporary directory
     */
    public SpoolDirectory(Path parent) {
        this.parent = parent == null ? Path.of(System.getProperty("java.io.tmpdir")) : parent;
    }

    /** A new, empty file. */
    File newFile() throws SpoolException {
        try {
            return Files.createTempFile(directory(), "message-", ".octets", ownerOnly("rw-------"))
                    .toFile();
        } catch (IOException e) {
            throw new SpoolException(
                    "cannot make a file under " + parent + ": " + e.getMessage()
                            + ". Make it a directory that this process may write to, or set another spool directory",
                    e);
        }
    }

    private synchronized Path directory() throws IOException {
        if (directory == null || !Files.isDirectory(directory)) {
            Files.createDirectories(parent);
            directory = Files.createTempDirectory(parent, "pop3x-spool-", ownerOnly("rwx------"));
        }
        return directory;
    }

    private FileAttribute<?>[] ownerOnly(String permissions) throws IOException {
        boolean posix = Files.getFileStore(parent).supportsFileAttributeView("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Removes the directory if no message is left in it. */
    public synchronized void close() {
        if (directory == null) {
            return;
        }
        String[] left = directory.toFile().list();
        if (left != null && left.length > 0) {
            LOG.info("{} messages are still in use in {}", left.length, directory);
        } else {
            remove(directory.toFile());
            directory = null;
        }
    }

    /** Removes a file; that it is gone already is no failure. */
    static void remove(File file) {
        try {
            Files.deleteIfExists(file.toPath());
        } catch (IOException e) {
            LOG.warn("Cannot remove the spool file {}: {}", file, e.getMessage());
        }
    }
}
