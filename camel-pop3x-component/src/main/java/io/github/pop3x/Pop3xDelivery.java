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
 * @param maildrop the listing that it was chosen from
 */
record Pop3xDelivery(Pop3Message message, MessageIdentity identity, SpooledMessage octets, Maildrop maildrop) {

    /**
     * What a listing said of the maildrop as a whole.
     *
     * @param count number of messages
     * @param octets their size together, as the server claims it
     */
    record Maildrop(int count, long octets) {}

    /**
     * Where a delivery stands in its batch.
     *
     * @param index from 0
     * @param size of the batch
     * @param complete whether it is the last
     */
    record Place(int index, int size, boolean complete) {}
}
