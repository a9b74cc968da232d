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
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** One file of a spool directory, encrypted where that is wanted. No {@code FileChannel}: Camel may interrupt. */
final class SpoolFile {

    private final File file;
    private final ProcessDirectory directory;
    private final SpoolCipher.OneKey key;
    private final SpoolDirectory.Disk disk;

    /** @param key null for octets as they are */
    SpoolFile(File file, ProcessDirectory directory, SpoolCipher.OneKey key, SpoolDirectory.Disk disk) {
        this.file = file;
        this.directory = directory;
        this.key = key;
        this.disk = disk;
    }

    /** Opens it for writing; whatever fails there is a {@link SpoolException}. */
    OutputStream create() throws IOException {
        // Appending to a new file truncates nothing: ext4 writes to the disk at once what is closed after a truncation.
        OutputStream plain = new BlockOutputStream(disk.write(new FileOutputStream(file, true)));
        return new Told(key == null ? plain : key.encrypting(plain));
    }

    /** Opens it for reading from the start. */
    InputStream open() throws IOException {
        InputStream plain = new FileInputStream(file);
        return key == null ? plain : key.decrypting(plain);
    }

    /** Removes it; that it is gone already is no failure. */
    void remove() {
        directory.remove(file);
    }

    /** Tells what cannot be written here from what cannot be read there. */
    private final class Told extends FilterOutputStream {
        Told(OutputStream target) {
            super(target);
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            try {
                out.write(octets, offset, length);
            } catch (IOException e) {
                throw SpoolException.of("write " + file.getName(), file.getParentFile(), e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
            } catch (IOException e) {
                throw SpoolException.of("write " + file.getName(), file.getParentFile(), e);
            }
        }
    }
}
