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
package io.github.pop3x;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.pop3x.client.MessageStream;
import io.github.pop3x.client.PendingReply;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.ledger.Decision;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.RetrySchedule;

/**
 * What a poll is to do with each message of its listing, before any of them is retrieved.
 *
 * <p>Where the ledger knows something under a unique id but cannot vouch that it is the same message, the header decides:
 * {@code TOP n 0}, many in one flight, once for each entry and process. A message whose header does not agree, or cannot
 * be had that way, is suspect: it is retrieved, and the header of what came decides before anything is routed.
 */
final class Pop3xChoice {

    /** So many headers are asked for at a time. */
    private static final int AT_ONCE = 1000;

    private final Pop3Session session;
    private final DeliveryLedger ledger;
    private final List<Pop3xListing.Entry> toRoute = new ArrayList<>();
    private final List<Pop3xListing.Entry> toDelete = new ArrayList<>();
    private final Set<Pop3xListing.Entry> suspects = new HashSet<>();

    Pop3xChoice(Pop3Session session, DeliveryLedger ledger) {
        this.session = session;
        this.ledger = ledger;
    }

    /** Sorts a listing. */
    void among(Pop3xListing listing, RetrySchedule retries) throws IOException {
        List<Pop3xListing.Entry> doubtful = new ArrayList<>();
        for (Pop3xListing.Entry entry : listing.entries()) {
            Decision decision = ledger.decide(entry.identity(), retries);
            if (decision == Decision.VERIFY) {
                doubtful.add(entry);
            } else {
                sort(entry, decision);
            }
        }
        for (int from = 0; from < doubtful.size(); from += AT_ONCE) {
            verify(doubtful.subList(from, Math.min(from + AT_ONCE, doubtful.size())));
        }
        toRoute.sort(Comparator.comparingInt(this::troubles));
    }

    /** Untried ones first, then those whose route failed, last those that the server would not give. */
    private int troubles(Pop3xListing.Entry entry) {
        Optional<LedgerEntry> known = ledger.entry(entry.identity());
        if (known.isEmpty()) {
            return 0;
        }
        return known.get().retrievalFailures() > 0 ? 2 : Math.min(known.get().attempts(), 1);
    }

    private void sort(Pop3xListing.Entry entry, Decision decision) {
        switch (decision) {
            case ROUTE -> toRoute.add(entry);
            case DELETE -> toDelete.add(entry);
            case KEEP, LATER, WAIT -> {}
            case VERIFY -> throw new IllegalStateException("verified once is verified");
        }
    }

    private void verify(List<Pop3xListing.Entry> doubtful) throws IOException {
        List<PendingReply<MessageStream>> headers = new ArrayList<>();
        for (Pop3xListing.Entry entry : doubtful) {
            headers.add(session.pipeline().top(entry.message().number(), 0));
        }
        for (int i = 0; i < doubtful.size(); i++) {
            Pop3xListing.Entry entry = doubtful.get(i);
            Optional<Decision> known = recognizeBy(headers.get(i), entry);
            if (known.isPresent()) {
                sort(entry, known.get());
            } else {
                suspects.add(entry);
                toRoute.add(entry);
            }
        }
    }

    private Optional<Decision> recognizeBy(PendingReply<MessageStream> top, Pop3xListing.Entry entry)
            throws IOException {
        MailFields fields;
        try (MessageStream header = top.get()) {
            fields = MailFields.read(header);
            // Some servers send the whole message, however many lines were asked for.
            header.transferTo(OutputStream.nullOutputStream());
        } catch (Pop3CommandException noTop) {
            return Optional.empty();
        }
        return ledger.recognize(entry.identity(), fields.fingerprint());
    }

    /** What is to be retrieved and routed, in this order. */
    List<Pop3xListing.Entry> toRoute() {
        return toRoute;
    }

    /** What was delivered earlier and is to be deleted now. */
    List<Pop3xListing.Entry> toDelete() {
        return toDelete;
    }

    /** Tells whether a message has to be recognized by its retrieved header before it may be routed. */
    boolean isSuspect(Pop3xListing.Entry entry) {
        return suspects.contains(entry);
    }
}
