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

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import io.github.pop3x.retrieval.Room;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of deliveries between the poll thread, which owns the session, and the workers, which run the routes: in the
 * order of the listing. What waits in it is bounded by octets, so that the poll thread reads ahead of slow routes but never
 * far; and so is the number of messages that have come to no verdict, wherever their routes have taken them.
 *
 * <p>Any thread may call it. Its monitor guards the queue and the counts; nothing else is called while it is held.
 */
public final class DeliveryQueue implements Room {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryQueue.class);

    /** One part in this many of the allowed messages and octets is room enough for another flight. */
    private static final int SHARE = 4;

    private final Routes routes;
    private final Workers workers;
    private final QueueBounds bounds;
    private final Deque<Delivery> queue = new ArrayDeque<>();
    /** Those for each of which a worker was asked for, and has not begun. */
    private final Deque<Delivery> starting = new ArrayDeque<>();

    private long waitingOctets;
    private int working;
    private int undecided;
    private volatile boolean heldBack;

    /**
     * @param routes runs one route
     * @param workers the threads that routes run on
     */
    public DeliveryQueue(Routes routes, Workers workers, QueueBounds bounds) {
        this.routes = routes;
        this.workers = workers;
        this.bounds = bounds;
    }

    /** A poll begins: messages may be retrieved again. */
    void pollBegins() {
        heldBack = false;
    }

    /** Has this poll retrieve no more messages: they could not be routed. */
    void holdBack() {
        heldBack = true;
    }

    /** Tells whether messages may be retrieved. */
    boolean mayRetrieve() {
        return !heldBack && routes.mayRoute();
    }

    @Override
    public synchronized boolean hasRoom(long octets, long octetsUnderWay, int messagesUnderWay) {
        long ahead = waitingOctets + octetsUnderWay;
        return undecided + messagesUnderWay < bounds.messages() && (ahead == 0 || ahead + octets <= bounds.octets());
    }

    @Override
    public synchronized boolean isAwaited(int messagesUnderWay) {
        boolean mayBeOneMore = undecided + messagesUnderWay < bounds.messages();
        return mayBeOneMore && queue.isEmpty() && messagesUnderWay <= bounds.workers() - working;
    }

    /**
     * When there is room for more than that one, as long as workers have something to do. Else each would be asked for
     * alone, with a completeness check of its own.
     */
    @Override
    public synchronized boolean mayBegin(long octets) {
        long octetsFree = bounds.octets() - waitingOctets;
        int messagesFree = bounds.messages() - undecided;
        boolean roomForMore = octetsFree >= bounds.octets() / SHARE && messagesFree >= bounds.messages() / SHARE;
        return hasRoom(octets, 0, 0) && (roomForMore || queue.isEmpty());
    }

    /**
     * Waits until messages may be asked for while none is under way.
     *
     * @return false if there is no room even for one after that time: routes are slow
     */
    synchronized boolean awaitRoom(long octets, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toMillis(); !mayBegin(octets) && left > 0; ) {
            wait(left);
            left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        }
        return hasRoom(octets, 0, 0);
    }

    /**
     * Waits until every message has come to its verdict.
     *
     * @return false if that took longer than it may
     */
    synchronized boolean awaitVerdicts(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toMillis(); undecided > 0 && left > 0; left = PendingVerdicts.millisUntil(deadline)) {
            wait(left);
        }
        return undecided == 0;
    }

    /** Wakes those that wait, once they may go on: to wake one for each message takes longer than most routes. */
    private void announce() {
        if (undecided == 0 || mayBegin(0)) {
            notifyAll();
        }
    }

    /** How many messages wait or are being routed. */
    public synchronized int pending() {
        return queue.size() + working;
    }

    /** How many messages a worker has. */
    public synchronized int routing() {
        return working - starting.size();
    }

    /** How many messages have come to no verdict, wherever their routes have taken them. */
    synchronized int undecided() {
        return undecided;
    }

    /** Queues a message, or starts a worker with it. */
    public void accept(Delivery delivery) {
        if (!enqueue(delivery)) {
            start(delivery);
        }
    }

    /** @return false if a worker is to start with the message */
    private boolean enqueue(Delivery delivery) {
        boolean counted = false;
        try {
            synchronized (this) {
                undecided++;
                boolean startsWorker = working < bounds.workers();
                if (startsWorker) {
                    working++;
                    starting.add(delivery);
                } else {
                    queue.add(delivery);
                    waitingOctets += delivery.octets();
                }
                counted = true;
                return !startsWorker;
            }
        } finally {
            if (!counted) {
                delivery.giveBack();
            }
        }
    }

    /** Asks for a worker for a message; if there is no thread, the message is given back. */
    private void start(Delivery delivery) {
        boolean started = false;
        try {
            workers.execute(this::work);
            started = true;
        } catch (RejectedExecutionException stopping) {
            LOG.debug("No route starts any more", stopping);
        } finally {
            if (!started && takeBack(delivery)) {
                delivery.giveBack();
            }
        }
    }

    /** @return false if a worker has it */
    private synchronized boolean takeBack(Delivery delivery) {
        boolean isMine = starting.remove(delivery);
        working -= isMine ? 1 : 0;
        return isMine;
    }

    /** Gives back the waiting messages: their routes will not start. */
    void dropWaiting() {
        giveBack(takeWaiting());
    }

    /** Gives back each of them, whatever the one before throws. */
    private static void giveBack(List<Delivery> waiting) {
        for (Delivery delivery : waiting) {
            try {
                delivery.giveBack();
            } catch (RuntimeException | Error e) {
                LOG.error("Cannot give back message {}, which waited for its route", delivery.uid(), e);
            }
        }
    }

    private synchronized List<Delivery> takeWaiting() {
        List<Delivery> waiting = new ArrayList<>(starting);
        waiting.addAll(queue);
        working -= starting.size();
        starting.clear();
        queue.clear();
        waitingOctets = 0;
        notifyAll();
        return waiting;
    }

    /** A message that was queued has come to its verdict, or was given back. */
    public synchronized void settled() {
        undecided--;
        announce();
    }

    /** Does nothing if all that waited was dropped meanwhile. */
    private void work() {
        boolean ended = false;
        boolean takesTurns = false;
        Delivery next = begin();
        try {
            while (next != null && !takesTurns) {
                route(next);
                next = next();
                takesTurns = next != null && workers.othersWait();
            }
            ended = true;
        } finally {
            if (!ended) {
                abandon();
            }
        }
        if (next != null) {
            putOff(next);
        }
    }

    private void route(Delivery delivery) {
        if (routes.mayRoute()) {
            routes.route(delivery);
        } else {
            delivery.giveBack();
            dropWaiting();
        }
    }

    private synchronized Delivery begin() {
        return starting.poll();
    }

    /** Other mailboxes come before the next message. */
    private void putOff(Delivery next) {
        synchronized (this) {
            starting.add(next);
        }
        start(next);
    }

    /** An error ends this worker; the waiting messages must not wait for it. */
    private void abandon() {
        List<Delivery> waiting;
        synchronized (this) {
            working--;
            waiting = takeWaiting();
        }
        giveBack(waiting);
    }

    private synchronized Delivery next() {
        Delivery next = queue.poll();
        if (next == null) {
            working--;
        } else {
            waitingOctets -= next.octets();
        }
        announce();
        return next;
    }
}
