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
package io.github.pop3x.testing.campaign;

import java.time.InstantSource;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.github.pop3x.PackageAccess;
import io.github.pop3x.Pop3xComponent;
import io.github.pop3x.Pop3xConstants;
import io.github.pop3x.Pop3xConsumer;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.testing.route.ManualScheduler;
import io.github.pop3x.testing.route.SilentExceptionHandler;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceHelper;

/**
 * A Camel context with one route, in which {@linkplain Node processes} are started: each has a component of its own, and
 * with it ledgers and all else that a process remembers. For one thread, except the route.
 */
public final class CampaignContext implements AutoCloseable {

    private final CamelContext context = new DefaultCamelContext();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final Map<Endpoint, Node> nodes = Collections.synchronizedMap(new IdentityHashMap<>());
    private final AtomicInteger started = new AtomicInteger();
    private final Processor route;

    /** What a route does with a message. */
    @FunctionalInterface
    public interface Delivery {
        /** Throws to fail the route. */
        void deliver(Node node, String uid, byte[] octets) throws Exception;
    }

    /** Starts the context; what the route does may change from case to case. */
    public CampaignContext(Delivery delivery) throws Exception {
        context.disableJMX();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:delivered").routeId("delivered").process(exchange -> deliver(delivery, exchange));
            }
        });
        context.start();
        route = context.getRoute("delivered").getProcessor();
    }

    private void deliver(Delivery delivery, Exchange exchange) throws Exception {
        String uid = exchange.getMessage().getHeader(Pop3xConstants.UID, String.class);
        delivery.deliver(
                nodes.get(exchange.getFromEndpoint()),
                uid,
                exchange.getMessage().getBody(byte[].class));
    }

    /** Makes a bean known that options refer to. */
    public void bind(String name, Object bean) {
        context.getRegistry().bind(name, bean);
    }

    /**
     * Starts a process. The options {@code ledger} and {@code startScheduler} are added.
     *
     * @param name for breaches of the promise; a number is added
     * @param clock a shifted one, or the system's
     * @param delivered is given the name and a unique id when a verdict was written to the store
     */
    public Node start(
            String name, String uri, InstantSource clock, LedgerStore store, BiConsumer<String, String> delivered)
            throws Exception {
        String full = name + " " + started.incrementAndGet();
        String bean = full.replace(' ', '-');
        Consumer<String> written = uid -> delivered.accept(full, uid);
        KillableStore killable = new KillableStore(store, written);
        bind(bean, killable);
        Pop3xComponent component = new Pop3xComponent(context);
        PackageAccess.pollOn(component, scheduler);
        if (clock instanceof ShiftedClock shifted) {
            PackageAccess.tellTimeBy(component, shifted, shifted::nanoTime);
        }
        ServiceHelper.startService(component);
        Endpoint endpoint = component.createEndpoint(uri + "&startScheduler=false&ledger=#" + bean);
        Pop3xConsumer consumer = (Pop3xConsumer) endpoint.createConsumer(route);
        consumer.setExceptionHandler(new SilentExceptionHandler());
        Node node = new Node(full, component, consumer, killable);
        nodes.put(endpoint, node);
        ServiceHelper.startService(endpoint, consumer);
        return node;
    }

    @Override
    public void close() {
        context.stop();
        scheduler.shutdownNow();
    }
}
