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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.Listing;
import io.github.pop3x.mailbox.TopHeaders;

/**
 * Messages that are left on the server after {@code maxAttempts}. The server may give the id of such a message to another one
 * of the same size between two polls, and that one would never be routed. So each session looks at the headers of some, by
 * turns.
 *
 * <p>For one thread at a time.
 */
final class ExhaustedMessages {

    /** How many headers a session looks at. */
    private static final int AT_ONCE = 20;

    private final DeliveryLedger ledger;
    private final int maxAttempts;
    /** When each was looked at, by the number of the look. */
    private final Map<MessageIdentity, Long> looks = new HashMap<>();
    /** What TOP shows of messages that are to be retrieved, since it is another header. */
    private final Map<MessageIdentity, Fingerprint> offered = new HashMap<>();
    /** What TOP shows where RETR shows the recorded header: some servers' TOP differs. */
    private final Map<MessageIdentity, Fingerprint> proven = new HashMap<>();

    private long lastLook;

    ExhaustedMessages(DeliveryLedger ledger, int maxAttempts) {
        this.ledger = ledger;
        this.maxAttempts = maxAttempts;
    }

    /** How often routes of the listed message have failed: what is recorded of another one under its id does not count. */
    static int attempts(DeliveryLedger ledger, MessageIdentity identity) {
        return ledger.entry(identity)
                .filter(entry -> entry.state() == EntryState.FAILED && !entry.wasGone())
                .map(LedgerEntry::attempts)
                .orElse(0);
    }

    /**
     * Those that may be other messages.
     *
     * @param exhausted the messages of a listing with too many attempts
     * @param mayGoOn whether there is time to look at another header
     * @throws IOException if the session breaks
     */
    List<ListedMessage> successors(
            Pop3Session session, Listing listing, List<ListedMessage> exhausted, BooleanSupplier mayGoOn)
            throws IOException {
        looks.keySet().retainAll(listing.identities());
        offered.clear();
        proven.keySet().retainAll(listing.identities());
        List<ListedMessage> others = new ArrayList<>();
        if (!exhausted.isEmpty() && session.supports(Keyword.TOP)) {
            TopHeaders.forEach(
                    session,
                    next(exhausted),
                    mayGoOn,
                    (message, fields) -> fields.map(header -> Fingerprint.of(header::firstForDigest))
                            .filter(header -> !isHeaderOf(message, header))
                            .ifPresent(header -> others.add(message)),
                    message -> ledger.retrievalFailed(message.identity()));
        }
        return others;
    }

    /** A message that breaks the session with its header is not asked for it again. */
    private List<ListedMessage> next(List<ListedMessage> exhausted) {
        return exhausted.stream()
                .filter(message -> message.header() == null && !hasRetrievalFailures(message.identity()))
                .sorted(Comparator.comparingLong(message -> looks.getOrDefault(message.identity(), 0L)))
                .limit(AT_ONCE)
                .toList();
    }

    private boolean hasRetrievalFailures(MessageIdentity identity) {
        return ledger.entry(identity).filter(LedgerEntry::hasRetrievalFailures).isPresent();
    }

    private boolean isHeaderOf(ListedMessage message, Fingerprint header) {
        MessageIdentity identity = message.identity();
        looks.put(identity, ++lastLook);
        if (isRecorded(identity, header) || header.equals(proven.get(identity))) {
            return true;
        }
        offered.put(identity, header);
        return false;
    }

    private boolean isRecorded(MessageIdentity identity, Fingerprint header) {
        return ledger.entry(identity)
                .map(LedgerEntry::fingerprint)
                .filter(header::equals)
                .isPresent();
    }

    /** Tells whether a retrieved message is to be left after all, by its header. */
    boolean isLeft(MessageIdentity identity, Fingerprint header) {
        boolean isLeft = attempts(ledger, identity) >= maxAttempts && isRecorded(identity, header);
        Fingerprint seen = offered.remove(identity);
        if (isLeft && seen != null) {
            proven.put(identity, seen);
        }
        return isLeft;
    }
}
