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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What happens to each message of a mailbox, one arrow of the state machine after the other. What follows from a listing,
 * and from what is recorded, is the {@link DeliveryLedger}'s.
 *
 * <p>The monitor of {@link #book} guards memory. Changes are made under it, and written after it is given back.
 */
abstract sealed class MessageStates permits DeliveryLedger {

    final LedgerBook book = new LedgerBook();
    final LedgerWriter writer;
    final Clock clock;
    final DeliveryRules rules;
    private final Set<MessageIdentity> taken = new HashSet<>();
    /** Taken, and their start is being written. */
    private final Set<MessageIdentity> starting = new HashSet<>();

    private final Attempts attempts = new Attempts();

    MessageStates(String mailbox, LedgerStore store, Clock clock) {
        this.writer = new LedgerWriter(mailbox, store, book);
        this.clock = clock;
        this.rules = new DeliveryRules(book, clock);
    }

    /**
     * Takes a message for one route.
     *
     * @return false if somebody else has it
     */
    public final boolean take(MessageIdentity identity) {
        synchronized (book) {
            return !isSomebodys(identity) && taken.add(identity);
        }
    }

    /** Gives a taken message back that no route was started with. */
    public final void drop(MessageIdentity identity) {
        synchronized (book) {
            taken.remove(identity);
        }
    }

    /**
     * Gives a taken message back that the server would not give, or that broke the session.
     *
     * @throws IOException if that could not be written; it is remembered all the same
     */
    public final void retrievalFailed(MessageIdentity identity) throws IOException {
        synchronized (book) {
            taken.remove(identity);
            book.record(List.of(entryOrNew(identity).retrievalFailed(clock.millis())));
        }
        writer.write();
    }

    /** What is recorded of a message, or empty if nothing is. */
    public final Optional<LedgerEntry> entry(MessageIdentity identity) {
        synchronized (book) {
            return Optional.ofNullable(book.get(identity));
        }
    }

    private LedgerEntry entryOrNew(MessageIdentity identity) {
        LedgerEntry entry = book.get(identity);
        return entry == null ? LedgerEntry.of(identity) : entry;
    }

    /**
     * Records that a route starts with a taken message.
     *
     * @param header the fingerprint of its header
     * @return which attempt this is, from 1
     * @throws IOException if that could not be written: the route must not start, and the message is no longer taken
     * @throws IllegalStateException if the message is not taken
     */
    public final int start(MessageIdentity identity, Fingerprint header) throws IOException {
        synchronized (book) {
            if (!taken.remove(identity)) {
                throw new IllegalStateException(identity + " is not taken");
            }
            starting.add(identity);
        }
        AtomicInteger attempt = new AtomicInteger();
        try {
            writer.start(() -> entryOrNew(identity).started(header, clock.millis()), written -> {
                // Other threads may have changed the entry meanwhile: that came before this start.
                LedgerEntry present = entryOrNew(identity).started(header, written.attemptedAt());
                book.started(written, present);
                starting.remove(identity);
                attempt.set(present.attempts());
            });
            return attempt.get();
        } finally {
            synchronized (book) {
                starting.remove(identity);
            }
        }
    }

    /**
     * Records that a route completed. If it had been {@linkplain #release released}, that counts while the message is
     * offered again; once another route has started with it, that one's verdict decides.
     *
     * @param attempt as {@link #start} counted
     * @param delete whether the message is to be deleted
     * @param deleteAfter how long it is to stay before that
     * @throws IOException if that could not be written; it is remembered, and written with the next change
     * @throws IllegalStateException if this attempt is not in flight
     */
    public final void delivered(MessageIdentity identity, int attempt, boolean delete, Duration deleteAfter)
            throws IOException {
        synchronized (book) {
            long now = clock.millis();
            long notBefore = delete && !deleteAfter.isZero() ? now + deleteAfter.toMillis() : 0;
            Optional<LedgerEntry> entry = attempts.isGivenUp(identity, attempt)
                    ? lateVerdict(identity, attempt)
                    : Optional.of(inFlight(identity, attempt));
            if (entry.isEmpty()) {
                return;
            }
            book.record(List.of(entry.get().delivered(delete, notBefore, now)));
        }
        writer.write();
    }

    private Optional<LedgerEntry> lateVerdict(MessageIdentity identity, int attempt) {
        return Optional.ofNullable(book.get(identity))
                .filter(entry -> entry.state() == EntryState.FAILED && attempts.isSameMessage(entry, attempt));
    }

    /**
     * Records that a route failed; that of one that had been {@linkplain #release released} is no news.
     *
     * @param attempt as {@link #start} counted
     * @throws IOException if that could not be written; it is remembered, and written with the next change
     * @throws IllegalStateException if this attempt is not in flight
     */
    public final void failed(MessageIdentity identity, int attempt) throws IOException {
        synchronized (book) {
            if (attempts.isGivenUp(identity, attempt)) {
                return;
            }
            book.amend(List.of(inFlight(identity, attempt).in(EntryState.FAILED)));
        }
        writer.write();
    }

    private LedgerEntry inFlight(MessageIdentity identity, int attempt) {
        LedgerEntry entry = require(identity, EntryState.IN_FLIGHT);
        if (entry.attempts() != attempt) {
            throw new IllegalStateException(identity + " is at attempt " + entry.attempts() + ", not " + attempt);
        }
        return entry;
    }

    /**
     * The messages whose routes have not come to an end for so long; each attempt is told of once.
     *
     * @param limit counted from the start of the route
     */
    public final List<LedgerEntry> overdue(Duration limit) {
        synchronized (book) {
            long latest = clock.millis() - limit.toMillis();
            return attempts.unreported(book.inFlight().stream()
                    .filter(entry -> entry.attemptedAt() <= latest)
                    .toList());
        }
    }

    /**
     * Gives up on a verdict that never came: the message is offered again as if its route had failed. For an operator,
     * who knows that the route is gone, or takes it that the message is routed twice.
     *
     * @return false if the message is not in flight
     * @throws IOException if that could not be written; it is remembered, and written with the next change
     */
    public final boolean release(MessageIdentity identity) throws IOException {
        synchronized (book) {
            LedgerEntry entry = book.get(identity);
            if (entry == null || entry.state() != EntryState.IN_FLIGHT) {
                return false;
            }
            attempts.giveUp(entry);
            book.amend(List.of(entry.in(EntryState.FAILED)));
        }
        writer.write();
        return true;
    }

    /** Tells whether a message is delivered and its deletion is due. */
    public final boolean wantsDelete(MessageIdentity identity) {
        synchronized (book) {
            LedgerEntry entry = book.get(identity);
            return entry != null
                    && !isTaken(identity)
                    && !book.isDoubted(identity)
                    && (entry.state() == EntryState.DELIVERED || entry.state() == EntryState.DELETE_SENT)
                    && rules.settled(entry) == Decision.DELETE;
        }
    }

    /**
     * Records that DELE leaves for messages that are delivered, and makes all that is recorded durable.
     *
     * @throws IOException if that could not be written; it is remembered all the same
     */
    public final void deleteSent(Collection<MessageIdentity> identities) throws IOException {
        change(identities, EntryState.DELETE_SENT, EntryState.DELIVERED, EntryState.DELETE_SENT);
        writer.writeAndSync();
    }

    /**
     * Records that the server refused DELE, or the QUIT after it: the message stays delivered, to be deleted later.
     *
     * @throws IOException if that could not be written; it is remembered, and written with the next change
     */
    public final void deleteRefused(MessageIdentity identity) throws IOException {
        change(List.of(identity), EntryState.DELIVERED, EntryState.DELETE_SENT);
        writer.write();
    }

    /**
     * Records that the server has removed messages.
     *
     * @throws IOException if that could not be written; it is remembered, and written with the next change
     */
    public final void confirmed(Collection<MessageIdentity> identities) throws IOException {
        change(identities, EntryState.CONFIRMED, EntryState.DELETE_SENT, EntryState.CONFIRMED);
        writer.write();
    }

    private void change(Collection<MessageIdentity> identities, EntryState to, EntryState... from) {
        synchronized (book) {
            List<LedgerEntry> changed = new ArrayList<>();
            for (MessageIdentity identity : identities) {
                changed.add(require(identity, from).in(to));
            }
            book.amend(changed);
        }
    }

    /** How far a message has come, or empty if nothing is known of it. */
    public final Optional<EntryState> state(MessageIdentity identity) {
        synchronized (book) {
            return isTaken(identity)
                    ? Optional.of(EntryState.TAKEN)
                    : Optional.ofNullable(book.get(identity)).map(LedgerEntry::state);
        }
    }

    final boolean isTaken(MessageIdentity identity) {
        return taken.contains(identity) || starting.contains(identity);
    }

    final boolean isStarting(MessageIdentity identity) {
        return starting.contains(identity);
    }

    /** Tells whether a message belongs to whoever took it, or to a route of this process. */
    final boolean isSomebodys(MessageIdentity identity) {
        LedgerEntry entry = book.get(identity);
        return isTaken(identity) || entry != null && entry.state() == EntryState.IN_FLIGHT;
    }

    private LedgerEntry require(MessageIdentity identity, EntryState... states) {
        LedgerEntry entry = book.get(identity);
        if (entry == null || !Arrays.asList(states).contains(entry.state())) {
            throw new IllegalStateException(identity + " is " + (entry == null ? "unknown" : entry.state()) + ", not "
                    + Arrays.toString(states));
        }
        return entry;
    }
}
