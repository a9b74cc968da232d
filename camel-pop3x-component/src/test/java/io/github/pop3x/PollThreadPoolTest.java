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
package io.github.pop3x;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Threads for polls, where Camel makes a pool without core threads, as it does with virtual threads. */
class PollThreadPoolTest {

    /** Makes pools with a core of its own choice. */
    private static final class SmallCore extends DefaultThreadPoolFactory {
        private final int core;

        SmallCore(int core) {
            this.core = core;
        }

        @Override
        public ScheduledExecutorService newScheduledThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
            return Executors.newScheduledThreadPool(core, threads);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 3", "1, 3, 3", "3, 3, 3", "9, 3, 9"})
    void aPoolHasAtLeastThePollThreads(int core, int wanted, int expected) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getExecutorServiceManager().setThreadPoolFactory(new SmallCore(core));
            context.start();
            Pop3xComponent component = context.getComponent("pop3x", Pop3xComponent.class);
            component.setPollThreads(wanted);
            assertEquals(expected, pool(component).getCorePoolSize());
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void thePoolHasManyThreadsByDefault(int core) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getExecutorServiceManager().setThreadPoolFactory(new SmallCore(core));
            context.start();
            assertTrue(pool(context.getComponent("pop3x", Pop3xComponent.class)).getCorePoolSize() >= 8);
        }
    }

    private static ScheduledThreadPoolExecutor pool(Pop3xComponent component) {
        return assertInstanceOf(ScheduledThreadPoolExecutor.class, component.pollExecutor());
    }
}
