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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.Pop3UnsupportedException;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.mailbox.HeaderRounds;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.Listing;
import io.github.pop3x.mailbox.TopHeaders;

/**
 * The option {@code startFrom=now}: what is in the mailbox when it is polled for the first time ever is passed over. A
 * durable mark says that this was done, also of an empty mailbox, so that no restart does it again.
 *
 * <p>For one thread at a time. It outlives the sessions that it takes.
 */
public final class Baseline {

    /** Messages whose headers broke a session: they are known by id and size, as where the server shows no header. */
    private final Set<MessageIdentity> broken = new HashSet<>();

    /** As {@link #take(Pop3Session, DeliveryLedger, Listing, HeaderRounds, BooleanSupplier)}, of a listing that is no part. */
    public boolean take(Pop3Session session, DeliveryLedger ledger, Listing listing, BooleanSupplier mayGoOn)
            throws IOException {
        return take(session, ledger, listing, new HeaderRounds(), mayGoOn);
    }

    /**
     * Passes over what is listed, unless this was done before. Headers are asked for, so that the messages are known
     * again after a restart. Each is recorded as it comes; what there is no time for is left to a later session, and the
     * mark comes last. Until then all that is listed is passed over.
     *
     * @param rounds which part the listing is, where the server has no UIDL
     * @param mayGoOn whether there is time to look at another header
     * @return false if there was no time for all: nothing of the listing may be routed yet
     * @throws IOException if the session breaks, if the ledger cannot be written, or if the messages have no identity in
     *     a later session; nothing of the listing may be routed then
     */
    public boolean take(
            Pop3Session session, DeliveryLedger ledger, Listing listing, HeaderRounds rounds, BooleanSupplier mayGoOn)
            throws IOException {
        if (ledger.baselineIsTaken()) {
            return true;
        }
        if (listing.isWithoutIdentity() || !listing.isComplete() && !rounds.isPart()) {
            throw new Pop3UnsupportedException(
                    session.server().toString(),
                    "startFrom=now must recognize each message, by UIDL or by its header, which the server does"
                            + " not provide for all of them",
                    "Use startFrom=all; until then nothing is routed");
        }
        Map<MessageIdentity, Optional<Fingerprint>> headers = new LinkedHashMap<>();
        List<ListedMessage> unseen = new ArrayList<>();
        for (ListedMessage entry : listing.entries()) {
            if (entry.header() != null) {
                if (rounds.isPart()) {
                    ledger.known(entry.identity(), entry.header());
                }
                headers.put(entry.identity(), Optional.of(entry.header()));
            } else if (broken.contains(entry.identity())) {
                headers.put(entry.identity(), Optional.empty());
            } else if (ledger.entry(entry.identity()).isEmpty()) {
                unseen.add(entry);
            }
        }
        int known = listing.entries().size() - unseen.size() - headers.size();
        TopHeaders.Taker taker = (entry, fields) -> {
            Optional<Fingerprint> header = fields.map(field -> Fingerprint.of(field::firstForDigest));
            headers.put(entry.identity(), header);
            if (header.isPresent()) {
                ledger.known(entry.identity(), header.get());
            }
        };
        TopHeaders.forEach(session, unseen, mayGoOn, taker, entry -> broken.add(entry.identity()));
        if (rounds.left() > 0 || known + headers.size() < listing.entries().size()) {
            return false;
        }
        ledger.takeBaseline(headers);
        return true;
    }
}
