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
package io.github.pop3x.mailbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

import io.github.pop3x.ledger.MessageIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts of what was done with a mailbox since its endpoint was made, for logs, JMX and the console. Any thread may call it.
 */
public final class MailboxStatistics {

    private static final int REMEMBERED = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(MailboxStatistics.class);

    private final Mailbox mailbox;
    private final InstantSource clock;
    private final LongAdder sessions = new LongAdder();
    private final LongAdder listed = new LongAdder();
    private final LongAdder retrieved = new LongAdder();
    private final LongAdder octets = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder deleted = new LongAdder();
    private final LongAdder unconfirmed = new LongAdder();
    private final LongAdder exhausted = new LongAdder();
    private final LongAdder overtaken = new LongAdder();
    private final Stopwatch polls = new Stopwatch();
    private final Stopwatch connected = new Stopwatch();
    private final Stopwatch held = new Stopwatch();
    private final Stopwatch roundTrips = new Stopwatch();
    /** Whether no poll has ended well since the route was started. */
    private final AtomicBoolean isFirst = new AtomicBoolean(true);

    /** Messages whose delete was counted as unconfirmed. Beyond the bound the eldest may be counted again. */
    private final Map<MessageIdentity, Boolean> countedAsUnconfirmed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MessageIdentity, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    private volatile OptionalLong lastGoodPoll = OptionalLong.empty();
    private Instant lastPoll;
    private String outcome = "never polled";

    /**
     * Counts since the endpoint was made; none of them ever decreases.
     *
     * @param sessions that were opened
     * @param listed messages in listings
     * @param retrieved messages
     * @param octets of those
     * @param delivered messages whose route completed
     * @param failed routes
     * @param deleted messages that the server has confirmed to be removed
     * @param unconfirmed messages that are delivered, and of which it is not certain that they are removed
     * @param exhausted messages whose route failed as often as it may
     * @param overtaken messages that were retrieved, and that another process has gone on with
     */
    public record Counts(
            long sessions,
            long listed,
            long retrieved,
            long octets,
            long delivered,
            long failed,
            long deleted,
            long unconfirmed,
            long exhausted,
            long overtaken) {}

    /**
     * How often something was done, and how long that took together; neither ever decreases.
     *
     * @param count how often
     * @param nanos the time of all, in nanoseconds
     */
    public record Times(long count, long nanos) {}

    private static final class Stopwatch {
        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        void took(long time) {
            count.increment();
            nanos.add(Math.max(0, time));
        }

        Times times() {
            return new Times(count.sum(), nanos.sum());
        }
    }

    public MailboxStatistics(Mailbox mailbox, InstantSource clock) {
        this.mailbox = mailbox;
        this.clock = clock;
    }

    /** Counts a session. */
    public void countSession() {
        sessions.increment();
    }

    /** Counts listed messages. One that is not listed any more is gone: its delete is unconfirmed no longer. */
    public void countListed(Set<MessageIdentity> messages) {
        listed.add(messages.size());
        synchronized (countedAsUnconfirmed) {
            if (!countedAsUnconfirmed.isEmpty()) {
                countedAsUnconfirmed.keySet().retainAll(messages);
            }
        }
    }

    /** Counts a retrieved message. */
    public void countRetrieved(long octetsOfMessage) {
        retrieved.increment();
        octets.add(octetsOfMessage);
    }

    /** Counts a route that has ended. */
    public void countRouted(boolean completed) {
        (completed ? delivered : failed).increment();
    }

    /** Counts a message that the server has removed. */
    public void countDeleted(MessageIdentity message) {
        synchronized (countedAsUnconfirmed) {
            countedAsUnconfirmed.remove(message);
        }
        deleted.increment();
    }

    /**
     * Counts a message whose delete is not confirmed, once.
     *
     * @return false if it was counted before
     */
    public boolean countUnconfirmed(MessageIdentity message) {
        synchronized (countedAsUnconfirmed) {
            if (countedAsUnconfirmed.put(message, true) != null) {
                return false;
            }
        }
        unconfirmed.increment();
        return true;
    }

    /** The route was started: the next poll that ends well is logged, even if it did nothing. */
    public void started() {
        isFirst.set(true);
    }

    /**
     * Records the end of a poll, and logs one line if it did something, or if it is the first since the start that ended
     * well.
     *
     * @param before the counts at its beginning
     * @param taken messages that were handed over to routes
     * @param onTheWay messages that have come to no verdict, whichever poll took them
     * @param end how it ended, empty for a regular end
     */
    public void polled(Counts before, int taken, int onTheWay, String end) {
        PollOutcome what = new PollOutcome(before, counts(), taken, onTheWay, end);
        if (end.isEmpty() && isFirst.getAndSet(false)) {
            LOG.info("{}: first poll since the start: {}", mailbox, what);
        } else {
            report(what);
        }
        ended(what);
    }

    /** Records the end of a session that only deletes; the parameters are those of {@link #polled}. */
    public void deletedOnly(Counts before, int onTheWay, String end) {
        PollOutcome what = new PollOutcome(before, counts(), 0, onTheWay, end);
        report(what);
        ended(what);
    }

    private void report(PollOutcome what) {
        if (what.didSomething()) {
            LOG.info("{}: {}", mailbox, what);
        }
    }

    private synchronized void ended(PollOutcome what) {
        lastPoll = clock.instant();
        outcome = what.toString();
    }

    /** All counts, each as it is now. */
    public Counts counts() {
        return new Counts(
                sessions.sum(),
                listed.sum(),
                retrieved.sum(),
                octets.sum(),
                delivered.sum(),
                failed.sum(),
                deleted.sum(),
                unconfirmed.sum(),
                exhausted.sum(),
                overtaken.sum());
    }

    /** Counts a message whose route has failed as often as it may. */
    public void countExhausted() {
        exhausted.increment();
    }

    /** Counts a retrieved message that another process has gone on with. */
    public void countOvertaken() {
        overtaken.increment();
    }

    /**
     * Counts a poll that did not have to wait.
     *
     * @param nanos how long it took
     * @param goodAt when it ended, by the clock of the process in nanoseconds; empty if it failed
     */
    public void countPoll(long nanos, OptionalLong goodAt) {
        polls.took(nanos);
        if (goodAt.isPresent()) {
            lastGoodPoll = goodAt;
        }
    }

    /**
     * Counts a session of a poll.
     *
     * @param connecting nanoseconds until it was logged in
     * @param whole nanoseconds from then on too, to its end
     */
    public void countSessionTime(long connecting, long whole) {
        connected.took(connecting);
        held.took(whole);
    }

    /** Counts the shortest round trip of a session, in nanoseconds. */
    public void countRoundTrip(long nanos) {
        roundTrips.took(nanos);
    }

    /** The shortest round trip of each session. */
    public Times roundTrips() {
        return roundTrips.times();
    }

    /** Polls, without those that had to wait. */
    public Times polls() {
        return polls.times();
    }

    /** Sessions of polls, until they were logged in. */
    public Times connected() {
        return connected.times();
    }

    /** Sessions of polls, from connecting to the answer to QUIT. */
    public Times held() {
        return held.times();
    }

    /** When the last poll ended that ended well, by the clock of the process in nanoseconds; empty if none has. */
    public OptionalLong lastGoodPoll() {
        return lastGoodPoll;
    }

    /** When the last poll ended; null before the first. */
    public synchronized Instant lastPoll() {
        return lastPoll;
    }

    /** The outcome of the last poll. */
    public synchronized String outcome() {
        return outcome;
    }
}
