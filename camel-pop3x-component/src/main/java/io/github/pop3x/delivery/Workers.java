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

/**
 * The threads that run the routes of one consumer. Tasks begin in the order in which they came. Any thread may call it.
 */
@FunctionalInterface
public interface Workers extends Executor {

    /**
     * Runs a task, now or later.
     *
     * @throws RejectedExecutionException if no task is run any more
     */
    @Override
    void execute(Runnable task);

    /** Tells whether other tasks wait for a thread, so that the calling one should not go on for long. */
    default boolean othersWait() {
        return false;
    }

    /**
     * Waits until no task runs, besides the calling thread's.
     *
     * @return false if that took longer than it may
     */
    default boolean awaitNone(Duration atMost) throws InterruptedException {
        return true;
    }

    /**
     * Runs no more tasks: those that wait are dropped, those that run are waited for, and then interrupted and waited for
     * once more. A task that calls this is neither waited for nor interrupted.
     *
     * @param grace how long each of the two waits may take
     * @throws InterruptedException if a wait is interrupted: what runs is interrupted then, too
     */
    default void close(Duration grace) throws InterruptedException {}
}
