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
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

import io.github.pop3x.context.DelegatedConsumers;
import io.github.pop3x.context.TimeToStop;
import io.github.pop3x.delivery.MailboxPoller;
import io.github.pop3x.delivery.Workers;
import io.github.pop3x.exchange.GuardedExceptionHandler;
import io.github.pop3x.exchange.RouteRunner;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.metrics.MailboxMetrics;
import io.github.pop3x.selection.MailboxState;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.StatefulService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a mailbox, in short sessions. Polls run on the poll threads of the component, routes on its workers, in turn with
 * those of other mailboxes; a route may take as long as it likes, and holds neither a session nor a poll thread.
 *
 * <p>One session at a time is open with the mailbox. When the consumer stops, a last one deletes what is delivered.
 */
public class Pop3xConsumer extends Pop3xManagedConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(Pop3xConsumer.class);

    private final Pop3xPollErrors errors = new Pop3xPollErrors(LOG);
    private Workers workers;
    private MailboxPoller poller;
    private final Pop3xSchedule schedule;
    private final TimeToStop timeToStop = new TimeToStop(System::nanoTime);
    private MailboxMetrics.Binding metrics = MailboxMetrics.Binding.NONE;

    /** A consumer of an endpoint's mailbox. */
    public Pop3xConsumer(Pop3xEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        schedule =
                new Pop3xSchedule(this, () -> endpoint.getComponent().clocks().nanoTime());
        setMaxMessagesPerPoll(endpoint.getConfiguration().getMaxMessagesPerPoll());
    }

    @Override
    protected void doInit() throws Exception {
        if (getScheduledExecutorService() == null) {
            setScheduledExecutorService(getEndpoint().pollThreads());
        }
        super.doInit();
    }

    @Override
    protected void doStart() throws Exception {
        Pop3xEndpoint endpoint = getEndpoint();
        startsAnew();
        MailboxListener listener = endpoint.parts().monitor(getExceptionHandler());
        MailboxState records = endpoint.parts().records(listener);
        if (endpoint.getConfiguration().getDeleteAfter() > 0
                && !endpoint.parts().remembersAcrossRestarts()) {
            LOG.warn("deleteAfter with a ledger in memory: a restart routes delivered messages again. Use"
                    + " ledger=journal:DIRECTORY or ledger=jdbc:#dataSource");
        }
        workers = endpoint.getComponent()
                .workers()
                .member(endpoint.getConfiguration().getConcurrentExchanges());
        MailboxPoller before = poller;
        poller = new MailboxPoller(
                endpoint.mailbox(),
                gate(),
                endpoint.clientOptions(),
                endpoint.parts().settings().polls(this::pollDelay),
                records,
                endpoint.spool(),
                new RouteRunner(this, endpoint.parts().exchanges(done -> false, listener, getExceptionHandler())),
                workers,
                endpoint.pollThreads(),
                statistics(),
                listener,
                endpoint.getComponent().clocks()::nanoTime,
                this::pollSoon,
                this::forceConsumerAsReady);
        if (before != null) {
            before.succeededBy(poller);
        }
        if (endpoint.getInitialDelay() < 0) {
            setInitialDelay(getTimeUnit()
                    .convert(Pop3xSchedule.firstPoll(endpoint.getComponent().firstPolls(), pollDelay())));
        }
        schedule.started();
        super.doStart();
        metrics = MailboxMetrics.of(endpoint.getCamelContext(), mailbox(), getRouteId(), figures());
        if (getRoute() == null) {
            DelegatedConsumers.started(endpoint.getCamelContext(), this, this::stopsBeforeCamel, poller::awaitRoutes);
        }
    }

    /** Not at the next delay: a place has become free that this consumer waited for. */
    private void pollSoon() {
        try {
            pollNow();
        } catch (RejectedExecutionException stopping) {
            LOG.debug("{}: no poll, since the component stops", getEndpoint().mailbox(), stopping);
        }
    }

    private void startsAnew() {
        shutdownRunningTask = null;
        timeToStop.ends();
        gate().closeBreaker();
        statistics().started();
    }

    private Duration pollDelay() {
        return Duration.ofMillis(getTimeUnit().toMillis(getDelay()));
    }

    /** A suspended consumer starts no route with what waits: another node may be the leader, and have the messages. */
    @Override
    public boolean isBatchAllowed() {
        return super.isBatchAllowed() && !routeStops() && (completesWhatWaits() || !isSuspendingOrSuspended());
    }

    /** The consumer of {@code master:} stops the processor of the route before the consumer that polls in its place. */
    private boolean routeStops() {
        return poller != null && poller.startsNoRoute()
                || getProcessor() instanceof StatefulService route && (route.isStopping() || route.isStopped());
    }

    /** Tells whether it stops, and is to route what waits before. */
    private boolean completesWhatWaits() {
        return shutdownRunningTask == ShutdownRunningTask.CompleteAllTasks;
    }

    @Override
    protected void doSuspend() throws Exception {
        if (poller != null && !completesWhatWaits()) {
            poller.dropWaiting();
        }
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        // A clustered route policy resumes the consumer whose turn it is: another process may have recorded much.
        poller.records().ledger().refresh();
        startsAnew();
        poller.restart();
        super.doResume();
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask task) {
        timeToStop.begins();
        boolean defers = super.deferShutdown(task);
        if (poller != null) {
            poller.stopping(timeLeftToStop());
        }
        return defers;
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        super.prepareShutdown(suspendOnly, forced);
        if (suspendOnly && poller != null) {
            poller.restart();
        }
    }

    private void stopsBeforeCamel(Duration left) {
        timeToStop.beginsBeforeCamel();
        poller.stopBegins(left);
    }

    @Override
    protected void doStop() throws Exception {
        DelegatedConsumers.stopped(getEndpoint().getCamelContext(), this);
        metrics.end();
        metrics = MailboxMetrics.Binding.NONE;
        try {
            if (poller != null) {
                poller.stop(this::timeLeftToStop);
            }
        } finally {
            // Stops the processor of the route, and interrupts the poll thread, which has had its time to end its
            // session.
            super.doStop();
        }
    }

    @Override
    protected void doShutdown() throws Exception {
        super.doShutdown();
        if (poller != null) {
            getEndpoint().parts().release();
        }
    }

    private Duration timeLeftToStop() {
        return timeToStop.left(getEndpoint().getCamelContext().getShutdownStrategy());
    }

    @Override
    public void run() {
        schedule.runBegins();
        try {
            runNow();
        } finally {
            schedule.runEnds();
        }
    }

    @Override
    void runNow() {
        errors.around(super::run, mailbox());
    }

    /** For health checks. */
    @Override
    public long getErrorCounter() {
        return super.getErrorCounter() + (errors.last() == null ? 0 : 1);
    }

    @Override
    protected Throwable getLastError() {
        return errors.last() == null ? super.getLastError() : errors.last();
    }

    @Override
    protected int poll() throws Exception {
        try {
            int polled = poller.poll(Pop3xSettings.messagesPerPoll(getMaxMessagesPerPoll()));
            errors.pollEndedWell();
            return polled;
        } catch (Error e) {
            throw errors.pollEndedWith(e, mailbox());
        }
    }

    private String mailbox() {
        return getEndpoint().mailbox().name();
    }

    /** On a worker: the route of an empty message may take as long as any. */
    @Override
    protected void processEmptyMessage() {
        workers.execute(() -> {
            try {
                super.processEmptyMessage();
            } catch (Exception | Error e) {
                new GuardedExceptionHandler(getExceptionHandler()).handleException("Cannot route the empty message", e);
            }
        });
    }

    @Override
    MailboxPoller poller() {
        return poller;
    }

    @Override
    Optional<Duration> untilScheduled() {
        return schedule.left();
    }

    /** A poll counts, but not a session that only ends: {@link #doStop} waits for it, and Camel looks once a second. */
    @Override
    public int getPendingExchangesSize() {
        if (poller == null) {
            return 0;
        }
        int messages = completesWhatWaits() ? onTheWay() : poller.routing();
        return messages > 0 || poller.isEnding() ? messages : super.getPendingExchangesSize();
    }

    /** Not used: messages are handed over one by one, as they arrive, and never as a batch held in memory. */
    @Override
    public int processBatch(Queue<Object> exchanges) {
        throw new UnsupportedOperationException("messages are routed as they are retrieved, not in batches");
    }
}
