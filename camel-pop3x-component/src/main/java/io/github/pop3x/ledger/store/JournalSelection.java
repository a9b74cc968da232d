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
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The records of a mailbox that a journal holds when this is opened. They are read without the journal's turn: what is
 * added or compacted meanwhile changes nothing of the file that is open.
 */
final class JournalSelection implements Closeable {

    private final String mailbox;
    private final long[] places;
    private final AtomicInteger opened;
    private final JournalReader in;

    /**
     * @param length how much of the file counts
     * @param places where the records of the mailbox are; null if the whole file is to be read
     * @param opened counts those that are open
     */
    JournalSelection(Path file, long length, String mailbox, long[] places, AtomicInteger opened) throws IOException {
        this.mailbox = mailbox;
        this.places = places;
        this.opened = opened;
        this.in = places == null ? new JournalReader(file, length) : JournalReader.ofPlaces(file, length);
        opened.incrementAndGet();
    }

    /** Hands over what counts and, if the whole file is read, what no longer does, in the order in which it was written. */
    void forEach(Consumer<JournalRecord> reader) throws IOException {
        if (places == null) {
            readAll(reader);
        } else {
            readPlaces(reader);
        }
    }

    private void readAll(Consumer<JournalRecord> reader) throws IOException {
        for (JournalRecord record = in.next(); record != null; record = in.next()) {
            if (mailbox.equals(record.mailbox())) {
                reader.accept(record);
            }
        }
        in.requireComplete();
    }

    private void readPlaces(Consumer<JournalRecord> reader) throws IOException {
        for (long place : places) {
            in.skipTo(place);
            JournalRecord record = in.next();
            if (record == null || !mailbox.equals(record.mailbox())) {
                throw in.damage();
            }
            reader.accept(record);
        }
    }

    @Override
    public void close() throws IOException {
        opened.decrementAndGet();
        in.close();
    }
}
