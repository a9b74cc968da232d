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
package io.github.pop3x.examples.oauth2;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The end of all waiting. Immutable. */
final class Deadline {

    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** The earlier one of this and a time from now. */
    Deadline orIn(Duration time) {
        return left().compareTo(time) <= 0 ? this : in(time);
    }

    /** What is left of the time; zero or less if it is over. */
    Duration left() {
        return Duration.ofNanos(nanos - System.nanoTime());
    }

    /**
     * Calls something that may block, however slowly the other side answers, and waits for it until the time is over.
     *
     * @param call goes on in a daemon thread if it takes longer
     * @throws TimeoutException if the time is over
     * @throws IOException if the call fails with one
     */
    <T> T call(Callable<T> call) throws IOException, InterruptedException, TimeoutException {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "oauth2-request");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(Math.max(0, left().toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new TimeoutException("The authority has not answered in time. Check its addresses and the network");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("The request failed", e.getCause());
        } finally {
            task.cancel(true);
        }
    }
}
