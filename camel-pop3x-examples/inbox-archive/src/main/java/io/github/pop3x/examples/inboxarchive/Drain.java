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
package io.github.pop3x.examples.inboxarchive;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.PollingConsumerPollStrategy;

/**
 * Knows when a mailbox is drained. A route polls for ever and hopes for the better after a failure; this program ends
 * with the first poll that found nothing or failed. A failing message does not block the others: it is reported
 * here, and the program fails at the end of that poll. For any thread.
 */
final class Drain implements PollingConsumerPollStrategy, ExceptionHandler {

    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** Waits for the end, good or bad. */
    void await() throws InterruptedException {
        ended.await();
    }

    /**
     * Does nothing if all went well.
     *
     * @throws ArchiveFailedException with the first failure
     */
    void rethrow() throws ArchiveFailedException {
        if (failure.get() != null) {
            throw ArchiveFailedException.of(failure.get());
        }
    }

    /** Ends with a failure that the next message would meet as well. */
    void fail(Throwable cause) {
        note(cause);
        ended.countDown();
    }

    /** The first failure is told: later ones are often its consequences. */
    private void note(Throwable cause) {
        failure.compareAndSet(null, cause);
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
        fail(cause);
        return false;
    }

    @Override
    public void handleException(Throwable exception) {
        note(exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        note(exception != null ? exception : new IllegalStateException(message));
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        handleException(message, exception);
    }
}
