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
import java.util.List;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.UnitOfWorkHelper;

/**
 * From a delivery to an exchange, and through the route. Runs on a worker, any number at a time.
 *
 * <p>The attempt is written down before the route starts. If it cannot be, the message is not routed, and no more are
 * asked for: they would fare no better.
 */
final class Pop3xRouting {

    private final Pop3xConsumer consumer;
    private final Pop3xExchanges exchanges;

    Pop3xRouting(Pop3xConsumer consumer) {
        this.consumer = consumer;
        this.exchanges =
                new Pop3xExchanges(consumer.getEndpoint(), consumer.getExceptionHandler(), new Settlement(consumer));
    }

    /** What cannot be written down holds the poll back before the message is given back: the next poll begins anew. */
    private record Settlement(Pop3xConsumer consumer) implements Pop3xCompletion.Settlement {

        @Override
        public void settled(Pop3xDelivery delivery, boolean deleteNow) {
            consumer.settled(delivery, deleteNow);
        }

        @Override
        public void unwritable() {
            consumer.holdBack();
        }
    }

    /** Routes a message, or gives it back and says why. */
    void route(Pop3xDelivery delivery, Pop3xBatch.Place place) {
        try {
            start(delivery, place);
        } catch (IOException | RuntimeException | Error e) {
            consumer.getExceptionHandler()
                    .handleException(
                            "Cannot route message " + delivery.message().uid() + "; it is offered again", e);
        }
    }

    private void start(Pop3xDelivery delivery, Pop3xBatch.Place place) throws IOException {
        Exchange exchange;
        try {
            exchange = consumer.createExchange(false);
        } catch (RuntimeException | Error e) {
            drop(delivery);
            throw e;
        }
        try {
            exchanges.fill(exchange, delivery, place);
            process(exchange);
        } finally {
            consumer.releaseExchange(exchange, false);
        }
    }

    private void process(Exchange exchange) {
        try {
            consumer.getProcessor().process(exchange);
        } catch (Exception e) {
            // Camel reports a failed route on the exchange; its completion, which was told, records the verdict.
            exchange.setException(e);
        } catch (Error e) {
            // It has gone past Camel, which would have ended the unit of work.
            exchange.setException(e);
            UnitOfWorkHelper.doneUow(exchange.getUnitOfWork(), exchange);
        }
        // A route that is being stopped rejects an exchange before any unit of work has taken the completions over.
        List<Synchronization> untaken = exchange.getExchangeExtension().handoverCompletions();
        if (untaken != null) {
            UnitOfWorkHelper.doneSynchronizations(exchange, untaken);
        }
    }

    /** Gives back a message that was handed over, and whose route does not start. */
    void drop(Pop3xDelivery delivery) {
        delivery.drop();
        consumer.settled(delivery, false);
    }
}
