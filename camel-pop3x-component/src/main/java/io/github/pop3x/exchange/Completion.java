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
package io.github.pop3x.exchange;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

import io.github.pop3x.delivery.Attempt;
import io.github.pop3x.mailbox.MailKey;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.spool.SpooledBody;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a route's outcome into a verdict in the ledger. It may come on any thread and at any time, so it touches no
 * session; and it may travel with the exchange, to be given where the route really ends.
 */
public final class Completion extends SynchronizationAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(Completion.class);

    private final Rules rules;
    private final Attempt attempt;
    private final Optional<String> key;
    private final SpooledBody body;

    /** Where an error goes past Camel the unit of work is ended by us, and by Camel once more with a later exchange. */
    private final AtomicBoolean decided = new AtomicBoolean();

    /**
     * What applies to all exchanges of an endpoint.
     *
     * @param mapping tells whether a message is to be deleted
     * @param key the option {@code idempotentKey}
     * @param deleteAfter how long a delivered message stays on the server
     * @param keepsBody tells whether the body is still to be read, and is released when it is unreachable
     * @param listener gets a report of each outcome
     * @param exceptionHandler gets a report if the verdict cannot be written down; what it throws is logged
     */
    public record Rules(
            ExchangeMapping mapping,
            MailKey key,
            Duration deleteAfter,
            Predicate<Exchange> keepsBody,
            MailboxListener listener,
            ExceptionHandler exceptionHandler) {

        /** Guards the exception handler: one that fails ends no bookkeeping. */
        public Rules {
            exceptionHandler = new GuardedExceptionHandler(exceptionHandler);
        }
    }

    /**
     * @param key of the message in the repository of the option {@code idempotentRepository}
     * @param body released when the exchange is done
     */
    Completion(Rules rules, Attempt attempt, Optional<String> key, SpooledBody body) {
        this.rules = rules;
        this.attempt = attempt;
        this.key = key;
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
        try {
            count(exchange, true);
            record(exchange, () -> attempt.delivered(delete, rules.deleteAfter()));
            markSeen(exchange);
        } finally {
            settle(exchange, delete && rules.deleteAfter().isZero());
        }
    }

    private void failed(Exchange exchange) {
        try {
            LOG.warn(
                    "The route of message {} failed; it stays on the server and will be routed again: {}",
                    attempt.identity().uid(),
                    reason(exchange));
            count(exchange, false);
            record(exchange, attempt::failed);
        } finally {
            settle(exchange, false);
        }
    }

    /** What a route's exception says of itself may fail, too. */
    private static String reason(Exchange exchange) {
        Exception exception = exchange.getException();
        try {
            return exception == null ? "marked as rollback-only" : exception.toString();
        } catch (RuntimeException | Error e) {
            return exception.getClass().getName();
        }
    }

    Attempt attempt() {
        return attempt;
    }

    /** Tells whether the verdict is given. */
    boolean isDecided() {
        return decided.get();
    }

    private boolean deleteWanted(Exchange exchange) {
        try {
            return rules.mapping()
                    .wantsDelete(exchange, attempt.delivery().retrieved().isWhole());
        } catch (IllegalArgumentException e) {
            report(exchange, e.getMessage() + "; %s is kept", e);
            return false;
        } catch (RuntimeException | Error e) {
            report(exchange, "Cannot tell whether %s is to be deleted, so it is kept", e);
            return false;
        }
    }

    private void count(Exchange exchange, boolean completed) {
        try {
            rules.listener().routed(completed);
        } catch (RuntimeException | Error e) {
            report(exchange, "The route of %s is not counted", e);
        }
    }

    private void record(Exchange exchange, Verdict verdict) {
        try {
            verdict.record();
        } catch (IOException | RuntimeException | Error e) {
            report(
                    exchange,
                    "Cannot record the outcome of %s; it is kept in memory until this process ends. Check the ledger",
                    e);
        }
    }

    private void markSeen(Exchange exchange) {
        try {
            attempt.markSeen(key);
        } catch (RuntimeException | Error e) {
            report(exchange, "The idempotent repository does not take %s", e);
        }
    }

    private void report(Exchange exchange, String what, Throwable e) {
        String said = what.formatted("message " + attempt.identity().uid());
        rules.exceptionHandler().handleException(said, exchange, e);
    }

    private void settle(Exchange exchange, boolean deleteNow) {
        try {
            releaseBody(exchange);
        } finally {
            attempt.settle(deleteNow);
        }
    }

    private void releaseBody(Exchange exchange) {
        boolean keeps = false;
        try {
            keeps = rules.keepsBody().test(exchange);
        } finally {
            if (!keeps) {
                body.release();
            }
        }
    }

    @FunctionalInterface
    private interface Verdict {
        void record() throws IOException;
    }
}
