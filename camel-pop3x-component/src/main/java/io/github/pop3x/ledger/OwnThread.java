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
package io.github.pop3x.ledger;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Does one thing on a thread of its own, that nobody interrupts. Camel interrupts its threads when it stops, and an
 * interrupt closes the file channel that the thread is using: a lock would be lost, an embedded database broken.
 */
final class OwnThread {

    private OwnThread() {}

    /**
     * Waits for the outcome, however often the caller is interrupted; the caller's thread stays marked as interrupted.
     *
     * @param purpose names the thread
     */
    static <T> T call(String purpose, Callable<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(work);
        // Without what the caller's thread hands down: this work belongs to none of its transactions.
        Thread thread = new Thread(null, task, "pop3x-" + purpose, 0, false);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException rethrown(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof IOException io ? io : new IOException(failure);
    }
}
