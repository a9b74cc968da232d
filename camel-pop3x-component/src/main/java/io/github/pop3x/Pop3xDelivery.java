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

import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.spool.SpooledMessage;

/**
 * A message on its way from the server to a route: taken in the ledger, its octets spooled, nothing of it on a socket.
 *
 * @param message as it was listed
 * @param identity as the ledger knows it
 * @param octets with one reference, which is whoever's the delivery is
 * @param isWhole whether they are all of the message, or only its header and first lines
 * @param maildrop the listing that it was chosen from
 * @param books where its outcome is recorded
 * @param tally of the session that retrieved it
 */
record Pop3xDelivery(
        Pop3Message message,
        MessageIdentity identity,
        SpooledMessage octets,
        boolean isWhole,
        Maildrop maildrop,
        Pop3xBooks books,
        Pop3xTally tally) {

    /** The message without its books. The reference to its octets stays the delivery's. */
    Pop3xRetrieved retrieved() {
        return new Pop3xRetrieved(message, octets, isWhole, maildrop);
    }

    /** Gives it back: no route starts with it. */
    void drop() {
        books.claims().drop(identity);
        octets.release();
    }
}
