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
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * When mailboxes are polled for the first time. Each of those that start together comes ten milliseconds after the one
 * before it, more or less, so that a few are polled at once and thousands one after the other. Any thread may call it.
 */
public final class FirstPolls {

    static final Duration BETWEEN = Duration.ofMillis(10);

    private final LongSupplier nanoTime;
    private final DoubleSupplier random;
    private long next;

    /**
     * @param nanoTime tells the time within this process
     * @param random between 0 and 1
     */
    public FirstPolls(LongSupplier nanoTime, DoubleSupplier random) {
        this.nanoTime = nanoTime;
        this.random = random;
        this.next = nanoTime.getAsLong();
    }

    /**
     * How much later than that of a mailbox alone the first poll of one more mailbox comes.
     *
     * @param delay between two polls: it is never as much later as that
     */
    public synchronized Duration later(Duration delay) {
        long now = nanoTime.getAsLong();
        long ahead = Math.max(0, next - now);
        next = now + ahead + BETWEEN.toNanos();
        long within = delay.isZero() || delay.isNegative() ? 0 : ahead % delay.toNanos();
        return Duration.ofNanos((long) (within * (1 + random.getAsDouble()) / 2));
    }
}
