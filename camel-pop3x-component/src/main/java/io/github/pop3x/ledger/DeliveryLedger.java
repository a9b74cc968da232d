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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The ledger of one mailbox: the state of each message, and what to do with it.
 *
 * <pre>
 *   (unknown) ── take ─▶ TAKEN ── start ─▶ IN_FLIGHT ── delivered ─▶ DELIVERED ── deleteSent ─▶ DELETE_SENT ── confirmed ─▶ CONFIRMED
 *       ◀──── drop ────────┘                   └─ failed ─▶ FAILED        ◀── deleteRefused ──────────┘
 * </pre>
 *
 * <p>A message that is TAKEN or IN_FLIGHT belongs to its taker; nobody else gets it. Whether it is to be deleted is
 * decided once, with the verdict. An entry is forgotten only between listings: when these have lacked the message for
 * long enough, so that one empty or partial listing repeats nothing.
 *
 * <p>Safe for any number of threads. What only asks memory returns at once; what records a change returns when the
 * store has taken it, and waits for a store that hangs. A change that could not be written is remembered, and written
 * with the next one, unless a method says otherwise.
 */
public final class DeliveryLedger {
    final LedgerMemory memory = new LedgerMemory();
    private final EntryTransitions states;
    private final ListingTransitions listed;
    private final LedgerReading reading;
    private final InFlightRenewal renewal;
    private final String instance = UUID.randomUUID().toString();

    /**
     * @param mailbox names the mailbox in the store
     * @param store keeps the entries longer than this object
     * @param forgetAfter how long a message must be absent from listings before its entry is dropped
     * @param clock tells the time
     * @throws IOException if the store cannot be read
     */
    public DeliveryLedger(String mailbox, LedgerStore store, Duration forgetAfter, Clock clock) throws IOException {
        HeldMessages held = new HeldMessages(memory);
        LedgerWriter writer = LedgerWriter.of(mailbox, store, memory, held::contains);
        DeliveryRules rules = new DeliveryRules(memory, clock);
        Twins twins = new Twins();
        states = new EntryTransitions(memory, writer, held, twins, rules, clock);
        reading = new LedgerReading(memory, writer, held, twins);
        renewal = new InFlightRenewal(memory, writer, clock);
        listed = new ListingTransitions(memory, writer, reading, held, twins, rules, forgetAfter, clock);
        reading.load();
    }

    /** Takes note of a complete listing, which has each message that the server lists. */
    public void observe(Collection<MessageIdentity> listing) throws IOException {
        listed.observe(ListedPart.all(listing));
    }

    /** As {@link #observe}, of a listing of which something is left out. */
    public void observePart(ListedPart listing) throws IOException {
        listed.observe(listing);
    }

    /** What to do with a message that was just listed; the schedule says when a failed one is due again. */
    public Decision decide(MessageIdentity identity, RetrySchedule retries) {
        return listed.decide(identity, retries);
    }

    /**
     * Decides about a message whose header has been looked at. It may be recorded under another size, or as another of its
     * twins.
     *
     * @param identity as it is listed
     * @param header the fingerprint of its header
     * @return what to do if it is a message that was delivered before; ROUTE, once it is due, if its route failed, and its
     *     attempts count on; empty if it is another one under an old id
     * @throws IOException if the store cannot be written
     */
    public Optional<Decision> recognize(MessageIdentity identity, Fingerprint header) throws IOException {
        return listed.recognize(identity, header);
    }

    /**
     * Records that a message of which nothing is known is to be passed over: it counts as delivered, and is never
     * deleted. The fingerprint is that of its header.
     */
    public void known(MessageIdentity identity, Fingerprint header) throws IOException {
        listed.known(identity, header);
    }

    /** Tells whether the messages that were there at first were passed over, by {@link #takeBaseline}. */
    public boolean baselineIsTaken() {
        return listed.baselineIsTaken();
    }

    /**
     * Passes over all messages of the first complete listing ever, and makes it durable that this was done: it is done
     * once, by one process. What is known of any of them already stands. Until this has returned, nothing that is
     * listed may be routed, and what is done of it is done again, with a later listing.
     *
     * @param listing each message with the fingerprint of its header; empty where the server does not show it: such a
     *     message is recognized by its id and size alone, which suffices because nothing is deleted for that
     * @throws IOException if it could not be written; the baseline is not taken
     */
    public void takeBaseline(Map<MessageIdentity, Optional<Fingerprint>> listing) throws IOException {
        listed.takeBaseline(listing);
    }

    /** Asks the store again, past memory, about a message and whatever cannot be told from it, before it is taken. */
    public void refresh(MessageIdentity identity) throws IOException {
        reading.refresh(identity);
    }

    /**
     * Asks the store again about a message that was taken and then claimed. While a process has the claim, what is recorded as
     * in flight was left so by a process that is gone, or whose claim has expired.
     *
     * @param known what memory held under its unique id before it was taken
     * @return false if another process has recorded anything of it since: its route must not start
     * @throws IOException if the store cannot be read: its route must not start
     */
    public boolean isUnchanged(MessageIdentity identity, List<LedgerEntry> known) throws IOException {
        return reading.isUnchanged(identity, known);
    }

    /** As {@link #refresh(MessageIdentity)}, about all that others may have recorded, when it is this one's turn to poll. */
    public void refresh() throws IOException {
        reading.refresh();
    }

    /**
     * Asks the store again about those of a listing that are to be routed as far as memory knows: another process may have routed
     * them. That is one call for a few messages, the call for all that is recorded for more, and none where nothing is new.
     */
    public void refresh(Collection<MessageIdentity> listing, RetrySchedule retries) throws IOException {
        reading.refresh(listing, identity -> decide(identity, retries) == Decision.ROUTE);
    }

    /** Takes a message for one route; false if somebody else has it. */
    public boolean take(MessageIdentity identity) {
        return states.take(identity);
    }

    /** Gives a taken message back that no route was started with. */
    public void drop(MessageIdentity identity) {
        states.drop(identity);
    }

    /** Gives a taken message back that the server would not give, or that broke the session. */
    public void retrievalFailed(MessageIdentity identity) throws IOException {
        states.retrievalFailed(identity);
    }

    /**
     * Records that a route starts with a taken message.
     *
     * @param header the fingerprint of its header
     * @return which attempt this is, from 1
     * @throws Overtaken if another process has started, delivered or confirmed it since this one read of it: the
     *     route must not start, and the message is no longer taken
     * @throws IOException if that could not be written: the route must not start, and the message is no longer taken
     * @throws IllegalStateException if the message is not taken
     */
    public int start(MessageIdentity identity, Fingerprint header) throws IOException {
        return states.start(identity, header);
    }

    /**
     * Records that a route completed. If it had been {@linkplain #release released}, that counts while the message is
     * offered again; once another route has started with it, here or in another process, that one's verdict decides.
     *
     * @param attempt as {@link #start} counted
     * @param delete whether the message is to be deleted
     * @param deleteAfter how long it is to stay before that
     * @throws IllegalStateException if this attempt is not in flight
     */
    public void delivered(MessageIdentity identity, int attempt, boolean delete, Duration deleteAfter)
            throws IOException {
        states.delivered(identity, attempt, delete, deleteAfter);
    }

    /**
     * Records that a route failed; the failure of a {@linkplain #release released} attempt changes nothing.
     *
     * @param attempt as {@link #start} counted
     * @throws IllegalStateException if this attempt is not in flight
     */
    public void failed(MessageIdentity identity, int attempt) throws IOException {
        states.failed(identity, attempt);
    }

    /** Tells whether a message is delivered and its deletion is due. */
    public boolean wantsDelete(MessageIdentity identity) {
        return states.wantsDelete(identity);
    }

    /**
     * Records that DELE leaves for messages that are delivered, and makes all that is recorded durable. It may leave only
     * for those that {@link #mayDelete} names after that.
     */
    public void deleteSent(Collection<MessageIdentity> identities) throws IOException {
        states.deleteSent(identities);
    }

    /** Tells whether DELE may leave: not where another process has gone on since with a message, or may have. */
    public boolean mayDelete(MessageIdentity identity) {
        return states.mayDelete(identity);
    }

    /** Records that the server refused DELE, or the QUIT after it: the message stays delivered, to be deleted later. */
    public void deleteRefused(MessageIdentity identity) throws IOException {
        states.deleteRefused(identity);
    }

    /** Records that the server has removed messages. */
    public void confirmed(Collection<MessageIdentity> identities) throws IOException {
        states.confirmed(identities);
    }

    /** How far a message has come, or empty if nothing is known of it. */
    public Optional<EntryState> state(MessageIdentity identity) {
        return states.state(identity);
    }

    /** The messages whose routes have not come to an end for so long since they started; each attempt is reported once. */
    public List<LedgerEntry> overdue(Duration limit) {
        return states.overdue(limit);
    }

    /**
     * Gives up waiting for a verdict: the message is offered again as if its route had failed. For an operator; if the
     * route does continue, the message is routed twice.
     *
     * @return false if the message is not in flight
     */
    public boolean release(MessageIdentity identity) throws IOException {
        return states.release(identity);
    }

    /**
     * Tells other processes that messages are in flight here still, of those that were so for some time: they leave them alone.
     *
     * @return whether anything is in flight here that other processes could take for left; never where none share the store
     * @throws IOException if that could not be written: they may route these messages once they are due
     */
    public boolean renew(Duration after) throws IOException {
        return renewal.renew(after);
    }

    /** The messages whose routes have not ended, or have failed. */
    public OpenEntries open() {
        return states.open();
    }

    /** What is recorded of a message, or empty if nothing is. */
    public Optional<LedgerEntry> entry(MessageIdentity identity) {
        return states.entry(identity);
    }

    /** What is recorded under a unique id: usually one entry, if any. */
    public List<LedgerEntry> entries(String uid) {
        return states.entries(uid);
    }

    /**
     * Forgets a message: if it is still listed, it is taken for a new one and routed again. For an operator.
     *
     * @return false if nothing is recorded of it, or if it is on its way: then its verdict has to come first
     * @throws IOException if that could not be written
     */
    public boolean forget(MessageIdentity identity) throws IOException {
        return states.forget(identity);
    }

    /** Tells whether other processes may share the store. */
    public boolean isShared() {
        return renewal.isShared();
    }

    /** Tells this ledger from those of other processes, and of other times, on the same mailbox; it is not recorded. */
    public String instance() {
        return instance;
    }

    /** How many messages are known. */
    public int size() {
        return states.size();
    }
}
