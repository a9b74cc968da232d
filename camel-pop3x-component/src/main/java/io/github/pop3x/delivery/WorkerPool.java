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
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that run the routes of all consumers, as many as may run at a time. Consumers take turns: each thread takes
 * one task of the consumer that waits longest, then one of the next.
 *
 * <p>With a fixed number of threads, as many routes that block for ever block all consumers. Left alone, a thread whose
 * task lasts longer than {@link #LONG} is not counted, so that others go on, up to {@link WorkerLimit#MOST} threads.
 *
 * <p>Any thread may call it; no task runs while its monitor is held.
 */
public final class WorkerPool {
    static final Duration LONG = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);

    private final Executor threads;
    private final Supplier<ScheduledExecutorService> timer;
    private final WorkerLimit limits;
    private final LongSupplier nanoTime;

    /** The consumers whose tasks wait, in turn. */
    private final Deque<Member> waiting = new ArrayDeque<>();

    private final Set<Turn> turns = new HashSet<>();
    private int running;
    private int limit;
    private boolean isWatched;

    /** A task that runs on a thread. */
    private record Turn(Thread thread, Member member, Runnable task, long since) {
        boolean isLong(long now) {
            return now - since >= LONG.toNanos();
        }
    }

    /**
     * @param threads starts a thread for each task, or has one that is idle
     * @param timer looks once in a while whether tasks last long
     * @param fixed how many tasks run at a time; 0 if that depends on what they do
     * @param nanoTime tells the time within this process
     */
    public WorkerPool(Executor threads, Supplier<ScheduledExecutorService> timer, int fixed, LongSupplier nanoTime) {
        this.threads = threads;
        this.timer = timer;
        this.limits = new WorkerLimit(fixed);
        this.nanoTime = nanoTime;
        this.limit = limits.with(0);
    }

    /**
     * The threads for one more consumer, to be {@linkplain Member#close closed}.
     *
     * @param atATime how many tasks it has run at a time
     */
    public synchronized Member member(int atATime) {
        limits.joined(atATime);
        count();
        return new Member(atATime);
    }

    private void count() {
        long now = nanoTime.getAsLong();
        limit = limits.with(
                (int) turns.stream().filter(turn -> turn.isLong(now)).count());
    }

    /** One consumer's tasks. */
    public final class Member implements Workers {
        private final int atATime;
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private boolean isClosed;

        private Member(int atATime) {
            this.atATime = atATime;
        }

        @Override
        public void execute(Runnable task) {
            if (enqueue(this, task)) {
                startFor(this, task);
            }
        }

        @Override
        public boolean othersWait() {
            synchronized (WorkerPool.this) {
                return !waiting.isEmpty();
            }
        }

        /**
         * Runs no more tasks: those that wait are dropped, those that run are waited for, and then interrupted.
         *
         * @param grace how long they are waited for, and once more after they are interrupted
         * @throws InterruptedException if the wait is interrupted: what runs is interrupted then, too
         */
        public void close(Duration grace) throws InterruptedException {
            dismiss(this);
            boolean isOver = false;
            try {
                isOver = awaitNone(this, grace);
            } finally {
                interrupt(this);
            }
            if (!isOver && !awaitNone(this, grace)) {
                LOG.warn("A route goes on after its consumer has stopped, though its thread was interrupted");
            }
        }
    }

    /** @return whether a thread is to start */
    private synchronized boolean enqueue(Member member, Runnable task) {
        if (member.isClosed) {
            throw new RejectedExecutionException("the consumer has stopped");
        }
        member.tasks.add(task);
        if (member.tasks.size() == 1) {
            waiting.add(member);
        }
        if (running < limit) {
            running++;
            return true;
        }
        watch();
        return false;
    }

    /** A task for which no thread starts is not run, unless another thread has taken it. */
    private void startFor(Member member, Runnable task) {
        boolean isStarted = false;
        try {
            start();
            isStarted = true;
        } finally {
            if (!isStarted) {
                drop(member, task);
            }
        }
    }

    private synchronized void drop(Member member, Runnable task) {
        if (member.tasks.remove(task) && member.tasks.isEmpty()) {
            waiting.remove(member);
        }
    }

    /** Starts a thread that is counted already. */
    private void start() {
        boolean isStarted = false;
        try {
            threads.execute(this::work);
            isStarted = true;
        } finally {
            if (!isStarted) {
                ended();
            }
        }
    }

    private synchronized void ended() {
        running--;
    }

    private void work() {
        boolean isDone = false;
        try {
            for (Turn turn = next(); turn != null; turn = next()) {
                run(turn);
            }
            isDone = true;
        } finally {
            if (!isDone) {
                // An error ends this thread. Tasks that wait must not wait for another one to come.
                ended();
                add(1);
            }
        }
    }

    private void run(Turn turn) {
        try {
            turn.task.run();
        } finally {
            end(turn);
            // What interrupted this task is not meant for the next one.
            Thread.interrupted();
        }
    }

    private synchronized Turn next() {
        Member member = running > limit ? null : waiting.poll();
        if (member == null) {
            running--;
            return null;
        }
        Turn turn = new Turn(Thread.currentThread(), member, member.tasks.remove(), nanoTime.getAsLong());
        if (!member.tasks.isEmpty()) {
            waiting.add(member);
        }
        turns.add(turn);
        return turn;
    }

    private synchronized void end(Turn turn) {
        turns.remove(turn);
        if (turn.isLong(nanoTime.getAsLong())) {
            count();
        }
        notifyAll();
    }

    private void watch() {
        if (limits.isFixed() || isWatched) {
            return;
        }
        try {
            timer.get().schedule(this::look, LONG.toMillis(), TimeUnit.MILLISECONDS);
            isWatched = true;
        } catch (RejectedExecutionException stopping) {
            LOG.debug("No thread is added any more", stopping);
        }
    }

    private void look() {
        add(looked());
    }

    /** @return how many tasks wait */
    private synchronized int looked() {
        isWatched = false;
        count();
        if (!waiting.isEmpty()) {
            watch();
        }
        return waiting.stream().mapToInt(member -> member.tasks.size()).sum();
    }

    private void add(int atMost) {
        for (int i = 0; i < atMost && isWanted(); i++) {
            start();
        }
    }

    private synchronized boolean isWanted() {
        boolean isWanted = running < limit && !waiting.isEmpty();
        running += isWanted ? 1 : 0;
        return isWanted;
    }

    private synchronized void dismiss(Member member) {
        if (!member.isClosed) {
            member.isClosed = true;
            limits.left(member.atATime);
        }
        member.tasks.clear();
        waiting.remove(member);
        count();
    }

    private synchronized boolean awaitNone(Member member, Duration atMost) throws InterruptedException {
        long begun = System.nanoTime();
        while (turns.stream().anyMatch(turn -> turn.member == member)) {
            long left = atMost.minusNanos(System.nanoTime() - begun).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private synchronized void interrupt(Member member) {
        turns.stream().filter(turn -> turn.member == member).forEach(turn -> turn.thread.interrupt());
    }
}
