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

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ExecutorService;

import io.github.pop3x.client.Pop3Client;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.spool.SpooledBody;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a mailbox. Each poll is one session: see {@link Pop3xPoll}. Routes run on a worker of the consumer's own, one
 * after the other in the order of the listing, while the poll thread reads ahead.
 */
public class Pop3xConsumer extends ScheduledBatchPollingConsumer {

    /** Announced octets that may wait for their routes. */
    private static final long PREFETCH = 8L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Pop3xConsumer.class);

    private DeliveryLedger ledger;
    private ExecutorService worker;
    private Pop3xHandover handover;

    /** A consumer of an endpoint's mailbox. */
    public Pop3xConsumer(Pop3xEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        setMaxMessagesPerPoll(endpoint.getConfiguration().getMaxMessagesPerPoll());
    }

    @Override
    public Pop3xEndpoint getEndpoint() {
        return (Pop3xEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        shutdownRunningTask = null;
        ledger = getEndpoint().ledger();
        if (getEndpoint().getConfiguration().getDeleteAfter() > 0
                && !getEndpoint().remembersAcrossRestarts()) {
            LOG.warn(
                    "deleteAfter with a ledger in memory: a restart forgets what was delivered, and routes it again. Use"
                            + " ledger=journal:DIRECTORY or ledger=jdbc:#dataSource");
        }
        worker = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadExecutor(this, "Pop3xWorker[" + getEndpoint().getServiceUrl() + "]");
        handover = new Pop3xHandover(this, ledger, new Pop3xBinding(getEndpoint()), worker, PREFETCH);
        super.doStart();
    }

    @Override
    protected void doResume() throws Exception {
        shutdownRunningTask = null;
        super.doResume();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (handover != null) {
            handover.dropWaiting();
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(worker);
        }
    }

    @Override
    protected int poll() throws Exception {
        try (Pop3Session session = Pop3Client.open(getEndpoint().clientOptions())) {
            forceConsumerAsReady();
            return new Pop3xPoll(this, session, ledger, handover).run();
        }
    }

    /** When a message whose route failed is due again. */
    RetrySchedule retries() {
        return new RetrySchedule(Duration.ofMillis(getTimeUnit().toMillis(getDelay())));
    }

    /** What a route's outcome leads to. */
    Synchronization completion(MessageIdentity identity, SpooledBody body) {
        return new Pop3xCompletion(ledger, identity, body, getEndpoint().getConfiguration(), getExceptionHandler());
    }

    /** What waits counts only if it is to be completed; what runs is counted by Camel. */
    @Override
    public int getPendingExchangesSize() {
        boolean all = shutdownRunningTask == ShutdownRunningTask.CompleteAllTasks;
        int waiting = all && handover != null ? handover.pending() : 0;
        return waiting > 0 ? waiting : super.getPendingExchangesSize();
    }

    /** Not used: messages are handed over one by one, as they arrive, and never as a batch held in memory. */
    @Override
    public int processBatch(Queue<Object> exchanges) {
        throw new UnsupportedOperationException("messages are routed as they are retrieved, not in batches");
    }
}
