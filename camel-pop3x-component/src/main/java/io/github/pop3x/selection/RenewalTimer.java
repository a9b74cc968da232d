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
package io.github.pop3x.selection;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.mailbox.MailboxListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the ledger {@linkplain DeliveryLedger#renew tell} other processes of routes that last long, three times within the time after
 * which they take a message for left. There is no task while nothing is in flight, and one for all that is. Any
 * thread may call it.
 */
final class RenewalTimer {

    /** So many times is a message renewed within one wait: one may come late, and one fail. */
    private static final int PARTS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(RenewalTimer.class);

    private final ScheduledExecutorService timer;
    private final Duration interval;
    private final DeliveryLedger ledger;
    private final MailboxListener listener;
    private final AtomicBoolean isScheduled = new AtomicBoolean();

    /**
     * @param timer where the ledger is called
     * @param delay after which other processes take a message for left; nothing is renewed if it is less than 3 ms
     * @param listener gets a report if the ledger cannot be written
     */
    RenewalTimer(ScheduledExecutorService timer, Duration delay, DeliveryLedger ledger, MailboxListener listener) {
        this.timer = timer;
        this.interval = delay.dividedBy(PARTS);
        this.ledger = ledger;
        this.listener = listener;
    }

    /** A route has started. */
    void started() {
        if (interval.toMillis() > 0 && isScheduled.compareAndSet(false, true)) {
            try {
                timer.schedule(this::renew, interval.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                isScheduled.set(false);
                LOG.debug("Nothing is renewed any longer, since the component is stopping", e);
            }
        }
    }

    private void renew() {
        // First: a route that starts from now on may have been overlooked.
        isScheduled.set(false);
        boolean isInFlight = true;
        try {
            isInFlight = ledger.renew(interval.dividedBy(2));
        } catch (IOException | RuntimeException | Error e) {
            listener.failed("Cannot record that messages are still in flight; other processes may route them", e);
        }
        if (isInFlight) {
            started();
        }
    }
}
