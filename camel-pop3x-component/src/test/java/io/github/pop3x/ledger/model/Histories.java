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
package io.github.pop3x.ledger.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** So many histories as {@code -Dpop3x.histories} says run in all, and each property has its share; the split is printed. */
final class Histories implements AroundPropertyHook {

    /** How much of all histories a property runs. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Share {
        /** From 0 to 1. */
        double value();
    }

    private static final int ALL = Integer.getInteger("pop3x.histories", 2_000);

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        double share = context.findAnnotation(Share.class).orElseThrow().value();
        int histories = Math.max(1, (int) (ALL * share));
        context.attributes().setTries(histories);
        long began = System.nanoTime();
        PropertyExecutionResult result = property.execute();
        System.out.printf(
                "%s: %d of %d histories in %d ms%n",
                context.label(), result.countTries(), histories, (System.nanoTime() - began) / 1_000_000);
        return result;
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }
}
