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

import java.util.HexFormat;

import io.github.pop3x.digest.Sha256;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.MessageIdentity;

/**
 * The keys of messages in an {@link org.apache.camel.spi.IdempotentRepository}: digests, so that ids of any length and
 * of any characters fit. Repositories in databases take keys of 100 characters; these have 70.
 */
final class RepositoryKeys {

    private RepositoryKeys() {}

    /** The key of a claim: twins have one each. A message has the same one whatever size the server lists now. */
    static String claim(String mailbox, MessageIdentity identity) {
        return digest(mailbox, identity.uid(), String.valueOf(identity.occurrence()));
    }

    /** The key that says whose the claim of a message is. */
    static String owner(String mailbox, MessageIdentity identity, String owner) {
        return digest(mailbox, identity.uid(), String.valueOf(identity.occurrence()), owner);
    }

    /** The key of what was seen: a message, wherever in a listing it stands and whatever size the server lists now. */
    static String seen(String mailbox, MessageIdentity identity, Fingerprint header) {
        return digest(mailbox, identity.uid(), header.toString());
    }

    private static String digest(String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            // With its length, so that no two lists of parts make one text.
            text.append(part.length()).append(':').append(part);
        }
        return "pop3x-" + HexFormat.of().formatHex(Sha256.of(text.toString()));
    }
}
