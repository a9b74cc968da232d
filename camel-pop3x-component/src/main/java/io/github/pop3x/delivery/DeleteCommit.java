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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.pop3x.client.Pop3CancelledException;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.Pop3TimeoutException;
import io.github.pop3x.client.command.SessionState;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.session.DeleAndQuit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a session that deletes delivered messages. A mark is recorded before it leaves: if anything breaks from then
 * on, it is not known whether the message is still there, and the next listing tells.
 *
 * <p>For the thread that owns the session, and one use.
 */
final class DeleteCommit {

    private static final Logger LOG = LoggerFactory.getLogger(DeleteCommit.class);

    private final Pop3Session session;
    private final DeliveryLedger ledger;
    private final TroubledDeletes troubled;
    private final RetrySchedule retries;
    private final MailboxListener listener;

    /**
     * @param troubled takes note of what breaks the session
     * @param retries when a message that broke a session is due again
     * @param listener gets a report of each delete, and of what the server or the ledger refuses
     */
    DeleteCommit(
            Pop3Session session,
            DeliveryLedger ledger,
            TroubledDeletes troubled,
            RetrySchedule retries,
            MailboxListener listener) {
        this.session = session;
        this.ledger = ledger;
        this.troubled = troubled;
        this.retries = retries;
        this.listener = listener;
    }

    /**
     * Deletes and quits; what another process has gone on with is left out. If a message breaks the session that has broken
     * one before, the session is over and nothing else is lost by that: it is logged, and not thrown.
     *
     * @return false if another session may delete more now, or the server refused to mark a message
     * @throws IOException if the session breaks, or the server refuses QUIT: what it did not remove is deleted, and not
     *     routed, at the next poll
     */
    boolean delete(TroubledDeletes.Plan wanted) throws IOException {
        record(() -> ledger.deleteSent(
                wanted.messages().stream().map(ListedMessage::identity).toList()));
        TroubledDeletes.Plan plan = wanted.only(message -> ledger.mayDelete(message.identity()));
        Set<MessageIdentity> inDoubt = new LinkedHashSet<>();
        plan.messages().forEach(message -> inDoubt.add(message.identity()));
        try {
            return markAndQuit(plan, inDoubt) && !plan.leavesMore();
        } catch (IOException broken) {
            if (!plan.isRetry() || session.state() == SessionState.CLOSED) {
                throw broken;
            }
            return !plan.leavesMore();
        } finally {
            inDoubt.forEach(listener::deleteUnconfirmed);
        }
    }

    private DeleAndQuit mark(TroubledDeletes.Plan plan, List<Pop3Message> messages) throws IOException {
        AtomicInteger answered = new AtomicInteger();
        boolean inOrder = plan.oneAtATime() || session.pipeline().isLockStep();
        try {
            return DeleAndQuit.each(session, messages, plan.oneAtATime(), answered::set);
        } catch (Pop3CancelledException givenUp) {
            throw givenUp;
        } catch (IOException broken) {
            boolean isTooOld = Pop3TimeoutException.isOfSession(broken);
            troubled.broke(plan, answered.get(), inOrder, isTooOld, retries)
                    .ifPresent(culprit -> report(culprit, broken));
            throw broken;
        }
    }

    private void report(TroubledDeletes.Culprit culprit, IOException broken) {
        String uid = culprit.message().uid();
        if (culprit.times() == 1) {
            listener.failed(
                    "The session broke when message " + uid
                            + " was to be deleted. The others are deleted first, and then it alone, less and less often",
                    broken);
        } else {
            LOG.info(
                    "{}: the session broke when message {} was to be deleted alone, failure {} ({}). Will retry"
                            + " after {} ms at the earliest",
                    session.server(),
                    uid,
                    culprit.times(),
                    broken.getMessage(),
                    culprit.pause().toMillis());
        }
    }

    private boolean markAndQuit(TroubledDeletes.Plan plan, Set<MessageIdentity> inDoubt) throws IOException {
        List<ListedMessage> messages = plan.messages();
        Map<Pop3Message, MessageIdentity> identities = new LinkedHashMap<>();
        messages.forEach(message -> identities.put(message.message(), message.identity()));
        DeleAndQuit deletes = mark(plan, List.copyOf(identities.keySet()));
        deletes.refused().forEach((message, refusal) -> {
            record(() -> ledger.deleteRefused(identities.get(message)));
            listener.failed(
                    "Message " + message.uid() + " is delivered but not deleted; the next poll retries", refusal);
        });
        List<MessageIdentity> agreed =
                deletes.agreed().stream().map(identities::get).toList();
        if (deletes.quit().isOk()) {
            troubled.committed(plan);
            record(() -> ledger.confirmed(agreed));
            agreed.forEach(listener::deleted);
            agreed.forEach(inDoubt::remove);
            return agreed.size() == messages.size();
        }
        for (MessageIdentity identity : agreed) {
            record(() -> ledger.deleteRefused(identity));
        }
        throw new IOException(session.server() + ": the server refused QUIT, and may not have removed " + agreed.size()
                + " delivered messages: " + deletes.quit().quoted()
                + ". They are deleted, not routed, at the next poll");
    }

    /** A ledger that cannot be written holds nothing back: the change is remembered, and what is delivered may go. */
    private void record(Change change) {
        try {
            change.record();
        } catch (IOException e) {
            listener.failed(
                    "Cannot record which messages were deleted; it is kept in memory until this process ends", e);
        }
    }

    @FunctionalInterface
    private interface Change {
        void record() throws IOException;
    }
}
