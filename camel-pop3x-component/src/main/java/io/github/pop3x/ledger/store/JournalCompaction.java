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
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A new file with a journal's living records, on the disk.
 *
 * @param length in octets
 * @param records the records, with their places in the new file
 */
record JournalCompaction(long length, LatestRecords records) {

    /**
     * Writes it. The old file is read twice, so that not its records but only their places are held in memory.
     *
     * @param old the journal
     * @param oldLength how much of it counts; 0 if there is none yet
     * @param fresh the new file; it does not stay there after an exception
     */
    static JournalCompaction write(Path old, long oldLength, Path fresh, JournalOutput.Opener opener)
            throws IOException {
        Files.deleteIfExists(fresh);
        try {
            LatestRecords last = new LatestRecords();
            if (oldLength > 0) {
                try (JournalReader in = new JournalReader(old, oldLength)) {
                    last.readAll(in);
                    in.requireComplete();
                }
            }
            PrivateFiles.create(fresh);
            try (JournalOutput out = opener.open(fresh, 0)) {
                out.write(JournalReader.header());
                JournalChunks chunks = new JournalChunks(out, JournalReader.header().length);
                if (oldLength > 0) {
                    copy(old, oldLength, last, chunks);
                }
                chunks.add(new JournalRecord.Synced(chunks.end(), chunks.end()));
                long length = chunks.flush();
                out.sync();
                return new JournalCompaction(length, last);
            }
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
    }

    private static void copy(Path old, long oldLength, LatestRecords last, JournalChunks chunks) throws IOException {
        try (JournalReader in = new JournalReader(old, oldLength)) {
            for (JournalRecord record = in.next(); record != null; record = in.next()) {
                if (last.isLiving(record, in.position())) {
                    last.moved(record, chunks.end());
                    chunks.add(record);
                }
            }
            in.requireComplete();
        }
    }
}
