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
import java.nio.file.FileAlreadyExistsException;

/**
 * A message could not be stored here, e.g. since the disk is full. The server and the session are not at fault, and
 * neither is the message: it stays on the server. A smaller one may still find room.
 */
public final class SpoolException extends IOException {

    private static final long serialVersionUID = 1L;

    private SpoolException(String message, IOException cause) {
        super(message, cause);
    }

    /**
     * A file could not be made or written.
     *
     * @param directory where; its first parent that exists tells the free space
     */
    static SpoolException of(String what, File directory, IOException cause) {
        File place = directory;
        while (!place.isDirectory() && place.getParentFile() != null) {
            place = place.getParentFile();
        }
        return new SpoolException(
                "cannot " + what + " in " + directory + " ("
                        + (cause instanceof FileAlreadyExistsException ? "a file is in its place" : cause) + "); "
                        + place.getUsableSpace()
                        + " octets are free there. Free space, or set another spool directory that this process may write"
                        + " to; the message stays on the server",
                cause);
    }
}
