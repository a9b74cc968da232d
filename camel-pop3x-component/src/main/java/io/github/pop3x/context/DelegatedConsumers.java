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
package io.github.pop3x.context;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumers of a Camel context that Camel does not know of, since the consumer of a route has them poll in its place, as
 * that of {@code master:} does. When the context stops, Camel waits for no message of theirs: it stops the processor of the
 * route first, and what comes back from a step of the route fails. So they end before Camel stops anything.
 *
 * <p>Any thread may call it.
 */
public final class DelegatedConsumers extends LifecycleStrategySupport {

    private static final Logger LOG = LoggerFactory.getLogger(DelegatedConsumers.class);
    private static final Object LOOKING_UP = new Object();

    private final Map<Service, Polling> running = new ConcurrentHashMap<>();
    private volatile boolean contextStops;

    private record Polling(Consumer<Duration> stopBegins, RoutesWait routes) {}

    /** Waits for the routes of a consumer that run, besides one that calls this. */
    @FunctionalInterface
    public interface RoutesWait {

        /** @return false if that took longer than it may */
        boolean await(Duration atMost) throws InterruptedException;
    }

    private DelegatedConsumers() {}

    /**
     * One has started. While the context stops, it starts no route.
     *
     * @param stopBegins has it start no route any more, and retrieve nothing more, and returns at once; it is told how much
     *     time there is for stopping
     */
    public static void started(
            CamelContext context, Service consumer, Consumer<Duration> stopBegins, RoutesWait routes) {
        DelegatedConsumers all = of(context);
        all.running.put(consumer, new Polling(stopBegins, routes));
        if (all.contextStops) {
            stopBegins.accept(Duration.ZERO);
        }
    }

    private static DelegatedConsumers of(CamelContext context) {
        var plugins = context.getCamelContextExtension();
        synchronized (LOOKING_UP) {
            DelegatedConsumers known = plugins.getContextPlugin(DelegatedConsumers.class);
            if (known != null) {
                return known;
            }
            DelegatedConsumers made = new DelegatedConsumers();
            plugins.addContextPlugin(DelegatedConsumers.class, made);
            context.addLifecycleStrategy(made);
            return made;
        }
    }

    /** A consumer has stopped; one that is not known changes nothing. */
    public static void stopped(CamelContext context, Service consumer) {
        DelegatedConsumers known = context.getCamelContextExtension().getContextPlugin(DelegatedConsumers.class);
        if (known != null) {
            known.running.remove(consumer);
        }
    }

    @Override
    public void onContextStarting(CamelContext context) {
        contextStops = false;
    }

    /** The routes of all end side by side, within the timeout of the shutdown strategy; then one consumer after the other stops. */
    @Override
    public void onContextStopping(CamelContext context) {
        contextStops = true;
        Map<Service, Polling> all = Map.copyOf(running);
        var strategy = context.getShutdownStrategy();
        Duration given = Duration.ofMillis(strategy.getTimeUnit().toMillis(strategy.getTimeout()));
        all.values().forEach(polling -> polling.stopBegins().accept(given));
        try {
            awaitRoutes(all.values(), given);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ServiceHelper.stopService(all.keySet());
    }

    private static void awaitRoutes(Collection<Polling> all, Duration atMost) throws InterruptedException {
        long begun = System.nanoTime();
        for (Polling polling : all) {
            Duration left = atMost.minusNanos(System.nanoTime() - begun);
            if (!polling.routes().await(left.isNegative() ? Duration.ZERO : left)) {
                LOG.debug("A route still runs when the time for it is over");
            }
        }
    }
}
