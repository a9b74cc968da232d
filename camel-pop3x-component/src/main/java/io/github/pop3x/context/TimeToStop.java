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
import java.util.function.LongSupplier;

import org.apache.camel.spi.ShutdownStrategy;

/**
 * What is left of the time that Camel gives a consumer for stopping. Of a time that was given to {@code stopRoute} alone,
 * Camel tells when it is over, and not before that how long it is. Any thread may call it.
 */
public final class TimeToStop {

    /** While Camel has not said that time is over: it may have given more than it tells. */
    private static final Duration LEAST = Duration.ofSeconds(5);

    private final LongSupplier nanoTime;
    private volatile long since;
    private volatile boolean camelTellsTheEnd;

    /** @param nanoTime tells the time within this process */
    public TimeToStop(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Camel begins to stop the consumer. */
    public void begins() {
        camelTellsTheEnd = true;
        since = nanoTime.getAsLong();
    }

    /** The consumer is stopped before Camel begins: that time was over says Camel of an earlier stop, if it does. */
    public void beginsBeforeCamel() {
        camelTellsTheEnd = false;
        since = nanoTime.getAsLong();
    }

    /** The consumer goes on. */
    public void ends() {
        since = 0;
    }

    /** How long stopping may take from now on. */
    public Duration left(ShutdownStrategy strategy) {
        long begun = since;
        if (begun != 0 && camelTellsTheEnd && strategy.isTimeoutOccurred()) {
            return Duration.ZERO;
        }
        Duration given = Duration.ofMillis(strategy.getTimeUnit().toMillis(strategy.getTimeout()));
        Duration left = begun == 0 ? given : given.minusNanos(nanoTime.getAsLong() - begun);
        Duration least = given.compareTo(LEAST) < 0 ? given : LEAST;
        return left.compareTo(least) < 0 ? least : left;
    }
}
