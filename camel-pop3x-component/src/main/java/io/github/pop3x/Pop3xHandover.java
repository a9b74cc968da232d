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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between the poll thread, which owns the session, and the workers, which run the routes: a queue in the order of the
 * listing. What waits in it is bounded by octets, so that the poll thread reads ahead of slow routes but never far; and
 * so is the number of messages that have come to no verdict, wherever their routes have taken them.
 *
 * <p>Any thread may call it.
 */
final class Pop3xHandover {

    private static final Logger LOG = LoggerFactory.getLogger(Pop3xHandover.class);

    /** Room for one in so many of the messages and octets that there may be is worth a flight. */
    private static final int SHARE = 4;

    private final Pop3xConsumer consumer;
    private final Pop3xRouting routing;
    private final Executor workers;
    private final Bounds bounds;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private long waitingOctets;
    private int working;
    private int undecided;

    private record Waiting(Pop3xDelivery delivery, Pop3xBatch.Place place) {}

    /**
     * How far the poll thread may go ahead.
     *
     * @param octets that may wait or be asked for; a single larger message may alone
     * @param messages that may be on their way without a verdict
     * @param workers how many routes run at a time
     */
    record Bounds(long octets, int messages, int workers) {}

    /**
     * @param routing runs one route
     * @param workers where routes run
     */
    Pop3xHandover(Pop3xConsumer consumer, Pop3xRouting routing, Executor workers, Bounds bounds) {
        this.consumer = consumer;
        this.routing = routing;
        this.workers = workers;
        this.bounds = bounds;
    }

    /**
     * Tells whether a message may be asked for.
     *
     * @param octets its size as listed
     * @param octetsUnderWay those of messages that were asked for and not handed over yet
     * @param messagesUnderWay how many these are
     */
    synchronized boolean hasRoom(long octets, long octetsUnderWay, int messagesUnderWay) {
        long ahead = waitingOctets + octetsUnderWay;
        return undecided + messagesUnderWay < bounds.messages() && (ahead == 0 || ahead + octets <= bounds.octets());
    }

    /**
     * Tells whether a message may be asked for while none is under way: when there is room for more than that one, as
     * long as workers have something to do. Else each would be asked for alone, with a proof of its own.
     */
    synchronized boolean mayBegin(long octets) {
        long octetsFree = bounds.octets() - waitingOctets;
        int messagesFree = bounds.messages() - undecided;
        boolean roomForMore = octetsFree >= bounds.octets() / SHARE && messagesFree >= bounds.messages() / SHARE;
        return hasRoom(octets, 0, 0) && (roomForMore || queue.isEmpty());
    }

    /**
     * Waits until messages may be asked for while none is under way.
     *
     * @return false if there is no room even for one when it has taken as long as it may: routes are slow
     */
    synchronized boolean awaitRoom(long octets, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toMillis(); !mayBegin(octets) && left > 0; ) {
            wait(left);
            left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        }
        return hasRoom(octets, 0, 0);
    }

    /** How many messages wait or are being routed. */
    synchronized int pending() {
        return queue.size() + working;
    }

    /** Hands a message over. */
    synchronized void accept(Pop3xDelivery delivery, Pop3xBatch.Place place) {
        delivery.tally().add();
        consumer.logbook().retrieved(delivery.octets().length());
        undecided++;
        Waiting accepted = new Waiting(delivery, place);
        if (working < bounds.workers()) {
            start(accepted);
        } else {
            queue.add(accepted);
            waitingOctets += delivery.octets().length();
        }
    }

    /** Starts a worker with a message, which is its own at once; without a thread the message is given back. */
    private void start(Waiting first) {
        working++;
        boolean started = false;
        try {
            workers.execute(() -> work(first));
            started = true;
        } catch (RejectedExecutionException stopping) {
            LOG.debug("No route starts any more", stopping);
        } finally {
            if (!started) {
                working--;
                routing.drop(first.delivery());
            }
        }
    }

    /** Gives back what waits: its routes will not start. */
    synchronized void dropWaiting() {
        for (Waiting waiting : queue) {
            routing.drop(waiting.delivery());
        }
        queue.clear();
        waitingOctets = 0;
        notifyAll();
    }

    /** Takes note that a message that was handed over has come to its verdict, or was given back. */
    synchronized void settled() {
        undecided--;
        notifyAll();
    }

    private void work(Waiting first) {
        boolean ended = false;
        try {
            for (Waiting next = first; next != null; next = next()) {
                if (consumer.isBatchAllowed()) {
                    routing.route(next.delivery(), next.place());
                } else {
                    routing.drop(next.delivery());
                    dropWaiting();
                }
            }
            ended = true;
        } finally {
            if (!ended) {
                abandon();
            }
        }
    }

    /** An error ends this worker; what waits must not wait for it. */
    private synchronized void abandon() {
        working--;
        dropWaiting();
    }

    private synchronized Waiting next() {
        Waiting next = queue.poll();
        if (next == null) {
            working--;
        } else {
            waitingOctets -= next.delivery().octets().length();
        }
        notifyAll();
        return next;
    }
}
