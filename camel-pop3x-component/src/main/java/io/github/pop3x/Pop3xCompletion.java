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

import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.spool.SpooledBody;
import org.apache.camel.Exchange;
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

    private final DeliveryLedger ledger;
    private final MessageIdentity identity;
    private final SpooledBody body;
    private final Pop3xConfiguration options;
    private final ExceptionHandler exceptionHandler;

    /**
     * @param body released when the exchange is done
     * @param options decide about deleting where the route says nothing else
     * @param exceptionHandler told when the verdict cannot be written down
     */
    Pop3xCompletion(
            DeliveryLedger ledger,
            MessageIdentity identity,
            SpooledBody body,
            Pop3xConfiguration options,
            ExceptionHandler exceptionHandler) {
        this.ledger = ledger;
        this.identity = identity;
        this.body = body;
        this.options = options;
        this.exceptionHandler = exceptionHandler;
    }

    @Override
    public void onComplete(Exchange exchange) {
        if (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()) {
            onFailure(exchange);
            return;
        }
        boolean delete = deleteWanted(exchange);
        Duration deleteAfter = Duration.ofMillis(options.getDeleteAfter());
        settle(exchange, () -> ledger.delivered(identity, delete, deleteAfter));
    }

    @Override
    public void onFailure(Exchange exchange) {
        LOG.warn(
                "The route of message {} failed; it stays on the server and is offered again: {}",
                identity.uid(),
                exchange.getException() == null
                        ? "marked as rollback-only"
                        : exchange.getException().toString());
        settle(exchange, () -> ledger.failed(identity));
    }

    private boolean deleteWanted(Exchange exchange) {
        Boolean byProperty = exchange.getProperty(Pop3xConstants.DELETE, Boolean.class);
        if (byProperty != null) {
            return byProperty;
        }
        return exchange.getMessage().getHeader(Pop3xConstants.DELETE, options.isDelete(), Boolean.class);
    }

    private void settle(Exchange exchange, Verdict verdict) {
        try {
            verdict.record();
        } catch (IOException e) {
            exceptionHandler.handleException(
                    "Cannot write down what became of message " + identity.uid()
                            + "; it is remembered until this process ends",
                    exchange,
                    e);
        } finally {
            body.release();
        }
    }

    @FunctionalInterface
    private interface Verdict {
        void record() throws IOException;
    }
}
