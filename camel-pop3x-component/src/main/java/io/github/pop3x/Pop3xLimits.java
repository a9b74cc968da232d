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

/**
 * The limits of what all components of a Camel context share: a component's own come first, and then those of the others.
 * Any thread may call it.
 */
final class Pop3xLimits {

    private final Pop3xComponent component;
    private final Supplier<ContextLimits> shared;

    /** @param shared decides which limits count */
    Pop3xLimits(Pop3xComponent component, Supplier<ContextLimits> shared) {
        this.component = component;
        this.shared = shared;
    }

    /** Tells whether the component is one of its context. */
    boolean isAdded() {
        return added().anyMatch(component::equals);
    }

    private Stream<Pop3xComponent> added() {
        var context = component.getCamelContext();
        return context.getComponentNames().stream()
                .map(context::hasComponent)
                .filter(Pop3xComponent.class::isInstance)
                .map(Pop3xComponent.class::cast);
    }

    private long limit(String option, ToLongFunction<Pop3xComponent> of, long otherwise) {
        var others = isAdded() ? added() : Stream.<Pop3xComponent>empty();
        var values = Stream.concat(Stream.of(component), others).map(of::applyAsLong);
        return shared.get().of(option, values.toList(), otherwise);
    }

    /** Octets of messages in memory. */
    long spoolMemory() {
        return limit("spoolMemory", Pop3xComponent::getSpoolMemory, Pop3xComponent.DEFAULT_SPOOL_MEMORY);
    }

    /** How many threads poll; 0 if the pool sizes itself. */
    long pollThreads() {
        return limit("pollThreads", Pop3xComponent::getPollThreads, 0);
    }

    /** How many threads run routes; 0 if the pool sizes itself. */
    long workerThreads() {
        return limit("workerThreads", Pop3xComponent::getWorkerThreads, 0);
    }

    /** How many sessions there may be with one host; 0 for no limit. */
    long sessionsPerHost() {
        return limit("maxSessionsPerHost", Pop3xComponent::getMaxSessionsPerHost, 0);
    }
}
