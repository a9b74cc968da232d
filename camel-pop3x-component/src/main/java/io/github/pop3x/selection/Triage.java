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
package io.github.pop3x.selection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.ledger.Decision;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.Listing;
import io.github.pop3x.mailbox.TopHeaders;

/**
 * What a poll is to do with each message of its listing, before any of them is retrieved.
 *
 * <p>Where the ledger knows something under a unique id but cannot vouch that it is the same message, the header decides:
 * {@code TOP n 0}, many in one flight, once for each entry and process. A message whose header does not agree, or cannot
 * be had that way, is suspect: it is retrieved, and the header of what came decides before anything is routed. What
 * nothing is known of may be in the repository of what was {@linkplain IdempotentFilter seen} elsewhere.
 */
public final class Triage {

    private final Pop3Session session;
    private final DeliveryLedger ledger;
    private final IdempotentFilter seen;
    private final List<ListedMessage> toRoute = new ArrayList<>();
    private final List<ListedMessage> toDelete = new ArrayList<>();
    private final List<ListedMessage> underWay = new ArrayList<>();
    private final Set<ListedMessage> suspects = new HashSet<>();

    /** @param seen asked about what the ledger does not know */
    public Triage(Pop3Session session, DeliveryLedger ledger, IdempotentFilter seen) {
        this.session = session;
        this.ledger = ledger;
        this.seen = seen;
    }

    /** Sorts a listing. */
    public void among(Listing listing, RetrySchedule retries) throws IOException {
        sort(listing, retries);
        seen.retain(listing.identities());
    }

    private void sort(Listing listing, RetrySchedule retries) throws IOException {
        List<ListedMessage> doubtful = new ArrayList<>();
        List<ListedMessage> unknown = new ArrayList<>();
        for (ListedMessage entry : listing.entries()) {
            Decision decision = ledger.decide(entry.identity(), retries);
            if (decision == Decision.VERIFY) {
                doubtful.add(entry);
            } else if (decision == Decision.ROUTE && isUnknown(entry)) {
                unknown.add(entry);
            } else {
                sort(entry, decision);
            }
        }
        verify(doubtful, retries);
        filter(unknown);
    }

    private boolean isUnknown(ListedMessage entry) {
        return seen.isUnasked(entry.identity())
                && ledger.entry(entry.identity()).isEmpty();
    }

    /** Untried ones first, then those whose route failed, last those that the server would not give. */
    int troubles(ListedMessage entry) {
        Optional<LedgerEntry> known = ledger.entry(entry.identity());
        if (known.isEmpty()) {
            return 0;
        }
        return known.get().hasRetrievalFailures() ? 2 : Math.min(known.get().attempts(), 1);
    }

    private void sort(ListedMessage entry, Decision decision) {
        switch (decision) {
            case ROUTE -> toRoute.add(entry);
            case DELETE -> toDelete.add(entry);
            case WAIT -> underWay.add(entry);
            case KEEP, LATER -> {}
            case VERIFY -> throw new IllegalStateException("verified once is verified");
        }
    }

    private void verify(List<ListedMessage> doubtful, RetrySchedule retries) throws IOException {
        List<Optional<Fingerprint>> headers = TopHeaders.of(session, doubtful);
        for (int i = 0; i < doubtful.size(); i++) {
            ListedMessage entry = doubtful.get(i);
            Optional<Decision> known = headers.get(i).isPresent()
                    ? ledger.recognize(entry.identity(), headers.get(i).get())
                    : Optional.empty();
            if (known.isPresent()) {
                // If its route failed, it may have to wait.
                sort(entry, known.get() == Decision.ROUTE ? ledger.decide(entry.identity(), retries) : known.get());
            } else {
                suspects.add(entry);
                toRoute.add(entry);
            }
        }
    }

    private void filter(List<ListedMessage> unknown) throws IOException {
        List<Optional<Fingerprint>> headers = TopHeaders.of(session, unknown);
        for (int i = 0; i < unknown.size(); i++) {
            ListedMessage entry = unknown.get(i);
            if (seen.contains(entry.identity(), headers.get(i))) {
                ledger.known(entry.identity(), headers.get(i).get());
            } else {
                toRoute.add(entry);
            }
        }
    }

    /** What may be retrieved and routed. */
    public List<ListedMessage> toRoute() {
        return toRoute;
    }

    /** What was delivered earlier and is to be deleted now. */
    public List<ListedMessage> toDelete() {
        return toDelete;
    }

    /** What is on its way through a route since an earlier session, and may come to its verdict in this one. */
    public List<ListedMessage> underWay() {
        return underWay;
    }

    /** Tells whether the server did not give a message before, or broke a session in its answer. */
    public boolean isTroubled(ListedMessage entry) {
        return troubles(entry) > 1;
    }

    /** Tells whether a message has to be recognized by its retrieved header before it may be routed. */
    public boolean isSuspect(ListedMessage entry) {
        return suspects.contains(entry);
    }
}
