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
import java.util.Set;

import io.github.pop3x.ledger.Decision;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.mailbox.MailboxListener;

/**
 * Asks a ledger that other processes share what they have recorded of messages that are to be routed here. Where it cannot be
 * read that is reported, and no more: what others have routed is found out when its route starts. Any thread may call it.
 *
 * @param listener gets the report
 */
record OthersRecords(DeliveryLedger ledger, MailboxListener listener) {

    private static final String UNREADABLE = "Cannot read what other processes have recorded in the ledger";

    void refresh(Set<MessageIdentity> listing, RetrySchedule retries) {
        try {
            ledger.refresh(listing, retries);
        } catch (IOException e) {
            listener.failed(UNREADABLE, e);
        }
    }

    /** See {@link MailboxState#refresh}. */
    boolean refresh(MessageIdentity message, RetrySchedule retries, boolean isSuspect) {
        try {
            ledger.refresh(message);
        } catch (IOException e) {
            listener.failed(UNREADABLE, e);
        }
        Decision decision = ledger.decide(message, retries);
        return decision == Decision.ROUTE || isSuspect && decision == Decision.VERIFY;
    }
}
