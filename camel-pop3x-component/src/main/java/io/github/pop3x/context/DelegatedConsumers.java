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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.service.ServiceHelper;

/**
 * The consumers of a Camel context that Camel does not know of, since the consumer of a route has them poll in its place, as
 * that of {@code master:} does. When the context stops, Camel waits for no message of theirs: it stops the processor of the
 * route first, and what comes back from a step of the route fails. So they end before Camel stops anything.
 *
 * <p>Any thread may call it.
 */
public final class DelegatedConsumers extends LifecycleStrategySupport {

    private static final Object LOOKING_UP = new Object();

    private final Map<Service, Runnable> running = new ConcurrentHashMap<>();

    private DelegatedConsumers() {}

    /**
     * One has started.
     *
     * @param stopBegins called when the context stops, to have no more routes start; it must not block
     */
    public static void started(CamelContext context, Service consumer, Runnable stopBegins) {
        of(context).running.put(consumer, stopBegins);
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

    /** First all of them are told, so that their routes end side by side; then each is stopped. */
    @Override
    public void onContextStopping(CamelContext context) {
        Map<Service, Runnable> all = Map.copyOf(running);
        all.values().forEach(Runnable::run);
        ServiceHelper.stopService(all.keySet());
    }
}
