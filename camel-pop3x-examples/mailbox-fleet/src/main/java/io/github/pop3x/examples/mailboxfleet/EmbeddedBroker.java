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

import java.io.IOException;

import jakarta.jms.JMSContext;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A message broker in this process, at a port of 127.0.0.1, with its messages in memory. */
final class EmbeddedBroker implements AutoCloseable {

    private static final int UNLIMITED = -1;
    private static final long REDELIVERY_MILLIS = 500;

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final String url;

    /**
     * Starts it.
     *
     * @throws Exception if it does not start
     */
    EmbeddedBroker() throws Exception {
        url = "tcp://127.0.0.1:" + FreePort.find();
        Configuration settings = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("workers", url)
                .addAddressSetting(
                        MailboxQueue.NAME,
                        new AddressSettings().setMaxDeliveryAttempts(UNLIMITED).setRedeliveryDelay(REDELIVERY_MILLIS))
                .addQueueConfiguration(QueueConfiguration.of(MailboxQueue.NAME).setRoutingType(RoutingType.ANYCAST));
        server.setConfiguration(settings);
        server.start();
    }

    String url() {
        return url;
    }

    /** Says that a mailbox has mail. */
    void tell(String mailbox) {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url);
                JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue(MailboxQueue.NAME), mailbox);
        }
    }

    /** How many messages a worker has got and not acknowledged. */
    int unacknowledged() {
        return queue().getDeliveringCount();
    }

    /** How many messages are in the queue, those that are not acknowledged included. */
    long messages() {
        return queue().getMessageCount();
    }

    private Queue queue() {
        return server.getActiveMQServer().locateQueue(SimpleString.of(MailboxQueue.NAME));
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the message broker does not stop", e);
        }
    }
}
