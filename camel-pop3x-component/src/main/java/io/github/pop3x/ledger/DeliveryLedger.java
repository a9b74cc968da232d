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
package io.github.pop3x.ledger;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The state of each message of one mailbox, and what follows from it.
 *
 * <pre>
 *   (unknown) ── take ─▶ TAKEN ── start ─▶ IN_FLIGHT ── delivered ─▶ DELIVERED ── deleteSent ─▶ DELETE_SENT ── confirmed ─▶ CONFIRMED
 *       ◀──── drop ────────┘                   └─ failed ─▶ FAILED        ◀── deleteRefused ──────────┘
 * </pre>
 *
 * <p>A message that is TAKEN or IN_FLIGHT belongs to whoever took it; nobody else gets it. Whether it is to be deleted
 * is decided once, with the verdict. An entry is forgotten only between listings: when complete listings have lacked the
 * message for long enough, so that one empty or partial listing repeats nothing.
 *
 * <p>Safe for any number of threads.
 */
public final class DeliveryLedger {

    private final String mailbox;
    private final LedgerStore store;
    private final Duration forgetAfter;
    private final Clock clock;
    private final Map<MessageIdentity, LedgerEntry> entries = new HashMap<>();
    private final Set<MessageIdentity> taken = new HashSet<>();
    /** How many messages with the same id and size were ever listed together, where that is more than one. */
    private final Map<MessageIdentity, Integer> twins = new HashMap<>();

    /**
     * @param mailbox names the mailbox in the store
     * @param store where entries outlive this object
     * @param forgetAfter how long listings must lack a message before its entry goes
     * @param clock tells the time
     * @throws IOException if the store cannot be read
     */
    public DeliveryLedger(String mailbox, LedgerStore store, Duration forgetAfter, Clock clock) throws IOException {
        this.mailbox = mailbox;
        this.store = store;
        this.forgetAfter = forgetAfter;
        this.clock = clock;
        for (LedgerEntry entry : store.load(mailbox)) {
            // What another process left in flight never came to a verdict.
            entries.put(entry.identity(), entry.state() == EntryState.IN_FLIGHT ? entry.in(EntryState.FAILED) : entry);
            noteTwin(entry.identity());
        }
    }

    /**
     * Takes note of a complete listing.
     *
     * @param listing each message that the server lists
     * @throws IOException if the store cannot be written
     */
    public synchronized void observe(Collection<MessageIdentity> listing) throws IOException {
        Set<MessageIdentity> listed = new HashSet<>(listing);
        listing.forEach(this::noteTwin);
        Instant now = clock.instant();
        for (LedgerEntry entry : List.copyOf(entries.values())) {
            if (listed.contains(entry.identity())) {
                if (entry.goneSince() != null) {
                    record(entry.gone(null));
                }
            } else if (entry.goneSince() == null) {
                LedgerEntry gone = entry.gone(now);
                record(entry.state() == EntryState.DELETE_SENT ? gone.in(EntryState.CONFIRMED) : gone);
            } else if (entry.state() != EntryState.IN_FLIGHT
                    && !entry.goneSince().plus(forgetAfter).isAfter(now)) {
                store.forget(mailbox, entry.identity());
                entries.remove(entry.identity());
            }
        }
    }

    private void noteTwin(MessageIdentity identity) {
        if (identity.occurrence() > 0) {
            twins.merge(identity.twin(0), identity.occurrence() + 1, Math::max);
        }
    }

    /** What is to be done about a message that was just listed. */
    public synchronized Decision decide(MessageIdentity identity) {
        int group = twins.getOrDefault(identity.twin(0), 1);
        if (group == 1) {
            return decisionFor(identity);
        }
        // Which of the twins is still there cannot be told: only what holds for all of them holds for this one.
        List<Decision> decisions = IntStream.range(0, group)
                .mapToObj(identity::twin)
                .map(this::decisionFor)
                .toList();
        if (decisions.contains(Decision.WAIT)) {
            return Decision.WAIT;
        }
        return decisions.stream().allMatch(decisions.get(0)::equals) ? decisions.get(0) : weaker(decisions);
    }

    private static Decision weaker(List<Decision> decisions) {
        return decisions.contains(Decision.ROUTE) ? Decision.ROUTE : Decision.KEEP;
    }

    private Decision decisionFor(MessageIdentity identity) {
        LedgerEntry entry = entries.get(identity);
        if (taken.contains(identity)) {
            return Decision.WAIT;
        }
        if (entry == null) {
            return Decision.ROUTE;
        }
        return switch (entry.state()) {
            case TAKEN, IN_FLIGHT -> Decision.WAIT;
            // A confirmed message that is listed again may be another one under an old id: routing it is safe.
            case FAILED, CONFIRMED -> Decision.ROUTE;
            case DELIVERED -> entry.deleteWanted() ? Decision.DELETE : Decision.KEEP;
            case DELETE_SENT -> Decision.DELETE;
        };
    }

    /**
     * Takes a message for one route.
     *
     * @return false if somebody else has it
     */
    public synchronized boolean take(MessageIdentity identity) {
        LedgerEntry entry = entries.get(identity);
        return (entry == null || entry.state() != EntryState.IN_FLIGHT) && taken.add(identity);
    }

    /** Gives a taken message back that no route was started with. */
    public synchronized void drop(MessageIdentity identity) {
        taken.remove(identity);
    }

    /**
     * Records that a route starts with a taken message.
     *
     * @return which attempt this is, from 1
     * @throws IOException if that could not be written: the route must not start, and the message is no longer taken
     */
    public synchronized int start(MessageIdentity identity) throws IOException {
        taken.remove(identity);
        LedgerEntry known =
                entries.getOrDefault(identity, new LedgerEntry(identity, EntryState.FAILED, false, 0, null));
        LedgerEntry started = known.started();
        store.save(mailbox, started);
        entries.put(identity, started);
        return started.attempts();
    }

    /**
     * Records that the route completed.
     *
     * @param delete whether the message is to be deleted
     * @throws IOException if that could not be written; it is remembered all the same
     */
    public synchronized void delivered(MessageIdentity identity, boolean delete) throws IOException {
        record(require(identity).delivered(delete));
    }

    /**
     * Records that the route failed.
     *
     * @throws IOException if that could not be written; it is remembered all the same
     */
    public synchronized void failed(MessageIdentity identity) throws IOException {
        record(require(identity).in(EntryState.FAILED));
    }

    /** Tells whether a message is delivered and waits for its deletion. */
    public synchronized boolean wantsDelete(MessageIdentity identity) {
        LedgerEntry entry = entries.get(identity);
        return entry != null && decisionFor(identity) == Decision.DELETE;
    }

    /**
     * Records that the server agreed to DELE.
     *
     * @throws IOException if that could not be written; it is remembered all the same
     */
    public synchronized void deleteSent(MessageIdentity identity) throws IOException {
        record(require(identity).in(EntryState.DELETE_SENT));
    }

    /**
     * Records that the server refused DELE, or the QUIT after it: the message stays delivered, to be deleted later.
     *
     * @throws IOException if that could not be written; it is remembered all the same
     */
    public synchronized void deleteRefused(MessageIdentity identity) throws IOException {
        record(require(identity).in(EntryState.DELIVERED));
    }

    /**
     * Records that the server has removed the message.
     *
     * @throws IOException if that could not be written; it is remembered all the same
     */
    public synchronized void confirmed(MessageIdentity identity) throws IOException {
        record(require(identity).in(EntryState.CONFIRMED));
    }

    /** How far a message has come, or empty if nothing is known of it. */
    public synchronized Optional<EntryState> state(MessageIdentity identity) {
        return taken.contains(identity)
                ? Optional.of(EntryState.TAKEN)
                : Optional.ofNullable(entries.get(identity)).map(LedgerEntry::state);
    }

    /** How many messages are known. */
    public synchronized int size() {
        return entries.size();
    }

    private LedgerEntry require(MessageIdentity identity) {
        LedgerEntry entry = entries.get(identity);
        if (entry == null) {
            throw new IllegalStateException("no route was started with " + identity);
        }
        return entry;
    }

    /** Memory first: what happened has happened, whether or not it can be written down. */
    private void record(LedgerEntry entry) throws IOException {
        entries.put(entry.identity(), entry);
        store.save(mailbox, entry);
    }
}
