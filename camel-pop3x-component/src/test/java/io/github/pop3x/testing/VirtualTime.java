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
package io.github.pop3x.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes when a test says so. */
public final class VirtualTime implements InstantSource {

    /** Close to the end of its range: code must compare differences only. */
    private volatile long nanos = Long.MAX_VALUE - 1_000_000_000L;

    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    /** As {@link System#nanoTime()} would tell it, from another origin. */
    public long nanoTime() {
        return nanos;
    }

    /** Lets time pass for every clock. */
    public void pass(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    /** Puts the wall clock forward, or back if negative, while no time passes. */
    public void putForward(Duration jump) {
        now = now.plus(jump);
    }
}
