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
package io.github.pop3x.retrieval;

import java.io.IOException;
import java.util.Optional;

import io.github.pop3x.client.MessageStream;
import io.github.pop3x.client.PendingReply;
import io.github.pop3x.client.Pop3ProtocolException;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.Listing;
import io.github.pop3x.selection.MailboxState;

/** Retrieves one taken message alone, and checks that it is complete. For the thread that owns the session, and one use. */
public final class SingleRetrieval {

    private final Pop3Session session;
    private final Listing listing;
    private final MailboxState records;
    private final MessageReceiver receiver;

    /** @param listing of this session */
    public SingleRetrieval(Pop3Session session, Listing listing, MailboxState records, MessageReceiver receiver) {
        this.session = session;
        this.listing = listing;
        this.records = records;
        this.receiver = receiver;
    }

    /**
     * Retrieves the message.
     *
     * @return the message with one reference to its octets, or empty if it is not to be routed now: it was given back
     * @throws IOException if the session broke; the message was given back
     */
    public Optional<RetrievedMessage> retrieve(ListedMessage message) throws IOException {
        PendingReply<MessageStream> answer;
        CompletenessCheck early;
        try {
            if (!receiver.isWhole(message)) {
                TopProbe.run(session, message.message());
            }
            answer = receiver.request(message, session);
            boolean isAlone = session.pipeline().isLockStep() || receiver.isTroubled(message);
            early = isAlone ? null : CompletenessCheck.request(session);
        } catch (IOException | RuntimeException | Error e) {
            records.drop(message.identity());
            throw e;
        }
        Optional<MessageStream> octets = receiver.begin(message, answer, false);
        if (octets.isEmpty()) {
            return Optional.empty();
        }
        Optional<RetrievedMessage> retrieved = receive(message, octets.get());
        if (retrieved.isPresent()) {
            check(message, retrieved.get(), early);
        }
        return retrieved;
    }

    private Optional<RetrievedMessage> receive(ListedMessage message, MessageStream octets) throws IOException {
        try {
            return receiver.receive(message, octets, listing.maildrop());
        } catch (OutOfStepException givenUp) {
            session.pipeline().outOfStep();
            throw givenUp;
        }
    }

    private void check(ListedMessage message, RetrievedMessage retrieved, CompletenessCheck early) throws IOException {
        try {
            CompletenessCheck check = early == null ? CompletenessCheck.request(session) : early;
            check.isInStep(listing.entries().size());
        } catch (IOException | RuntimeException | Error e) {
            try {
                if (e instanceof Pop3ProtocolException broken && CompletenessCheck.showsCutMessage(broken)) {
                    records.retrievalFailed(message.identity());
                } else {
                    records.drop(message.identity());
                }
            } finally {
                retrieved.octets().release();
            }
            throw e;
        }
    }
}
