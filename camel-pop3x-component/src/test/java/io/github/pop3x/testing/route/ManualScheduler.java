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
package io.github.pop3x.testing.route;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where nothing happens by itself: what is scheduled waits for the test to run it. */
public final class ManualScheduler extends ScheduledThreadPoolExecutor {

    private final Queue<RunnableScheduledFuture<?>> once = new ConcurrentLinkedQueue<>();

    public ManualScheduler() {
        super(0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        RunnableScheduledFuture<?> future = (RunnableScheduledFuture<?>) super.schedule(task, 1, TimeUnit.DAYS);
        once.add(future);
        return future;
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        return super.scheduleWithFixedDelay(task, 1, 1, TimeUnit.DAYS);
    }

    /**
     * Runs, on this thread, what was scheduled for once and not cancelled; what is scheduled meanwhile waits.
     *
     * @return how many tasks these were
     */
    public int runScheduled() {
        int run = 0;
        for (int left = once.size(); left > 0; left--) {
            RunnableScheduledFuture<?> next = once.remove();
            if (!next.isCancelled()) {
                next.run();
                run++;
            }
        }
        return run;
    }
}
