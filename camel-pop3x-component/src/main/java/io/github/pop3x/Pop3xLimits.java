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

import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import io.github.pop3x.context.ContextLimits;
import org.apache.camel.Component;

/**
 * The limits of what all components of a Camel context share: a component's own come first, and then those of the others.
 * Any thread may call it.
 */
final class Pop3xLimits {

    static final long DEFAULT_SPOOL_MEMORY = 8L * 1024 * 1024;

    /** A component with the limits that its options set. */
    interface Limited extends Component {
        /** Octets of messages in memory, or 0 if it is not set. */
        long getSpoolMemory();

        /** How many threads poll, or 0 if it is not set. */
        int getPollThreads();

        /** How many threads run routes, or 0 if it is not set. */
        int getWorkerThreads();

        /** How many sessions there may be with one host, or 0 if it is not set. */
        int getMaxSessionsPerHost();
    }

    private final Limited component;
    private final Supplier<ContextLimits> shared;

    /** @param shared decides which limits count */
    Pop3xLimits(Limited component, Supplier<ContextLimits> shared) {
        this.component = component;
        this.shared = shared;
    }

    /** Tells whether the component is one of its context. */
    boolean isAdded() {
        return added().anyMatch(component::equals);
    }

    private Stream<Limited> added() {
        var context = component.getCamelContext();
        return context.getComponentNames().stream()
                .map(context::hasComponent)
                .filter(Limited.class::isInstance)
                .map(Limited.class::cast);
    }

    private long limit(String option, ToLongFunction<Limited> of, long otherwise) {
        var others = isAdded() ? added() : Stream.<Limited>empty();
        var values = Stream.concat(Stream.of(component), others).map(of::applyAsLong);
        return shared.get().of(option, values.toList(), otherwise);
    }

    /** Octets of messages in memory. */
    long spoolMemory() {
        return limit("spoolMemory", Limited::getSpoolMemory, DEFAULT_SPOOL_MEMORY);
    }

    /** How many threads poll; 0 if the pool sizes itself. */
    long pollThreads() {
        return limit("pollThreads", Limited::getPollThreads, 0);
    }

    /** How many threads run routes; 0 if the pool sizes itself. */
    long workerThreads() {
        return limit("workerThreads", Limited::getWorkerThreads, 0);
    }

    /** How many sessions there may be with one host; 0 for no limit. */
    long sessionsPerHost() {
        return limit("maxSessionsPerHost", Limited::getMaxSessionsPerHost, 0);
    }
}
