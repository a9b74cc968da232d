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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Counts the calls of each piece of foreign code, and has one of them throw. Thread-safe.
 */
public final class ForeignCode {

    private final Map<String, Integer> calls = new TreeMap<>();

    private final String where;
    private final int at;
    private final Supplier<? extends Throwable> failure;
    private boolean hasThrown;

    /**
     * @param where the code that throws, or "" for none
     * @param at which of its calls throws, from 1
     */
    public ForeignCode(String where, int at, Supplier<? extends Throwable> failure) {
        this.where = where;
        this.at = at;
        this.failure = failure;
    }

    /** Foreign code is called: it throws if this is the call that is to throw. */
    public void called(String name) {
        Throwable thrown = null;
        synchronized (this) {
            int count = calls.merge(name, 1, Integer::sum);
            if (name.equals(where) && count == at) {
                hasThrown = true;
                thrown = failure.get();
            }
        }
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown instanceof RuntimeException unchecked) {
            throw unchecked;
        }
    }

    /** How often each piece was called. */
    public synchronized Map<String, Integer> calls() {
        return new TreeMap<>(calls);
    }

    /** Tells whether the call came that was to throw. */
    public synchronized boolean hasThrown() {
        return hasThrown;
    }

    /**
     * A bean whose calls count.
     *
     * @param name of the bean, to which the name of each method is added
     * @param methods that count
     */
    public <T> T watch(String name, Class<T> type, T bean, String... methods) {
        Set<String> watched = Set.of(methods);
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (watched.contains(method.getName())) {
                        called(name + "." + method.getName());
                    }
                    try {
                        return method.invoke(bean, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
