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

import java.util.Objects;

/**
 * What is recorded of one message. Immutable; a change makes a new entry. Times are milliseconds since 1970, 0 for never,
 * so that a ledger of many messages stays small.
 *
 * @param identity which message
 * @param state how far it has come, never {@link EntryState#TAKEN}
 * @param deleteWanted whether its route's outcome asked for it to be deleted; decided once, at the verdict
 * @param deleteNotBefore when it may be deleted at the earliest
 * @param attempts how often a route was started with it
 * @param attemptedAt when that was the last time
 * @param retrievalFailures how often the server would not give it, or broke the session within it
 * @param retrievalFailedAt when that was the last time
 * @param deliveredAt when its route completed for the first time
 * @param goneSince since when complete listings lack it; 0 while it is listed
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

    /** A message that nothing has happened to yet. */
    static LedgerEntry of(MessageIdentity identity) {
        return new LedgerEntry(identity, EntryState.FAILED, false, 0, 0, 0, 0, 0, 0, 0, null);
    }

    /** A message that no route of this mailbox is to get: it is passed over, and never deleted. */
    static LedgerEntry passedOver(MessageIdentity identity, Fingerprint header, long now) {
        return new LedgerEntry(identity, EntryState.DELIVERED, false, 0, 0, 0, 0, 0, now, 0, header);
    }

    public LedgerEntry in(EntryState next) {
        return with(next, deleteWanted, deleteNotBefore, deliveredAt);
    }

    LedgerEntry delivered(boolean delete, long notBefore, long now) {
        return with(EntryState.DELIVERED, delete, notBefore, deliveredAt == 0 ? now : deliveredAt);
    }

    private LedgerEntry with(EntryState next, boolean delete, long notBefore, long delivered) {
        return new LedgerEntry(
                identity,
                next,
                delete,
                notBefore,
                attempts,
                attemptedAt,
                retrievalFailures,
                retrievalFailedAt,
                delivered,
                goneSince,
                fingerprint);
    }

    /** A delivered message with another header was another message under the same id: this one's count begins anew. */
    LedgerEntry started(Fingerprint header, long now) {
        if (isEvidence() && !fingerprint.equals(header)) {
            return of(identity).started(header, now);
        }
        return new LedgerEntry(
                identity,
                EntryState.IN_FLIGHT,
                false,
                0,
                attempts + 1,
                now,
                retrievalFailures,
                retrievalFailedAt,
                deliveredAt,
                goneSince,
                header);
    }

    LedgerEntry retrievalFailed(long now) {
        return new LedgerEntry(
                identity,
                state,
                deleteWanted,
                deleteNotBefore,
                attempts,
                attemptedAt,
                retrievalFailures + 1,
                now,
                deliveredAt,
                goneSince,
                fingerprint);
    }

    public LedgerEntry gone(long since) {
        return new LedgerEntry(
                identity,
                state,
                deleteWanted,
                deleteNotBefore,
                attempts,
                attemptedAt,
                retrievalFailures,
                retrievalFailedAt,
                deliveredAt,
                since,
                fingerprint);
    }

    /** The same message in the present listing. */
    LedgerEntry listedAs(MessageIdentity other) {
        if (other.equals(identity)) {
            return goneSince == 0 ? this : gone(0);
        }
        return new LedgerEntry(
                other,
                state,
                deleteWanted,
                deleteNotBefore,
                attempts,
                attemptedAt,
                retrievalFailures,
                retrievalFailedAt,
                deliveredAt,
                0,
                fingerprint);
    }

    /** Tells whether this is a delivered message that would be known again by its header. */
    boolean isEvidence() {
        return fingerprint != null && state != EntryState.FAILED && state != EntryState.IN_FLIGHT;
    }

    /**
     * Tells whether this is known by id and size alone: it was passed over where the server would not show its header.
     * That suffices to leave it alone, for nothing is ever deleted on the strength of such an entry.
     */
    boolean isKnownByIdAlone() {
        return fingerprint == null && state == EntryState.DELIVERED && attempts == 0 && !deleteWanted;
    }

    /** Tells whether nothing has happened to the message from one entry to the other, apart from listings. */
    boolean isAsFarAs(LedgerEntry other) {
        return state == other.state && attempts == other.attempts && attemptedAt == other.attemptedAt;
    }
}
