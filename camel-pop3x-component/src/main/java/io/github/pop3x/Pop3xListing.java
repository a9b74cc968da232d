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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.pop3x.client.MaildropListing;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.OldNews;

/**
 * A listing as the ledger sees it.
 *
 * @param entries each message with its identity, in the server's order
 * @param identities those of all entries
 * @param maildrop the maildrop as a whole
 * @param isComplete whether nothing that the server lists is left out: only then it tells what is gone
 * @param isOldNews whether the ledger has nothing to learn from it, and nothing follows from it
 */
record Pop3xListing(
        List<ListedMessage> entries,
        Set<MessageIdentity> identities,
        Maildrop maildrop,
        boolean isComplete,
        boolean isOldNews) {

    /** How the id of a message begins that the server gives none; the fingerprint of its header follows. */
    private static final String BY_HEADER = "header:";

    /**
     * What a session lists. Who is who is found out while the server lists, in the time that would be spent waiting for
     * it; and whether there is anything new. Where the server has no UIDL, that costs a {@code TOP n 0} for each message.
     *
     * @param ledger knows what is old
     * @throws IOException if the session breaks
     */
    static Pop3xListing of(Pop3Session session, DeliveryLedger ledger) throws IOException {
        Builder builder = new Builder(ledger.oldNews());
        MaildropListing listing = session.messages(builder);
        if (listing.hasUids()) {
            return builder.build(listing, UidSource.UIDL);
        }
        requireWithoutUidl(session, listing);
        return withoutUids(session, listing);
    }

    /** What takes the place of unique ids where the server has no UIDL. */
    static Pop3xListing withoutUids(Pop3Session session, MaildropListing listing) throws IOException {
        return session.supports(Keyword.TOP) ? byHeader(session, listing) : byNumber(listing);
    }

    /**
     * A server that has unique ids and does not list them now must not be taken for one without: under other ids all
     * would be routed again.
     *
     * @param listing not empty, and without unique ids
     * @throws IOException if the server has them, or the session breaks
     */
    static void requireWithoutUidl(Pop3Session session, MaildropListing listing) throws IOException {
        boolean knowsUidl = session.capabilities().has("UIDL");
        if (!knowsUidl) {
            try {
                session.uid(listing.get(0).number());
                knowsUidl = true;
            } catch (Pop3CommandException lacking) {
                knowsUidl = false;
            }
        }
        if (knowsUidl) {
            throw new IOException(
                    session.server()
                            + ": the server refused to list unique ids though it has them. Nothing is done in this session; another one asks again");
        }
    }

    /** A message whose header the server refuses to show, one among others, waits for the next listing. */
    private static Pop3xListing byHeader(Pop3Session session, MaildropListing listing) throws IOException {
        List<Optional<Fingerprint>> headers = Pop3xHeaders.fingerprints(session, listing);
        Builder builder = new Builder(null);
        builder.expect(listing.size());
        for (int i = 0; i < listing.size(); i++) {
            if (headers.get(i).isPresent()) {
                Fingerprint header = headers.get(i).get();
                Pop3Message message = listing.get(i);
                String uid = BY_HEADER + header;
                builder.add(new Pop3Message(message.number(), message.size(), uid), uid, header);
            }
        }
        return builder.build(listing, UidSource.HEADER);
    }

    private static Pop3xListing byNumber(MaildropListing listing) {
        Builder builder = new Builder(null);
        builder.expect(listing.size());
        listing.forEach(message -> builder.add(message, "number:" + message.number(), null));
        return builder.build(listing, UidSource.NONE);
    }

    /** Tells whether nobody can say in a later session which of these messages is which. */
    boolean isWithoutIdentity() {
        return maildrop.uidSource() == UidSource.NONE;
    }

    /** Counts equal ones. */
    private static final class Builder implements MaildropListing.Observer {

        /** Null where headers make the ids: what is listed is told apart anew then. */
        private final OldNews oldNews;

        private final Map<MessageIdentity, Integer> repeated = new HashMap<>();
        private Set<MessageIdentity> identities = Set.of();
        private List<ListedMessage> entries = List.of();

        Builder(OldNews oldNews) {
            this.oldNews = oldNews;
        }

        @Override
        public void expect(int most) {
            // Never to grow, and as small as may be: what is large is a burden to the collector. It keeps the order in
            // which all lies in memory, for it is walked.
            identities = new LinkedHashSet<>(most, 1);
            entries = new ArrayList<>(most);
        }

        @Override
        public void listed(Pop3Message message) {
            add(message, message.uid(), null);
        }

        void add(Pop3Message message, String uid, Fingerprint header) {
            MessageIdentity identity = new MessageIdentity(uid, message.size(), 0);
            if (!identities.add(identity)) {
                int occurrence = repeated.merge(identity, 1, Integer::sum);
                identity = new MessageIdentity(uid, message.size(), occurrence);
                identities.add(identity);
            }
            entries.add(new ListedMessage(message, identity, header));
            if (oldNews != null) {
                oldNews.note(identity);
            }
        }

        Pop3xListing build(MaildropListing listing, UidSource source) {
            return new Pop3xListing(
                    entries,
                    Collections.unmodifiableSet(identities),
                    new Maildrop(listing.size(), listing.octets(), source),
                    entries.size() == listing.size(),
                    oldNews != null && oldNews.isAll());
        }
    }
}
