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
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

import io.github.pop3x.session.StoppableSessions;

/**
 * The end of polling: routes end, then a last session deletes what they delivered. A route that runs has a few seconds, and as
 * many again after its thread is interrupted.
 *
 * <p>Camel interrupts a stop that takes too long. That ends the wait for routes, and leaves a few seconds for the last session;
 * the thread is marked as interrupted afterwards, and not before: an interrupted thread may break a connection.
 */
final class PollingEnd {

    private final Workers workers;
    private final DeliveryQueue queue;
    private final LateDeletes lateDeletes;

    PollingEnd(Workers workers, DeliveryQueue queue, LateDeletes lateDeletes) {
        this.workers = workers;
        this.queue = queue;
        this.lateDeletes = lateDeletes;
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    /** @param left tells how long the last session may take from now on */
    void run(Supplier<Duration> left) {
        boolean interrupted = Thread.interrupted();
        try {
            interrupted |= isInterruptedIn(() -> workers.close(StoppableSessions.GRACE));
            // A poll may have handed a message over until the workers took none any more.
            queue.dropWaiting();
            Duration given = left.get();
            Duration atMost = interrupted ? Collections.min(List.of(given, StoppableSessions.GRACE)) : given;
            interrupted |= isInterruptedIn(() -> lateDeletes.close(atMost));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isInterruptedIn(Step step) {
        try {
            step.run();
            return Thread.interrupted();
        } catch (InterruptedException forced) {
            return true;
        }
    }
}
