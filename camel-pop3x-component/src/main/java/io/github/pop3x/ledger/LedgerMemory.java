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

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The entries of one mailbox in memory, and which of them the store has not taken yet. Memory comes first: what happened
 * has happened, whether or not it can be written. Nothing in here calls the store; that does the {@link LedgerWriter}.
 *
 * <p>The monitor of this object guards it, and all that a ledger holds in memory. Callers hold it.
 */
final class LedgerMemory {

    private final EntryTable entries = new EntryTable();
    /** Not known by id and size alone: recorded by another process, or as one of twins that came apart. */
    private final Set<MessageIdentity> doubted = new HashSet<>();

    /** As another process recorded them, in flight; in memory they have failed. */
    private final Map<MessageIdentity, LedgerEntry> leftInFlight = new HashMap<>();

    /** Listed again after listings had lacked them, maybe with another size, and not recognized since. */
    private final Set<MessageIdentity> returned = new HashSet<>();

    /** Since when messages are gone by the store, as it was read last: that is news once, and not after they were recognized. */
    private final Map<MessageIdentity, Long> goneInStore = new HashMap<>();

    private final UnwrittenChanges unwritten = new UnwrittenChanges(entries::get);
    private boolean baseline;

    /** Takes over what another process recorded, unless that is no news, or memory knows better. */
    void adopt(LedgerEntry recorded) {
        if (unwritten.isNewerThan(recorded)) {
            return;
        }
        // What another process left in flight never came to a verdict. In memory only: it may be alive, and give one.
        boolean isInFlight = recorded.state() == EntryState.IN_FLIGHT;
        if (isInFlight && recorded.equals(leftInFlight.get(recorded.identity()))) {
            // Its time may have been wrong, and is corrected in memory: it must not count anew each time it is read.
            return;
        }
        LedgerEntry entry = isInFlight ? recorded.in(EntryState.FAILED) : recorded;
        if (isInFlight) {
            leftInFlight.put(entry.identity(), recorded);
        } else {
            leftInFlight.remove(entry.identity());
        }
        LedgerEntry known = entries.get(entry.identity());
        boolean isGoneAnew = isGoneAnew(entry);
        if (known == null || !known.isAsFarAs(entry)) {
            // That another process has gone on with a message does not put it into this one's listing.
            boolean isStillGone = known != null && known.wasGone() && !entry.wasGone();
            put(isStillGone ? entry.gone(known.goneSince()) : entry);
            doubted.add(entry.identity());
            unwritten.overtaken(entry.identity());
        } else if (isGoneAnew && !known.wasGone()) {
            // The other process has seen that the message was gone, between two listings of this one.
            put(known.gone(entry.goneSince()));
        }
    }

    /** Drops an entry that the store has no longer: another process has forgotten the message, or moved it to another size. */
    void removedByAnother(MessageIdentity identity) {
        if (!unwritten.contains(identity)) {
            remove(identity);
        }
    }

    private boolean isGoneAnew(LedgerEntry recorded) {
        if (!recorded.wasGone()) {
            goneInStore.remove(recorded.identity());
            return false;
        }
        Long before = goneInStore.put(recorded.identity(), recorded.goneSince());
        return before == null || before != recorded.goneSince();
    }

    /** All entries, in no particular order. */
    Stream<LedgerEntry> all() {
        return entries.all();
    }

    /** How many entries there are. */
    int size() {
        return entries.size();
    }

    /** The entries of messages that are on their way through routes of this process; a view. */
    Collection<LedgerEntry> inFlight() {
        return entries.inFlight();
    }

    /** The entries of messages whose route or retrieval failed; a view. */
    Collection<LedgerEntry> failed() {
        return entries.failed();
    }

    /** The entry, or null. */
    LedgerEntry get(MessageIdentity identity) {
        return entries.get(identity);
    }

    /** All entries with this unique id, whatever their size. */
    List<LedgerEntry> underUid(String uid) {
        return entries.underUid(uid);
    }

    /** Tells whether there is such an entry with this unique id. */
    boolean hasUnderUid(String uid, Predicate<LedgerEntry> wanted) {
        return entries.hasUnderUid(uid, wanted);
    }

    /**
     * What is recorded with this header under an id. If some of it is of this size, these are copies of one message, and
     * those copies belong to them whose header nobody has seen; else it is what was listed with another size before.
     *
     * @param tellable whether all that is listed with this id and size is evidence: then their headers tell them apart
     */
    List<LedgerEntry> alike(MessageIdentity identity, Fingerprint header, boolean tellable) {
        // What is known to be listed beside it is not it, though their headers be the same.
        List<LedgerEntry> possible = underUid(identity.uid()).stream()
                .filter(entry -> entry.identity().equals(identity)
                        || entry.wasGone()
                        || tellable && isCopy(entry, identity) && isDoubted(entry.identity()))
                .toList();
        List<LedgerEntry> seen = possible.stream()
                .filter(entry -> header.equals(entry.fingerprint()))
                .toList();
        Optional<LedgerEntry> delivered = seen.stream()
                .filter(entry -> entry.wasGone() && isFailedBefore(identity, entry))
                .findFirst();
        if (delivered.isPresent()) {
            return List.of(delivered.get());
        }
        return seen.stream().noneMatch(entry -> isCopy(entry, identity))
                ? seen
                : possible.stream()
                        .filter(entry -> isCopy(entry, identity))
                        .filter(entry -> entry.fingerprint() == null || header.equals(entry.fingerprint()))
                        .toList();
    }

    private boolean isFailedBefore(MessageIdentity identity, LedgerEntry delivered) {
        LedgerEntry failed = entries.get(identity);
        return failed != null && failed.state() == EntryState.FAILED && delivered.isDeliveryAfter(failed);
    }

    private static boolean isCopy(LedgerEntry entry, MessageIdentity identity) {
        return entry.identity().size() == identity.size();
    }

    /** Notes that a message is listed again that was gone. */
    void returned(MessageIdentity identity) {
        returned.add(identity);
    }

    /** Tells whether a message was listed again after it was gone; it is gone again. */
    boolean leavesAgain(MessageIdentity identity) {
        return returned.remove(identity);
    }

    boolean isDoubted(MessageIdentity identity) {
        return doubted.contains(identity);
    }

    /** Tells whether the store says that another process has it in flight. */
    boolean isLeftInFlight(MessageIdentity identity) {
        return leftInFlight.containsKey(identity);
    }

    void doubt(MessageIdentity identity) {
        if (entries.get(identity) != null) {
            doubted.add(identity);
        }
    }

    void trust(MessageIdentity identity) {
        doubted.remove(identity);
        returned.remove(identity);
    }

    /**
     * Notes what follows for messages, known or not; it is not written if another process has gone on with them, or has
     * recorded what was not known, nor while another one has them in flight, for all that is known.
     */
    void amend(Collection<LedgerEntry> changed) {
        for (LedgerEntry entry : changed) {
            LedgerEntry before = put(entry);
            if (!entry.equals(before) && !leftInFlight.containsKey(entry.identity())) {
                unwritten.amended(entry.identity(), before);
            }
        }
    }

    /**
     * Notes that what is recorded under an id is gone where it is not listed: what another process has recorded since the
     * listing may be the message that is listed.
     *
     * @param listed what the last listing has
     * @param now milliseconds since 1970
     */
    void goneUnder(String uid, Set<MessageIdentity> listed, long now) {
        amend(underUid(uid).stream()
                .filter(entry -> entry.isEvidence() && !entry.wasGone() && !listed.contains(entry.identity()))
                .map(entry -> entry.gone(now))
                .toList());
    }

    /** As {@link #amend}, for a message that this process holds: no other one has it in flight any longer. */
    void amendHeld(LedgerEntry entry) {
        LedgerEntry before = put(entry);
        LedgerEntry inFlight = leftInFlight.remove(entry.identity());
        unwritten.amended(entry.identity(), inFlight == null ? before : inFlight);
    }

    /** What the store is known to hold of a message, as a condition of its next start; null if nothing. */
    LedgerEntry heldByStore(MessageIdentity identity) {
        LedgerEntry inFlight = leftInFlight.get(identity);
        return inFlight == null ? unwritten.held(identity) : inFlight;
    }

    /** Notes a start that the store holds already. What changed while it was written has still to be written. */
    void started(LedgerEntry written, LedgerEntry present) {
        put(present);
        leftInFlight.remove(present.identity());
        unwritten.started(written, present);
        trust(present.identity());
    }

    private LedgerEntry put(LedgerEntry entry) {
        return entries.put(entry);
    }

    /** Forgets messages; the store has still to remove them. */
    void forget(Collection<MessageIdentity> identities) {
        identities.forEach(this::remove);
        unwritten.forgotten(identities);
    }

    private void remove(MessageIdentity identity) {
        entries.remove(identity);
        returned.remove(identity);
        doubted.remove(identity);
        leftInFlight.remove(identity);
        goneInStore.remove(identity);
    }

    /** What the store has not taken yet. */
    UnwrittenChanges unwritten() {
        return unwritten;
    }

    boolean isBaselineTaken() {
        return baseline;
    }

    void baselineTaken(boolean taken) {
        baseline = taken;
    }
}
