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

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs what is due after a time, unless it is cancelled before. */
final class Alarms {

    /** One daemon thread for all connections; it goes when there is nothing to watch, and pins no class loader. */
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private Alarms() {}

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "pop3-time-limits");
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(5, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        return clock;
    }

    /**
     * Runs an alarm after a time.
     *
     * @param time from now; at once if it is not positive
     * @param alarm must not block
     */
    static Future<?> after(Duration time, Runnable alarm) {
        return CLOCK.schedule(alarm, Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS);
    }
}
