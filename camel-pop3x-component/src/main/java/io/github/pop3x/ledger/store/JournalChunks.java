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

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Records on their way to the end of a journal, so many octets at a time. */
final class JournalChunks {

    private static final int CHUNK = 64 * 1024;

    private final JournalOutput out;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private long end;

    JournalChunks(JournalOutput out, long start) {
        this.out = out;
        this.end = start;
    }

    /** Where the next record begins. */
    long end() {
        return end;
    }

    /** Adds a record. */
    void add(JournalRecord record) throws IOException {
        byte[] frame = record.frame();
        pending.writeBytes(frame);
        end += frame.length;
        if (pending.size() >= CHUNK) {
            flush();
        }
    }

    /** Writes what is pending, and tells where it ends. */
    long flush() throws IOException {
        if (pending.size() > 0) {
            out.write(pending.toByteArray());
            pending.reset();
        }
        return end;
    }
}
