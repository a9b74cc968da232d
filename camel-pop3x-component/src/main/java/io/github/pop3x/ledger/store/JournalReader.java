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

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads a journal's records one after the other, up to the first that is not whole. */
final class JournalReader implements Closeable {

    /** What each journal begins with; the last octet is the version of what follows. */
    private static final byte[] HEADER = "POP3XLG\u0001".getBytes(StandardCharsets.US_ASCII);

    private static final int BUFFER = 64 * 1024;
    /** Holds a few records. */
    private static final int SMALL_BUFFER = 1024;

    private final Path file;
    private final long length;
    private final DataInputStream in;
    private long position;
    private long end;

    /**
     * @param length how much of the file is read
     * @throws IOException if it is no journal
     */
    JournalReader(Path file, long length) throws IOException {
        this(file, length, BUFFER);
    }

    private JournalReader(Path file, long length, int buffer) throws IOException {
        this.file = file;
        this.length = length;
        this.in = new DataInputStream(new BufferedInputStream(new FileInputStream(file.toFile()), buffer));
        try {
            if (length < HEADER.length || !Arrays.equals(in.readNBytes(HEADER.length), HEADER)) {
                throw new IOException(file + " is not a ledger journal, or was written by another version."
                        + " Restore it from a backup, or move it away: messages that the server still lists are then"
                        + " routed again.");
            }
        } catch (IOException e) {
            in.close();
            throw e;
        }
        end = HEADER.length;
    }

    /** As the constructor, for few records far apart, each to be {@linkplain #skipTo skipped to}. */
    static JournalReader ofPlaces(Path file, long length) throws IOException {
        return new JournalReader(file, length, SMALL_BUFFER);
    }

    /** What each journal begins with. */
    static byte[] header() {
        return HEADER.clone();
    }

    /** Passes over what comes before a record, which must not lie behind. */
    void skipTo(long octet) throws IOException {
        in.skipNBytes(octet - end);
        end = octet;
    }

    /**
     * The next whole record, or null: at the end, or before the first octet that does not belong to one.
     *
     * @throws IOException if the disk refuses, or the record says what this version does not know
     */
    JournalRecord next() throws IOException {
        if (length - end < JournalRecord.FRAME) {
            return null;
        }
        int octets = in.readInt();
        int checksum = in.readInt();
        if (octets < 1 || octets > JournalRecord.MAX_PAYLOAD || octets > length - end - JournalRecord.FRAME) {
            return null;
        }
        byte[] payload = in.readNBytes(octets);
        if (payload.length < octets || JournalRecord.checksum(payload) != checksum) {
            return null;
        }
        position = end;
        end += JournalRecord.FRAME + octets;
        try {
            return JournalRecord.parse(payload);
        } catch (IOException e) {
            throw new IOException(
                    file + " holds at octet " + position + " " + e.getMessage()
                            + ": a later version of this library has written it, and is needed to read it.",
                    e);
        }
    }

    /** Where the record that was read last begins. */
    long position() {
        return position;
    }

    /** Where the record that was read last ends. */
    long end() {
        return end;
    }

    /** Tells whether all was read. */
    boolean isComplete() {
        return end == length;
    }

    /** Fails if not all was read, for every octet counts that its writer knows of. */
    void requireComplete() throws IOException {
        if (!isComplete()) {
            throw damage();
        }
    }

    /** The failure for a journal that is damaged after what was read, and what to do. */
    IOException damage() {
        return new IOException(
                file + " is damaged at octet " + end + " of " + length + "; later records are intact. The file"
                        + " was not changed. Restore it from a backup, or move it away: messages that the server"
                        + " still lists are then routed again.");
    }

    /**
     * Tells whether the file, behind what was read, says that this had reached the disk. If so it was damaged there;
     * otherwise the writer did not come to its end.
     */
    static boolean wasSynced(Path file, long octet) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new FileInputStream(file.toFile()), BUFFER))) {
            in.skipNBytes(octet);
            byte[] window = in.readNBytes(JournalRecord.Synced.OCTETS);
            for (long at = octet; window.length == JournalRecord.Synced.OCTETS; at++) {
                // Its position is part of it, so only one record can stand here.
                if (isSyncedBeyond(window, at, octet)) {
                    return true;
                }
                int next = in.read();
                if (next < 0) {
                    return false;
                }
                System.arraycopy(window, 1, window, 0, window.length - 1);
                window[window.length - 1] = (byte) next;
            }
            return false;
        }
    }

    private static boolean isSyncedBeyond(byte[] window, long position, long octet) throws IOException {
        int payload = window.length - JournalRecord.FRAME;
        if (window[3] != payload || window[JournalRecord.FRAME] != 'Y') {
            return false;
        }
        return JournalRecord.parse(Arrays.copyOfRange(window, JournalRecord.FRAME, window.length))
                        instanceof JournalRecord.Synced synced
                && synced.position() == position
                && synced.upTo() > octet
                && Arrays.equals(synced.frame(), window);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
