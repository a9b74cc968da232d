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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.MessageIdentity;

/**
 * Keeps the entries of all mailboxes in one append-only file of a directory, which belongs to one process at a time.
 *
 * <p>What is written is with the operating system at once, so that it outlives a killed process, and on the disk after
 * {@link #sync}; concurrent callers share one fsync. Each record carries a checksum: an unfinished end is cut off when
 * the file is opened, damage before that is an error. When dead records outweigh the living, sync writes a new file and
 * puts it in the old one's place. Files are readable by their owner only. An interrupt of a calling thread harms nothing.
 *
 * <p>After a failed write the file is cut back, and the next write is tried as if nothing had been. After a failed fsync,
 * or if cutting back fails, the next write or sync first writes the file anew, for what the disk holds is not known.
 *
 * <p>Opening reads the whole file once, and holds in memory where the records of each mailbox are, until {@link #load} has
 * read them: eight octets for each message. No write waits while a mailbox is loaded.
 */
public final class JournalLedgerStore implements LedgerStore {

    private static final long WORTH_COMPACTING = 1024 * 1024;

    private final JournalLock lock;
    private final JournalFile journal;
    private final GroupCommit commits;

    /**
     * Opens the journal of a directory, or begins one.
     *
     * @param directory is made if it does not exist, for its owner only
     * @throws IOException if it cannot be written, if another process has it open, or if the journal is damaged; the
     *     message says what to do
     */
    public JournalLedgerStore(Path directory) throws IOException {
        this(directory, JournalOutput::onDisk, WORTH_COMPACTING);
    }

    JournalLedgerStore(Path directory, JournalOutput.Opener opener, long worthCompacting) throws IOException {
        Path real = PrivateFiles.directory(directory);
        lock = JournalLock.take(real);
        try {
            journal = new JournalFile(real, opener, worthCompacting);
        } catch (IOException | RuntimeException | Error e) {
            lock.close();
            throw e;
        }
        commits = new GroupCommit(journal::commit);
    }

    @Override
    public Recorded load(String mailbox) throws IOException {
        Map<MessageIdentity, LedgerEntry> entries = new LinkedHashMap<>();
        List<JournalRecord.Baseline> baselines = new ArrayList<>(1);
        journal.read(mailbox, record -> {
            if (record instanceof JournalRecord.Saved saved) {
                entries.put(saved.identity(), saved.entry());
            } else if (record instanceof JournalRecord.Forgotten forgotten) {
                entries.remove(forgotten.identity());
            } else if (record instanceof JournalRecord.Baseline baseline) {
                baselines.add(baseline);
            }
        });
        return new Recorded(List.copyOf(entries.values()), !baselines.isEmpty());
    }

    @Override
    public void save(String mailbox, Collection<LedgerEntry> entries) throws IOException {
        append(entries.stream()
                .map(entry -> new JournalRecord.Saved(mailbox, entry))
                .toList());
    }

    @Override
    public void forget(String mailbox, Collection<MessageIdentity> identities) throws IOException {
        append(identities.stream()
                .map(identity -> new JournalRecord.Forgotten(mailbox, identity))
                .toList());
    }

    @Override
    public void markBaseline(String mailbox) throws IOException {
        append(List.of(new JournalRecord.Baseline(mailbox)));
    }

    private void append(List<? extends JournalRecord> records) throws IOException {
        if (records.isEmpty()) {
            return;
        }
        if (journal.isInDoubt()) {
            commits.sync();
        }
        journal.append(records);
    }

    @Override
    public void sync() throws IOException {
        commits.sync();
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    /** How many octets were cut off the end of the file when it was opened: what a crash had left unfinished. */
    public long droppedOctets() {
        return journal.dropped();
    }

    /** Why the file could not be compacted the last time that this was tried; it only grows longer by that. */
    public Optional<IOException> compactionFailure() {
        return Optional.ofNullable(journal.compactionFailure());
    }

    /** Syncs and gives the directory back; another call does nothing. */
    @Override
    public void close() throws IOException {
        try (lock;
                journal) {
            if (journal.isOpen()) {
                commits.sync();
            }
        }
    }
}
