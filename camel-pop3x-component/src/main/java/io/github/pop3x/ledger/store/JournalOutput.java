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
import java.nio.file.Path;

/** The end of a journal's file, where records are added. Not a channel: threads that write to it are interrupted. */
interface JournalOutput extends Closeable {

    /** Hands octets to the operating system, which keeps them if this process ends. */
    void write(byte[] octets) throws IOException;

    /** Cuts the file to a length, where writing goes on. */
    void truncate(long length) throws IOException;

    /** Returns when the disk has what was written. */
    void sync() throws IOException;

    /** How files are opened. */
    interface Opener {

        /** An existing file, to be written from a position on. */
        JournalOutput open(Path file, long position) throws IOException;
    }

    /** A file of the disk. */
    static JournalOutput onDisk(Path file, long position) throws IOException {
        RandomAccessFile disk = new RandomAccessFile(file.toFile(), "rw");
        try {
            disk.seek(position);
        } catch (IOException e) {
            disk.close();
            throw e;
        }
        return new JournalOutput() {
            @Override
            public void write(byte[] octets) throws IOException {
                disk.write(octets);
            }

            @Override
            public void truncate(long length) throws IOException {
                disk.setLength(length);
                disk.seek(length);
            }

            @Override
            public void sync() throws IOException {
                disk.getFD().sync();
            }

            @Override
            public void close() throws IOException {
                disk.close();
            }
        };
    }
}
