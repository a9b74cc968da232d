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
package io.github.pop3x.mailbox;

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
import io.github.pop3x.client.Pop3TimeoutException;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.LeftOutLines;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.ListedPart;
import io.github.pop3x.ledger.MessageIdentity;

/**
 * The messages that a session lists, each with its identity in the ledger.
 *
 * @param entries the messages, in the server's order
 * @param identities those of all entries
 * @param maildrop the maildrop as a whole
 * @param part what is left out of it; empty if it has every message that the server lists
 * @param leftOut the entries of the server's listings that could not be used
 */
public record Listing(
        List<ListedMessage> entries,
        Set<MessageIdentity> identities,
        MaildropSummary maildrop,
        Optional<ListedPart> part,
        LeftOutLines leftOut) {

    private static final String BY_NUMBER = "number:";

    /**
     * Lists the messages of a session. Where the server has no UIDL, that costs a {@code TOP n 0} for each message.
     *
     * @throws IOException if the session breaks, or the server refuses UIDL for once
     */
    public static Listing of(Pop3Session session) throws IOException {
        MaildropListing listing = session.messages();
        if (!listing.hasUids()) {
            requireWithoutUidl(session, listing);
            return withoutUids(session, listing);
        }
        Builder builder = new Builder(listing.size());
        listing.forEach(message -> builder.add(message, message.uid(), null));
        return builder.build(listing, UidSource.UIDL);
    }

    /** Identifies listed messages by their headers, or by their numbers, where the server has no UIDL. */
    public static Listing withoutUids(Pop3Session session, MaildropListing listing) throws IOException {
        return session.supports(Keyword.TOP) ? byHeader(session, listing) : byNumber(listing);
    }

    /**
     * A server that has unique ids and does not list them now must not be taken for one without: under other ids all
     * would be routed again.
     *
     * @param listing not empty, and without unique ids
     * @throws IOException if the server has them, or the session breaks
     */
    public static void requireWithoutUidl(Pop3Session session, MaildropListing listing) throws IOException {
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
                            + ": the server refused UIDL although it supports it. Nothing was done; the next session asks again");
        }
    }

    /** A message whose header the server refuses to show, one among others, waits for the next listing. */
    private static Listing byHeader(Pop3Session session, MaildropListing listing) throws IOException {
        List<Optional<Fingerprint>> headers = headers(session, listing);
        Builder builder = new Builder(listing.size());
        for (int i = 0; i < listing.size(); i++) {
            if (headers.get(i).isPresent()) {
                Fingerprint header = headers.get(i).get();
                Pop3Message message = listing.get(i);
                String uid = MessageIdentity.BY_HEADER + header;
                builder.add(new Pop3Message(message.number(), message.size(), uid), uid, header);
            }
        }
        return builder.build(listing, UidSource.HEADER);
    }

    /** A listing is compared as a whole, so that its headers must all come in one session. */
    private static List<Optional<Fingerprint>> headers(Pop3Session session, MaildropListing listing)
            throws IOException {
        try {
            return TopHeaders.fingerprints(session, listing);
        } catch (Pop3TimeoutException timeout) {
            if (!Pop3TimeoutException.isOfSession(timeout)) {
                throw timeout;
            }
            throw new IOException(
                    session.server() + ": the server has no UIDL, and the headers of its " + listing.size()
                            + " messages, which take its place, did not all come within sessionTimeout. They must come in"
                            + " one session: raise sessionTimeout, or keep fewer messages on the server",
                    timeout);
        }
    }

    private static Listing byNumber(MaildropListing listing) {
        Builder builder = new Builder(listing.size());
        listing.forEach(message -> builder.add(message, BY_NUMBER + message.number(), null));
        return builder.build(listing, UidSource.NONE);
    }

    /** Tells whether no message that the server lists is left out. */
    public boolean isComplete() {
        return part.isEmpty();
    }

    /** Tells whether no message can be recognized in a later session. */
    public boolean isWithoutIdentity() {
        return maildrop.uidSource() == UidSource.NONE;
    }

    /** Numbers messages of equal id and size. */
    private static final class Builder {
        private final Map<MessageIdentity, Integer> repeated = new HashMap<>();
        private final Set<MessageIdentity> identities;
        private final List<ListedMessage> entries;

        /** The collections have their final size at once: growing large ones burdens the garbage collector. */
        Builder(int size) {
            identities = new LinkedHashSet<>(size, 1);
            entries = new ArrayList<>(size);
        }

        void add(Pop3Message message, String uid, Fingerprint header) {
            MessageIdentity identity = new MessageIdentity(uid, message.size(), 0);
            if (!identities.add(identity)) {
                int occurrence = repeated.merge(identity, 1, Integer::sum);
                identity = new MessageIdentity(uid, message.size(), occurrence);
                identities.add(identity);
            }
            entries.add(new ListedMessage(message, identity, header));
        }

        Listing build(MaildropListing listing, UidSource source) {
            Set<String> unusable = listing.idsWithoutSize();
            boolean hasAllIds = listing.hasAllIds() && entries.size() == listing.size();
            return new Listing(
                    entries,
                    Collections.unmodifiableSet(identities),
                    new MaildropSummary(listing.size(), listing.octets(), source),
                    hasAllIds && unusable.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new ListedPart(identities, unusable, hasAllIds)),
                    listing.leftOut());
        }
    }
}
