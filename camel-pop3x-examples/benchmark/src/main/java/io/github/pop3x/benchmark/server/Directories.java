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
package io.github.pop3x.benchmark.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Whole directories. */
final class Directories {

    private static final int MOST_TRIES = 100;

    private Directories() {}

    /**
     * Removes a directory and all that is in it. Does nothing if there is none. One at a time: when the process is
     * told to end, the working thread and the cleaning thread may both come here. A server that is just closing a mailbox may
     * still write to it, and then it is tried again.
     */
    static synchronized void remove(Path directory) throws IOException {
        int tries = 0;
        while (Files.exists(directory)) {
            tries++;
            try {
                removeOnce(directory);
            } catch (DirectoryNotEmptyException | UncheckedIOException beingWritten) {
                if (tries == MOST_TRIES) {
                    throw new IOException(directory + " cannot be removed: somebody writes to it", beingWritten);
                }
            }
        }
    }

    private static void removeOnce(Path directory) throws IOException {
        List<Path> innermostFirst;
        try (var found = Files.walk(directory)) {
            innermostFirst = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : innermostFirst) {
            Files.deleteIfExists(path);
        }
    }
}
