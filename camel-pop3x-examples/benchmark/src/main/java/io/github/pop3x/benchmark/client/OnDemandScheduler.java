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
package io.github.pop3x.benchmark.client;

import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.spi.ScheduledPollConsumerScheduler;
import org.apache.camel.support.service.ServiceSupport;

/** Has a consumer poll when the benchmark says so, on the benchmark's thread: then the clock sees one poll and no wait. */
public final class OnDemandScheduler extends ServiceSupport implements ScheduledPollConsumerScheduler {

    private CamelContext context;
    private Runnable task;

    /** Runs one poll to its end. */
    public void poll() {
        task.run();
    }

    @Override
    public void onInit(Consumer consumer) {
        // Nothing depends on the consumer.
    }

    @Override
    public void scheduleTask(Runnable poll) {
        task = poll;
    }

    @Override
    public void unscheduleTask() {
        // Nobody but the benchmark asks for polls.
    }

    @Override
    public void startScheduler() {
        // Nothing runs by itself.
    }

    @Override
    public boolean isSchedulerStarted() {
        return task != null;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }
}
