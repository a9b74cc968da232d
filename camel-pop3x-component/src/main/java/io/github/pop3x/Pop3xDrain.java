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

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.context.ContextClocks;
import io.github.pop3x.delivery.Delivery;
import io.github.pop3x.delivery.MailboxPoller;
import io.github.pop3x.delivery.PollSettings;
import io.github.pop3x.delivery.Routes;
import io.github.pop3x.delivery.Workers;
import io.github.pop3x.exchange.Completion;
import io.github.pop3x.exchange.DeliveryExchanges;
import io.github.pop3x.exchange.GuardedExceptionHandler;
import io.github.pop3x.ledger.Overtaken;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.mailbox.Mailbox;
import io.github.pop3x.mailbox.MailboxStatistics;
import io.github.pop3x.selection.MailboxState;
import io.github.pop3x.session.SessionGate;
import io.github.pop3x.session.StoppableSessions;
import io.github.pop3x.session.Trouble;
import io.github.pop3x.spool.Spool;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.UnitOfWorkHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One drain of a mailbox: the poll of a consumer on the caller's thread, in one session. Each mail is sent to an endpoint, as
 * an exchange of its own that comes to its own verdict. What is delivered is deleted in the same session, or in one more if
 * routes take longer than that session waits for them.
 *
 * <p>For the thread that drains, and one use; {@link #end} is for any thread.
 */
final class Pop3xDrain implements Routes {

    private static final Logger LOG = LoggerFactory.getLogger(Pop3xDrain.class);

    private final Source source;
    private final Target target;
    private final ExceptionHandler exceptionHandler;
    private final Duration atMost;
    private final long begun = System.nanoTime();
    private final Pop3xDrainMonitor monitor;
    private final DeliveryExchanges exchanges;
    private final MailboxState records;
    private final MailboxPoller poller;
    private volatile boolean ends;

    /**
     * Where mails come from.
     *
     * @param endpoint makes exchanges
     * @param parts of that endpoint
     * @param timer ends the drain, and deletes late
     * @param delay after which a message whose route failed is due again, at first
     * @param most how many mails are routed at most
     */
    record Source(
            Endpoint endpoint,
            Mailbox mailbox,
            SessionGate gate,
            Pop3ClientOptions clientOptions,
            Pop3xEndpointParts parts,
            Spool spool,
            ScheduledExecutorService timer,
            ContextClocks clocks,
            Duration delay,
            int most) {}

    /**
     * Where mails go.
     *
     * @param template sends them
     * @param endpoint gets them
     * @param workers run their routes
     */
    record Target(ProducerTemplate template, Endpoint endpoint, Workers workers) {}

    /**
     * Reads the ledger, again if it is known already.
     *
     * @throws IOException if the ledger cannot be read
     */
    Pop3xDrain(Source source, Target target, ExceptionHandler exceptionHandler) throws Exception {
        this.source = source;
        this.target = target;
        this.atMost = source.parts().settings().maxDuration();
        this.exceptionHandler = new GuardedExceptionHandler(exceptionHandler);
        MailboxStatistics statistics = new MailboxStatistics(source.mailbox(), source.clocks());
        monitor = new Pop3xDrainMonitor(source.endpoint(), source.mailbox(), statistics, exceptionHandler);
        records = source.parts().records(monitor);
        exchanges = source.parts().exchanges(done -> false, monitor, exceptionHandler);
        PollSettings settings = source.parts().settings().polls(source::delay).inOneSession(this::left);
        poller = new MailboxPoller(
                source.mailbox(),
                source.gate(),
                source.clientOptions(),
                settings,
                records,
                source.spool(),
                this,
                target.workers(),
                source.timer(),
                statistics,
                monitor,
                source.clocks()::nanoTime,
                () -> {},
                () -> {});
    }

    private Duration left() {
        Duration left = atMost.minusNanos(System.nanoTime() - begun);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * Drains.
     *
     * @throws Pop3xUnavailableException if no session may be opened now, or the server refused it for now
     * @throws IOException if the session broke: verdicts stand, and what is left is left to the next drain
     */
    Drained run() throws IOException, InterruptedException {
        ScheduledFuture<?> alarm = source.timer().schedule(this::end, atMost.toMillis(), TimeUnit.MILLISECONDS);
        try {
            poll();
        } finally {
            alarm.cancel(false);
            ends = true;
            poller.stop(() -> longer(left(), StoppableSessions.GRACE));
        }
        if (!monitor.hasListed()) {
            throw new Pop3xUnavailableException(
                    source.mailbox().name(),
                    source.gate().trouble().map(Trouble::toString).or(this::timeIsUp),
                    source.gate().notBefore());
        }
        Instant now = source.clocks().instant();
        return monitor.outcome(
                records.ledger(),
                new RetrySchedule(source.delay()),
                now,
                source.gate().notBefore());
    }

    private Optional<String> timeIsUp() {
        return left().isZero() ? Optional.of("maxDuration was over before it was listed") : Optional.empty();
    }

    /** Also after a broken session the routes that run come to their verdicts. */
    private void poll() throws IOException, InterruptedException {
        boolean interrupted = true;
        try {
            poller.poll(source.most());
            interrupted = false;
        } catch (IOException broken) {
            interrupted = false;
            throw broken;
        } finally {
            if (!interrupted) {
                poller.awaitVerdicts(left());
            }
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Ends the drain: no more routes start, and the session ends after its deletes. */
    void end() {
        ends = true;
        poller.dropWaiting();
        poller.stopping(StoppableSessions.GRACE);
    }

    @Override
    public boolean mayRoute() {
        return !ends;
    }

    @Override
    public void route(Delivery delivery) {
        try {
            send(delivery);
        } catch (Overtaken overtaken) {
            LOG.trace("Message {} is not routed here", delivery.uid(), overtaken);
        } catch (IOException | RuntimeException | Error e) {
            exceptionHandler.handleException("Cannot route message " + delivery.uid() + "; it will be routed again", e);
        }
    }

    private void send(Delivery delivery) throws IOException {
        Exchange exchange;
        try {
            exchange = source.endpoint().createExchange();
        } catch (RuntimeException | Error e) {
            delivery.giveBack();
            throw e;
        }
        Completion completion = exchanges.fill(exchange, delivery);
        try {
            target.template().send(target.endpoint(), exchange);
        } catch (RuntimeException e) {
            exchange.setException(e);
        } catch (Error e) {
            // It has gone past Camel, which would have ended the unit of work.
            exchange.setException(e);
            completion.onFailure(exchange);
        } finally {
            List<Synchronization> untaken = exchange.getExchangeExtension().handoverCompletions();
            if (untaken != null) {
                UnitOfWorkHelper.doneSynchronizations(exchange, untaken);
            }
        }
    }
}
