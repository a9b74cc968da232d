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

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

import io.github.pop3x.context.FirstPolls;
import org.apache.camel.support.DefaultScheduledPollConsumerScheduler;
import org.apache.camel.support.ScheduledPollConsumer;

/**
 * When a consumer polls next by its schedule. Camel does not say, so this counts from when Camel ran it last. Any thread may
 * call it.
 */
final class Pop3xSchedule {

    private static final Duration FIRST_POLL = Duration.ofSeconds(1);

    private final ScheduledPollConsumer consumer;
    private final LongSupplier nanoTime;
    private volatile OptionalLong next = OptionalLong.empty();

    /** @param nanoTime tells the time within this process */
    Pop3xSchedule(ScheduledPollConsumer consumer, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.nanoTime = nanoTime;
    }

    /** When to poll first, without an option for it: after a second, and later where many mailboxes start together. */
    static Duration firstPoll(FirstPolls others, Duration delay) {
        return FIRST_POLL.plus(others.later(delay));
    }

    /** The schedule has begun. */
    void started() {
        next = after(consumer.getInitialDelay());
    }

    /** Camel runs the consumer. */
    void runBegins() {
        next = consumer.isUseFixedDelay() ? OptionalLong.empty() : after(consumer.getDelay());
    }

    /** What {@link #runBegins} began has ended. */
    void runEnds() {
        if (consumer.isUseFixedDelay()) {
            next = after(consumer.getDelay());
        }
    }

    private OptionalLong after(long delay) {
        return OptionalLong.of(nanoTime.getAsLong() + consumer.getTimeUnit().toNanos(delay));
    }

    /** How long it is until then; empty if a poll goes on, and where another scheduler than Camel's own decides. */
    Optional<Duration> left() {
        OptionalLong known = next;
        boolean isKnown = known.isPresent()
                && consumer.getScheduler() instanceof DefaultScheduledPollConsumerScheduler
                && consumer.isSchedulerStarted();
        return isKnown
                ? Optional.of(Duration.ofNanos(Math.max(0, known.getAsLong() - nanoTime.getAsLong())
                        + consumer.getTimeUnit().toNanos(skipped())))
                : Optional.empty();
    }

    /** The delays that {@code backoffMultiplier} still lets pass. */
    private long skipped() {
        int passed = consumer.getBackoffCounter();
        return passed == 0 ? 0 : consumer.getDelay() * Math.max(0, consumer.getBackoffMultiplier() - passed);
    }
}
