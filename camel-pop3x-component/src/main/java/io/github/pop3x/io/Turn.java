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
package io.github.pop3x.io;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread at a time do input and output, without a lock that is held meanwhile: a turn is a flag, and the lock
 * guards only the flag. Waiting goes on through an interrupt, and the thread stays marked as interrupted.
 */
public final class Turn {
    private final String misuse;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    /** The thread whose turn it is, or null. */
    private Thread owner;

    /** @param misuse what a thread is told that asks for the turn which it has */
    public Turn(String misuse) {
        this.misuse = misuse;
    }

    /**
     * Work of one turn.
     *
     * @param <T> its result
     * @param <E> its failure
     */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        /** Does the work. */
        T run() throws E;
    }

    /** Work of one turn that has no result. */
    @FunctionalInterface
    public interface Action {
        /** Does the work. */
        void run() throws IOException;
    }

    /**
     * Waits until no other thread has the turn, and works.
     *
     * @throws IllegalStateException if this thread has the turn already
     */
    public <T, E extends Exception> T call(Work<T, E> work) throws E {
        begin();
        try {
            return work.run();
        } finally {
            end();
        }
    }

    /** As {@link #call}, without a result. */
    public void run(Action work) throws IOException {
        begin();
        try {
            work.run();
        } finally {
            end();
        }
    }

    /**
     * As {@link #run(Action)}, and waits for a limited time.
     *
     * @throws IOException as the work threw it, or if the turn of another took too long
     */
    public void run(Duration limit, Action work) throws IOException {
        begin(limit);
        try {
            work.run();
        } finally {
            end();
        }
    }

    private void begin(Duration limit) throws IOException {
        boolean interrupted = false;
        lock.lock();
        try {
            requireNotMine();
            long left = TimeUnit.NANOSECONDS.convert(limit);
            long deadline = System.nanoTime() + left;
            while (owner != null) {
                if (left <= 0) {
                    throw new IOException("another call has not come to its end within " + limit.toMillis()
                            + " ms. Check the disk or database of the store");
                }
                try {
                    ended.awaitNanos(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                left = deadline - System.nanoTime();
            }
            owner = LimitedCalls.callerOfThisThread();
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void requireNotMine() {
        if (owner == LimitedCalls.callerOfThisThread()) {
            throw new IllegalStateException(misuse);
        }
    }

    private void begin() {
        lock.lock();
        try {
            requireNotMine();
            while (owner != null) {
                ended.awaitUninterruptibly();
            }
            owner = LimitedCalls.callerOfThisThread();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            owner = null;
            ended.signal();
        } finally {
            lock.unlock();
        }
    }
}
