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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

import io.github.pop3x.session.StoppableSessions;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.LoggingExceptionHandler;

/** The drains of a producer, and what they share: where mails go, and the threads of their routes. Any thread may call it. */
final class Pop3xDrains {

    private final CamelContext context;
    private final Set<Pop3xDrain> running = ConcurrentHashMap.newKeySet();
    private ExecutorService workers;
    private ProducerTemplate template;
    private volatile Pop3xDrain.Target target;

    Pop3xDrains(CamelContext context) {
        this.context = context;
    }

    /**
     * @param drainTo the option; null if no mails are sent
     * @throws org.apache.camel.NoSuchEndpointException if it names none
     */
    void start(String drainTo) {
        if (drainTo == null) {
            return;
        }
        // Not the workers of consumers: the caller may be one of them, and waits until its mails are routed.
        workers = context.getExecutorServiceManager().newCachedThreadPool(this, "Pop3xDrain");
        template = context.createProducerTemplate();
        template.start();
        target = new Pop3xDrain.Target(template, context.getEndpoint(drainTo), workers::execute);
    }

    /**
     * Drains the mailbox.
     *
     * @throws IllegalArgumentException if no option says where mails go
     */
    Drained drain(Pop3xDrain.Source source) throws Exception {
        Pop3xDrain.Target to = target;
        if (to == null) {
            throw new IllegalArgumentException(
                    "drain sends each mail to an endpoint: name it by the option drainTo, such as"
                            + " drainTo=direct:mail");
        }
        Pop3xDrain drain = new Pop3xDrain(source, to, new LoggingExceptionHandler(context, Pop3xDrains.class));
        running.add(drain);
        try {
            return drain.run();
        } finally {
            running.remove(drain);
        }
    }

    /** No more routes start; what is delivered is deleted, within a few seconds. */
    void stop() {
        target = null;
        running.forEach(Pop3xDrain::end);
        if (workers != null) {
            context.getExecutorServiceManager().shutdownGraceful(workers, StoppableSessions.GRACE.toMillis());
            template.stop();
        }
    }
}
