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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.ledger.RetrySchedule;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;

/**
 * Gets one message at a time out of an endpoint's mailbox, for whoever asks.
 *
 * <ol>
 *   <li>{@link #receive} deletes in a session what was delivered before; retrieves one message in another, and abandons
 *       that: however long the message is worked on, nothing is open meanwhile;
 *   <li>the exchange's completion records the verdict, wherever the exchange has gone;
 *   <li>what is to be deleted then is deleted by a session of its own on the component's threads, or by the next receive.
 * </ol>
 *
 * <p>It may outlive its endpoint: a dynamic one is stopped before the route goes on. Any thread may call it; the sessions
 * with one mailbox come one after the other.
 */
final class Pop3xOnDemand implements Pop3xCompletion.Settlement {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Pop3xBatch.Place ALONE = new Pop3xBatch.Place(0, 1, true);

    private final Pop3xEndpoint endpoint;
    private final Pop3xBooks books;
    private final ReentrantLock turn;
    private final ExceptionHandler exceptionHandler;
    private final Pop3xExchanges exchanges;
    private final Pop3xLateDeletes lateDeletes;

    /**
     * @param books of the endpoint's mailbox
     * @param turn held by whoever has a session with the mailbox on demand
     */
    Pop3xOnDemand(Pop3xEndpoint endpoint, Pop3xBooks books, ReentrantLock turn, ExceptionHandler exceptionHandler) {
        this.endpoint = endpoint;
        this.books = books;
        this.turn = turn;
        this.exceptionHandler = exceptionHandler;
        this.exchanges = new Pop3xExchanges(endpoint, exceptionHandler, this);
        Duration delay = delay();
        this.lateDeletes = new Pop3xLateDeletes(
                endpoint.pollThreads(), delay.compareTo(LONGEST_WAIT) < 0 ? delay : LONGEST_WAIT, this::deleteLate);
    }

    private Duration delay() {
        return Duration.ofMillis(endpoint.getTimeUnit().toMillis(endpoint.getDelay()));
    }

    private RetrySchedule retries() {
        return new RetrySchedule(delay());
    }

    /**
     * Retrieves a message.
     *
     * @return null if there is none that is chosen and nobody's
     * @throws IOException if the mailbox cannot be had or the session broke; nothing is lost
     * @throws InterruptedException while another session is waited for
     */
    Exchange receive() throws IOException, InterruptedException {
        Exchange exchange = endpoint.createExchange();
        Pop3xDelivery delivery = retrieve();
        if (delivery == null) {
            return null;
        }
        Pop3xForgotten.watch(exchanges.fill(exchange, delivery, ALONE), exceptionHandler);
        return exchange;
    }

    private Pop3xDelivery retrieve() throws IOException, InterruptedException {
        turn.lockInterruptibly();
        try {
            lateDeletes.sessionBegins();
            Optional<Pop3xVisit> visit;
            boolean deleteFirst = true;
            do {
                boolean deletes = deleteFirst;
                visit = endpoint.door().visit(endpoint.clientOptions(), delay(), session -> visit(session, deletes));
                deleteFirst = false;
            } while (visit.isPresent() && visit.get().mayGoOn());
            visit.ifPresent(last -> lateDeletes.wanted(last.leavesDeletes()));
            return visit.map(Pop3xVisit::received).orElse(null);
        } finally {
            lateDeletes.sessionEnds();
            turn.unlock();
        }
    }

    private Pop3xVisit visit(Pop3Session session, boolean deleteFirst) throws IOException {
        Pop3xVisit visit = new Pop3xVisit(endpoint, books, exceptionHandler, session);
        visit.receive(retries(), deleteFirst);
        return visit;
    }

    @Override
    public void settled(Pop3xDelivery delivery, boolean deleteNow) {
        if (deleteNow) {
            lateDeletes.wantedAtOnce();
        }
    }

    /** Outside of a route somebody may have asked for the body alone, by {@code receiveBody}, and is about to read it. */
    @Override
    public boolean leavesBody(Exchange exchange) {
        return exchange.getUnitOfWork() == null;
    }

    private void deleteLate() {
        if (!turn.tryLock()) {
            lateDeletes.postpone();
            return;
        }
        try {
            delete(endpoint.clientOptions());
        } finally {
            turn.unlock();
        }
    }

    private void delete(Pop3ClientOptions options) {
        lateDeletes.sessionBegins();
        boolean deleted = false;
        try {
            deleted = endpoint.door()
                    .visit(options, delay(), session -> {
                        lateDeletes.committing();
                        return new Pop3xVisit(endpoint, books, exceptionHandler, session).delete(retries());
                    })
                    .orElse(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            exceptionHandler.handleException(
                    "Cannot delete what was delivered; that is tried again in a later session", e);
        } finally {
            lateDeletes.wanted(!deleted);
            lateDeletes.sessionEnds();
        }
    }

    /**
     * Deletes what is delivered, if anything is, and schedules nothing from then on.
     *
     * @param atMost how long that may take
     */
    void close(Duration atMost) throws InterruptedException {
        if (!lateDeletes.close() || !turn.tryLock(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        try {
            Pop3ClientOptions options = endpoint.clientOptions();
            Duration session = options.sessionTimeout().compareTo(atMost) < 0 ? options.sessionTimeout() : atMost;
            delete(options.toBuilder().sessionTimeout(session).build());
        } finally {
            turn.unlock();
        }
    }
}
