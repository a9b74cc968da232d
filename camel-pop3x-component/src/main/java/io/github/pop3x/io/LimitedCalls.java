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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls code that may hang, on a thread of its own, and waits for a limited time, however often the caller is
 * interrupted. While a call that took too long has not ended, all others are refused at once: none overtakes it, and no
 * threads pile up.
 *
 * <p>Any thread may call it; one call at a time.
 */
public final class LimitedCalls {

    /** For all; a thread goes when it has nothing to do, and holds no class loader then. */
    private static final ThreadPoolExecutor THREADS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(null, task, "pop3x-limited-call", 0, false);
                thread.setDaemon(true);
                thread.setContextClassLoader(null);
                return thread;
            });

    private static final ThreadLocal<Thread> CALLER = new ThreadLocal<>();

    private final String who;
    private final String remedy;

    /** The call that took too long, or null. */
    private FutureTask<?> overdue;

    /**
     * @param who what is called, for messages: the subject of a sentence
     * @param remedy what to do if it hangs: a sentence
     */
    public LimitedCalls(String who, String remedy) {
        this.who = who;
        this.remedy = remedy;
    }

    /** The thread that waits for what this thread does, or this thread. */
    static Thread callerOfThisThread() {
        Thread caller = CALLER.get();
        return caller == null ? Thread.currentThread() : caller;
    }

    /**
     * Calls the code, with the caller's context class loader. If the caller is interrupted it is marked so afterwards.
     *
     * @throws IOException as the code threw it; or if it took too long, and then it goes on, or another call does
     */
    public <T> T call(Duration limit, Callable<T> code) throws IOException {
        requireNoneOverdue();
        FutureTask<T> task = new FutureTask<>(code);
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Thread caller = callerOfThisThread();
        THREADS.execute(() -> {
            Thread.currentThread().setContextClassLoader(loader);
            CALLER.set(caller);
            try {
                task.run();
            } finally {
                CALLER.remove();
                Thread.currentThread().setContextClassLoader(null);
            }
        });
        try {
            return Uninterruptible.await(task, limit);
        } catch (TimeoutException e) {
            synchronized (this) {
                overdue = task;
            }
            throw new IOException(who + " has not answered within " + limit.toMillis() + " ms. " + remedy, e);
        } catch (ExecutionException e) {
            throw Uninterruptible.rethrown(e.getCause());
        }
    }

    private synchronized void requireNoneOverdue() throws IOException {
        if (overdue != null && !overdue.isDone()) {
            throw new IOException(who + " still has not answered an earlier call. " + remedy);
        }
        overdue = null;
    }
}
