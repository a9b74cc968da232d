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
package io.github.pop3x.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

import io.github.pop3x.session.StoppableSessions;

/**
 * All receivers on demand of a component, so that each deletes what is delivered when the component stops, and the sessions
 * of its operations, which end then. A receiver that has nothing on its way, and whose endpoint is gone, is forgotten. Any
 * thread may call it.
 */
public final class OnDemandReceivers {

    /** Weak: a message that is on its way, or is still to be deleted, holds its receiver. */
    private final Set<OnDemand> open = Collections.newSetFromMap(new WeakHashMap<>());

    /** Of operations. Weak: a producer holds its sessions. */
    private final Set<StoppableSessions> operations = Collections.newSetFromMap(new WeakHashMap<>());

    /** Adds the sessions of a producer: they end when the component stops, whether the producer is stopped or not. */
    public synchronized void add(StoppableSessions ofProducer) {
        operations.add(ofProducer);
    }

    /** Removes the sessions of a producer that has stopped. */
    public synchronized void remove(StoppableSessions ofProducer) {
        operations.remove(ofProducer);
    }

    /** Lets producers that were not stopped with the component go on. */
    public void restart() {
        operations().forEach(StoppableSessions::restart);
    }

    /** Adds a receiver. */
    public synchronized void add(OnDemand receiver) {
        open.add(receiver);
    }

    /**
     * Has each receiver delete what is delivered, after all their sessions were ended that only retrieve.
     *
     * @param atMost how long that may take for all of them together
     * @throws InterruptedException if the thread is interrupted; the rest is left to the next start
     */
    public void close(Duration atMost) throws InterruptedException {
        long begun = System.nanoTime();
        operations().forEach(sessions -> sessions.stop(atMost));
        List<OnDemand> receivers = removeAll();
        receivers.forEach(receiver -> receiver.stopping(atMost));
        for (OnDemand receiver : receivers) {
            receiver.close(atMost.minusNanos(System.nanoTime() - begun));
        }
    }

    private synchronized List<StoppableSessions> operations() {
        return new ArrayList<>(operations);
    }

    private synchronized List<OnDemand> removeAll() {
        List<OnDemand> all = new ArrayList<>(open);
        open.clear();
        return all;
    }
}
