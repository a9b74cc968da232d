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

import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.MessageIdentity;

/**
 * A listed message with its identity in the ledger.
 *
 * @param message number, size and unique id as listed; they hold in the session of the listing
 * @param identity the message's identity in the ledger
 * @param header the fingerprint of its header, or null if the listing did not have to look at it
 */
public record ListedMessage(Pop3Message message, MessageIdentity identity, Fingerprint header) {

    /** A message whose header was not looked at. */
    public ListedMessage(Pop3Message message, MessageIdentity identity) {
        this(message, identity, null);
    }

    /** The unique id as listed, for logs and reports. */
    public String uid() {
        return message.uid();
    }
}
