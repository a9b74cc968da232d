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
package io.github.pop3x.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.pop3x.testing.VirtualTime;
import io.github.pop3x.testing.route.ManualScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Mailboxes take turns on a bounded number of threads. */
class WorkerPoolTest {

    private static final int FEWEST =
            Math.max(WorkerLimit.FEWEST, 4 * Runtime.getRuntime().availableProcessors());

    private final VirtualTime time = new VirtualTime();
    private final ManualScheduler timer = new ManualScheduler();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Runnable> started = new ArrayDeque<>();
    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch release = new CountDownLatch(1);
    private final Semaphore running = new Semaphore(0);

    @AfterEach
    void stop() {
        release.countDown();
        threads.shutdownNow();
        timer.shutdownNow();
    }

    /** A pool whose threads the test runs. */
    private WorkerPool stepByStep(int fixed) {
        return new WorkerPool(started::add, () -> timer, fixed, time::nanoTime, Duration.ZERO);
    }

    private WorkerPool pool(int fixed) {
        return new WorkerPool(threads, () -> timer, fixed, time::nanoTime, Duration.ZERO);
    }

    private Runnable named(String name) {
        return () -> ran.add(name);
    }

    private void block() {
        running.release();
        try {
            release.await();
        } catch (InterruptedException e) {
            ran.add("interrupted");
            Thread.currentThread().interrupt();
        }
    }

    private void awaitRunning(int number) throws InterruptedException {
        assertTrue(running.tryAcquire(number, 1, TimeUnit.MINUTES));
    }

    @Test
    void mailboxesTakeTurns() {
        WorkerPool pool = stepByStep(1);
        WorkerPool.Member many = pool.member(3);
        WorkerPool.Member few = pool.member(1);
        for (String name : List.of("a1", "a2", "a3")) {
            many.execute(named(name));
        }
        few.execute(named("b1"));
        assertEquals(1, started.size());
        started.remove().run();
        assertEquals(List.of("a1", "b1", "a2", "a3"), ran);
    }

    @Test
    void aTaskKnowsWhetherOthersWait() {
        WorkerPool pool = stepByStep(1);
        WorkerPool.Member one = pool.member(1);
        WorkerPool.Member other = pool.member(1);
        one.execute(() -> ran.add("one " + one.othersWait()));
        other.execute(() -> ran.add("other " + other.othersWait()));
        started.remove().run();
        assertEquals(List.of("one true", "other false"), ran);
    }

    @Test
    void aFixedNumberIsNeverExceeded() throws Exception {
        WorkerPool.Member member = pool(2).member(9);
        for (int i = 0; i < 3; i++) {
            member.execute(this::block);
        }
        awaitRunning(2);
        time.pass(RunningTasks.LONG);
        assertEquals(0, timer.runScheduled());
        assertEquals(0, running.availablePermits());
        release.countDown();
        awaitRunning(1);
    }

    @Test
    void routesThatNeverEndDoNotStopOtherMailboxes() throws Exception {
        WorkerPool pool = pool(0);
        for (int i = 0; i < FEWEST; i++) {
            pool.member(1).execute(this::block);
        }
        awaitRunning(FEWEST);
        CountDownLatch done = new CountDownLatch(2);
        pool.member(1).execute(done::countDown);
        pool.member(1).execute(done::countDown);
        assertEquals(1, timer.runScheduled());
        assertEquals(2, done.getCount(), "none of them has lasted");
        time.pass(RunningTasks.LONG);
        assertEquals(1, timer.runScheduled());
        assertTrue(done.await(1, TimeUnit.MINUTES));
    }

    @Test
    void thereIsABoundOnThoseToo() throws Exception {
        WorkerPool pool = pool(0);
        for (int i = 0; i < WorkerLimit.MOST + FEWEST + 1; i++) {
            pool.member(1).execute(this::block);
        }
        for (int left = WorkerLimit.MOST; left > 0; left -= FEWEST) {
            awaitRunning(Math.min(left, FEWEST));
            time.pass(RunningTasks.LONG);
            assertEquals(1, timer.runScheduled());
        }
        assertEquals(0, running.availablePermits());
    }

    @Test
    void oneConsumerHasAllThatItAskedFor() throws Exception {
        WorkerPool.Member member = pool(0).member(2 * WorkerLimit.MOST);
        for (int i = 0; i < 2 * WorkerLimit.MOST; i++) {
            member.execute(this::block);
        }
        awaitRunning(2 * WorkerLimit.MOST);
    }

    @Test
    void whatRunsWhenAConsumerStopsIsInterruptedAndNothingElse() throws Exception {
        WorkerPool pool = pool(2);
        WorkerPool.Member other = pool.member(1);
        other.execute(this::block);
        awaitRunning(1);
        WorkerPool.Member stopping = pool.member(1);
        stopping.execute(this::block);
        awaitRunning(1);
        stopping.execute(named("dropped"));
        stopping.close(Duration.ofMillis(50));
        assertEquals(List.of("interrupted"), ran);
        assertThrows(RejectedExecutionException.class, () -> stopping.execute(named("refused")));
        CountDownLatch next = new CountDownLatch(1);
        other.execute(() -> {
            ran.add("interrupted before: " + Thread.currentThread().isInterrupted());
            next.countDown();
        });
        assertTrue(next.await(1, TimeUnit.MINUTES));
        assertEquals(List.of("interrupted", "interrupted before: false"), ran);
        release.countDown();
        other.close(Duration.ofMinutes(1));
        assertEquals(2, ran.size());
    }

    @Test
    void anErrorEndsOneThreadAndAnotherGoesOn() {
        WorkerPool.Member member = stepByStep(1).member(1);
        member.execute(() -> {
            throw new StackOverflowError();
        });
        member.execute(named("next"));
        assertThrows(StackOverflowError.class, started.remove()::run);
        assertEquals(1, started.size());
        started.remove().run();
        assertEquals(List.of("next"), ran);
        member.execute(named("last"));
        started.remove().run();
        assertEquals(List.of("next", "last"), ran);
    }

    @Test
    void anIdleThreadTakesTheNextTaskOfAnyMailbox() throws Exception {
        AtomicInteger starts = new AtomicInteger();
        WorkerPool pool = new WorkerPool(
                thread -> {
                    starts.incrementAndGet();
                    threads.execute(thread);
                },
                () -> timer,
                4,
                time::nanoTime,
                Duration.ofMinutes(1));
        for (int i = 0; i < 2_000; i++) {
            CountDownLatch done = new CountDownLatch(1);
            WorkerPool.Member member = pool.member(1);
            member.execute(done::countDown);
            assertTrue(done.await(1, TimeUnit.MINUTES));
            member.close(Duration.ofMinutes(1));
        }
        assertTrue(starts.get() <= 4, () -> starts + " threads");
    }

    @Test
    void aTaskWithoutAThreadIsNotRun() {
        boolean[] fails = {true};
        WorkerPool pool = new WorkerPool(
                thread -> {
                    if (fails[0]) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    thread.run();
                },
                () -> timer,
                1,
                time::nanoTime,
                Duration.ZERO);
        WorkerPool.Member member = pool.member(1);
        assertThrows(OutOfMemoryError.class, () -> member.execute(named("a")));
        assertFalse(member.othersWait());
        fails[0] = false;
        member.execute(named("b"));
        assertEquals(List.of("b"), ran);
    }
}
