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
package io.github.pop3x.examples.attachmentstofiles;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Knows when a mailbox is empty. A route polls for ever; this program ends with the first poll that finds nothing or fails.
 * For any thread.
 */
final class UntilEmpty extends EventNotifierSupport implements PollingConsumerPollStrategy {

    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * Waits for the end.
     *
     * @throws Exception the first failure of a poll or of a mail's route, if there was one
     */
    void await() throws Exception {
        ended.await();
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof ExchangeFailedEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        failure.compareAndSet(null, ((ExchangeFailedEvent) event).getExchange().getException());
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        return ended.getCount() > 0;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        if (polledMessages == 0 || failure.get() != null) {
            ended.countDown();
        }
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        failure.compareAndSet(null, cause);
        ended.countDown();
        return false;
    }
}
