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
package io.github.pop3x.client.wire;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls code whose time nothing bounds, on a thread of its own, and waits for it in bounded time. If that is over the thread
 * is interrupted, and left to end by itself.
 */
public final class BoundedCall {

    private BoundedCall() {}

    /**
     * Calls the code.
     *
     * @param thread names its thread
     * @param what names it for messages, e.g. "looking up the name mail.example"
     * @param loader the context class loader of its thread, or null
     * @param millis how long it may take
     * @throws SocketTimeoutException if it takes longer
     * @throws Cancellation.Cancelled if the caller gives up meanwhile
     * @throws ExecutionException if it fails
     * @throws IOException if the thread is interrupted; it still is
     */
    public static <T> T call(
            String thread, String what, ClassLoader loader, long millis, Cancellation cancellation, Callable<T> code)
            throws IOException, ExecutionException {
        FutureTask<T> task = new FutureTask<>(code);
        Thread runner = new Thread(null, task, thread, 0, false);
        runner.setDaemon(true);
        runner.setContextClassLoader(loader);
        Cancellation.Wait wait = cancellation.begin(() -> task.cancel(true));
        try {
            runner.start();
            return task.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException(what + " took too long");
        } catch (CancellationException e) {
            throw cancellation.cause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + what, e);
        } finally {
            wait.close();
            task.cancel(true);
        }
    }
}
