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

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A store that keeps entries longer than their ledger. Any number of threads may call it, for one mailbox or several.
 *
 * <p>A ledger makes one call at a time for its mailbox, and holds no lock meanwhile. A store may read a ledger that
 * calls it, but must not change it.
 *
 * <p>What was {@linkplain #save saved} survives the end of this process; what was {@linkplain #sync synced} survives
 * the end of the machine.
 */
public interface LedgerStore extends Closeable {

    /**
     * What is recorded of a mailbox.
     *
     * @throws IOException if it cannot be read; nothing is routed without it
     */
    Recorded load(String mailbox) throws IOException;

    /**
     * A part of what is recorded of a mailbox, in an order of the store's own. A store whose mailboxes may be too large to
     * be read in one call gives them in several.
     *
     * @param after {@link Page#next} of the part before; null for the first
     * @throws IOException if it cannot be read
     */
    default Page loadPage(String mailbox, String after) throws IOException {
        return new Page(load(mailbox), null);
    }

    /**
     * Records entries, each in place of the one with the same identity.
     *
     * @throws IOException if they cannot be written
     */
    void save(String mailbox, Collection<LedgerEntry> entries) throws IOException;

    /**
     * Records what follows from a listing or from what another process recorded. A shared store leaves alone what has
     * gone on since, and what is recorded already of a message of which nothing was known: the process that has the
     * message now knows better.
     *
     * @throws IOException if that cannot be written
     */
    default void amend(String mailbox, Collection<Amendment> amendments) throws IOException {
        save(mailbox, amendments.stream().map(Amendment::after).toList());
    }

    /**
     * As {@link #amend}, and says what it left alone. A ledger writes starts of routes and verdicts so: of two processes
     * that start a route with one message one is refused, and a verdict changes nothing once another process has started
     * a route with the message.
     *
     * <p>Without an implementation of its own a shared store is asked before and after it is written, which costs two calls, and
     * cannot tell apart two processes that write the same at the same millisecond. A store that can compare and set
     * in one step does that here, by {@link Amendment#appliesTo}.
     *
     * @return the messages whose amendments were not recorded, since another process has gone on with them; never null
     * @throws IOException if that cannot be written, or read again
     */
    default Set<MessageIdentity> tryToAmend(String mailbox, Collection<Amendment> amendments) throws IOException {
        if (!isShared() || amendments.isEmpty()) {
            amend(mailbox, amendments);
            return Set.of();
        }
        List<MessageIdentity> identities = amendments.stream()
                .map(amendment -> amendment.after().identity())
                .toList();
        Map<MessageIdentity, LedgerEntry> before = recorded(mailbox, identities);
        amend(
                mailbox,
                amendments.stream()
                        .filter(amendment ->
                                amendment.appliesTo(before.get(amendment.after().identity())))
                        .toList());
        Map<MessageIdentity, LedgerEntry> recorded = recorded(mailbox, identities);
        return amendments.stream()
                .map(Amendment::after)
                .filter(after ->
                        !recorded.containsKey(after.identity()) || !after.isAsFarAs(recorded.get(after.identity())))
                .map(LedgerEntry::identity)
                .collect(Collectors.toSet());
    }

    private Map<MessageIdentity, LedgerEntry> recorded(String mailbox, Collection<MessageIdentity> identities)
            throws IOException {
        return reload(mailbox, identities).stream()
                .collect(Collectors.toMap(LedgerEntry::identity, Function.identity()));
    }

    /**
     * What is recorded now under the unique ids of some messages, whatever size and occurrence it has. Asked only of a
     * {@linkplain #isShared shared} store.
     *
     * @throws IOException if it cannot be read
     */
    default Collection<LedgerEntry> reload(String mailbox, Collection<MessageIdentity> identities) throws IOException {
        Set<String> wanted = identities.stream().map(MessageIdentity::uid).collect(Collectors.toSet());
        return load(mailbox).entries().stream()
                .filter(entry -> wanted.contains(entry.identity().uid()))
                .toList();
    }

    /**
     * Removes what is recorded of messages.
     *
     * @throws IOException if that cannot be written
     */
    void forget(String mailbox, Collection<MessageIdentity> identities) throws IOException;

    /**
     * Removes entries because of a listing. A shared store keeps what has gone on since.
     *
     * @param entries as they were read or written last
     * @throws IOException if that cannot be written
     */
    default void forgetUnchanged(String mailbox, Collection<LedgerEntry> entries) throws IOException {
        forget(mailbox, entries.stream().map(LedgerEntry::identity).toList());
    }

    /**
     * Records that the first complete listing of the mailbox was taken as its baseline. It is never taken back.
     *
     * @throws IOException if that cannot be written
     */
    void markBaseline(String mailbox) throws IOException;

    /**
     * Makes all that was written durable, for all mailboxes: one write to the disk for however many entries.
     *
     * @throws IOException if the disk refuses
     */
    void sync() throws IOException;

    /** Tells whether a new process finds what was recorded. */
    boolean isDurable();

    /** Tells whether other processes may write meanwhile, so that a ledger in memory may lag behind. */
    default boolean isShared() {
        return false;
    }

    /**
     * An entry that takes the place of another.
     *
     * @param before as it was read or written last; null if nothing was known of the message
     * @param after of the same message
     */
    record Amendment(LedgerEntry before, LedgerEntry after) {

        /**
         * Tells whether nothing has happened to the message since, so that the amendment may be recorded. A route that was
         * in flight may have been booked as failed: the attempt is the same.
         *
         * @param recorded what the store holds now; null if it holds nothing of the message
         */
        public boolean appliesTo(LedgerEntry recorded) {
            if (before == null || recorded == null) {
                return before == recorded;
            }
            boolean isAsFar = before.isAsFarAs(recorded)
                    || before.state() == EntryState.IN_FLIGHT
                            && before.in(EntryState.FAILED).isAsFarAs(recorded);
            return isAsFar && (mayBeGone() || !recorded.wasGone());
        }

        /**
         * Tells whether the amendment may be recorded of a message that another process has seen to be gone. That one is to
         * be deleted may not: what is listed now may be another message.
         */
        public boolean mayBeGone() {
            return after.state() != EntryState.DELETE_SENT || before.wasGone();
        }
    }

    /**
     * A part of what is recorded of a mailbox.
     *
     * @param recorded this part; the baseline was taken if any part says so
     * @param next where the next part begins; null if this is the last
     */
    record Page(Recorded recorded, String next) {}

    /**
     * What is recorded of a mailbox.
     *
     * @param entries of its messages
     * @param baseline whether its baseline was taken
     */
    record Recorded(List<LedgerEntry> entries, boolean baseline) {

        /** Nothing. */
        public static final Recorded NOTHING = new Recorded(List.of(), false);

        /** The entries are kept as a copy. */
        public Recorded {
            entries = List.copyOf(entries);
        }
    }
}
