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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.Overtaken;
import io.github.pop3x.mailbox.MailboxListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The starts of routes, and those that an operator gives up. A message that another process has gone on with is reported: the
 * first one at INFO, and the others at DEBUG until a route starts again. Any thread may call it.
 */
final class StartedRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(StartedRoutes.class);

    /** What ends the delivery of each message that is in flight, if an operator gives its route up. */
    private final Map<MessageIdentity, Runnable> inFlight = new ConcurrentHashMap<>();

    private final AtomicBoolean isReported = new AtomicBoolean();
    private final String mailbox;
    private final DeliveryLedger ledger;
    private final Claims claims;
    private final MailboxListener listener;
    private volatile RenewalTimer renewal;

    /** @param listener gets a report of each message that another process has gone on with */
    StartedRoutes(String mailbox, DeliveryLedger ledger, Claims claims, MailboxListener listener) {
        this.mailbox = mailbox;
        this.ledger = ledger;
        this.claims = claims;
        this.listener = listener;
    }

    /** See {@link MailboxState#start}. */
    int start(MessageIdentity message, Fingerprint header, Runnable whenReleased) throws IOException {
        inFlight.put(message, whenReleased);
        try {
            int attempt = claims.start(message, header);
            isReported.set(false);
            if (renewal != null) {
                renewal.started();
            }
            return attempt;
        } catch (Overtaken e) {
            report(message);
            throw e;
        }
    }

    /** See {@link MailboxState#renewOn}. */
    void renewOn(ScheduledExecutorService timer, Duration delay) {
        renewal = ledger.isShared() ? new RenewalTimer(timer, delay, ledger, listener) : null;
    }

    private void report(MessageIdentity message) {
        listener.overtaken(message);
        if (isReported.getAndSet(true)) {
            LOG.debug("{}: another process has gone on with message {}; it is not routed here", mailbox, message.uid());
        } else {
            LOG.info(
                    "{}: another process has gone on with message {}, which was retrieved here; it is not routed here. More"
                            + " messages of that kind are logged at DEBUG",
                    mailbox,
                    message.uid());
        }
    }

    /** The delivery of a message has ended, or comes to its end. */
    void forget(MessageIdentity message) {
        inFlight.remove(message);
    }

    /**
     * See {@link MailboxState#releaseInFlight}.
     *
     * @param orElse run if no delivery here has the message
     */
    boolean release(MessageIdentity message, Runnable orElse) throws IOException {
        boolean released = true;
        try {
            released = ledger.release(message);
        } finally {
            if (released) {
                Optional.ofNullable(inFlight.remove(message)).orElse(orElse).run();
            }
        }
        return released;
    }
}
