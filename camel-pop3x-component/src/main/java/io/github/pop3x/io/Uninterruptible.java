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
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs work that an interrupt must not stop, on a thread of its own. Camel interrupts its threads when it stops, and an
 * interrupt closes the file channel that a thread uses: a lock would be lost, an embedded database broken.
 *
 * <p>Each call makes a thread, which ends with the work. A pool would keep the class loader of its first caller.
 */
public final class Uninterruptible {

    private Uninterruptible() {}

    /** Enough for any disk that works. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /**
     * Runs the work, with the caller's context class loader, and waits for its outcome, however often the caller is
     * interrupted; the caller's thread stays marked as interrupted. The caller holds no lock that others wait for.
     *
     * @param purpose names the thread: {@code pop3x-PURPOSE}
     * @throws IOException as the work threw it; any other checked exception of the work is its cause; or after 60 s
     */
    public static <T> T call(String purpose, Callable<T> work) throws IOException {
        return call(purpose, LIMIT, work, () -> {});
    }

    /**
     * As {@link #call(String, Callable)}, with a limit of the caller's.
     *
     * @param whenOverdue called when the work has taken too long, before this method throws
     */
    public static <T> T call(String purpose, Duration limit, Callable<T> work, Runnable whenOverdue)
            throws IOException {
        FutureTask<T> task = new FutureTask<>(work);
        // It inherits no thread local: this work belongs to none of the caller's transactions.
        Thread thread = new Thread(null, task, "pop3x-" + purpose, 0, false);
        // Since Java 19 such a thread has the system's class loader, which finds no driver of a web application or a
        // fat jar.
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.setDaemon(true);
        thread.start();
        try {
            return await(task, limit);
        } catch (TimeoutException e) {
            whenOverdue.run();
            throw new IOException(
                    purpose + " did not end within " + limit.toMillis()
                            + " ms. Check the disk or database of the store",
                    e);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    /** Waits, however often this thread is interrupted; it stays marked as interrupted. */
    static <T> T await(Future<T> task, Duration limit) throws ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(limit);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What a caller gets of a failure; unchecked ones are thrown. */
    static IOException rethrown(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof IOException io ? io : new IOException(failure);
    }
}
