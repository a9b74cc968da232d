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
package io.github.pop3x.examples.invoicestodatabase;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.PollingConsumerPollStrategy;

/** Knows when a poll has found nothing that is due, or has failed. For any thread. */
final class UntilEmpty implements PollingConsumerPollStrategy {

    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger polled = new AtomicInteger();

    /** Waits for that. */
    void await() throws InterruptedException {
        ended.await();
    }

    /** How many messages the polls have routed. */
    int polled() {
        return polled.get();
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        return true;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        polled.addAndGet(polledMessages);
        if (polledMessages == 0) {
            ended.countDown();
        }
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        ended.countDown();
        return false;
    }
}
