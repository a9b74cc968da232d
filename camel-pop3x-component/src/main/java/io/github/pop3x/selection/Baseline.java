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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.Pop3UnsupportedException;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.mailbox.Listing;
import io.github.pop3x.mailbox.TopHeaders;

/**
 * The option {@code startFrom=now}: what is in the mailbox when it is polled for the first time ever is passed over. A
 * durable mark says that this was done, also of an empty mailbox, so that no restart does it again.
 */
public final class Baseline {

    private Baseline() {}

    /**
     * Passes over what is listed, unless this was done before. Headers are asked for, so that the messages are known
     * again after a restart.
     *
     * @throws IOException if the session breaks, if the ledger cannot be written, or if the messages have no identity in
     *     a later session; nothing of the listing may be routed then
     */
    public static void take(Pop3Session session, DeliveryLedger ledger, Listing listing) throws IOException {
        if (ledger.baselineIsTaken()) {
            return;
        }
        if (listing.isWithoutIdentity() || !listing.isComplete()) {
            throw new Pop3UnsupportedException(
                    session.server().toString(),
                    "startFrom=now needs to know each message again, by UIDL or by its header, and the server does"
                            + " not give that of all of them",
                    "Nothing is routed until it does");
        }
        Map<MessageIdentity, Optional<Fingerprint>> headers = new LinkedHashMap<>();
        List<Optional<Fingerprint>> fingerprints = TopHeaders.of(session, listing.entries());
        for (int i = 0; i < fingerprints.size(); i++) {
            headers.put(listing.entries().get(i).identity(), fingerprints.get(i));
        }
        ledger.takeBaseline(headers);
    }
}
