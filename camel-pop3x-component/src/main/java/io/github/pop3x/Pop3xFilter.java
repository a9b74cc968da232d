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

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;

/**
 * The value of an option that filters: an expression in the Simple language, or a bean that is a {@link Predicate}. It
 * looks at an exchange that exists for this question only and goes through no route.
 *
 * @param option its name, for whoever got it wrong
 * @param predicate what it means
 */
record Pop3xFilter(String option, Predicate predicate) {

    /**
     * Reads the option.
     *
     * @param value may be null: then there is no filter
     * @return null if there is no filter
     * @throws IllegalArgumentException if the value is neither an expression nor a predicate
     */
    static Pop3xFilter of(CamelContext context, String option, Object value) {
        if (value == null) {
            return null;
        }
        Predicate predicate;
        if (value instanceof Predicate bean) {
            predicate = bean;
        } else if (value instanceof String expression) {
            predicate = context.resolveLanguage("simple").createPredicate(expression);
        } else {
            throw new IllegalArgumentException(
                    option + " must be an expression in the Simple language or a reference to"
                            + " an org.apache.camel.Predicate, not a "
                            + value.getClass().getName());
        }
        predicate.init(context);
        return new Pop3xFilter(option, predicate);
    }

    /** Asks it; what it throws is the caller's, for a filter that fails must not let anything through. */
    boolean matches(Exchange candidate) {
        return predicate.matches(candidate);
    }
}
