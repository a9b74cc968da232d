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

import java.lang.ref.WeakReference;
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
 * All of a component that receive on demand, and whose turn it is: those who want a session with a mailbox, and are no
 * consumer that polls, hold their sessions one after the other, since a server gives a maildrop to one at a time
 * (RFC 1939 §4). One that has nothing on its way, and whose endpoint is gone, is forgotten. Any thread may call it.
 */
final class Pop3xDemands {

    /** Weak: whoever waits for a turn, or may want one, holds it. */
    private final Map<String, WeakReference<ReentrantLock>> turns = new HashMap<>();
    /** Weak: what is on its way, or is still to be deleted, holds its own. */
    private final Set<Pop3xOnDemand> open = Collections.newSetFromMap(new WeakHashMap<>());

    /** One more, for an endpoint. */
    synchronized Pop3xOnDemand open(Pop3xEndpoint endpoint, Pop3xBooks books, ExceptionHandler exceptionHandler) {
        Pop3xOnDemand demand = new Pop3xOnDemand(endpoint, books, turn(endpoint.mailbox()), exceptionHandler);
        open.add(demand);
        return demand;
    }

    /** Held by whoever has a session with a mailbox. To be kept as long as it may be wanted. */
    synchronized ReentrantLock turn(String mailbox) {
        WeakReference<ReentrantLock> known = turns.get(mailbox);
        ReentrantLock turn = known == null ? null : known.get();
        if (turn == null) {
            turn = new ReentrantLock();
            turns.values().removeIf(other -> other.get() == null);
            turns.put(mailbox, new WeakReference<>(turn));
        }
        return turn;
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
