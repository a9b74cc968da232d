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
package io.github.pop3x.content;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

import org.apache.camel.Exchange;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * A message that arrived, or its copies that were made within a unit of work. When that is done those are released that
 * never left it: the message itself, the original message, what redelivery goes back to, the rounds of a loop. A copy that
 * has gone to an exchange with a unit of work of its own, or none as in an aggregate, is not touched.
 */
final class MessageCopies extends SynchronizationAdapter {

    /** A message that holds octets. */
    interface Copy {
        /** The exchange that has the message, or had it last; null if it never had one. */
        Exchange holder();

        /** Releases the octets, once. */
        void releaseOctets();
    }

    private final Exchange source;
    private final UnitOfWork unit;

    /** Weakly: a loop makes any number of them, and what is unreachable is released by that. */
    private final Set<Copy> copies = Collections.newSetFromMap(new WeakHashMap<>());

    /** @param source whose message is copied */
    MessageCopies(Exchange source) {
        this.source = source;
        this.unit = source.getUnitOfWork();
    }

    /** Tells whether these are the copies of that exchange, in the unit of work that it has now. */
    boolean belongTo(Exchange exchange) {
        return exchange == source && exchange.getUnitOfWork() == unit;
    }

    synchronized void add(Copy copy) {
        copies.add(copy);
    }

    synchronized void remove(Copy copy) {
        copies.remove(copy);
    }

    /** Last of all: a route on completion is run by a completion, too, and reads the body. */
    @Override
    public int getOrder() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void onDone(Exchange done) {
        for (Copy copy : taken()) {
            if (hasStayed(copy.holder(), done)) {
                copy.releaseOctets();
            }
        }
    }

    private synchronized List<Copy> taken() {
        List<Copy> all = List.copyOf(copies);
        copies.clear();
        return all;
    }

    /** Completions may have been handed over to a copy of the exchange: then that is the one that is done. */
    private boolean hasStayed(Exchange holder, Exchange done) {
        return holder != null && (holder == source || holder == done || unit != null && holder.getUnitOfWork() == unit);
    }
}
