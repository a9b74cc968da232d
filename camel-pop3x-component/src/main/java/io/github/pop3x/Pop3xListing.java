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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.pop3x.client.MaildropListing;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.ledger.MessageIdentity;

/**
 * A complete listing as the ledger sees it.
 *
 * @param entries each message with its identity, in the server's order
 * @param maildrop the maildrop as a whole
 */
record Pop3xListing(List<Entry> entries, Pop3xDelivery.Maildrop maildrop) {

    /** A listed message, and who it is in the ledger. */
    record Entry(Pop3Message message, MessageIdentity identity) {}

    static Pop3xListing of(MaildropListing listing) {
        Map<MessageIdentity, Integer> seen = new HashMap<>();
        List<Entry> entries = new ArrayList<>(listing.size());
        long octets = 0;
        for (Pop3Message message : listing) {
            MessageIdentity first = new MessageIdentity(message.uid(), message.size(), 0);
            int occurrence = seen.merge(first, 1, Integer::sum) - 1;
            entries.add(new Entry(message, new MessageIdentity(message.uid(), message.size(), occurrence)));
            octets += message.size();
        }
        return new Pop3xListing(entries, new Pop3xDelivery.Maildrop(listing.size(), octets));
    }

    List<MessageIdentity> identities() {
        return entries.stream().map(Entry::identity).toList();
    }
}
