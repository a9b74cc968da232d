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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.client.wire.Cancellation;
import io.github.pop3x.delivery.Delivery;
import io.github.pop3x.delivery.OnDemand;
import io.github.pop3x.exchange.AbandonedExchanges;
import io.github.pop3x.exchange.Completion;
import io.github.pop3x.exchange.DeliveryExchanges;
import io.github.pop3x.ledger.Overtaken;
import io.github.pop3x.mailbox.MailboxListener;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.PollingConsumerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One message on demand, for {@code pollEnrich} and {@code ConsumerTemplate}: retrieved whole and alone, with no
 * session left open after it. The message is deleted, if it is to be, after its exchange is done; with a {@code
 * ConsumerTemplate} that is when {@code doneUoW} is called. An exchange that fails, or that nobody ends, leaves its
 * message on the server, to be offered again.
 *
 * <p>Any thread may call it; no two calls get the same message. Each throws a {@link RuntimeCamelException} if the
 * mailbox is unavailable, and returns null when this consumer or the Camel context is stopped, or the calling thread
 * interrupted.
 */
public class Pop3xPollingConsumer extends PollingConsumerSupport {

    /** Milliseconds after which a wait sees that the Camel context stops. */
    private static final long STEP = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Pop3xPollingConsumer.class);

    private OnDemand onDemand;
    private DeliveryExchanges exchanges;
    private volatile Cancellation cancellation = new Cancellation();
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    /** A consumer of an endpoint's mailbox. */
    public Pop3xPollingConsumer(Pop3xEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public Pop3xEndpoint getEndpoint() {
        return (Pop3xEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        MailboxListener listener = getEndpoint().parts().monitor(getExceptionHandler());
        onDemand = getEndpoint().onDemand(listener);
        exchanges = getEndpoint()
                .parts()
                .exchanges(Pop3xPollingConsumer::isOutsideOfRoutes, listener, getExceptionHandler());
        cancellation = new Cancellation();
        stopped = new CountDownLatch(1);
    }

    @Override
    protected void doStop() {
        stopped.countDown();
        if (onDemand != null) {
            onDemand.stop(cancellation);
        }
    }

    /** Polls, every {@code delay}, until there is a message. */
    @Override
    public Exchange receive() {
        return receive(Duration.ofMillis(Long.MAX_VALUE));
    }

    /**
     * Polls, every {@code delay}, until there is a message or time is up; at least once.
     *
     * @param timeout in milliseconds, which include the wait for another session with the mailbox and for {@code
     *     maxSessionsPerHost}, first come, first served; a session that this call has begun is completed
     */
    @Override
    public Exchange receive(long timeout) {
        return receive(Duration.ofMillis(timeout));
    }

    /** Polls once, unless another has a session with the mailbox. */
    @Override
    public Exchange receiveNoWait() {
        return receive(Duration.ZERO);
    }

    /** Outside of a route the body alone may be wanted, by {@code receiveBody}, and is read after the exchange is done. */
    private static boolean isOutsideOfRoutes(Exchange exchange) {
        return exchange.getUnitOfWork() == null;
    }

    /** A message that another process has gone on with is left, and another one asked for. */
    private Exchange receiveOne(Duration atMost) throws IOException, InterruptedException {
        while (true) {
            Optional<Delivery> delivery = onDemand.receive(atMost, cancellation);
            if (delivery.isEmpty()) {
                return null;
            }
            try {
                return exchangeOf(delivery.get());
            } catch (Overtaken overtaken) {
                LOG.trace("Message {} is not received here", delivery.get().uid(), overtaken);
            }
        }
    }

    private Exchange exchangeOf(Delivery delivery) throws IOException {
        Exchange exchange = getEndpoint().createExchange();
        Completion completion = exchanges.fill(exchange, delivery);
        boolean isWatched = false;
        try {
            AbandonedExchanges.watch(completion, getExceptionHandler());
            isWatched = true;
        } finally {
            if (!isWatched) {
                completion.onFailure(exchange);
            }
        }
        return exchange;
    }

    /** In steps: a context that stops does not stop the consumers of each template. */
    private void awaitNextPoll(long millis) throws InterruptedException {
        long begun = System.nanoTime();
        long left = millis;
        while (left > 0 && !isContextStopping() && !stopped.await(Math.min(left, STEP), TimeUnit.MILLISECONDS)) {
            left = millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        }
    }

    private boolean isContextStopping() {
        CamelContext context = getEndpoint().getCamelContext();
        return context.isStopping() || context.isStopped();
    }

    private Exchange receive(Duration timeout) {
        long begun = System.nanoTime();
        long delay = getEndpoint().pollDelay().toMillis();
        try {
            while (isRunAllowed() && onDemand != null && !isContextStopping()) {
                Exchange exchange = receiveOne(timeout.minusNanos(System.nanoTime() - begun));
                long left = timeout.minusNanos(System.nanoTime() - begun).toMillis();
                if (exchange != null || left <= 0) {
                    return exchange;
                }
                awaitNextPoll(Math.min(delay, left));
            }
        } catch (IOException e) {
            throw new RuntimeCamelException(
                    "Cannot receive from " + getEndpoint().getEndpointBaseUri() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }
}
