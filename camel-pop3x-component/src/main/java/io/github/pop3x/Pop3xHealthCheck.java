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

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.pop3x.mailbox.Mailbox;
import io.github.pop3x.session.SessionGate;
import io.github.pop3x.session.Trouble;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.ScheduledPollConsumerHealthCheck;

/**
 * The readiness check of a consumer: Camel's own check of polling consumers, and the reason that keeps this one from
 * its mailbox. A poll that waits has not failed; here it counts once it has lasted.
 */
final class Pop3xHealthCheck extends ScheduledPollConsumerHealthCheck {

    /** Detail: one or two words, such as "locked"; "never polled" before the first poll. */
    static final String REASON = "pop3x.reason";

    private final ScheduledPollConsumer consumer;
    private final Supplier<Mailbox> mailbox;
    private final Supplier<SessionGate> gate;

    /**
     * @param mailbox known once the endpoint is initialized
     * @param gate the way to the mailbox, known then
     */
    Pop3xHealthCheck(ScheduledPollConsumer consumer, String id, Supplier<Mailbox> mailbox, Supplier<SessionGate> gate) {
        super(consumer, id);
        this.consumer = consumer;
        this.mailbox = mailbox;
        this.gate = gate;
    }

    @Override
    public Result call(Map<String, Object> options) {
        Result told = super.call(options);
        if (!isEnabled()) {
            return told;
        }
        HealthCheckResultBuilder builder = HealthCheckResultBuilder.on(this)
                .state(told.getState())
                .message(told.getMessage().orElse(null))
                .error(told.getError().orElse(null))
                .details(told.getDetails())
                .detail("pop3x.mailbox", mailbox.get().name());
        Optional<Trouble> trouble = gate.get().trouble();
        Optional<Instant> until = gate.get().notBefore();
        if (trouble.isPresent()) {
            explain(builder, trouble.get());
        } else if (until.isPresent() && told.getState() != HealthCheck.State.DOWN) {
            explainWait(builder, until.get());
        } else if (!consumer.isConsumerReady()) {
            builder.detail(REASON, "never polled");
        } else if (told.getState() == HealthCheck.State.DOWN) {
            builder.detail(REASON, "failed");
        }
        return builder.build();
    }

    /** No trouble: the server wants time between logins. */
    private void explainWait(HealthCheckResultBuilder builder, Instant until) {
        String words = "waits for LOGIN-DELAY until " + until.truncatedTo(ChronoUnit.SECONDS);
        builder.detail(REASON, "waits for LOGIN-DELAY")
                .detail("pop3x.nextAttempt", until.toString())
                .message(mailbox.get().name() + ": " + words);
    }

    private void explain(HealthCheckResultBuilder builder, Trouble trouble) {
        builder.detail(REASON, trouble.reason().words())
                .detail("pop3x.since", trouble.since().toString())
                .detail("pop3x.words", trouble.words());
        if (trouble.next() != null) {
            builder.detail("pop3x.nextAttempt", trouble.next().toString());
        }
        boolean isTolerated = gate.get().isTolerated(trouble);
        if (!isTolerated) {
            builder.down();
        }
        if (trouble.reason() == Trouble.Reason.TOO_OFTEN && trouble.next() != null) {
            Instant until = trouble.next().truncatedTo(ChronoUnit.SECONDS);
            builder.message(mailbox.get().name() + ": waits for LOGIN-DELAY until " + until + ": " + trouble);
        } else if (!isTolerated) {
            builder.message(mailbox.get().name() + ": " + trouble);
        }
    }
}
