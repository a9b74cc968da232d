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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.pop3x.client.MaildropListing;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3Session;

/**
 * What is listed in one session, and which of it an exchange means: numbers hold in no other session (RFC 1939 §4), so
 * each session looks up anew.
 *
 * @param mailbox whose
 * @param messages in the server's order; those of a server without UIDL may have an empty unique id
 * @param maildrop the maildrop as a whole
 */
record Pop3xLookup(String mailbox, List<Pop3Message> messages, Maildrop maildrop) {

    /**
     * Lists. A message that arrived while that was done, so that it is in one of the two listings only, is left out. Where
     * the server has no UIDL, and messages are named by unique ids, those are of their headers, as the consumer has them;
     * that costs a {@code TOP n 0} for each message.
     *
     * @throws IOException if the session breaks, or the server refuses to list, be it only the unique ids that it has
     */
    static Pop3xLookup in(Pop3Session session, String mailbox, Pop3xNames names) throws IOException {
        MaildropListing listing = session.messages();
        if (listing.hasUids()) {
            return new Pop3xLookup(mailbox, listing, maildrop(listing, UidSource.UIDL));
        }
        Pop3xListing.requireWithoutUidl(session, listing);
        if (names.all().stream().noneMatch(MessageName.Uid.class::isInstance)) {
            return new Pop3xLookup(mailbox, listing, maildrop(listing, UidSource.NONE));
        }
        Pop3xListing identified = Pop3xListing.withoutUids(session, listing);
        return new Pop3xLookup(
                mailbox,
                identified.entries().stream().map(ListedMessage::message).toList(),
                identified.maildrop());
    }

    private static Maildrop maildrop(MaildropListing listing, UidSource source) {
        return new Maildrop(listing.size(), listing.octets(), source);
    }

    /**
     * The messages of these names, each once and in the order of the names; all that are listed if nobody is named.
     *
     * @throws Pop3xNoSuchMessageException if one of them is not listed, or a unique id is listed twice
     */
    List<Pop3Message> named(Pop3xNames names) throws Pop3xNoSuchMessageException {
        if (names.all().isEmpty()) {
            return messages;
        }
        Map<Object, List<Pop3Message>> found = new LinkedHashMap<>();
        names.all().forEach(name -> found.put(key(name), new ArrayList<>()));
        for (Pop3Message message : messages) {
            note(found.get(message.number()), message);
            note(found.get(message.uid()), message);
        }
        List<MessageName> missing = new ArrayList<>();
        Set<Pop3Message> meant = new LinkedHashSet<>();
        for (MessageName name : names.all()) {
            List<Pop3Message> called = found.get(key(name));
            if (called.size() > 1) {
                throw Pop3xNoSuchMessageException.ambiguous(mailbox, name, called.size());
            }
            if (called.isEmpty()) {
                missing.add(name);
            }
            meant.addAll(called);
        }
        if (!missing.isEmpty()) {
            throw Pop3xNoSuchMessageException.of(mailbox, missing);
        }
        return List.copyOf(meant);
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
