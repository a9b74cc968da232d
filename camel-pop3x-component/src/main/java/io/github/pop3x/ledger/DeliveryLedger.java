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
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
 * <p>Safe for any number of threads. What only asks memory returns at once; what records a change returns when the store has
 * taken it, and waits for a store that hangs.
 */
public final class DeliveryLedger extends MessageStates {

    private final Duration forgetAfter;
    private final Twins twins = new Twins();

    /**
     * @param mailbox names the mailbox in the store
     * @param store where entries outlive this object
     * @param forgetAfter how long listings must lack a message before its entry goes
     * @param clock tells the time
     * @throws IOException if the store cannot be read
     */
    public DeliveryLedger(String mailbox, LedgerStore store, Duration forgetAfter, Clock clock) throws IOException {
        super(mailbox, store, clock);
        this.forgetAfter = forgetAfter;
        writer.load();
        noteTwins();
    }

    private void noteTwins() {
        synchronized (book) {
            book.all().forEach(entry -> twins.note(entry.identity()));
        }
    }

    /**
     * Takes note of a complete listing.
     *
     * @param listing each message that the server lists
     * @throws IOException if the store cannot be written
     */
    public void observe(Collection<MessageIdentity> listing) throws IOException {
        List<LedgerEntry> due;
        synchronized (book) {
            Set<MessageIdentity> listed = listing instanceof Set<MessageIdentity> set ? set : new HashSet<>(listing);
            twins.separate(listed, this::isSomebodys).forEach(book::doubt);
            listed.forEach(twins::note);
            noteUnseenTwins(listed);
            due = new RollCall(book, listed, clock.millis()).note(forgetAfter.toMillis());
        }
        writer.write();
        forgetUnchanged(due);
    }

    /** Forgets entries only after what replaces them is written, and not what was changed meanwhile. */
    private void forgetUnchanged(List<LedgerEntry> due) throws IOException {
        List<MessageIdentity> forgotten;
        synchronized (book) {
            forgotten = due.stream()
                    .filter(entry -> book.get(entry.identity()) == entry && !isStarting(entry.identity()))
                    .map(LedgerEntry::identity)
                    .toList();
            book.forget(forgotten);
        }
        writer.remove(forgotten);
    }

    /**
     * That there were several is remembered of each, before any has been routed: when one is left, it may be the one that
     * was not.
     */
    private void noteUnseenTwins(Set<MessageIdentity> listed) {
        if (twins.areNone()) {
            return;
        }
        List<LedgerEntry> unseen = listed.stream()
                .filter(identity -> twins.of(identity).size() > 1 && book.get(identity) == null)
                .map(LedgerEntry::of)
                .toList();
        book.record(unseen);
    }

    /**
     * What is to be done about a message that was just listed.
     *
     * @param retries when what failed is due again
     */
    public Decision decide(MessageIdentity identity, RetrySchedule retries) {
        synchronized (book) {
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
    }

    private Decision decisionFor(MessageIdentity identity, RetrySchedule retries) {
        return isTaken(identity) ? Decision.WAIT : rules.decide(identity, retries);
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
    public Optional<Decision> recognize(MessageIdentity identity, Fingerprint header) throws IOException {
        List<LedgerEntry> replaced = List.of();
        Decision decision;
        synchronized (book) {
            List<LedgerEntry> alike = book.alike(identity, header);
            // Which of several copies is left cannot be told: it may be the one that no route has completed with …
            if (alike.isEmpty() || !alike.stream().allMatch(LedgerEntry::isEvidence)) {
                return Optional.empty();
            }
            // … or the one that is to stay.
            LedgerEntry known = alike.stream()
                    .filter(entry -> !entry.deleteWanted())
                    .findFirst()
                    .orElse(alike.get(0));
            book.trust(identity);
            LedgerEntry entry = known.listedAs(identity);
            if (entry.state() == EntryState.CONFIRMED) {
                // It is here, whatever was believed of its removal.
                entry = entry.in(EntryState.DELETE_SENT);
            }
            if (known.identity().equals(identity)) {
                book.amend(List.of(entry));
            } else {
                book.record(List.of(entry));
                replaced = List.of(known);
            }
            decision = rules.settled(entry);
        }
        writer.write();
        forgetUnchanged(replaced);
        return Optional.of(decision);
    }

    /**
     * Records that a message of which nothing is known is to be passed over: it counts as delivered, and is never
     * deleted.
     *
     * @param header the fingerprint of its header
     * @throws IOException if that could not be written; it is remembered, and written with the next change
     */
    public void known(MessageIdentity identity, Fingerprint header) throws IOException {
        synchronized (book) {
            passOver(Map.of(identity, Optional.of(header)));
        }
        writer.write();
    }

    private void passOver(Map<MessageIdentity, Optional<Fingerprint>> headers) {
        long now = clock.millis();
        List<LedgerEntry> passedOver = new ArrayList<>();
        headers.forEach((identity, header) -> {
            if (book.get(identity) == null && !isTaken(identity)) {
                passedOver.add(LedgerEntry.passedOver(identity, header.orElse(null), now));
            }
        });
        book.record(passedOver);
    }

    /** Tells whether the messages that were there at first were passed over, by {@link #takeBaseline}. */
    public boolean baselineIsTaken() {
        synchronized (book) {
            return book.isBaselineTaken();
        }
    }

    /**
     * Passes over all messages of the first complete listing ever, and makes it durable that this was done: it is done
     * once, by one process. What is known of any of them already stands. Until this has returned, nothing that is listed
     * may be routed, and what is done of it is done again, with a later listing.
     *
     * @param listing each message with the fingerprint of its header; empty where the server does not show it: such a
     *     message is known again by its id and size alone, which suffices because nothing is deleted for that
     * @throws IOException if it could not be written; the baseline is not taken
     */
    public void takeBaseline(Map<MessageIdentity, Optional<Fingerprint>> listing) throws IOException {
        writer.takeBaseline(() -> passOver(listing), this::isSomebodys);
        noteTwins();
    }

    /**
     * Asks the store again, past memory, about a message and whatever cannot be told from it. Where several processes
     * share the store, whoever is to route a message calls this once he has claimed it: while the claim is his, what is
     * recorded as in flight was left so by a process that is gone, or whose claim has expired.
     *
     * @throws IOException if the store cannot be read: then the message must not be routed
     */
    public void refresh(MessageIdentity identity) throws IOException {
        List<MessageIdentity> asked;
        synchronized (book) {
            asked = twins.of(identity).stream()
                    .filter(twin -> !isSomebodys(twin))
                    .toList();
        }
        writer.refresh(asked, this::isSomebodys);
    }

    /**
     * Asks the store again about all that other processes may have recorded, when it is this one's turn to poll.
     *
     * @throws IOException if the store cannot be read
     */
    public void refresh() throws IOException {
        writer.refreshAllBut(this::isSomebodys);
        noteTwins();
    }

    /** What is recorded under a unique id: usually one entry, if any. */
    public List<LedgerEntry> entries(String uid) {
        synchronized (book) {
            return book.underUid(uid);
        }
    }

    /**
     * Forgets a message: if it is still listed, it is taken for a new one and routed again. For an operator.
     *
     * @return false if nothing is recorded of it, or if it is on its way: then its verdict has to come first
     * @throws IOException if that could not be written
     */
    public boolean forget(MessageIdentity identity) throws IOException {
        List<MessageIdentity> forgotten = List.of(identity);
        synchronized (book) {
            if (book.get(identity) == null || isSomebodys(identity)) {
                return false;
            }
            book.forget(forgotten);
        }
        writer.remove(forgotten);
        return true;
    }

    /** How many messages are known. */
    public int size() {
        synchronized (book) {
            return book.size();
        }
    }
}
