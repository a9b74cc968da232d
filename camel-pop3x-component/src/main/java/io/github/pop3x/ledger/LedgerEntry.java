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

import java.util.Arrays;
import java.util.Objects;

/**
 * What is recorded of one message. Immutable; a change makes a new entry. Times are milliseconds since 1970, 0 for
 * never, so that a ledger of many messages stays small.
 *
 * @param identity which message
 * @param state how far it has come, never {@link EntryState#TAKEN}
 * @param deleteWanted whether its route's outcome asked for it to be deleted; decided once, at the verdict
 * @param deleteNotBefore when it may be deleted at the earliest
 * @param attempts how many times a route was started with it
 * @param attemptedAt when that was the last time
 * @param retrievalFailures how many times the server did not give it, or broke the session within it
 * @param retrievalFailedAt when that was the last time
 * @param deliveredAt when its route completed for the first time
 * @param goneSince since when it was absent from listings; 0 while it is known to be the one that is listed
 * @param fingerprint of its header, or null while nobody has looked at it
 */
public record LedgerEntry(
        MessageIdentity identity,
        EntryState state,
        boolean deleteWanted,
        long deleteNotBefore,
        int attempts,
        long attemptedAt,
        int retrievalFailures,
        long retrievalFailedAt,
        long deliveredAt,
        long goneSince,
        Fingerprint fingerprint) {

    /** Null is neither an identity nor a state. */
    public LedgerEntry {
        Objects.requireNonNull(identity);
        Objects.requireNonNull(state);
        if (state == EntryState.TAKEN) {
            throw new IllegalArgumentException("TAKEN is not recorded");
        }
    }

    /** An entry that is being made, of a message that nothing has happened to. */
    public static LedgerEntryBuilder builder(MessageIdentity identity) {
        return new LedgerEntryBuilder(identity);
    }

    /** A message that nothing has happened to yet. */
    static LedgerEntry unseen(MessageIdentity identity) {
        return builder(identity).build();
    }

    /** A message that no route of this mailbox is to get: it is passed over, and never deleted. */
    static LedgerEntry passedOver(MessageIdentity identity, Fingerprint header, long now) {
        return builder(identity)
                .state(EntryState.DELIVERED)
                .deliveredAt(now)
                .fingerprint(header)
                .build();
    }

    private LedgerEntryBuilder change() {
        return builder(identity)
                .state(state)
                .delete(deleteWanted, deleteNotBefore)
                .attempts(attempts, attemptedAt)
                .retrievalFailures(retrievalFailures, retrievalFailedAt)
                .deliveredAt(deliveredAt)
                .goneSince(goneSince)
                .fingerprint(fingerprint);
    }

    /** The same entry in another state. */
    public LedgerEntry in(EntryState next) {
        return change().state(next).build();
    }

    LedgerEntry delivered(boolean delete, long notBefore, long now) {
        return change().state(EntryState.DELIVERED)
                .delete(delete, notBefore)
                .deliveredAt(deliveredAt == 0 ? now : deliveredAt)
                .build();
    }

    /** A message with another header was another message under the same id: this one's count begins anew. */
    LedgerEntry started(Fingerprint header, long now) {
        if (fingerprint != null && !fingerprint.equals(header)) {
            return unseen(identity).started(header, now);
        }
        return change().state(EntryState.IN_FLIGHT)
                .delete(false, 0)
                .attempts(attempts + 1, now)
                .goneSince(0)
                .fingerprint(header)
                .build();
    }

    /** The same start with a number that is at least this one. */
    LedgerEntry numberedFrom(int lowest) {
        return attempts >= lowest
                ? this
                : change().attempts(lowest, attemptedAt).build();
    }

    /** The same start, as if it had been at another time. */
    LedgerEntry startedAt(long time) {
        return change().attempts(attempts, time).build();
    }

    /** What failed before listings lacked the message may have been the failure of another one. */
    LedgerEntry retrievalFailed(long now) {
        int before = hasRetrievalFailures() ? retrievalFailures : 0;
        return change().retrievalFailures(before + 1, now).build();
    }

    /** Tells whether the server would not give the message that is listed, as far as is known. */
    public boolean hasRetrievalFailures() {
        return retrievalFailures > 0 && retrievalFailedAt >= goneSince;
    }

    /**
     * The same entry, missing from listings.
     *
     * @param since milliseconds since 1970; 0 if the message is listed
     */
    public LedgerEntry gone(long since) {
        return goneSince == since ? this : change().goneSince(since).build();
    }

    /** Tells whether listings lacked it: what is listed in its place may be another message. */
    public boolean wasGone() {
        return goneSince != 0;
    }

    /** Tells whether this is a message whose route failed, and which its header identifies. */
    boolean isFailedOfHeader() {
        return fingerprint != null && state == EntryState.FAILED;
    }

    /** The same message in the present listing. */
    LedgerEntry listedAs(MessageIdentity other) {
        if (other.equals(identity)) {
            return gone(0);
        }
        return change().identity(other).goneSince(0).build();
    }

    /** Tells whether this is a delivered message that its header identifies. */
    boolean isEvidence() {
        return fingerprint != null && state != EntryState.FAILED && state != EntryState.IN_FLIGHT;
    }

    /**
     * Tells whether this is a delivery of a message whose route had failed before, recorded with another size: another
     * process had it in its route while this one was moved to the size that is listed.
     */
    boolean isDeliveryAfter(LedgerEntry failed) {
        return isEvidence() && fingerprint.equals(failed.fingerprint) && deliveredAt >= failed.attemptedAt;
    }

    /**
     * Tells whether this is known by id and size alone: it was passed over where the server would not show its header.
     * That suffices to leave it alone, for nothing is ever deleted on the strength of such an entry.
     */
    boolean isKnownByIdAlone() {
        return fingerprint == null && state == EntryState.DELIVERED && attempts == 0 && !deleteWanted;
    }

    /** Tells whether something is recorded for a time that has not come yet: the clock was put back. */
    boolean isAheadOf(long now) {
        return attemptedAt > now || retrievalFailedAt > now || deliveredAt > now || goneSince > now;
    }

    /** The same entry, in which what lies in the future has happened now; what is to be deleted stays as long as ever. */
    LedgerEntry notAheadOf(long now) {
        boolean shifts = deliveredAt > now && deleteNotBefore > deliveredAt && deleteNotBefore < Long.MAX_VALUE;
        return change().delete(deleteWanted, shifts ? deleteNotBefore - (deliveredAt - now) : deleteNotBefore)
                .attempts(attempts, Math.min(attemptedAt, now))
                .retrievalFailures(retrievalFailures, Math.min(retrievalFailedAt, now))
                .deliveredAt(Math.min(deliveredAt, now))
                .goneSince(Math.min(goneSince, now))
                .build();
    }

    /** Tells whether nothing has happened to the message from one entry to the other, apart from listings. */
    boolean isAsFarAs(LedgerEntry other) {
        return state == other.state
                && attempts == other.attempts
                && attemptedAt == other.attemptedAt
                && Objects.equals(fingerprint, other.fingerprint);
    }

    /** Tells whether there is an entry that is in one of some states. */
    static boolean isIn(LedgerEntry entry, EntryState... states) {
        return entry != null && Arrays.asList(states).contains(entry.state());
    }

    /** Written out, as that of {@link MessageIdentity}. */
    @Override
    public boolean equals(Object other) {
        return other instanceof LedgerEntry entry
                && isAsFarAs(entry)
                && identity.equals(entry.identity)
                && deleteWanted == entry.deleteWanted
                && deleteNotBefore == entry.deleteNotBefore
                && retrievalFailures == entry.retrievalFailures
                && retrievalFailedAt == entry.retrievalFailedAt
                && deliveredAt == entry.deliveredAt
                && goneSince == entry.goneSince;
    }

    @Override
    public int hashCode() {
        return 31 * identity.hashCode() + state.hashCode();
    }
}
