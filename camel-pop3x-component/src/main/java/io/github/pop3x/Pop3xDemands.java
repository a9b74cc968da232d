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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.camel.spi.ExceptionHandler;

/**
 * All of a component that receive on demand. Those of one mailbox hold their sessions one after the other. One that has
 * nothing on its way, and whose endpoint is gone, is forgotten. Any thread may call it.
 */
final class Pop3xDemands {

    private final Map<String, ReentrantLock> turns = new HashMap<>();
    /** Weak: what is on its way, or is still to be deleted, holds its own. */
    private final Set<Pop3xOnDemand> open = Collections.newSetFromMap(new WeakHashMap<>());

    /** One more, for an endpoint. */
    synchronized Pop3xOnDemand open(Pop3xEndpoint endpoint, Pop3xBooks books, ExceptionHandler exceptionHandler) {
        ReentrantLock turn = turns.computeIfAbsent(endpoint.mailbox(), mailbox -> new ReentrantLock());
        Pop3xOnDemand demand = new Pop3xOnDemand(endpoint, books, turn, exceptionHandler);
        open.add(demand);
        return demand;
    }

    /**
     * Has each delete what is delivered: the component stops.
     *
     * @param atMost how long that may take for one
     */
    void close(Duration atMost) throws InterruptedException {
        for (Pop3xOnDemand demand : all()) {
            demand.close(atMost);
        }
    }

    private synchronized List<Pop3xOnDemand> all() {
        List<Pop3xOnDemand> all = new ArrayList<>(open);
        open.clear();
        return all;
    }
}
