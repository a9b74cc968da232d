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

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.pop3x.ledger.MessageIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was done with a mailbox since its endpoint was made: counted, for logs, JMX and the console. Any thread may call it. */
final class Pop3xLogbook {

    private static final int REMEMBERED = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Pop3xLogbook.class);

    private final Pop3xEndpoint endpoint;
    /** Told of already; after very many others one may be told of again. */
    private final Map<MessageIdentity, Boolean> unconfirmed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MessageIdentity, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    private Counts counts = new Counts(0, 0, 0, 0, 0, 0, 0, 0);
    private Instant lastPoll;
    private String outcome = "never polled";

    /**
     * Counts since the start; what is counted never gets less.
     *
     * @param sessions that were opened
     * @param listed messages in listings
     * @param retrieved messages
     * @param octets of those
     * @param delivered messages whose route completed
     * @param failed routes
     * @param deleted messages that the server has confirmed to be removed
     * @param unconfirmed messages that are delivered, and of which it is not certain that they are removed
     */
    record Counts(
            long sessions,
            long listed,
            long retrieved,
            long octets,
            long delivered,
            long failed,
            long deleted,
            long unconfirmed) {

        Counts plus(Counts more) {
            return new Counts(
                    sessions + more.sessions,
                    listed + more.listed,
                    retrieved + more.retrieved,
                    octets + more.octets,
                    delivered + more.delivered,
                    failed + more.failed,
                    deleted + more.deleted,
                    unconfirmed + more.unconfirmed);
        }
    }

    Pop3xLogbook(Pop3xEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    private synchronized void add(Counts more) {
        counts = counts.plus(more);
    }

    /** A session was opened. */
    void opened() {
        add(new Counts(1, 0, 0, 0, 0, 0, 0, 0));
    }

    /** A session has listed messages. What is not among them is gone, and in doubt no more. */
    synchronized void listed(Pop3xListing listing) {
        add(new Counts(0, listing.entries().size(), 0, 0, 0, 0, 0, 0));
        if (!unconfirmed.isEmpty()) {
            unconfirmed.keySet().retainAll(listing.identities());
        }
    }

    /** A message of so many octets is retrieved whole. */
    void retrieved(long octets) {
        add(new Counts(0, 0, 1, octets, 0, 0, 0, 0));
    }

    /** A route has come to its end. */
    void routed(boolean completed) {
        add(new Counts(0, 0, 0, 0, completed ? 1 : 0, completed ? 0 : 1, 0, 0));
    }

    /** The server has confirmed that a message is removed. */
    synchronized void deleted(MessageIdentity identity) {
        unconfirmed.remove(identity);
        add(new Counts(0, 0, 0, 0, 0, 0, 1, 0));
    }

    /** It is not certain that a message, which is delivered, is removed; each is told of once. */
    void unconfirmed(MessageIdentity identity) {
        synchronized (this) {
            if (unconfirmed.put(identity, true) != null) {
                return;
            }
            add(new Counts(0, 0, 0, 0, 0, 0, 0, 1));
        }
        Pop3xEvent.tell(
                endpoint.getCamelContext(), new Pop3xEvent.DeleteUnconfirmed(endpoint.mailbox(), identity.uid()));
    }

    /** The routes of a message have failed as often as they may. */
    void exhausted(MessageIdentity identity, int attempts) {
        Pop3xEvent.tell(
                endpoint.getCamelContext(),
                new Pop3xEvent.AttemptsExhausted(endpoint.mailbox(), identity.uid(), attempts));
    }

    /**
     * A poll has come to its end: one line for one that did something, and none for others.
     *
     * @param before the counts at its beginning
     * @param routed messages that were handed over to routes
     * @param end how it ended, empty if as it should
     */
    void polled(Counts before, int routed, String end) {
        String what = synopsis(before, routed) + (end.isEmpty() ? "" : "; " + end);
        boolean didSomething = routed > 0 || counts().deleted() > before.deleted();
        if (didSomething) {
            LOG.info("{}: {}", endpoint.mailbox(), what);
        }
        synchronized (this) {
            lastPoll = endpoint.clock().instant();
            outcome = what;
        }
    }

    private synchronized String synopsis(Counts before, int routed) {
        return (counts.listed - before.listed) + " listed, " + routed + " routed (" + (counts.octets - before.octets)
                + " octets), " + (counts.deleted - before.deleted) + " deleted";
    }

    synchronized Counts counts() {
        return counts;
    }

    /** When the last poll ended; null before the first. */
    synchronized Instant lastPoll() {
        return lastPoll;
    }

    /** What became of the last poll. */
    synchronized String outcome() {
        return outcome;
    }
}
