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
 * task lasts longer than {@link RunningTasks#LONG} is not counted, so that others go on, up to {@link WorkerLimit#MOST} threads.
 *
 * <p>Any thread may call it; no task runs while its monitor is held.
 */
public final class WorkerPool {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);

    private final Executor threads;
    private final Supplier<ScheduledExecutorService> timer;
    private final WorkerLimit limits;
    private final LongSupplier nanoTime;
    private final Duration linger;
    private final FairQueue waiting = new FairQueue();
    private final RunningTasks active = new RunningTasks();
    private int running;
    private int idle;
    private int closing;
    private int limit;
    private boolean isWatched;

    /**
     * @param threads starts a thread for each task
     * @param timer looks once in a while whether tasks last long
     * @param fixed how many tasks run at a time; 0 if that depends on what they do
     * @param nanoTime tells the time within this process
     * @param linger how long an idle thread waits for the next task before it ends
     */
    public WorkerPool(
            Executor threads,
            Supplier<ScheduledExecutorService> timer,
            int fixed,
            LongSupplier nanoTime,
            Duration linger) {
        this.threads = threads;
        this.timer = timer;
        this.limits = new WorkerLimit(fixed);
        this.nanoTime = nanoTime;
        this.linger = linger;
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
        limit = limits.with(active.lasting(nanoTime.getAsLong()));
    }

    /** One consumer's tasks. */
    public final class Member implements Workers {
        private final int atATime;
        private boolean isClosed;

        private Member(int atATime) {
            this.atATime = atATime;
        }

        @Override
        public void execute(Runnable task) {
            if (enqueue(this, task)) {
                start(() -> dropped(this, task));
            }
        }

        @Override
        public boolean othersWait() {
            synchronized (WorkerPool.this) {
                return !waiting.isEmpty();
            }
        }

        @Override
        public boolean awaitNone(Duration atMost) throws InterruptedException {
            return WorkerPool.this.awaitNone(this, atMost);
        }

        @Override
        public void close(Duration grace) throws InterruptedException {
            dismiss(this);
            try {
                awaitNone(grace);
            } finally {
                interrupt(this);
            }
            if (!awaitNone(grace)) {
                LOG.warn("A route goes on after its consumer has stopped, though its thread was interrupted");
            }
        }
    }

    /** @return whether a thread is to start */
    private synchronized boolean enqueue(Member member, Runnable task) {
        if (member.isClosed) {
            throw new RejectedExecutionException("the consumer has stopped");
        }
        waiting.add(member, task);
        if (idle >= waiting.size()) {
            // Of those that wait, all are idle threads unless a consumer is closed.
            if (closing > 0) {
                notifyAll();
            } else {
                notify();
            }
            return false;
        }
        if (running < limit) {
            running++;
            return true;
        }
        watch();
        return false;
    }

    /** A task for which no thread starts is not run, unless another thread has taken it. */
    private synchronized void dropped(Member member, Runnable task) {
        waiting.remove(member, task);
    }

    /** Starts a thread that is counted already. */
    private void start(Runnable onFailure) {
        boolean isStarted = false;
        try {
            threads.execute(this::work);
            isStarted = true;
        } finally {
            if (!isStarted) {
                ended();
                onFailure.run();
            }
        }
    }

    private synchronized void ended() {
        running--;
    }

    private void work() {
        boolean isDone = false;
        try {
            for (RunningTasks.Turn turn = next(); turn != null; turn = next()) {
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

    private void run(RunningTasks.Turn turn) {
        try {
            turn.task().code().run();
        } finally {
            end(turn);
            // What interrupted this task is not meant for the next one.
            Thread.interrupted();
        }
    }

    private synchronized RunningTasks.Turn next() {
        if (waiting.isEmpty() && running <= limit) {
            linger();
        }
        FairQueue.Task task = running > limit ? null : waiting.poll();
        if (task == null) {
            running--;
            watch();
            return null;
        }
        return active.begin(task, nanoTime.getAsLong());
    }

    /** An idle thread stays for a while, so that there are never more threads than may run tasks. */
    private void linger() {
        long begun = System.nanoTime();
        idle++;
        try {
            for (long left = linger.toMillis(); left > 0 && waiting.isEmpty(); ) {
                wait(left);
                left = linger.minusNanos(System.nanoTime() - begun).toMillis();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            idle--;
        }
    }

    private synchronized void end(RunningTasks.Turn turn) {
        active.end(turn);
        if (turn.isLong(nanoTime.getAsLong())) {
            count();
        }
        if (closing > 0) {
            notifyAll();
        }
    }

    private void watch() {
        if (limits.isFixed() || isWatched || waiting.isEmpty()) {
            return;
        }
        try {
            timer.get().schedule(this::look, RunningTasks.LONG.toMillis(), TimeUnit.MILLISECONDS);
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
        watch();
        return waiting.size();
    }

    private void add(int atMost) {
        for (int i = 0; i < atMost && isWanted(); i++) {
            start(() -> {});
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
        waiting.removeAll(member);
        count();
    }

    private synchronized boolean awaitNone(Member member, Duration atMost) throws InterruptedException {
        long begun = System.nanoTime();
        closing++;
        try {
            for (long left = atMost.toMillis(); active.hasOthers(member) && left > 0; ) {
                wait(left);
                left = atMost.minusNanos(System.nanoTime() - begun).toMillis();
            }
            return !active.hasOthers(member);
        } finally {
            closing--;
        }
    }

    private synchronized void interrupt(Member member) {
        active.interruptOthers(member);
    }
}
