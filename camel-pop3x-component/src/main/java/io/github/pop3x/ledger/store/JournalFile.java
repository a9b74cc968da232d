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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.pop3x.io.Turn;

/**
 * The file of a journal: records are only ever added, and the last one of each subject counts.
 *
 * <ol>
 *   <li>Opened, it is read once. What a crash left unfinished at its end is cut off; damage before that is an error.
 *   <li>{@link #append} hands records to the operating system: all of them or, cut back after an error, none.
 *   <li>{@link #commit} brings to the disk what was appended. When dead records outweigh the living, or an error has left
 *       it in doubt what the file holds, it writes the living into a new file instead, which takes the old one's place in
 *       one step: a crash leaves one or the other.
 * </ol>
 *
 * <p>Any number of threads may append, each in a {@link Turn}, also while a commit waits for the disk, and read; commits
 * themselves run one at a time.
 */
final class JournalFile implements Closeable {

    private static final String NAME = "ledger.journal";
    private static final String NEW_NAME = "ledger.journal.new";

    private final Path directory;
    private final Path file;
    private final JournalOutput.Opener opener;
    private final long worthCompacting;
    private final Turn turn = new Turn("the journal is changed by what reads it");
    private final JournalIndex index = new JournalIndex();
    private final AtomicInteger beingRead = new AtomicInteger();
    private JournalOutput output;
    private long length;
    private long synced;
    private boolean syncedIsNews;
    private long records;
    private long living;
    private volatile long dropped;
    /** Why it is not known what the file holds at its end, or on the disk; null if it is known. */
    private volatile IOException doubt;

    private volatile IOException compactionFailure;
    private volatile boolean closed;

    /**
     * @param directory where it is, and nobody else writes
     * @param worthCompacting from what length in octets on
     */
    JournalFile(Path directory, JournalOutput.Opener opener, long worthCompacting) throws IOException {
        this.directory = directory;
        this.file = directory.resolve(NAME);
        this.opener = opener;
        this.worthCompacting = worthCompacting;
        Files.deleteIfExists(directory.resolve(NEW_NAME));
        try {
            if (Files.exists(file)) {
                recover();
            } else {
                rewrite();
            }
        } catch (IOException | RuntimeException | Error e) {
            if (output != null) {
                output.close();
            }
            throw e;
        }
    }

    private void recover() throws IOException {
        long found = Files.size(file);
        LatestRecords last = new LatestRecords();
        try (JournalReader in = new JournalReader(file, found)) {
            last.readAll(in);
            length = in.end();
            if (!in.isComplete() && JournalReader.wasSynced(file, length)) {
                throw in.damage();
            }
        }
        dropped = found - length;
        records = last.read();
        living = last.size();
        index.replace(last);
        output = opener.open(file, length);
        if (dropped > 0) {
            output.truncate(length);
        }
        output.sync();
        synced = length;
        syncedIsNews = true;
        if (isWorthCompacting()) {
            compact();
        }
    }

    boolean isOpen() {
        return !closed;
    }

    /** How many octets were cut off the end when this was opened. */
    long dropped() {
        return dropped;
    }

    /** Why the last attempt to compact failed, or null. */
    IOException compactionFailure() {
        return compactionFailure;
    }

    /** Tells whether a commit must come before the next {@link #append}. */
    boolean isInDoubt() {
        return doubt != null;
    }

    /** Adds records; after an exception none of them is there. */
    void append(List<? extends JournalRecord> added) throws IOException {
        turn.run(() -> appendInTurn(added));
    }

    private void appendInTurn(List<? extends JournalRecord> added) throws IOException {
        requireSound();
        boolean whole = false;
        try {
            long end = writeTo(output, length, added);
            whole = true;
            length = end;
            records += added.size();
            index.added(added);
            syncedIsNews = false;
        } catch (IOException e) {
            throw new IOException(file + " cannot be written: " + e.getMessage(), e);
        } finally {
            if (!whole) {
                takeBack();
            }
        }
    }

    private long writeTo(JournalOutput out, long start, List<? extends JournalRecord> added) throws IOException {
        JournalChunks chunks = new JournalChunks(out, start);
        if (syncedIsNews) {
            chunks.add(new JournalRecord.Synced(start, synced));
        }
        for (JournalRecord record : added) {
            chunks.add(record);
        }
        return chunks.flush();
    }

    private void takeBack() {
        try {
            output.truncate(length);
        } catch (IOException e) {
            doubt = e;
        }
    }

    private void requireSound() throws IOException {
        requireOpen();
        if (doubt != null) {
            throw new IOException(
                    file + " could not be written, and must be written anew: " + doubt.getMessage(), doubt);
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException(file + " is closed");
        }
    }

    /**
     * Hands over what counts of a mailbox and maybe what no longer does, in the order in which it was written. Others may
     * append meanwhile.
     */
    void read(String mailbox, Consumer<JournalRecord> reader) throws IOException {
        try (JournalSelection selection = turn.call(() -> select(mailbox))) {
            selection.forEach(reader);
        }
    }

    private JournalSelection select(String mailbox) throws IOException {
        requireOpen();
        return new JournalSelection(file, length, mailbox, index.take(mailbox), beingRead);
    }

    /** Makes what was appended durable. The caller sees to it that no other thread is in here. */
    void commit() throws IOException {
        long upTo = turn.call(this::prepareCommit);
        if (upTo == synced) {
            return;
        }
        try {
            // Only a commit replaces the output.
            output.sync();
        } catch (IOException e) {
            // After a failed fsync the system may take pages for written that are not: only other pages can be trusted.
            doubt = e;
            throw new IOException(file + " cannot be brought to the disk: " + e.getMessage(), e);
        }
        turn.run(() -> {
            synced = upTo;
            syncedIsNews = true;
        });
    }

    /** Returns up to where the file is to be synced. */
    private long prepareCommit() throws IOException {
        requireOpen();
        if (doubt != null) {
            rewrite();
        } else if (isWorthCompacting()) {
            compact();
        }
        return length;
    }

    /** Not every system replaces a file that is open; a reading comes to its end soon. */
    private boolean isWorthCompacting() {
        return length >= worthCompacting && records - living > living && beingRead.get() == 0;
    }

    /** Not needed for anything that was promised: a failure is remembered, and the next attempt comes later. */
    private void compact() throws IOException {
        try {
            rewrite();
            compactionFailure = null;
        } catch (IOException e) {
            if (doubt != null) {
                throw e;
            }
            compactionFailure = e;
            living = records;
        }
    }

    private void rewrite() throws IOException {
        Path fresh = directory.resolve(NEW_NAME);
        replaceBy(fresh, JournalCompaction.write(file, length, fresh, opener));
    }

    private void replaceBy(Path fresh, JournalCompaction compacted) throws IOException {
        // Until the last line of this method.
        doubt = new IOException("it could not be replaced by a new one");
        if (output != null) {
            // Not every system replaces a file that is open.
            output.close();
        }
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            length = compacted.length();
            records = compacted.records().size();
            living = records;
            index.replace(compacted.records());
        } finally {
            output = opener.open(file, length);
        }
        PrivateFiles.sync(directory);
        synced = length;
        syncedIsNews = false;
        doubt = null;
    }

    /** Ends it; what was not committed is with the operating system. */
    @Override
    public void close() throws IOException {
        turn.run(this::closeInTurn);
    }

    private void closeInTurn() throws IOException {
        if (!closed) {
            try {
                if (doubt == null && syncedIsNews) {
                    appendInTurn(List.of());
                }
            } finally {
                closed = true;
                output.close();
            }
        }
    }
}
