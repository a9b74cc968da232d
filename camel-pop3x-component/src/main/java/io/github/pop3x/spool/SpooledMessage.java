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
import java.io.InputStream;

/**
 * The stored octets of one message. It counts its references: the holder of one releases it. With the last one the file is
 * removed, or the octets in memory no longer count and this object lets go of them.
 *
 * <p>Safe for any number of threads.
 */
public final class SpooledMessage {

    static final String GONE = "the file of the message was removed when its exchange was done. Set"
            + " releaseOnCompletion=false for a route that keeps exchanges, or convert the body before";

    private final SpoolMemory memory;
    private final SpoolFile file;
    private final long length;
    private byte[] octets;
    private int references = 1;

    private SpooledMessage(byte[] octets, SpoolMemory memory, SpoolFile file, long length) {
        this.octets = octets;
        this.memory = memory;
        this.file = file;
        this.length = length;
    }

    /** The octets are taken from the memory already. */
    static SpooledMessage inMemory(byte[] octets, SpoolMemory memory) {
        return new SpooledMessage(octets, memory, null, octets.length);
    }

    static SpooledMessage inFile(SpoolFile file, long length) {
        return new SpooledMessage(null, null, file, length);
    }

    /** The number of octets. */
    public long length() {
        return length;
    }

    /** Tells whether the octets are in memory and not in a file. */
    public boolean isInMemory() {
        return file == null;
    }

    /**
     * Opens the octets for reading from the start; any number of readers may read at a time.
     *
     * @throws IOException if the last reference was released
     */
    public synchronized InputStream open() throws IOException {
        if (references == 0) {
            throw new IOException(GONE);
        }
        return file == null ? new ByteArrayInputStream(octets) : file.open();
    }

    /** The octets if they are in memory and the last reference was not released; else null. Not to be changed. */
    synchronized byte[] octetsInMemory() {
        return octets;
    }

    /** Takes one more reference, unless the last was released. */
    synchronized boolean tryRetain() {
        if (references == 0) {
            return false;
        }
        references++;
        return true;
    }

    /** Gives a reference back. With the last one the file is removed, or the memory given back; once, however often. */
    public synchronized void release() {
        if (references == 0 || --references > 0) {
            return;
        }
        if (file == null) {
            // A delivery or a batch refers to this object for longer than anybody needs the octets; bodies keep them.
            octets = null;
            memory.giveBack(length);
        } else {
            file.remove();
        }
    }
}
