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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares a listing with the messages that are known: since when each is gone, and which are to be forgotten.
 * Time counts between listings only, so that neither an empty one nor a route that was stopped for long repeats anything.
 *
 * <p>What a listing leaves out is not gone. Where that may be anything, only those messages count as gone that are known
 * again by their headers when they are back, and they are forgotten later.
 */
final class ListingReconciliation {

    /** With entries left out that may be those of any message, it takes longer until one is forgotten. */
    private static final int LONGER = 4;

    private static final long LONGER_AT_LEAST = Duration.ofDays(28).toMillis();

    private final LedgerMemory memory;
    private final Set<MessageIdentity> listed;
    private final ListedPart listing;
    private final long now;
    private final List<LedgerEntry> changed = new ArrayList<>();
    private final List<LedgerEntry> forgotten = new ArrayList<>();
    private final List<LedgerEntry> moved = new ArrayList<>();
    private Map<String, List<MessageIdentity>> byUid;

    /**
     * @param listed the messages of the listing
     * @param listing what is left out of it
     * @param now milliseconds since 1970
     */
    ListingReconciliation(LedgerMemory memory, Set<MessageIdentity> listed, ListedPart listing, long now) {
        this.memory = memory;
        this.listed = listed;
        this.listing = listing;
        this.now = now;
    }

    /**
     * Notes in memory what has come and gone.
     *
     * @param forgetAfter milliseconds for which listings must lack a message
     * @return what is to be forgotten
     */
    List<LedgerEntry> note(long forgetAfter) {
        long after = listing.areAllIdsKnown() ? forgetAfter : longer(forgetAfter);
        memory.all().forEach(entry -> note(entry, after));
        memory.amend(changed);
        memory.amend(moved);
        return forgotten;
    }

    private static long longer(long forgetAfter) {
        return forgetAfter > Long.MAX_VALUE / LONGER ? Long.MAX_VALUE : Math.max(LONGER * forgetAfter, LONGER_AT_LEAST);
    }

    private void note(LedgerEntry entry, long forgetAfter) {
        if (listed.contains(entry.identity())) {
            if (entry.wasGone()) {
                noteReturned(entry);
            }
        } else if (!isLeftOut(entry)) {
            noteAbsent(entry, forgetAfter);
        }
    }

    private boolean isLeftOut(LedgerEntry entry) {
        return listing.unusable().contains(entry.identity().uid());
    }

    private void noteAbsent(LedgerEntry entry, long forgetAfter) {
        if (!entry.wasGone() && isListedOtherwise(entry)) {
            moved.add(entry.listedAs(listedUnder(entry.identity().uid()).get(0)));
            forgotten.add(entry);
        } else if (!entry.wasGone() || memory.leavesAgain(entry.identity())) {
            if (!listing.areAllIdsKnown() && !isHarmlessIfBack(entry)) {
                return;
            }
            LedgerEntry gone = entry.gone(now);
            changed.add(entry.state() == EntryState.DELETE_SENT ? gone.in(EntryState.CONFIRMED) : gone);
            if (isHeaderListed(entry)) {
                // Its id has not left the listing: it has another size now.
                memory.returned(entry.identity());
            }
        } else if (isGoneByItsVerdict(entry)) {
            changed.add(entry.gone(now));
        } else if (entry.state() != EntryState.IN_FLIGHT
                && Instants.after(entry.goneSince(), forgetAfter) <= now
                && !isYetToBeCompared(entry)) {
            forgotten.add(entry);
        } else if (entry.state() != EntryState.IN_FLIGHT && isHeaderListed(entry)) {
            // It was gone, and what is listed now has another size.
            forgotten.add(entry);
        }
    }

    /** No listing has lacked it since its route ended: what is listed under its id now was not compared with it before. */
    private boolean isGoneByItsVerdict(LedgerEntry entry) {
        return entry.state() == EntryState.DELIVERED
                && entry.goneSince() == entry.deliveredAt() - 1
                && !isHeaderListed(entry);
    }

    /** Tells whether it costs no more than a look at its header if a message counts as gone that is still there. */
    private static boolean isHarmlessIfBack(LedgerEntry entry) {
        return isProvenByHeader(entry) || isUnseen(entry);
    }

    private static boolean isUnseen(LedgerEntry entry) {
        return entry.equals(LedgerEntry.unseen(entry.identity()).gone(entry.goneSince()));
    }

    /**
     * What was gone and is back may be another message under the same id. It stays noted that it was gone until its header
     * was looked at; where that would prove nothing, the message is taken for a new one.
     */
    private void noteReturned(LedgerEntry entry) {
        if (isUnseen(entry)) {
            changed.add(entry.gone(0));
        } else if (entry.state() == EntryState.IN_FLIGHT || isProvenByHeader(entry)) {
            memory.returned(entry.identity());
        } else {
            forgotten.add(entry);
        }
    }

    /**
     * Tells whether a message is listed that may be this one with another size: its route may have lasted for so long that
     * nobody could look.
     */
    private boolean isYetToBeCompared(LedgerEntry entry) {
        return isProvenByHeader(entry)
                && listedUnder(entry.identity().uid()).stream().anyMatch(identity -> memory.get(identity) == null);
    }

    private boolean isHeaderListed(LedgerEntry entry) {
        return entry.identity().isByHeader()
                && !listedUnder(entry.identity().uid()).isEmpty();
    }

    private static boolean isProvenByHeader(LedgerEntry entry) {
        return entry.fingerprint() != null && !entry.identity().isByHeader();
    }

    /**
     * Tells whether a message that the server would not give has another size now. No header can tell, for none was seen;
     * but its id has not left the listing.
     */
    private boolean isListedOtherwise(LedgerEntry entry) {
        if (entry.state() != EntryState.FAILED || entry.fingerprint() != null || !entry.hasRetrievalFailures()) {
            return false;
        }
        List<MessageIdentity> same = listedUnder(entry.identity().uid());
        return same.size() == 1 && memory.underUid(entry.identity().uid()).size() == 1;
    }

    private List<MessageIdentity> listedUnder(String uid) {
        if (byUid == null) {
            byUid = listed.stream().collect(Collectors.groupingBy(MessageIdentity::uid));
        }
        return byUid.getOrDefault(uid, List.of());
    }
}
