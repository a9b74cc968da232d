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

import java.time.Clock;

/** What follows from the record of one message by itself, without regard to its owner and to similar messages. */
final class DeliveryRules {

    private final LedgerMemory memory;
    private final Clock clock;

    DeliveryRules(LedgerMemory memory, Clock clock) {
        this.memory = memory;
        this.clock = clock;
    }

    Decision decide(MessageIdentity identity, RetrySchedule retries) {
        LedgerEntry entry = memory.get(identity);
        if (entry == null) {
            return unseen(identity);
        }
        return switch (entry.state()) {
            case TAKEN, IN_FLIGHT -> Decision.WAIT;
            case FAILED -> failed(entry, retries);
            case DELIVERED, DELETE_SENT -> isDoubted(entry) ? unproven(entry, retries) : settled(entry);
            case CONFIRMED -> unproven(entry, retries);
        };
    }

    /** Tells whether only the header tells if the entry is about the message that is listed. */
    boolean isDoubted(LedgerEntry entry) {
        return entry.wasGone() || memory.isDoubted(entry.identity());
    }

    private Decision unseen(MessageIdentity identity) {
        return memory.hasUnderUid(identity.uid(), this::mayBeListedOtherwise) ? Decision.VERIFY : Decision.ROUTE;
    }

    /** What another process has tried since this one's listing may be this message: the next listing tells. */
    private boolean mayBeListedOtherwise(LedgerEntry entry) {
        return entry.isEvidence() || entry.isFailedOfHeader() && isDoubted(entry);
    }

    private Decision failed(LedgerEntry entry, RetrySchedule retries) {
        if (entry.wasGone()) {
            // Neither attempts nor waits are another message's.
            return retrieved(entry, retries, entry.isFailedOfHeader() ? Decision.VERIFY : unseen(entry.identity()));
        }
        if (!retries.isDue(entry, clock.millis())) {
            return Decision.LATER;
        }
        boolean isDelivered =
                memory.hasUnderUid(entry.identity().uid(), other -> isDoubted(other) && other.isDeliveryAfter(entry));
        if (isDelivered) {
            return Decision.VERIFY;
        }
        return entry.attempts() == 0 ? unseen(entry.identity()) : Decision.ROUTE;
    }

    private Decision unproven(LedgerEntry entry, RetrySchedule retries) {
        if (entry.isKnownByIdAlone() && !entry.wasGone()) {
            return retrieved(entry, retries, Decision.KEEP);
        }
        return retrieved(entry, retries, entry.isEvidence() ? Decision.VERIFY : Decision.ROUTE);
    }

    private Decision retrieved(LedgerEntry entry, RetrySchedule retries, Decision decision) {
        return retries.isRetrievalDue(entry, clock.millis()) ? decision : Decision.LATER;
    }

    /** What holds for a delivered message once it is known to be the one that is listed. */
    Decision settled(LedgerEntry entry) {
        return entry.deleteWanted() && entry.deleteNotBefore() <= clock.millis() ? Decision.DELETE : Decision.KEEP;
    }
}
