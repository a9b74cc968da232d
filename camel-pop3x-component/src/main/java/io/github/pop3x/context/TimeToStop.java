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

import org.apache.camel.spi.ShutdownStrategy;

/**
 * What is left of the time that Camel gives a consumer for stopping. Of a time that was given to {@code stopRoute} alone,
 * Camel tells when it is over, and not before that how long it is. Any thread may call it.
 */
public final class TimeToStop {

    private volatile long since;

    /** Camel begins to stop the consumer. */
    public void begins() {
        since = System.nanoTime();
    }

    /** The consumer goes on. */
    public void ends() {
        since = 0;
    }

    /** How long stopping may take from now on. */
    public Duration left(ShutdownStrategy strategy) {
        long begun = since;
        if (begun != 0 && strategy.isTimeoutOccurred()) {
            return Duration.ZERO;
        }
        Duration given = Duration.ofMillis(strategy.getTimeUnit().toMillis(strategy.getTimeout()));
        return begun == 0 ? given : given.minusNanos(System.nanoTime() - begun);
    }
}
