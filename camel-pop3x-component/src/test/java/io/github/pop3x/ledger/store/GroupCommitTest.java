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
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.github.pop3x.ledger.SomeEntries.entry;
import static io.github.pop3x.ledger.SomeEntries.tried;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Concurrent savers share one sync and lose nothing. */
class GroupCommitTest {

    private static final String MAILBOX = "alice@mail.example.com";
    private static final int THREADS = 8;
    private static final int SAVES = 100;

    @TempDir
    Path directory;

    private final FaultyDisk disk = new FaultyDisk();
    private final List<Thread> threads = new ArrayList<>();
    private final ExecutorService savers = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task);
        threads.add(thread);
        return thread;
    });

    @AfterEach
    void end() throws InterruptedException {
        savers.shutdownNow();
        assertThat(savers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    private JournalLedgerStore open() throws IOException {
        return new JournalLedgerStore(directory, disk, 4_096);
    }

    /** Lets each of them save an entry and sync, and holds the first in it until all others wait. */
    private List<Future<Void>> allDuringOneSync(JournalLedgerStore store) {
        CountDownLatch gate = new CountDownLatch(1);
        disk.gate = gate;
        List<Future<Void>> outcomes = IntStream.range(0, THREADS)
                .mapToObj(i -> savers.submit((Callable<Void>) () -> {
                    store.save(MAILBOX, List.of(entry("uid-" + i)));
                    store.sync();
                    return null;
                }))
                .toList();
        Awaitility.await()
                .until(() -> threads.size() == THREADS
                        && threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        disk.gate = null;
        gate.countDown();
        return outcomes;
    }

    @Test
    void callersDuringASyncShareTheNextSync() throws Exception {
        try (JournalLedgerStore store = open()) {
            int before = disk.syncs.get();
            for (Future<Void> outcome : allDuringOneSync(store)) {
                outcome.get(30, TimeUnit.SECONDS);
            }
            assertThat(disk.syncs.get() - before).isEqualTo(2);
            assertThat(store.load(MAILBOX).entries()).hasSize(THREADS);
        }
    }

    @Test
    void anInterruptedWaiterStillWaitsForItsSync() throws Exception {
        try (JournalLedgerStore store = open()) {
            CountDownLatch gate = new CountDownLatch(1);
            disk.gate = gate;
            store.save(MAILBOX, List.of(entry("uid-1")));
            Future<Boolean> outcome = savers.submit(() -> {
                store.sync();
                return true;
            });
            Awaitility.await().until(() -> threads.get(0).getState() == Thread.State.WAITING);
            Future<Boolean> interrupted = savers.submit(() -> {
                store.save(MAILBOX, List.of(entry("uid-2")));
                store.sync();
                return Thread.currentThread().isInterrupted();
            });
            Awaitility.await().until(() -> threads.size() == 2 && threads.get(1).getState() == Thread.State.WAITING);
            threads.get(1).interrupt();
            disk.gate = null;
            gate.countDown();
            assertThat(outcome.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(store.load(MAILBOX).entries()).hasSize(2);
        }
    }

    @Test
    void aSyncThatFailsFailsForAllThatNeedIt() throws Exception {
        JournalLedgerStore store = open();
        disk.refusesSync = true;
        for (Future<Void> outcome : allDuringOneSync(store)) {
            assertThatThrownBy(() -> outcome.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
        }
        disk.refusesSync = false;
        store.sync();
        store.close();
        try (JournalLedgerStore again = open()) {
            assertThat(again.load(MAILBOX).entries()).hasSize(THREADS);
        }
    }

    @Test
    void withNothingWrittenThereIsNothingToSync() throws IOException {
        try (JournalLedgerStore store = open()) {
            store.save(MAILBOX, List.of(entry("uid-1")));
            store.sync();
            int before = disk.syncs.get();
            store.sync();
            store.sync();
            assertThat(disk.syncs.get()).isEqualTo(before);
        }
    }

    @Test
    void interruptedSaversLoseNoEntryDuringACompaction() throws Exception {
        try (JournalLedgerStore store = open()) {
            List<Future<Void>> outcomes = IntStream.range(0, THREADS)
                    .mapToObj(saver -> savers.submit((Callable<Void>) () -> save(store, saver)))
                    .toList();
            for (Future<Void> outcome : outcomes) {
                outcome.get(60, TimeUnit.SECONDS);
            }
            assertThat(disk.syncs.get()).isLessThanOrEqualTo(THREADS * SAVES + 1);
        }
        try (JournalLedgerStore store = open()) {
            assertThat(store.droppedOctets()).isZero();
            assertThat(store.load(MAILBOX).entries())
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, THREADS)
                            .mapToObj(saver -> tried("uid-" + saver, SAVES - 1))
                            .toList());
        }
    }

    private static Void save(JournalLedgerStore store, int saver) throws IOException {
        for (int i = 0; i < SAVES; i++) {
            if (i % 10 == saver) {
                Thread.currentThread().interrupt();
            }
            store.save(MAILBOX, List.of(tried("uid-" + saver, i)));
            store.sync();
        }
        return null;
    }
}
