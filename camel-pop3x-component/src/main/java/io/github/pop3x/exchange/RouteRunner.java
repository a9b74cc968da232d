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
import java.util.List;

import io.github.pop3x.delivery.Delivery;
import io.github.pop3x.delivery.Routes;
import io.github.pop3x.ledger.Overtaken;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ReactiveExecutor;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.apache.camel.support.UnitOfWorkHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the route of a consumer with one delivery after the other, any number at a time.
 *
 * <p>The attempt is written down before the route starts. If it cannot be, the message is not routed, and no more are
 * retrieved: they could not be routed either. If another process has gone on with the message, only that one is left.
 */
public final class RouteRunner implements Routes {

    private static final Logger LOG = LoggerFactory.getLogger(RouteRunner.class);

    private final ScheduledBatchPollingConsumer consumer;
    private final DeliveryExchanges exchanges;

    public RouteRunner(ScheduledBatchPollingConsumer consumer, DeliveryExchanges exchanges) {
        this.consumer = consumer;
        this.exchanges = exchanges;
    }

    @Override
    public boolean mayRoute() {
        return consumer.isBatchAllowed();
    }

    @Override
    public void route(Delivery delivery) {
        try {
            start(delivery);
        } catch (Overtaken overtaken) {
            // It was given back; the records have logged and counted it.
            LOG.trace("Message {} is not routed here", delivery.uid(), overtaken);
        } catch (IOException | RuntimeException | Error e) {
            new GuardedExceptionHandler(consumer.getExceptionHandler())
                    .handleException("Cannot route message " + delivery.uid() + "; it will be routed again", e);
        }
    }

    private void start(Delivery delivery) throws IOException {
        Exchange exchange;
        try {
            exchange = consumer.createExchange(false);
        } catch (RuntimeException | Error e) {
            delivery.giveBack();
            throw e;
        }
        try {
            process(exchange, exchanges.fill(exchange, delivery));
        } finally {
            consumer.releaseExchange(exchange, false);
        }
    }

    private void process(Exchange exchange, Completion completion) {
        try {
            consumer.getProcessor().process(exchange);
        } catch (Exception e) {
            // Camel reports a failed route on the exchange; its completion records the verdict.
            exchange.setException(e);
        } catch (Error e) {
            // It has gone past Camel, which would have ended the unit of work.
            exchange.setException(e);
            endUnitOfWork(exchange, completion);
        } finally {
            endUntaken(exchange);
        }
    }

    /**
     * Ends what Camel did not: first what waits in Camel's queue of this thread, which would be done with the next exchange
     * only, and then the unit of work. An error of one completion keeps Camel from the next ones: what of the delivery is
     * still with the exchange fails then, and what went on with another exchange does not.
     */
    private static void endUnitOfWork(Exchange exchange, Completion completion) {
        UnitOfWork unitOfWork = exchange.getUnitOfWork();
        boolean isWithIt = unitOfWork != null && unitOfWork.containsSynchronization(completion);
        try {
            runQueued(exchange.getContext());
            if (isWithIt && !completion.isDecided()) {
                UnitOfWorkHelper.doneUow(unitOfWork, exchange);
            }
        } finally {
            if (isWithIt && !completion.isDecided()) {
                completion.onFailure(exchange);
            }
        }
    }

    private static void runQueued(CamelContext context) {
        ReactiveExecutor queue = context.getCamelContextExtension().getReactiveExecutor();
        boolean ran;
        do {
            ran = queue.executeFromQueue();
        } while (ran);
    }

    private static void endUntaken(Exchange exchange) {
        // A route that is being stopped rejects an exchange before any unit of work has taken the completions over.
        List<Synchronization> untaken = exchange.getExchangeExtension().handoverCompletions();
        if (untaken != null) {
            UnitOfWorkHelper.doneSynchronizations(exchange, untaken);
        }
    }
}
