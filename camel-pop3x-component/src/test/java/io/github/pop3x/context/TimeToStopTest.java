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
package io.github.pop3x.context;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.camel.impl.engine.DefaultShutdownStrategy;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class TimeToStopTest {

    private final AtomicLong now = new AtomicLong(1);
    private final TimeToStop time = new TimeToStop(now::get);
    private final DefaultShutdownStrategy strategy = new DefaultShutdownStrategy();

    private void secondsPass(long seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void itIsWhatCamelGivesFromTheStartOfStopping() {
        strategy.setTimeout(45);
        assertEquals(Duration.ofSeconds(45), time.left(strategy));
        time.begins();
        secondsPass(30);
        assertEquals(Duration.ofSeconds(15), time.left(strategy));
        time.ends();
        assertEquals(Duration.ofSeconds(45), time.left(strategy));
    }

    /** As in {@code stopRoute(id, 5, MINUTES)}. */
    @Test
    void someIsLeftWhileCamelDoesNotSayThatItIsOver() {
        strategy.setTimeout(45);
        time.begins();
        secondsPass(60);
        assertEquals(Duration.ofSeconds(5), time.left(strategy));
        strategy.setTimeout(2);
        assertEquals(Duration.ofSeconds(2), time.left(strategy));
    }

    /** That belongs to an earlier stop of other routes. */
    @Test
    void thatTimeWasOverMeansNothingBeforeCamelBegins() {
        DefaultShutdownStrategy late = new DefaultShutdownStrategy() {
            @Override
            public boolean isTimeoutOccurred() {
                return true;
            }
        };
        late.setTimeout(45);
        time.begins();
        assertEquals(Duration.ZERO, time.left(late));
        time.beginsBeforeCamel();
        secondsPass(30);
        assertEquals(Duration.ofSeconds(15), time.left(late));
    }
}
