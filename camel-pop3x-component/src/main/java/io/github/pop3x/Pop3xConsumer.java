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
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3UnsupportedException;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.RetrySchedule;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a mailbox, in short sessions: see {@link Pop3xPoll}. Polls run on the threads of the component, routes on workers
 * of the consumer's own; a route may take as long as it likes, and holds neither a session nor a poll thread.
 *
 * <p>One session at a time is open with the mailbox. When the consumer stops, a last one deletes what is delivered.
 */
public class Pop3xConsumer extends Pop3xManagedConsumer {

    private static final Duration LONGEST_WAIT_FOR_A_POLL = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(Pop3xConsumer.class);

    /** Held by whoever has a session with the mailbox. */
    private final ReentrantLock turn = new ReentrantLock();

    private Pop3xBooks books;
    private ExecutorService workers;
    private Pop3xHandover handover;
    private Pop3xLateDeletes lateDeletes;
    private volatile boolean heldBack;
    private volatile long stoppingSince;

    /** A consumer of an endpoint's mailbox. */
    public Pop3xConsumer(Pop3xEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
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
        Pop3xConfiguration options = getEndpoint().getConfiguration();
        shutdownRunningTask = null;
        stoppingSince = 0;
        door().patience().closeBreaker();
        books = Pop3xBooks.of(getEndpoint(), getExceptionHandler());
        Pop3xBaseline.requireDurable(options.getStartFrom(), getEndpoint().remembersAcrossRestarts());
        if (options.getDeleteAfter() > 0 && !getEndpoint().remembersAcrossRestarts()) {
            LOG.warn(
                    "deleteAfter with a ledger in memory: a restart forgets what was delivered, and routes it again. Use"
                            + " ledger=journal:DIRECTORY or ledger=jdbc:#dataSource");
        }
        workers = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newCachedThreadPool(this, "Pop3xWorker[" + getEndpoint().getServiceUrl() + "]");
        Pop3xRouting routing = new Pop3xRouting(this);
        Pop3xHandover.Bounds bounds = new Pop3xHandover.Bounds(
                options.getPrefetch(), options.getMaxInFlight(), options.getConcurrentExchanges());
        handover = new Pop3xHandover(this, routing, workers, bounds);
        lateDeletes = new Pop3xLateDeletes(getEndpoint().pollThreads(), waitForPoll(), this::deleteLate);
        super.doStart();
    }

    /** The time between two polls. */
    Duration pollDelay() {
        return Duration.ofMillis(getTimeUnit().toMillis(getDelay()));
    }

    private Duration waitForPoll() {
        Duration delay = pollDelay();
        return delay.compareTo(LONGEST_WAIT_FOR_A_POLL) < 0 ? delay : LONGEST_WAIT_FOR_A_POLL;
    }

    @Override
    protected void doResume() throws Exception {
        // A clustered route policy resumes the consumer whose turn it is: another process may have recorded much.
        books.ledger().refresh();
        shutdownRunningTask = null;
        stoppingSince = 0;
        door().patience().closeBreaker();
        super.doResume();
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask task) {
        stoppingSince = System.nanoTime();
        return super.deferShutdown(task);
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (handover != null) {
            handover.dropWaiting();
            if (lateDeletes.close()) {
                deleteAtLast();
            }
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(workers);
        }
    }

    /** Within what is left of the time that Camel gives for stopping. */
    private void deleteAtLast() throws InterruptedException {
        var strategy = getEndpoint().getCamelContext().getShutdownStrategy();
        Duration given = Duration.ofMillis(strategy.getTimeUnit().toMillis(strategy.getTimeout()));
        Duration left = stoppingSince == 0 ? given : given.minusNanos(System.nanoTime() - stoppingSince);
        if (left.isNegative() || left.isZero() || !turn.tryLock(left.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("There is no time left to delete what was delivered last; that is done after the next start");
            return;
        }
        try {
            Pop3ClientOptions options = getEndpoint().clientOptions();
            Duration session = options.sessionTimeout().compareTo(left) < 0 ? options.sessionTimeout() : left;
            deleteOnly(options.toBuilder().sessionTimeout(session).build());
        } finally {
            turn.unlock();
        }
    }

    private void deleteLate() {
        if (!turn.tryLock()) {
            lateDeletes.postpone();
            return;
        }
        try {
            lateDeletes.sessionBegins();
            deleteOnly(getEndpoint().clientOptions());
        } finally {
            lateDeletes.sessionEnds();
            turn.unlock();
        }
    }

    private void deleteOnly(Pop3ClientOptions options) {
        try {
            new Pop3xPoll(this, options).deleteOnly(handover);
        } catch (IOException | RuntimeException e) {
            getExceptionHandler()
                    .handleException("Cannot delete what was delivered; that is tried again in a later session", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected int poll() throws Exception {
        if (!turn.tryLock()) {
            return Pop3xPoll.LATER;
        }
        try {
            heldBack = false;
            tellOverdue();
            lateDeletes.sessionBegins();
            return new Pop3xPoll(this, getEndpoint().clientOptions()).run(handover);
        } finally {
            lateDeletes.sessionEnds();
            turn.unlock();
        }
    }

    /** On a worker: the route of an empty message may take as long as any. */
    @Override
    protected void processEmptyMessage() {
        workers.execute(() -> {
            try {
                super.processEmptyMessage();
            } catch (Exception e) {
                getExceptionHandler().handleException("Cannot route the empty message", e);
            }
        });
    }

    @Override
    Pop3xBooks books() {
        return books;
    }

    @Override
    int onTheWay() {
        return handover == null ? 0 : handover.pending();
    }

    /** The mailbox was reached: the consumer is ready, though the first poll may go on for long. */
    void reached() {
        forceConsumerAsReady();
    }

    /** Tells whether messages may be retrieved. */
    boolean mayRetrieve() {
        return !heldBack && isBatchAllowed();
    }

    /** Has this poll retrieve no more messages: they could not be routed. */
    void holdBack() {
        heldBack = true;
    }

    /** How long a session waits for slow routes. */
    Duration sessionIdleTimeout() {
        return Duration.ofMillis(getEndpoint().getConfiguration().getSessionIdleTimeout());
    }

    Pop3xLateDeletes lateDeletes() {
        return lateDeletes;
    }

    /**
     * Where the outcome of a listing's messages is recorded.
     *
     * @throws IOException if messages have no identity and are not to be deleted: each poll would route them again
     */
    Pop3xBooks booksFor(Pop3xListing listing) throws IOException {
        if (!listing.isWithoutIdentity()) {
            return books;
        }
        if (!getEndpoint().getConfiguration().isDelete()) {
            throw new Pop3UnsupportedException(
                    getEndpoint().mailbox(),
                    "the server has neither UIDL nor TOP, so that no message can be known again",
                    "Set delete=true, and each is deleted in the session that retrieved it");
        }
        return books.ofOneSession(getEndpoint(), getExceptionHandler());
    }

    private void tellOverdue() {
        long limit = getEndpoint().getConfiguration().getInFlightTimeout();
        if (limit <= 0) {
            return;
        }
        for (LedgerEntry entry : books.ledger().overdue(Duration.ofMillis(limit))) {
            String uid = entry.identity().uid();
            getExceptionHandler()
                    .handleException(
                            "The route of message " + uid + " has not come to an end",
                            new TimeoutException(
                                    "message " + uid + " has been in flight for longer than " + limit
                                            + " ms (inFlightTimeout); until its route ends it is neither deleted nor offered"
                                            + " again. See why it does not end; the JMX operation releaseInFlight gives it up"));
        }
    }

    /**
     * A message that was handed over has come to its verdict, or was given back.
     *
     * @param deleteNow whether it is to be deleted
     */
    void settled(Pop3xDelivery delivery, boolean deleteNow) {
        if (delivery.books().ledger() == books.ledger()) {
            lateDeletes.wanted(deleteNow);
        }
        delivery.tally().settle();
    }

    /** When a message whose route failed is due again. */
    RetrySchedule retries() {
        return new RetrySchedule(pollDelay());
    }

    /** What waits counts only if it is to be completed; what runs is counted by Camel. */
    @Override
    public int getPendingExchangesSize() {
        boolean all = shutdownRunningTask == ShutdownRunningTask.CompleteAllTasks;
        int waiting = all && handover != null ? handover.pending() : 0;
        return waiting > 0 ? waiting : super.getPendingExchangesSize();
    }

    /** Not used: messages are handed over one by one, as they arrive, and never as a batch held in memory. */
    @Override
    public int processBatch(Queue<Object> exchanges) {
        throw new UnsupportedOperationException("messages are routed as they are retrieved, not in batches");
    }
}
