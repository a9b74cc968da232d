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

import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.EventNotifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event about a mailbox for Camel's event notifiers, beside Camel's own events about exchanges and routes. Of type
 * {@link CamelEvent.Type#Custom}; the source is the consumer's or endpoint's mailbox. Holds no secret.
 */
public abstract sealed class Pop3xEvent implements CamelEvent {

    private static final Logger LOG = LoggerFactory.getLogger(Pop3xEvent.class);

    private final String mailbox;
    private volatile long timestamp = Instant.now().toEpochMilli();

    private Pop3xEvent(String mailbox) {
        this.mailbox = mailbox;
    }

    /** The mailbox, e.g. {@code alice@mail.example.com}. */
    public final String mailbox() {
        return mailbox;
    }

    @Override
    public final Object getSource() {
        return mailbox;
    }

    @Override
    public final Type getType() {
        return Type.Custom;
    }

    /** Milliseconds since 1970. */
    @Override
    public final long getTimestamp() {
        return timestamp;
    }

    @Override
    public final void setTimestamp(long timestamp) {
        this.timestamp = timestamp;
    }

    /** Sends an event to the notifiers of a context; one that fails does not stop the others. */
    static void tell(CamelContext context, Pop3xEvent event) {
        for (EventNotifier notifier : context.getManagementStrategy().getStartedEventNotifiers()) {
            try {
                if (!notifier.isDisabled() && notifier.isEnabled(event)) {
                    notifier.notify(event);
                }
            } catch (Exception | Error e) {
                LOG.warn("An event notifier failed at \"{}\"", event, e);
            }
        }
    }

    /** A message is delivered, and it is not certain that the server has removed it; sent once for each message. */
    public static final class DeleteUnconfirmed extends Pop3xEvent {
        private final String uid;

        DeleteUnconfirmed(String mailbox, String uid) {
            super(mailbox);
            this.uid = uid;
        }

        /** The message's unique id. */
        public String uid() {
            return uid;
        }

        @Override
        public String toString() {
            return "delete of message " + uid + " of " + mailbox() + " is unconfirmed";
        }
    }

    /** The routes of a message have failed {@code maxAttempts} times: it stays on the server. */
    public static final class AttemptsExhausted extends Pop3xEvent {
        private final String uid;
        private final int attempts;

        AttemptsExhausted(String mailbox, String uid, int attempts) {
            super(mailbox);
            this.uid = uid;
            this.attempts = attempts;
        }

        /** The message's unique id. */
        public String uid() {
            return uid;
        }

        /** How many attempts there were. */
        public int attempts() {
            return attempts;
        }

        @Override
        public String toString() {
            return "message " + uid + " of " + mailbox() + " is left after " + attempts + " attempts";
        }
    }

    /**
     * The breaker opened: the server refused in a way that an operator has to resolve, and is left alone for a while.
     */
    public static final class BreakerOpened extends Pop3xEvent {
        private final String reason;
        private final Instant until;

        BreakerOpened(String mailbox, String reason, Instant until) {
            super(mailbox);
            this.reason = reason;
            this.until = until;
        }

        /** What the server said, its secrets masked. */
        public String reason() {
            return reason;
        }

        /** The time until which nothing is tried, unless the breaker is closed before. */
        public Instant until() {
            return until;
        }

        @Override
        public String toString() {
            return mailbox() + " is left alone until " + until + ": " + reason;
        }
    }
}
