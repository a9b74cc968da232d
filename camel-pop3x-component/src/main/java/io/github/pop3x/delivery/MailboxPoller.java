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
package io.github.pop3x.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.pop3x.client.Pop3CancelledException;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.mailbox.Mailbox;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.mailbox.MailboxStatistics;
import io.github.pop3x.selection.MailboxState;
import io.github.pop3x.session.MailboxTurn;
import io.github.pop3x.session.SessionGate;
import io.github.pop3x.session.StoppableSessions;
import io.github.pop3x.spool.Spool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a mailbox in short sessions, one at a time, and hands its messages over to routes. When it stops, a last session
 * deletes what is delivered. Any thread may call it.
 */
public final class MailboxPoller {

    /** The result of a poll that has to wait: Camel takes it neither for idle nor for a reason to poll again at once. */
    public static final int LATER = -1;

    private static final Logger LOG = LoggerFactory.getLogger(MailboxPoller.class);

    private final SessionGate gate;
    private final Pop3ClientOptions options;
    private final PollContext context;
    private final Workers workers;
    private final MailboxStatistics statistics;
    private final LongSupplier nanoTime;
    private final Runnable whenReached;

    /** Held by the thread that has a session with the mailbox. */
    private final MailboxTurn turn = new MailboxTurn();

    private final StoppableSessions sessions = new StoppableSessions();

    private volatile boolean stops;

    /** When the poll began that goes on; empty between two polls. */
    private volatile OptionalLong pollBegan = OptionalLong.empty();

    /**
     * @param gate the way to the mailbox
     * @param options how to reach the mailbox
     * @param spool where retrieved messages go
     * @param routes runs the routes
     * @param workers the threads that routes run on, closed when this stops
     * @param timer where sessions are held that only delete
     * @param statistics get the outcome of each poll
     * @param nanoTime tells the time within this process
     * @param pollSoon schedules a poll and returns at once: called when a session may be opened that had to wait
     * @param whenReached called at the beginning of each session
     */
    public MailboxPoller(
            Mailbox mailbox,
            SessionGate gate,
            Pop3ClientOptions options,
            PollSettings settings,
            MailboxState records,
            Spool spool,
            Routes routes,
            Workers workers,
            ScheduledExecutorService timer,
            MailboxStatistics statistics,
            MailboxListener listener,
            LongSupplier nanoTime,
            Runnable pollSoon,
            Runnable whenReached) {
        this.gate = gate;
        this.options = options;
        this.workers = workers;
        this.statistics = statistics;
        this.nanoTime = nanoTime;
        this.whenReached = whenReached;
        records.renewOn(timer, settings.delay().get());
        LateDeletes lateDeletes =
                new LateDeletes(timer, settings.delay().get(), turn, sessions, options, this::deleteOnly, listener);
        this.context = new PollContext(
                mailbox,
                settings,
                records,
                spool,
                new DeliveryQueue(routes, workers, settings.bounds()),
                lateDeletes,
                pollSoon::run,
                new TroubledDeletes(),
                listener);
    }

    /**
     * Polls once.
     *
     * @param maxMessages how many messages are routed at most
     * @return how many messages were handed over to routes; 0 if the listing held nothing to do; {@link #LATER} if another
     *     session is open, or if what was listed has to wait
     * @throws IOException if a session broke; verdicts already given stand, and deletes go into the next session
     */
    public int poll(int maxMessages) throws IOException, InterruptedException {
        if (!turn.tryTake()) {
            return LATER;
        }
        try {
            pollBegan = OptionalLong.of(nanoTime.getAsLong());
            context.queue().pollBegins();
            reportOverdue();
            context.lateDeletes().sessionBegins();
            return newPoll(options, sessions::begin).run(maxMessages);
        } catch (Pop3CancelledException stopping) {
            LOG.debug("{}: the poll has ended early", context.mailbox(), stopping);
            return LATER;
        } finally {
            pollBegan = OptionalLong.empty();
            try {
                context.lateDeletes().sessionEnds();
            } finally {
                turn.end();
            }
        }
    }

    private boolean deleteOnly(Pop3ClientOptions with, Supplier<StoppableSessions.Held> begin)
            throws IOException, InterruptedException {
        return context.troubledDeletes()
                .teach(context.listener(), () -> newPoll(with, begin).deleteOnly());
    }

    private Poll newPoll(Pop3ClientOptions with, Supplier<StoppableSessions.Held> begin) {
        return new Poll(gate, with, context, statistics, nanoTime, begin, whenReached);
    }

    private void reportOverdue() {
        Duration limit = context.settings().inFlightTimeout();
        if (limit.isZero()) {
            return;
        }
        for (LedgerEntry entry : context.records().ledger().overdue(limit)) {
            String uid = entry.identity().uid();
            context.listener()
                    .failed(
                            "The route of message " + uid + " has not ended",
                            new TimeoutException(
                                    "message " + uid + " has been in flight for longer than " + limit.toMillis()
                                            + " ms (inFlightTimeout); until its route ends it is neither deleted nor offered"
                                            + " again. See why it does not end; the JMX operation releaseInFlight gives it up"));
        }
    }

    /** The records of the mailbox. */
    public MailboxState records() {
        return context.records();
    }

    /** How long the poll has lasted that goes on; empty between two polls. */
    public Optional<Duration> pollingFor() {
        OptionalLong began = pollBegan;
        return began.isPresent()
                ? Optional.of(Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - began.getAsLong())))
                : Optional.empty();
    }

    /** When a message whose route or retrieval failed is due again. */
    public RetrySchedule retries() {
        return context.settings().retries();
    }

    /** How many messages wait for a route, or are being routed. */
    public int pending() {
        return context.queue().pending();
    }

    /** Tells whether a session is open that only ends: no message is routed because of it. */
    public boolean isEnding() {
        return sessions.isEnding();
    }

    /** How many messages a worker has, which runs their route or is about to. */
    public int routing() {
        return context.queue().routing();
    }

    /** Another poller of the same mailbox has taken over: verdicts that are still to come have their deletes held by it. */
    public void succeededBy(MailboxPoller next) {
        context.lateDeletes().succeededBy(next.context.lateDeletes());
    }

    /**
     * Stopping has begun: ends a session that only retrieves, and gives one that deletes a few seconds. Nothing is waited
     * for.
     */
    public void stopping(Duration left) {
        sessions.stop(left);
    }

    /**
     * Waits until every message that was handed over has come to its verdict, on whatever thread.
     *
     * @return false if that took longer than it may
     */
    public boolean awaitVerdicts(Duration atMost) throws InterruptedException {
        return context.queue().awaitVerdicts(atMost);
    }

    /** Gives back the messages that wait for a route; those whose route runs come to their verdict. */
    public void dropWaiting() {
        context.queue().dropWaiting();
    }

    /** Sessions may be held again. */
    public void restart() {
        sessions.restart();
    }

    /**
     * Gives back the messages that wait for a route, and has {@link #startsNoRoute} say that no more are to start. The session
     * retrieves nothing more. Nothing is waited for.
     *
     * @param left for stopping
     */
    public void stopBegins(Duration left) {
        stops = true;
        context.queue().dropWaiting();
        stopping(left);
    }

    /** Tells whether no route is to start any more. */
    public boolean startsNoRoute() {
        return stops;
    }

    /**
     * Waits for the routes that run, besides one that calls this.
     *
     * @return false if that took longer than it may
     */
    public boolean awaitRoutes(Duration atMost) throws InterruptedException {
        return workers.awaitNone(atMost);
    }

    /**
     * Gives back the messages that wait for a route, ends the routes that run, and deletes in a last session what is
     * delivered; see {@link PollingEnd}.
     *
     * @param left tells how long the last session may take from now on
     */
    public void stop(Supplier<Duration> left) {
        stopBegins(left.get());
        gate.leave(context.whenFree());
        try {
            new PollingEnd(workers, context.queue(), context.lateDeletes()).run(left);
        } finally {
            // A session that was waited for may have queued for a place once more.
            gate.leave(context.whenFree());
        }
    }
}
