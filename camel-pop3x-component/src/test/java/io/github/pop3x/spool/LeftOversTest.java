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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What a killed process left is removed by the next one to start, and nothing else is. */
class LeftOversTest {

    @TempDir
    Path parent;

    private List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted().toList();
        }
    }

    private void start() {
        new SpoolDirectory(parent).removeLeftOvers();
    }

    @Test
    void filesOfADeadProcessAreRemovedAndOfALivingOneStay() throws IOException {
        try (SpoolProcess living = new SpoolProcess(parent)) {
            List<Path> alive = entries(parent);
            assertEquals(SpoolProcess.MESSAGES + 1, entries(alive.get(0)).size(), "messages and a lock");
            try (SpoolProcess dead = new SpoolProcess(parent)) {
                dead.kill();
            }
            assertEquals(2, entries(parent).size());
            start();
            assertEquals(alive, entries(parent));
            assertEquals(SpoolProcess.MESSAGES + 1, entries(alive.get(0)).size());
            start();
            assertEquals(alive, entries(parent), "to look at a lock does not take it away from its owner");
            living.kill();
            start();
            assertEquals(List.of(), entries(parent));
        }
    }

    @Test
    void filesOfThisProcessStay() throws IOException {
        SpoolDirectory own = new SpoolDirectory(parent);
        SpooledMessage message = new Spool(0, new SpoolMemory(0), own).spool(new ByteArrayInputStream(new byte[10]));
        start();
        message.open().close();
        message.release();
        own.close();
        assertEquals(List.of(), entries(parent));
    }

    @Test
    void anInterruptedThreadLocksAndLooksToo() throws IOException {
        try (SpoolProcess dead = new SpoolProcess(parent)) {
            dead.kill();
        }
        Thread.currentThread().interrupt();
        try {
            start();
            assertTrue(Thread.currentThread().isInterrupted());
            assertEquals(List.of(), entries(parent));
            SpoolDirectory own = new SpoolDirectory(parent);
            new Spool(0, new SpoolMemory(0), own)
                    .spool(new ByteArrayInputStream(new byte[10]))
                    .release();
            own.close();
            assertEquals(List.of(), entries(parent));
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void anEmptySpoolDirectoryIsRemoved() throws IOException {
        Files.createDirectory(parent.resolve("pop3x-spool-dead"));
        start();
        assertEquals(List.of(), entries(parent));
    }

    @Test
    void aLinkLeadsNowhere() throws IOException {
        Path target = Files.createDirectory(parent.resolve("precious"));
        Files.createFile(target.resolve(SpoolLock.NAME));
        Files.createFile(target.resolve("message-0.octets"));
        Path link = Files.createSymbolicLink(parent.resolve("pop3x-spool-link"), target);
        Path dead = Files.createDirectory(parent.resolve("pop3x-spool-dead"));
        Path outside = Files.createFile(parent.resolve("outside"));
        Files.createSymbolicLink(dead.resolve(SpoolLock.NAME), outside);
        start();
        assertEquals(2, entries(target).size());
        assertTrue(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
        assertTrue(Files.exists(dead), "its lock is a link, which this process never makes");
        assertTrue(Files.exists(outside));
    }

    @Test
    void foreignFilesInADeadDirectoryStay() throws IOException {
        Path dead = Files.createDirectory(parent.resolve("pop3x-spool-dead"));
        Files.createFile(dead.resolve(SpoolLock.NAME));
        Files.createFile(dead.resolve("message-7.octets"));
        Path precious = Files.createFile(dead.resolve("precious.txt"));
        Path directory = Files.createDirectory(dead.resolve("message-8.octets"));
        start();
        assertEquals(List.of(directory, precious), entries(dead));
    }

    @Test
    void directoriesOfOthersAndOtherNamesStay() throws IOException {
        Path other = Files.createDirectory(parent.resolve("somebody-else"));
        Files.createFile(other.resolve(SpoolLock.NAME));
        start();
        assertEquals(List.of(other), entries(parent));
    }

    @Test
    void aDirectoryOfAnotherUserStays() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give a file away");
        Path theirs = Files.createDirectory(parent.resolve("pop3x-spool-theirs"));
        Files.createFile(theirs.resolve(SpoolLock.NAME));
        Files.setOwner(
                theirs, theirs.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        start();
        assertEquals(List.of(theirs), entries(parent));
    }

    @Test
    void aMissingDirectoryHasNoLeftOvers() {
        new SpoolDirectory(parent.resolve("missing")).removeLeftOvers();
    }
}
