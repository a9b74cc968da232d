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
package io.github.pop3x.testing;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/** An idempotent repository in memory, in which a test can hold a claimant up before or behind the moment that counts. */
public final class LatchedRepository extends ServiceSupport implements IdempotentRepository {

    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private volatile Consumer<String> beforeAdd = key -> {};
    private volatile Consumer<String> afterLook = key -> {};
    private volatile Consumer<Boolean> afterAdd = added -> {};

    /** Called by each thread before it adds. */
    public void beforeAdd(Consumer<String> call) {
        beforeAdd = call;
    }

    /** Called by each thread when it has looked, before it is told what it saw. */
    public void afterLook(Consumer<String> call) {
        afterLook = call;
    }

    /** Called by each thread when it has added, with whether it was the first. */
    public void afterAdd(Consumer<Boolean> call) {
        afterAdd = call;
    }

    public Set<String> keys() {
        return Set.copyOf(keys);
    }

    @Override
    public boolean add(String key) {
        beforeAdd.accept(key);
        boolean added = keys.add(key);
        afterAdd.accept(added);
        return added;
    }

    @Override
    public boolean contains(String key) {
        boolean contained = keys.contains(key);
        afterLook.accept(key);
        return contained;
    }

    @Override
    public boolean remove(String key) {
        return keys.remove(key);
    }

    @Override
    public boolean confirm(String key) {
        return keys.contains(key);
    }

    @Override
    public void clear() {
        keys.clear();
    }
}
