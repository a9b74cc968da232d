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
package io.github.pop3x.examples.mailboxfleet;

import java.time.Instant;
import java.util.Optional;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.Component;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;

/**
 * A queue whose messages name mailboxes that have mail: it hastens the schedule, and does not replace it. A message makes its
 * mailbox due, so that the lease in the table keeps workers apart as ever.
 */
final class MailboxQueue {

    /** The queue. The body of a message is the key of a mailbox. */
    static final String NAME = "mailboxes";

    private MailboxQueue() {}

    /** @param broker the URL of an Artemis */
    static Component component(String broker) {
        JmsComponent jms = JmsComponent.jmsComponent(new ActiveMQConnectionFactory(broker));
        // Local transactions need no transaction manager.
        jms.setLazyCreateTransactionManager(false);
        return jms;
    }

    /** A message that is not done with goes back to the queue: the broker gives it again, to any worker. */
    static RouteBuilder route(SchedulerClient scheduler) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("jms:queue:" + NAME
                                + "?transacted=true&cacheLevelName=CACHE_CONSUMER&errorHandlerLoggingLevel=DEBUG")
                        .errorHandler(noErrorHandler())
                        .process(exchange ->
                                makeDue(scheduler, exchange.getMessage().getBody(String.class)));
            }
        };
    }

    private static void makeDue(SchedulerClient scheduler, String mailbox) {
        TaskInstanceId drain = TaskInstanceId.of(FleetTables.TASK, mailbox);
        Optional<ScheduledExecution<Object>> scheduled = scheduler.getScheduledExecution(drain);
        // After a failure a mailbox waits for the end of its pause; one that is due is drained anyhow.
        if (scheduled.isEmpty()
                || scheduled.get().getConsecutiveFailures() > 0
                || !scheduled.get().isPicked()
                        && !scheduled.get().getExecutionTime().isAfter(Instant.now())) {
            return;
        }
        // The drain that runs may have listed its mailbox before the mail came.
        if (scheduled.get().isPicked() || !scheduler.reschedule(drain, Instant.now())) {
            throw new IllegalStateException("the mailbox " + mailbox + " is being drained");
        }
    }
}
