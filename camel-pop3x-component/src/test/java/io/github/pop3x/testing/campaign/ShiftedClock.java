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
package io.github.pop3x.testing.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that is wrong: it shows the time that has passed, and somebody puts it back or forward. It stands still until a
 * campaign lets time pass. Thread-safe.
 */
public final class ShiftedClock implements InstantSource {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Duration passed = Duration.ZERO;
    private Duration shift = Duration.ZERO;
    private Duration ahead = Duration.ZERO;

    @Override
    public synchronized Instant instant() {
        return START.plus(passed).plus(shift);
    }

    /** What has passed, whatever the clock shows. */
    public synchronized long nanoTime() {
        return passed.toNanos();
    }

    /** Lets time pass. */
    public synchronized void pass(Duration time) {
        passed = passed.plus(time);
    }

    /** Puts the clock forward, or back if negative. */
    public synchronized void jump(Duration by) {
        shift = shift.plus(by);
        if (!by.isNegative()) {
            ahead = ahead.plus(by);
        }
    }

    /** Sets the clock right. */
    public synchronized void correct() {
        jump(shift.negated());
    }

    /**
     * How much time may have passed by this clock since the start, at most: what has passed, and each jump forward. A
     * process that believes the clock waits no shorter than a difference of two such values.
     */
    public synchronized Duration mostPassed() {
        return passed.plus(ahead);
    }
}
