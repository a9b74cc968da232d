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
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that dead processes left under a directory, which other users may share, such as /tmp. Only a real
 * directory with our name that our user owns is looked into, and only files with our names are removed from it: a link
 * that somebody put there leads nowhere.
 */
final class LeftOvers {

    private static final Logger LOG = LoggerFactory.getLogger(LeftOvers.class);
    private static final String MESSAGE = "message-";
    private static final String OCTETS = ".octets";

    private final Path parent;

    LeftOvers(Path parent) {
        this.parent = parent;
    }

    /** The name of a message's file. */
    static String messageName(long number) {
        return MESSAGE + number + OCTETS;
    }

    /** Removes what can be removed; what cannot is told, and left. */
    void remove() {
        try {
            List<Path> candidates = candidates();
            if (candidates.isEmpty()) {
                return;
            }
            UserPrincipal us = us();
            for (Path candidate : candidates) {
                remove(candidate, us);
            }
        } catch (IOException e) {
            LOG.warn("Cannot look for what dead processes left in {}: {}", parent, e.toString());
        }
    }

    /** Those of this process are left out: to open and close a lock file gives up the lock that the process has on it. */
    private List<Path> candidates() throws IOException {
        List<Path> candidates = new ArrayList<>();
        if (Files.isDirectory(parent)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, ProcessDirectory.PREFIX + "*")) {
                for (Path one : all) {
                    if (Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)
                            && !one.getFileName().toString().startsWith(ProcessDirectory.PREFIX_OF_THIS_PROCESS)) {
                        candidates.add(one);
                    }
                }
            }
        }
        return candidates;
    }

    /** The owner of the files of this process; in a container the user may have no name to ask for. */
    private UserPrincipal us() throws IOException {
        Path probe = Files.createTempFile(parent, "pop3x-", ".probe");
        try {
            return Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS);
        } finally {
            Files.delete(probe);
        }
    }

    private static void remove(Path directory, UserPrincipal us) {
        try {
            if (!us.equals(Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS))) {
                return;
            }
            SpoolLock lock = SpoolLock.takeOver(directory);
            if (lock != null) {
                int count = removeMessages(directory);
                lock.remove();
                Files.delete(directory);
                LOG.info("Removed {} and {} messages in it: the process that made them is dead", directory, count);
            }
        } catch (NoSuchFileException noLock) {
            removeEmpty(directory);
        } catch (DirectoryNotEmptyException foreign) {
            LOG.info("{} is kept: it holds files that are not ours", directory);
        } catch (IOException e) {
            LOG.warn("Cannot remove {}, which a dead process left: {}", directory, e.toString());
        }
    }

    private static int removeMessages(Path directory) throws IOException {
        int count = 0;
        try (DirectoryStream<Path> messages = Files.newDirectoryStream(directory, MESSAGE + "*" + OCTETS)) {
            for (Path message : messages) {
                if (Files.isRegularFile(message, LinkOption.NOFOLLOW_LINKS) && Files.deleteIfExists(message)) {
                    count++;
                }
            }
        }
        return count;
    }

    /** Its process died before it made the lock, or is about to make it and will find the directory gone. */
    private static void removeEmpty(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            LOG.debug("{} is kept: it has no lock, and is not empty", directory, e);
        }
    }
}
