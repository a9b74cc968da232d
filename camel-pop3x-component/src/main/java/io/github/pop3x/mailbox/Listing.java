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
import java.util.function.BooleanSupplier;

import io.github.pop3x.client.ClaimsOfServer;
import io.github.pop3x.client.MaildropListing;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.Pop3TimeoutException;
import io.github.pop3x.client.ServerClaims.Claim;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.LeftOutLines;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.ListedPart;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.RecordedIds;

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

    /** Of a header without any field that identifies a message: it tells no two of them apart. */
    private static final Fingerprint NO_FIELD = Fingerprint.of(name -> null);

    /** Lists the messages of a session with a maildrop of which nothing is recorded. */
    public static Listing of(Pop3Session session) throws IOException {
        return of(session, RecordedIds.NONE, new HeaderRounds(), () -> true);
    }

    /**
     * Lists the messages of a session. Where the server gives no unique ids, that costs a {@code TOP n 0} for each message,
     * and the listing is a part of them if there is no time for all headers.
     *
     * @param recorded by which ids the messages of the mailbox are recorded
     * @param rounds the headers that earlier sessions looked at
     * @param mayGoOn whether there is time to look at another header
     * @throws IOException if the session breaks, or the server refuses UIDL for once
     */
    public static Listing of(Pop3Session session, RecordedIds recorded, HeaderRounds rounds, BooleanSupplier mayGoOn)
            throws IOException {
        MaildropListing listing = UidlClaim.list(session, recorded);
        if (!UidlClaim.isKept(session, listing, recorded)) {
            return withoutUids(session, listing.withoutUids(), rounds, mayGoOn);
        }
        Builder builder = new Builder(listing.size());
        listing.forEach(message -> builder.add(message, message.uid(), null));
        return builder.build(listing, UidSource.UIDL);
    }

    /** Identifies listed messages by their headers, or by their numbers, where the server has no UIDL. */
    public static Listing withoutUids(Pop3Session session, MaildropListing listing) throws IOException {
        return withoutUids(session, listing, new HeaderRounds(), () -> true);
    }

    private static Listing withoutUids(
            Pop3Session session, MaildropListing listing, HeaderRounds rounds, BooleanSupplier mayGoOn)
            throws IOException {
        ClaimsOfServer claims = session.claims();
        if (!claims.isBelieved(Claim.TOP) || !session.supports(Keyword.TOP)) {
            return byNumber(listing);
        }
        HeaderRounds.Session round = rounds.begin(listing);
        Map<Integer, Optional<Fingerprint>> headers = headers(session, round, mayGoOn);
        boolean isEachEmpty = headers.values().stream()
                .allMatch(header -> header.filter(NO_FIELD::equals).isPresent());
        if (headers.values().stream().anyMatch(Optional::isPresent) && !isEachEmpty) {
            claims.kept(Claim.TOP);
            round.done();
            return byHeader(listing, round, headers);
        }
        return !listing.isEmpty() && claims.missed(Claim.TOP) ? byNumber(listing) : byHeader(listing, round, Map.of());
    }

    /** A message whose header the server refuses to show, one among others, waits for the next listing. */
    private static Listing byHeader(
            MaildropListing listing, HeaderRounds.Session round, Map<Integer, Optional<Fingerprint>> headers) {
        Builder builder = new Builder(listing.size());
        for (Pop3Message message : listing) {
            Optional<Fingerprint> header = headers.getOrDefault(message.number(), Optional.empty());
            if (header.isPresent() && round.hasAllOf(message.size())) {
                String uid = MessageIdentity.BY_HEADER + header.get();
                builder.add(new Pop3Message(message.number(), message.size(), uid), uid, header.get());
            }
        }
        return builder.build(listing, UidSource.HEADER);
    }

    /** The headers that came in this session, by the number of the message; empty where the server refused. */
    private static Map<Integer, Optional<Fingerprint>> headers(
            Pop3Session session, HeaderRounds.Session round, BooleanSupplier mayGoOn) throws IOException {
        Map<Integer, Optional<Fingerprint>> headers = new HashMap<>();
        try {
            TopHeaders.fingerprints(
                    session,
                    round.order(),
                    () -> round.mayGoOn(mayGoOn),
                    (message, header) -> {
                        round.took(message);
                        headers.put(message.number(), header);
                    },
                    round::broke);
            return headers;
        } catch (Pop3TimeoutException timeout) {
            if (!Pop3TimeoutException.isOfSession(timeout)) {
                throw timeout;
            }
            throw new IOException(
                    session.server() + ": the server has no UIDL, and the headers of its "
                            + round.order().size()
                            + " messages, which take its place, did not come within sessionTimeout. Those of all messages of"
                            + " one size must come in one session: raise sessionTimeout, or keep fewer messages on the"
                            + " server",
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
