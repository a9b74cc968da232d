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
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.pop3x.client.Pop3CancelledException;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.Pop3UnsupportedException;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.Listing;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.retrieval.MessageReceiver;
import io.github.pop3x.retrieval.PollBatch;
import io.github.pop3x.retrieval.RetrOrTop;
import io.github.pop3x.retrieval.SingleRetrieval;
import io.github.pop3x.selection.MailboxState;
import io.github.pop3x.selection.Triage;
import io.github.pop3x.session.LoginDelay;
import io.github.pop3x.session.StoppableSessions;
import io.github.pop3x.spool.Spool;

/**
 * One session on demand: list, and then either delete what is delivered and quit, or retrieve one message and leave. A
 * session that has retrieved never quits, so that no server takes an undelivered message for read.
 *
 * <p>For the thread that owns the session, and one use.
 */
final class OnDemandSession {

    private final Pop3Session session;
    private final SessionTime time;
    private final StoppableSessions.Held held;
    private final MailboxState records;
    private final RetrOrTop fetching;
    private final Spool spool;
    private final RetrySchedule retries;
    private final TroubledDeletes troubledDeletes;
    private final VerdictListener settlement;
    private final MailboxListener listener;
    private Listing listing;
    private Triage triage;
    private TroubledDeletes.Plan deletes;
    private Optional<Delivery> received = Optional.empty();
    private boolean mayGoOn;
    private boolean hasCommitted;

    /**
     * @param sessionTimeout how long the session may last; headers are looked at in the first half of it
     * @param retries when a message whose route failed is due again
     * @param troubledDeletes remembers which messages break sessions when they are deleted
     * @param settlement called when the message that is retrieved is settled
     */
    OnDemandSession(
            Pop3Session session,
            Duration sessionTimeout,
            StoppableSessions.Held held,
            MailboxState records,
            RetrOrTop fetching,
            Spool spool,
            RetrySchedule retries,
            TroubledDeletes troubledDeletes,
            VerdictListener settlement,
            MailboxListener listener) {
        this.session = session;
        this.time = new SessionTime(sessionTimeout, System::nanoTime);
        this.held = held;
        this.records = records;
        this.fetching = fetching;
        this.spool = spool;
        this.retries = retries;
        this.troubledDeletes = troubledDeletes;
        this.settlement = settlement;
        this.listener = listener;
    }

    /**
     * Deletes what is delivered, or else retrieves a message. What is new is retrieved before what is known is verified: that
     * may take longer than a session lasts, and goes on in later ones.
     *
     * @param deleteFirst whether to delete; a failure of that is reported, and holds back no message
     * @throws IOException if the session broke; what was taken is given back
     */
    void receive(boolean deleteFirst) throws IOException {
        boolean mayChoose = list();
        if (!mayChoose || hasDeleted(deleteFirst)) {
            return;
        }
        List<ListedMessage> chosen = records.select(session, listing, triage, time::isInFirstHalf);
        if (chosen.isEmpty() && triage.hasDoubtful()) {
            verify();
            if (hasDeleted(deleteFirst)) {
                return;
            }
            chosen = records.select(session, listing, triage, time::isInFirstHalf);
        }
        retrieveOneOf(chosen);
    }

    private boolean hasDeleted(boolean deleteFirst) throws IOException {
        if (!deleteFirst || !leavesDeletes() || !LoginDelay.allowsAnotherLogin(session)) {
            return false;
        }
        tryToCommit();
        mayGoOn = true;
        return true;
    }

    private void retrieveOneOf(List<ListedMessage> chosen) throws IOException {
        boolean mayLookFurther = !chosen.isEmpty() && LoginDelay.allowsAnotherLogin(session);
        MessageReceiver receiver = new MessageReceiver(spool, fetching, records, triage, listener);
        for (ListedMessage message : chosen) {
            boolean isSuspect = triage.isSuspect(message);
            if (records.refresh(message.identity(), retries, isSuspect)
                    && records.take(message.identity(), retries, isSuspect)) {
                retrieve(message, receiver, mayLookFurther && !triage.isTroubled(message));
                return;
            }
        }
    }

    /**
     * Deletes what is delivered, and retrieves nothing.
     *
     * @return false if another session may delete more now, or the server refused to mark some of it
     * @throws IOException if the session broke, or the server refused QUIT
     */
    boolean delete() throws IOException {
        list();
        verify();
        return commit();
    }

    private void verify() throws IOException {
        triage.verify(time::isInFirstHalf);
        deletes = troubledDeletes.plan(triage.toDelete());
    }

    /** Tells whether there was something to delete in this session. */
    boolean leavesDeletes() {
        return !deletes.isEmpty();
    }

    /** Tells whether all that was to be deleted is deleted. */
    boolean isSettled() {
        return deletes.isEmpty() || hasCommitted;
    }

    /** The message that was retrieved, if one was. */
    Optional<Delivery> received() {
        return received;
    }

    /** Tells whether another session may retrieve a message where this one did not. */
    boolean mayGoOn() {
        return mayGoOn;
    }

    /** @return false if nothing may be chosen yet: {@code startFrom=now} needs another session */
    private boolean list() throws IOException {
        listing = records.list(session, time::isInFirstQuarter);
        if (listing.isWithoutIdentity()) {
            throw new Pop3UnsupportedException(
                    session.server().toString(),
                    "the server has neither UIDL nor TOP, so that a message cannot be found again to be deleted when"
                            + " its exchange is done",
                    "Use from(…) with delete=true");
        }
        boolean mayChoose = records.observe(session, listing, time::isInFirstHalf);
        triage = records.sort(session, listing, retries, time::isInFirstHalf);
        troubledDeletes.retain(listing);
        deletes = troubledDeletes.plan(triage.toDelete());
        return mayChoose;
    }

    private void tryToCommit() throws Pop3CancelledException {
        try {
            hasCommitted = commit();
        } catch (Pop3CancelledException givenUp) {
            throw givenUp;
        } catch (IOException e) {
            listener.failed(LateDeletes.FAILED, e);
        }
    }

    private boolean commit() throws IOException {
        held.mayDelete(true);
        return new DeleteCommit(session, records.ledger(), troubledDeletes, retries, listener).delete(deletes);
    }

    /** A message that has failed before ends the search; the others come before it. */
    private void retrieve(ListedMessage message, MessageReceiver receiver, boolean mayLookFurther) throws IOException {
        received = new SingleRetrieval(session, listing, records, receiver)
                .retrieve(message)
                .map(octets -> new Delivery(message, octets, PollBatch.Place.ALONE, records, settlement));
        mayGoOn = received.isEmpty() && mayLookFurther && receiver.mayFit(message);
    }
}
