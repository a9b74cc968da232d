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
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

import io.github.pop3x.io.OwnerOnly;
import io.github.pop3x.io.Uninterruptible;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files and directories that only their owner may look into, where the file system knows owners. */
final class PrivateFiles {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);

    /** The words of EINVAL, ENOTSUP and ENOSYS. */
    private static final Pattern UNSUPPORTED =
            Pattern.compile("(?i)invalid argument|not supported|function not implemented");

    private PrivateFiles() {}

    /** The directory's real path; it is made if it does not exist. */
    static Path directory(Path directory) throws IOException {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, OwnerOnly.directory(directory));
            }
            if (Files.isWritable(directory)) {
                return directory.toRealPath();
            }
        } catch (FileSystemException e) {
            throw new IOException(unwritable(directory, reason(e)), e);
        }
        throw new IOException(unwritable(directory, "it is read-only for this process"));
    }

    /** The JDK leaves the reason out where the class tells it. */
    private static String reason(FileSystemException e) {
        return e instanceof FileAlreadyExistsException
                ? "a file is in its place"
                : e instanceof AccessDeniedException ? "access is denied" : String.valueOf(e.getReason());
    }

    private static String unwritable(Path directory, String reason) {
        return "The journal of the ledger needs a directory that this process may write to, which is not the case for "
                + directory + " (" + reason + "). Name another, or change its permissions";
    }

    /** Makes an empty file that is not there yet. */
    static void create(Path file) throws IOException {
        Files.createFile(file, OwnerOnly.file(file));
    }

    /** Makes the names in a directory durable; where that is no notion of the system, they are so already. */
    static void sync(Path directory) throws IOException {
        if (OwnerOnly.isSupported(directory)) {
            Uninterruptible.call("journal-directory", () -> {
                sync(directory, FileChannel::open);
                return null;
            });
        }
    }

    /** Opens a directory. */
    @FunctionalInterface
    interface Opening {
        FileChannel open(Path directory, OpenOption... options) throws IOException;
    }

    /** Some file systems, such as shared folders of virtual machines, do not sync a directory: that is no failure of theirs. */
    static void sync(Path directory, Opening opening) throws IOException {
        try (FileChannel channel = opening.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            if (!isUnsupported(e)) {
                throw e;
            }
            LOG.debug("The file system of {} does not sync directories", directory, e);
        }
    }

    /** EINVAL and its like, as the JDK words them; an error of the disk is not among them. */
    private static boolean isUnsupported(IOException e) {
        String said = String.valueOf(e.getMessage());
        return UNSUPPORTED.matcher(said).find();
    }
}
