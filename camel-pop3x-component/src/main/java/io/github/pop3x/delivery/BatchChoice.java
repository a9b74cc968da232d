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
package io.github.pop3x.delivery;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.Listing;
import io.github.pop3x.retrieval.PollBatch;
import io.github.pop3x.selection.MailboxState;
import io.github.pop3x.selection.Triage;

/**
 * Chooses the messages of a session's batch. What is new is routed before what is known is verified: that may take longer
 * than a session lasts, and goes on in later ones.
 *
 * <p>For the thread that owns the session, and one use.
 *
 * @param mayGoOn whether there is time to look at another header
 */
record BatchChoice(
        Pop3Session session,
        PollBatch batch,
        Listing listing,
        MailboxState records,
        Triage triage,
        BooleanSupplier mayGoOn) {

    /**
     * Chooses what is retrieved first. What is known is verified before that if nothing is new, and in the later sessions of
     * a poll.
     *
     * @throws IOException if the session breaks
     */
    void begin() throws IOException {
        if (batch.isFixed()) {
            triage.verify(mayGoOn);
            batch.join(triage.toRoute());
            return;
        }
        List<ListedMessage> chosen = select();
        if (chosen.isEmpty() && triage.hasDoubtful()) {
            triage.verify(mayGoOn);
            chosen = select();
        }
        batch.join(chosen);
    }

    /**
     * Verifies what is known, once what is new is retrieved.
     *
     * @return whether messages have joined the batch, since they were not recognized
     * @throws IOException if the session breaks
     */
    boolean verify() throws IOException {
        if (!triage.hasDoubtful() || triage.verify(mayGoOn).isEmpty()) {
            return false;
        }
        List<ListedMessage> suspects =
                select().stream().filter(triage::isSuspect).toList();
        batch.add(suspects);
        return !suspects.isEmpty();
    }

    private List<ListedMessage> select() throws IOException {
        return records.select(session, listing, triage, mayGoOn);
    }
}
