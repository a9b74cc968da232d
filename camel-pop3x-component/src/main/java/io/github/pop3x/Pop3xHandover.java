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
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.spool.SpooledBody;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.UnitOfWorkHelper;

/**
 * Between the poll thread, which owns the session, and the worker, which runs the routes: a queue in the order of the
 * listing. What waits in it is bounded by the octets announced, not by the number of messages, so that the poll thread
 * reads ahead of slow routes but never far.
 */
final class Pop3xHandover {

    private final Pop3xConsumer consumer;
    private final DeliveryLedger ledger;
    private final Pop3xBinding binding;
    private final Executor worker;
    private final long budget;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private long waitingOctets;
    private boolean working;

    private record Waiting(Pop3xDelivery delivery, Pop3xDelivery.Place place) {}

    /**
     * @param worker runs the routes, one at a time
     * @param budget octets that may wait; a single larger message may wait alone
     */
    Pop3xHandover(Pop3xConsumer consumer, DeliveryLedger ledger, Pop3xBinding binding, Executor worker, long budget) {
        this.consumer = consumer;
        this.ledger = ledger;
        this.binding = binding;
        this.worker = worker;
        this.budget = budget;
    }

    /** Waits until a message of this size may be retrieved beside what waits already. */
    synchronized void awaitRoom(long octets) throws InterruptedException {
        while (!queue.isEmpty() && waitingOctets + octets > budget) {
            wait();
        }
    }

    /** Waits until everything handed over has been through its route, or was dropped. */
    synchronized void awaitIdle() throws InterruptedException {
        while (working || !queue.isEmpty()) {
            wait();
        }
    }

    /** How many messages wait or are being routed. */
    synchronized int pending() {
        return queue.size() + (working ? 1 : 0);
    }

    /** Hands a message over. */
    synchronized void accept(Pop3xDelivery delivery, Pop3xDelivery.Place place) {
        queue.add(new Waiting(delivery, place));
        waitingOctets += delivery.octets().length();
        if (!working) {
            start();
        }
    }

    private void start() {
        working = true;
        try {
            worker.execute(this::work);
        } catch (RejectedExecutionException stopping) {
            working = false;
            dropWaiting();
        }
    }

    /** Gives back what waits: its routes will not start. */
    synchronized void dropWaiting() {
        for (Waiting waiting : queue) {
            drop(waiting.delivery());
        }
        queue.clear();
        waitingOctets = 0;
        notifyAll();
    }

    private void work() {
        boolean ended = false;
        try {
            for (Waiting next = next(); next != null; next = next()) {
                work(next);
            }
            ended = true;
        } finally {
            if (!ended) {
                abandon();
            }
        }
    }

    private void work(Waiting next) {
        try {
            route(next);
        } catch (IOException | RuntimeException e) {
            consumer.getExceptionHandler()
                    .handleException(
                            "Cannot route message " + next.delivery().message().uid() + "; it is offered again", e);
        }
    }

    /** An error ends this worker, but must not leave the poll thread waiting for it. */
    private synchronized void abandon() {
        working = false;
        dropWaiting();
    }

    private synchronized Waiting next() {
        if (!consumer.isBatchAllowed()) {
            dropWaiting();
        }
        Waiting next = queue.poll();
        if (next == null) {
            working = false;
        } else {
            waitingOctets -= next.delivery().octets().length();
        }
        notifyAll();
        return next;
    }

    private void route(Waiting next) throws IOException {
        Pop3xDelivery delivery = next.delivery();
        MailFields fields;
        Exchange exchange;
        int attempt;
        try {
            fields = read(delivery);
            exchange = consumer.createExchange(false);
            attempt = ledger.start(delivery.identity(), fields.fingerprint());
        } catch (IOException | RuntimeException e) {
            drop(delivery);
            throw e;
        }
        try {
            SpooledBody body;
            try {
                body = binding.bind(exchange, fields, delivery, next.place(), attempt);
            } catch (RuntimeException e) {
                ledger.failed(delivery.identity());
                throw e;
            }
            exchange.getExchangeExtension().addOnCompletion(consumer.completion(delivery.identity(), body));
            process(exchange);
        } finally {
            consumer.releaseExchange(exchange, false);
        }
    }

    private static MailFields read(Pop3xDelivery delivery) throws IOException {
        try (InputStream octets = delivery.octets().open()) {
            return MailFields.read(octets);
        }
    }

    private void process(Exchange exchange) {
        try {
            consumer.getProcessor().process(exchange);
        } catch (Exception e) {
            // Camel reports a failed route on the exchange; its completion, which was told, records the verdict.
            exchange.setException(e);
        }
        // A route that is being stopped rejects an exchange before any unit of work has taken the completions over.
        List<Synchronization> untaken = exchange.getExchangeExtension().handoverCompletions();
        if (untaken != null) {
            UnitOfWorkHelper.doneSynchronizations(exchange, untaken);
        }
    }

    private void drop(Pop3xDelivery delivery) {
        ledger.drop(delivery.identity());
        delivery.octets().release();
    }
}
