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
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.ledger.Decision;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.Listing;
import io.github.pop3x.mailbox.TopHeaders;
import io.github.pop3x.mime.HeaderFields;

/**
 * Decides what a poll does with each message of its listing, before any of them is retrieved.
 *
 * <p>Where the ledger knows something under a unique id but cannot vouch that it is the same message, the header
 * decides: {@code TOP n 0}, many in one flight, once for each entry and process. A message whose header does not agree,
 * or is unavailable that way, is suspect: it is retrieved, and the header of what came decides before anything is
 * routed. What nothing is known of may be in the repository of what was {@linkplain IdempotentFilter seen} elsewhere.
 */
public final class Triage {

    private final Pop3Session session;
    private final DeliveryLedger ledger;
    private final IdempotentFilter seen;
    /** In the order of the listing, and found at once: there may be very many. */
    private final Set<ListedMessage> doubtful = new LinkedHashSet<>();

    private final List<ListedMessage> toRoute = new ArrayList<>();
    private final List<ListedMessage> toDelete = new ArrayList<>();
    private final List<ListedMessage> underWay = new ArrayList<>();
    private final Set<ListedMessage> suspects = new HashSet<>();
    private final RetrySchedule retries;

    /**
     * @param seen asked about what the ledger does not know
     * @param retries when a message is due whose route failed
     */
    public Triage(Pop3Session session, DeliveryLedger ledger, IdempotentFilter seen, RetrySchedule retries) {
        this.session = session;
        this.ledger = ledger;
        this.seen = seen;
        this.retries = retries;
    }

    /** Sorts a listing, all of it. */
    public void among(Listing listing) throws IOException {
        sort(listing, () -> true);
        verify(() -> true);
    }

    /**
     * Sorts a listing, apart from what has to be {@linkplain #verify verified}.
     *
     * @param mayGoOn whether there is time to look at another header; what is left waits for the next listing
     */
    void sort(Listing listing, BooleanSupplier mayGoOn) throws IOException {
        List<ListedMessage> unknown = new ArrayList<>();
        for (ListedMessage entry : listing.entries()) {
            Decision decision = ledger.decide(entry.identity(), retries);
            if (decision == Decision.VERIFY) {
                doubtful.add(entry);
            } else if (decision == Decision.ROUTE
                    && seen.recognized(entry.identity()).isPresent()) {
                ledger.known(entry.identity(), seen.recognized(entry.identity()).get());
            } else if (decision == Decision.ROUTE && isUnknown(entry)) {
                unknown.add(entry);
            } else {
                sort(entry, decision);
            }
        }
        look(unknown, seen.needsFields(), mayGoOn, this::filter);
        seen.retain(listing.identities());
    }

    /** Tells whether there is something left to verify. */
    public boolean hasDoubtful() {
        return !doubtful.isEmpty();
    }

    /**
     * Looks at the headers of what the ledger cannot vouch for. Each counts from the moment at which it comes; what there
     * is no time for is left.
     *
     * @param mayGoOn whether there is time to look at another header
     * @return the messages that are to be retrieved, since their headers were not recognized
     * @throws IOException if the session breaks
     */
    public List<ListedMessage> verify(BooleanSupplier mayGoOn) throws IOException {
        int before = toRoute.size();
        List<ListedMessage> entries = List.copyOf(doubtful);
        look(entries, false, mayGoOn, (entry, header, fields) -> {
            doubtful.remove(entry);
            verify(entry, header);
        });
        return List.copyOf(toRoute.subList(before, toRoute.size()));
    }

    @FunctionalInterface
    private interface Look {
        void at(ListedMessage entry, Optional<Fingerprint> header, Optional<HeaderFields> fields) throws IOException;
    }

    /** Those whose headers broke a session come last, so that the others are looked at before. */
    private void look(List<ListedMessage> entries, boolean needsFields, BooleanSupplier mayGoOn, Look look)
            throws IOException {
        List<ListedMessage> unseen = new ArrayList<>();
        for (ListedMessage entry : entries) {
            if (entry.header() == null || needsFields) {
                unseen.add(entry);
            } else {
                look.at(entry, Optional.of(entry.header()), Optional.empty());
            }
        }
        unseen.sort(Comparator.comparingInt(this::failures));
        TopHeaders.forEach(
                session,
                unseen,
                mayGoOn,
                (entry, fields) -> look.at(entry, fields.map(header -> Fingerprint.of(header::firstForDigest)), fields),
                entry -> ledger.retrievalFailed(entry.identity()));
    }

    private int failures(ListedMessage entry) {
        return ledger.entry(entry.identity())
                .map(LedgerEntry::retrievalFailures)
                .orElse(0);
    }

    private boolean isUnknown(ListedMessage entry) {
        return seen.isUnasked(entry.identity())
                && ledger.entry(entry.identity())
                        .filter(known -> known.state() != EntryState.FAILED || known.attempts() > 0)
                        .isEmpty();
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

    private void verify(ListedMessage entry, Optional<Fingerprint> header) throws IOException {
        Optional<Decision> known =
                header.isPresent() ? ledger.recognize(entry.identity(), header.get()) : Optional.empty();
        if (known.isPresent()) {
            // If its route failed, it may have to wait.
            sort(entry, known.get() == Decision.ROUTE ? ledger.decide(entry.identity(), retries) : known.get());
        } else {
            suspects.add(entry);
            toRoute.add(entry);
        }
    }

    private void filter(ListedMessage entry, Optional<Fingerprint> header, Optional<HeaderFields> fields)
            throws IOException {
        Optional<Boolean> known = seen.contains(entry, header, fields);
        if (known.isPresent() && known.get()) {
            ledger.known(entry.identity(), header.get());
        } else if (known.isPresent()) {
            toRoute.add(entry);
        }
    }

    /** Has a message recognized by its retrieved header before it may be routed. */
    void suspect(ListedMessage entry) {
        suspects.add(entry);
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
