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
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
 * <p>Nothing is skipped or deleted on the strength of a unique id alone. Id and size suffice for what this process has
 * seen itself; what an earlier one recorded, what has another size now, and what was confirmed to be gone and is listed
 * again, must be {@linkplain #recognize recognized} by its header.
 *
 * <p>Safe for any number of threads.
 */
public final class DeliveryLedger {

    private final LedgerBook book;
    private final Duration forgetAfter;
    private final Clock clock;
    private final DeliveryRules rules;
    private final Set<MessageIdentity> taken = new HashSet<>();
    private final Twins twins = new Twins();

    /**
     * @param mailbox names the mailbox in the store
     * @param store where entries outlive this object
     * @param forgetAfter how long listings must lack a message before its entry goes
     * @param clock tells the time
     * @throws IOException if the store cannot be read
     */
    public DeliveryLedger(String mailbox, LedgerStore store, Duration forgetAfter, Clock clock) throws IOException {
        this.book = new LedgerBook(mailbox, store);
        this.forgetAfter = forgetAfter;
        this.clock = clock;
        this.rules = new DeliveryRules(book, clock);
        book.all().forEach(entry -> twins.note(entry.identity()));
    }

    /**
     * Takes note of a complete listing.
     *
     * @param listing each message that the server lists
     * @throws IOException if the store cannot be written
     */
    public synchronized void observe(Collection<MessageIdentity> listing) throws IOException {
        Set<MessageIdentity> listed = new HashSet<>(listing);
        twins.separate(listed, this::isSomebodys).forEach(book::doubt);
        listed.forEach(twins::note);
        long now = clock.millis();
        List<LedgerEntry> changed = new ArrayList<>();
        List<MessageIdentity> forgotten = new ArrayList<>();
        for (LedgerEntry entry : book.all()) {
            if (listed.contains(entry.identity())) {
                if (entry.goneSince() != 0) {
                    changed.add(entry.gone(0));
                }
            } else if (entry.goneSince() == 0) {
                LedgerEntry gone = entry.gone(now);
                changed.add(entry.state() == EntryState.DELETE_SENT ? gone.in(EntryState.CONFIRMED) : gone);
            } else if (entry.state() != EntryState.IN_FLIGHT && entry.goneSince() + forgetAfter.toMillis() <= now) {
                forgotten.add(entry.identity());
            }
        }
        book.record(changed);
        book.forget(forgotten);
    }

    private boolean isSomebodys(MessageIdentity identity) {
        LedgerEntry entry = book.get(identity);
        return taken.contains(identity) || entry != null && entry.state() == EntryState.IN_FLIGHT;
    }

    /**
     * What is to be done about a message that was just listed.
     *
     * @param retries when what failed is due again
     */
    public synchronized Decision decide(MessageIdentity identity, RetrySchedule retries) {
        List<MessageIdentity> group = twins.of(identity);
        if (group.size() == 1) {
            return decisionFor(identity, retries);
        }
        // Which of the twins is still there cannot be told: only what holds for all of them holds for this one.
        Set<Decision> decisions = EnumSet.noneOf(Decision.class);
        for (MessageIdentity twin : group) {
            decisions.add(decisionFor(twin, retries));
        }
        return Decision.ofAll(decisions);
    }

    private Decision decisionFor(MessageIdentity identity, RetrySchedule retries) {
        return taken.contains(identity) ? Decision.WAIT : rules.decide(identity, retries);
    }

    /**
     * Decides about a message whose header has been looked at. It may be recorded under another size, or as another of
     * its twins, if the last complete listing lacked that one.
     *
     * @param identity as it is listed
     * @param header the fingerprint of its header
     * @return what to do if it is a message that was delivered before; empty if it is another one under an old id
     * @throws IOException if the store cannot be written
     */
    public synchronized Optional<Decision> recognize(MessageIdentity identity, Fingerprint header) throws IOException {
        // What is listed beside it is not it, though their headers be the same.
        Optional<LedgerEntry> known = Stream.concat(
                        entry(identity).stream(),
                        book.underUidOf(identity).stream().filter(entry -> entry.goneSince() != 0))
                .filter(entry -> entry.isEvidence() && entry.fingerprint().equals(header))
                .findFirst();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        MessageIdentity before = known.get().identity();
        book.trust(identity);
        LedgerEntry entry = known.get().listedAs(identity);
        // It is here, whatever was believed of its removal.
        book.record(List.of(entry.state() == EntryState.CONFIRMED ? entry.in(EntryState.DELETE_SENT) : entry));
        if (!before.equals(identity)) {
            book.forget(List.of(before));
        }
        return Optional.of(rules.settled(entry));
    }

    /**
     * Takes a message for one route.
     *
     * @return false if somebody else has it
     */
    public synchronized boolean take(MessageIdentity identity) {
        return !isSomebodys(identity) && taken.add(identity);
    }

    /** Gives a taken message back that no route was started with. */
    public synchronized void drop(MessageIdentity identity) {
        taken.remove(identity);
    }

    /**
     * Gives a taken message back that the server would not give, or that broke the session.
     *
     * @throws IOException if that could not be written; it is remembered all the same
     */
    public synchronized void retrievalFailed(MessageIdentity identity) throws IOException {
        taken.remove(identity);
        book.record(List.of(entryOrNew(identity).retrievalFailed(clock.millis())));
    }

    /** What is recorded of a message, or empty if nothing is. */
    public synchronized Optional<LedgerEntry> entry(MessageIdentity identity) {
        return Optional.ofNullable(book.get(identity));
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
    public synchronized int start(MessageIdentity identity, Fingerprint header) throws IOException {
        if (!taken.remove(identity)) {
            throw new IllegalStateException(identity + " is not taken");
        }
        LedgerEntry started = entryOrNew(identity).started(header, clock.millis());
        book.recordOrRefuse(started);
        book.trust(identity);
        return started.attempts();
    }

    /**
     * Records that the route completed.
     *
     * @param delete whether the message is to be deleted
     * @param deleteAfter how long it is to stay before that
     * @throws IOException if that could not be written; it is remembered, and written with the next change
     */
    public synchronized void delivered(MessageIdentity identity, boolean delete, Duration deleteAfter)
            throws IOException {
        long now = clock.millis();
        long notBefore = delete && !deleteAfter.isZero() ? now + deleteAfter.toMillis() : 0;
        book.record(List.of(require(identity, EntryState.IN_FLIGHT).delivered(delete, notBefore, now)));
    }

    /**
     * Records that the route failed.
     *
     * @throws IOException if that could not be written; it is remembered, and written with the next change
     */
    public synchronized void failed(MessageIdentity identity) throws IOException {
        book.record(List.of(require(identity, EntryState.IN_FLIGHT).in(EntryState.FAILED)));
    }

    /** Tells whether a message is delivered and its deletion is due. */
    public synchronized boolean wantsDelete(MessageIdentity identity) {
        LedgerEntry entry = book.get(identity);
        return entry != null
                && !taken.contains(identity)
                && !book.isDoubted(identity)
                && (entry.state() == EntryState.DELIVERED || entry.state() == EntryState.DELETE_SENT)
                && rules.settled(entry) == Decision.DELETE;
    }

    /**
     * Records that DELE leaves for messages that are delivered, and makes all that is recorded durable.
     *
     * @throws IOException if that could not be written; it is remembered all the same
     */
    public synchronized void deleteSent(Collection<MessageIdentity> identities) throws IOException {
        List<LedgerEntry> sent = new ArrayList<>();
        for (MessageIdentity identity : identities) {
            sent.add(require(identity, EntryState.DELIVERED, EntryState.DELETE_SENT)
                    .in(EntryState.DELETE_SENT));
        }
        book.record(sent);
        book.sync();
    }

    /**
     * Records that the server refused DELE, or the QUIT after it: the message stays delivered, to be deleted later.
     *
     * @throws IOException if that could not be written; it is remembered, and written with the next change
     */
    public synchronized void deleteRefused(MessageIdentity identity) throws IOException {
        book.record(List.of(require(identity, EntryState.DELETE_SENT).in(EntryState.DELIVERED)));
    }

    /**
     * Records that the server has removed messages.
     *
     * @throws IOException if that could not be written; it is remembered, and written with the next change
     */
    public synchronized void confirmed(Collection<MessageIdentity> identities) throws IOException {
        List<LedgerEntry> gone = new ArrayList<>();
        for (MessageIdentity identity : identities) {
            gone.add(require(identity, EntryState.DELETE_SENT, EntryState.CONFIRMED)
                    .in(EntryState.CONFIRMED));
        }
        book.record(gone);
    }

    /** How far a message has come, or empty if nothing is known of it. */
    public synchronized Optional<EntryState> state(MessageIdentity identity) {
        return taken.contains(identity)
                ? Optional.of(EntryState.TAKEN)
                : Optional.ofNullable(book.get(identity)).map(LedgerEntry::state);
    }

    /** How many messages are known. */
    public synchronized int size() {
        return book.all().size();
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
