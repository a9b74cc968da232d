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
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The octets of one message, at rest. It counts its references: whoever holds one releases it, and with the last the
 * octets are gone.
 *
 * <p>Safe for any number of threads.
 */
public final class SpooledMessage {

    private final byte[] octets;
    private final File file;
    private final long length;
    private int references = 1;

    private SpooledMessage(byte[] octets, File file, long length) {
        this.octets = octets;
        this.file = file;
        this.length = length;
    }

    static SpooledMessage inMemory(byte[] octets) {
        return new SpooledMessage(octets, null, octets.length);
    }

    static SpooledMessage inFile(File file, long length) {
        return new SpooledMessage(null, file, length);
    }

    /** The number of octets. */
    public long length() {
        return length;
    }

    /** Tells whether the octets are in memory and not in a file. */
    public boolean isInMemory() {
        return octets != null;
    }

    /**
     * Opens the octets for reading from the start; any number of readers may read at a time.
     *
     * @throws IOException if the last reference was released
     */
    public InputStream open() throws IOException {
        requireHeld();
        return octets != null ? new ByteArrayInputStream(octets) : new FileInputStream(file);
    }

    private synchronized void requireHeld() throws IOException {
        if (references == 0) {
            throw new IOException("the message is no longer spooled: its exchange was completed");
        }
    }

    /**
     * Takes one more reference.
     *
     * @throws IllegalStateException if the last was released
     */
    synchronized void retain() {
        if (references == 0) {
            throw new IllegalStateException("the message is no longer spooled: its exchange was completed");
        }
        references++;
    }

    /** Gives a reference back. With the last one a file is removed. */
    public synchronized void release() {
        if (references > 0 && --references == 0 && file != null) {
            SpoolDirectory.remove(file);
        }
    }
}
