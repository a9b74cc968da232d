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
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.spool.SpooledBody;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A route's outcome becomes a verdict in the ledger. It may come on any thread and at any time, so it touches no
 * session; and it may travel with the exchange, to be given where the route really ends.
 */
final class Pop3xCompletion extends SynchronizationAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(Pop3xCompletion.class);

    private final Pop3xEndpoint endpoint;
    private final ExceptionHandler exceptionHandler;
    private final Settlement settlement;
    private final Attempt attempt;
    private final SpooledBody body;
    /** Where an error goes past Camel the unit of work is ended by us, and by Camel once more with a later exchange. */
    private final AtomicBoolean decided = new AtomicBoolean();

    /**
     * A route that was started with a message.
     *
     * @param delivery the message
     * @param number which attempt this is, as the ledger counts
     * @param header the fingerprint of its header
     */
    record Attempt(Pop3xDelivery delivery, int number, Fingerprint header) {

        MessageIdentity identity() {
            return delivery.identity();
        }

        DeliveryLedger ledger() {
            return delivery.books().ledger();
        }

        /**
         * Records that it came to nothing.
         *
         * @throws IOException if that could not be written; it is remembered all the same
         */
        void fail() throws IOException {
            try {
                ledger().failed(identity(), number);
            } finally {
                delivery.books().selection().failed(identity(), number);
            }
        }
    }

    /** What follows from a verdict, on whatever thread it is given. */
    @FunctionalInterface
    interface Settlement {
        /**
         * A message has come to its verdict, or was given back.
         *
         * @param deleteNow whether it is to be deleted
         */
        void settled(Pop3xDelivery delivery, boolean deleteNow);

        /** An attempt could not be written down, and its message is about to be given back. */
        default void unwritable() {}

        /** Tells whether the body is still to be read, and goes when nobody can reach it any more. */
        default boolean leavesBody(Exchange exchange) {
            return false;
        }
    }

    /**
     * @param exceptionHandler told when the verdict cannot be written down
     * @param settlement told when the message is settled
     * @param body released when the exchange is done
     */
    Pop3xCompletion(
            Pop3xEndpoint endpoint,
            ExceptionHandler exceptionHandler,
            Settlement settlement,
            Attempt attempt,
            SpooledBody body) {
        this.endpoint = endpoint;
        this.exceptionHandler = exceptionHandler;
        this.settlement = settlement;
        this.attempt = attempt;
        this.body = body;
    }

    @Override
    public void onComplete(Exchange exchange) {
        if (!decided.getAndSet(true)) {
            if (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()) {
                failed(exchange);
            } else {
                completed(exchange);
            }
        }
    }

    @Override
    public void onFailure(Exchange exchange) {
        if (!decided.getAndSet(true)) {
            failed(exchange);
        }
    }

    private void completed(Exchange exchange) {
        boolean delete = deleteWanted(exchange);
        Duration deleteAfter = Duration.ofMillis(options().getDeleteAfter());
        endpoint.logbook().routed(true);
        record(exchange, () -> attempt.ledger().delivered(attempt.identity(), attempt.number(), delete, deleteAfter));
        tellSeen(exchange);
        settle(exchange, delete && deleteAfter.isZero());
    }

    private void failed(Exchange exchange) {
        LOG.warn(
                "The route of message {} failed; it stays on the server and is offered again: {}",
                attempt.identity().uid(),
                exchange.getException() == null
                        ? "marked as rollback-only"
                        : exchange.getException().toString());
        endpoint.logbook().routed(false);
        record(exchange, attempt::fail);
        settle(exchange, false);
    }

    Attempt attempt() {
        return attempt;
    }

    private boolean deleteWanted(Exchange exchange) {
        try {
            Boolean byProperty = exchange.getProperty(Pop3xConstants.DELETE, Boolean.class);
            // What nobody has seen whole goes only if the route says so.
            boolean customary = options().isDelete() && attempt.delivery().isWhole();
            return byProperty != null
                    ? byProperty
                    : exchange.getMessage().getHeader(Pop3xConstants.DELETE, customary, Boolean.class);
        } catch (TypeConversionException e) {
            report(exchange, Pop3xConstants.DELETE + " is neither true nor false, so kept is %s. Set one of these", e);
            return false;
        }
    }

    private Pop3xConfiguration options() {
        return endpoint.getConfiguration();
    }

    private void record(Exchange exchange, Verdict verdict) {
        try {
            verdict.record();
        } catch (IOException e) {
            report(
                    exchange,
                    "Cannot write down what became of %s; it is remembered until this process ends. See to the ledger",
                    e);
        }
    }

    /** For the repository of what was seen; the verdict stands whatever that says. */
    private void tellSeen(Exchange exchange) {
        try {
            attempt.delivery().books().seen().add(attempt.identity(), attempt.header());
        } catch (RuntimeException e) {
            report(exchange, "The idempotent repository does not take %s", e);
        }
    }

    private void report(Exchange exchange, String what, Exception e) {
        exceptionHandler.handleException(
                what.formatted("message " + attempt.identity().uid()), exchange, e);
    }

    /** The claim goes last, when the verdict is recorded. */
    private void settle(Exchange exchange, boolean deleteNow) {
        if (!settlement.leavesBody(exchange)) {
            body.release();
        }
        attempt.delivery().books().claims().release(attempt.identity());
        settlement.settled(attempt.delivery(), deleteNow);
    }

    @FunctionalInterface
    private interface Verdict {
        void record() throws IOException;
    }
}
