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
package io.github.pop3x.operation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.pop3x.client.MaildropListing;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.Listing;
import io.github.pop3x.mailbox.MaildropSummary;
import io.github.pop3x.mailbox.UidSource;
import io.github.pop3x.mailbox.UidlClaim;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages that one session lists, and which of them an exchange names. Numbers hold in no other session (RFC 1939 §4),
 * so each session looks up anew.
 *
 * @param messages in the server's order; those of a server without UIDL may have an empty unique id
 * @param maildrop the maildrop as a whole
 * @param leftOut how many entries of the server's listings could not be used
 */
record MessageLookup(List<Pop3Message> messages, MaildropSummary maildrop, int leftOut) {

    private static final Logger LOG = LoggerFactory.getLogger(MessageLookup.class);

    /**
     * Lists. A message that arrives meanwhile, so that it is in one of the two listings only, is left out. If the server
     * has no UIDL and messages are named by unique ids, the ids are made of their headers, as for the consumer; that costs
     * a {@code TOP n 0} for each message.
     *
     * @throws IOException if the session breaks, or the server refuses to list
     */
    static MessageLookup in(Pop3Session session, MessageNames names) throws IOException {
        MaildropListing listing = UidlClaim.list(session);
        int leftOut = listing.leftOut().count();
        if (!listing.leftOut().isEmpty()) {
            LOG.warn(
                    "{}: the server's listing has entries that cannot be read. Left out: {}; the first one: {}. This operation"
                            + " does not see their messages",
                    session.server(),
                    listing.leftOut().count(),
                    listing.leftOut().example());
        }
        if (UidlClaim.isKept(session, listing)) {
            return new MessageLookup(listing, maildrop(listing, UidSource.UIDL), leftOut);
        }
        listing = listing.withoutUids();
        if (names.all().stream().noneMatch(MessageName.Uid.class::isInstance)) {
            return new MessageLookup(listing, maildrop(listing, UidSource.NONE), leftOut);
        }
        Listing identified = Listing.withoutUids(session, listing);
        return new MessageLookup(
                identified.entries().stream().map(ListedMessage::message).toList(), identified.maildrop(), leftOut);
    }

    private static MaildropSummary maildrop(MaildropListing listing, UidSource source) {
        return new MaildropSummary(listing.size(), listing.octets(), source);
    }

    /**
     * Checks that each name means one listed message.
     *
     * @return the failure, if one of them does not
     */
    Optional<Outcome> failure(MessageNames names) {
        Map<Object, List<Pop3Message>> found = find(names);
        List<MessageName> missing = new ArrayList<>();
        for (MessageName name : names.all()) {
            int count = found.get(key(name)).size();
            if (count > 1) {
                return Optional.of(new Outcome.Ambiguous(name, count));
            }
            if (count == 0) {
                missing.add(name);
            }
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(new Outcome.NoSuchMessage(missing));
    }

    /** The messages of these names, each once and in the order of the names; all that are listed if there is no name. */
    List<Pop3Message> named(MessageNames names) {
        if (names.all().isEmpty()) {
            return messages;
        }
        Map<Object, List<Pop3Message>> found = find(names);
        Set<Pop3Message> named = new LinkedHashSet<>();
        names.all().forEach(name -> named.addAll(found.get(key(name))));
        return List.copyOf(named);
    }

    private Map<Object, List<Pop3Message>> find(MessageNames names) {
        Map<Object, List<Pop3Message>> found = new LinkedHashMap<>();
        names.all().forEach(name -> found.put(key(name), new ArrayList<>()));
        if (!found.isEmpty()) {
            for (Pop3Message message : messages) {
                note(found.get(message.number()), message);
                note(found.get(message.uid()), message);
            }
        }
        return found;
    }

    private static void note(List<Pop3Message> called, Pop3Message message) {
        if (called != null) {
            called.add(message);
        }
    }

    private static Object key(MessageName name) {
        return name instanceof MessageName.Number named ? (Object) named.number() : ((MessageName.Uid) name).uid();
    }
}
