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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/** The claims of several processes on messages; those of a process that was killed expire when the campaign says so. */
public final class SharedClaims {

    private final Map<String, String> owners = new ConcurrentHashMap<>();

    /** The repository as one process sees it. */
    public IdempotentRepository of(String owner) {
        return new View(owner);
    }

    /** Ends the claims of a process. */
    public void expire(String owner) {
        owners.values().removeIf(owner::equals);
    }

    /** What is claimed now. */
    public Map<String, String> all() {
        return Map.copyOf(owners);
    }

    private final class View extends ServiceSupport implements IdempotentRepository {
        private final String owner;

        View(String owner) {
            this.owner = owner;
        }

        @Override
        public boolean add(String key) {
            return owners.putIfAbsent(key, owner) == null;
        }

        @Override
        public boolean contains(String key) {
            return owners.containsKey(key);
        }

        @Override
        public boolean remove(String key) {
            return owners.remove(key) != null;
        }

        @Override
        public boolean confirm(String key) {
            return contains(key);
        }

        @Override
        public void clear() {
            expire(owner);
        }
    }
}
