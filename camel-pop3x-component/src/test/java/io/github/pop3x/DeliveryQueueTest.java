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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.delivery.Delivery;
import io.github.pop3x.delivery.DeliveryQueue;
import io.github.pop3x.delivery.QueueBounds;
import io.github.pop3x.delivery.Routes;
import io.github.pop3x.exchange.RouteRunner;
import io.github.pop3x.ledger.Decision;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.mailbox.MaildropSummary;
import io.github.pop3x.mailbox.UidSource;
import io.github.pop3x.retrieval.PollBatch;
import io.github.pop3x.retrieval.RetrievedMessage;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a hand-over has room for, with workers that start when the test says so. */
class DeliveryQueueTest {

    private static final int ROOM = 100;

    private static final RetrySchedule RETRIES = new RetrySchedule(Duration.ofMinutes(1));

    /** More than there is room for: it may be on its way alone. */
    private static final int LARGE = 3 * ROOM;

    private final CamelContext context = new DefaultCamelContext();
    private final Queue<Runnable> starting = new ArrayDeque<>();
    private final List<String> routed = new ArrayList<>();
    private Pop3xEndpoint endpoint;
    private Pop3xConsumer consumer;

    @BeforeEach
    void startConsumer() throws Exception {
        context.start();
        endpoint = context.getEndpoint(
                "pop3x:mail.example.org?username=alice&password=s3cret&initialDelay=86400000", Pop3xEndpoint.class);
        consumer = (Pop3xConsumer) endpoint.createConsumer(
                exchange -> routed.add(exchange.getMessage().getHeader(Pop3xConstants.UID, String.class)));
        ServiceHelper.startService(endpoint, consumer);
    }

    @AfterEach
    void stop() {
        ServiceHelper.stopService(consumer);
        context.stop();
    }

    @Test
    void aBusyWorkerTakesTheNextMessageWithoutANewThread() throws Exception {
        DeliveryQueue handover = handover(starting::add);

        accept(handover, "a", LARGE);
        assertTrue(handover.hasRoom(LARGE, 0, 0), "a worker has the first");
        assertEquals(1, handover.pending());

        accept(handover, "b", LARGE);
        assertFalse(handover.hasRoom(LARGE, 0, 0), "the second waits");
        assertEquals(2, handover.pending());

        starting.remove().run();
        assertEquals(List.of("a", "b"), routed);
        assertTrue(starting.isEmpty());
        assertEquals(0, handover.pending());
        assertTrue(handover.hasRoom(LARGE, 0, 0));
    }

    @Test
    void aMessageThatWaitsForAThreadIsPendingAndNotRouting() throws Exception {
        List<Integer> routing = new ArrayList<>();
        DeliveryQueue[] handover = new DeliveryQueue[1];
        Routes routes = new Routes() {
            @Override
            public boolean mayRoute() {
                return true;
            }

            @Override
            public void route(Delivery delivery) {
                routing.add(handover[0].routing());
                delivery.giveBack();
            }
        };
        handover[0] = new DeliveryQueue(routes, starting::add, new QueueBounds(ROOM, 1_000, 1));
        accept(handover[0], "a", ROOM);
        assertEquals(1, handover[0].pending());
        assertEquals(0, handover[0].routing());
        starting.remove().run();
        assertEquals(List.of(1), routing);
        assertEquals(0, handover[0].routing());
    }

    @Test
    void eachWorkerHasAMessageOfItsOwn() throws Exception {
        DeliveryQueue handover = handover(starting::add, 2);
        for (String uid : List.of("a", "b", "c")) {
            accept(handover, uid, ROOM);
        }
        assertEquals(2, starting.size());
        assertFalse(handover.hasRoom(1, 0, 0), "the third waits");

        starting.remove().run();
        assertEquals(List.of("a", "c"), routed);
        starting.remove().run();
        assertEquals(List.of("a", "c", "b"), routed);
        assertEquals(0, handover.pending());
    }

    @Test
    void waitingMessagesAreReleasedIfTheConsumerStops() throws Exception {
        DeliveryQueue handover = handover(starting::add);
        accept(handover, "a", ROOM);
        accept(handover, "b", ROOM);
        ServiceHelper.stopService(consumer);

        starting.remove().run();

        assertEquals(List.of(), routed);
        assertIsOfferedAgain("a");
        assertIsOfferedAgain("b");
        assertEquals(0, handover.pending());
    }

    @Test
    void aMessageWhoseWorkerIsRefusedIsGivenBack() throws Exception {
        DeliveryQueue handover = handover(worker -> {
            throw new RejectedExecutionException("stopping");
        });
        accept(handover, "a", ROOM);
        assertIsOfferedAgain("a");
        assertEquals(0, handover.pending());
    }

    @Test
    void aMessageWhoseWorkerFindsNoThreadIsGivenBack() throws Exception {
        DeliveryQueue handover = handover(worker -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        assertThrows(OutOfMemoryError.class, () -> accept(handover, "a", ROOM));
        assertIsOfferedAgain("a");
        assertEquals(0, handover.pending());
    }

    private DeliveryQueue handover(Executor workers) {
        return handover(workers, 1);
    }

    private DeliveryQueue handover(Executor workers, int atATime) {
        Routes routes = new RouteRunner(
                consumer,
                endpoint.parts().exchanges(done -> false, new MailboxListener() {}, consumer.getExceptionHandler()));
        return new DeliveryQueue(routes, workers::execute, new QueueBounds(ROOM, 1_000, atATime));
    }

    private void accept(DeliveryQueue handover, String uid, int size) throws IOException {
        MessageIdentity identity = identity(uid);
        assertTrue(consumer.records().take(identity, RETRIES, false));
        Pop3Message listed = new Pop3Message(1, size, uid);
        handover.accept(new Delivery(
                new ListedMessage(listed, identity),
                new RetrievedMessage(
                        listed,
                        endpoint.spool().spool(new ByteArrayInputStream(new byte[size])),
                        true,
                        new MaildropSummary(1, size, UidSource.UIDL)),
                PollBatch.Place.ALONE,
                consumer.records(),
                deleteNow -> handover.settled()));
    }

    private static MessageIdentity identity(String uid) {
        return new MessageIdentity(uid, 1, 0);
    }

    private void assertIsOfferedAgain(String uid) {
        assertEquals(Decision.ROUTE, consumer.records().ledger().decide(identity(uid), RETRIES), uid);
    }
}
