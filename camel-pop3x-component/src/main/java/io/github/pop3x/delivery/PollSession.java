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
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.Pop3UnsupportedException;
import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.Listing;
import io.github.pop3x.retrieval.MessageReceiver;
import io.github.pop3x.retrieval.PipelinedRetrieval;
import io.github.pop3x.retrieval.PollBatch;
import io.github.pop3x.retrieval.Recipient;
import io.github.pop3x.retrieval.RetrievedMessage;
import io.github.pop3x.retrieval.Room;
import io.github.pop3x.selection.MailboxState;
import io.github.pop3x.selection.Triage;
import io.github.pop3x.session.LoginDelay;
import io.github.pop3x.session.QuitRule;
import io.github.pop3x.session.StoppableSessions;

/**
 * One session of a poll: list, choose, retrieve and queue, wait a little for the routes, delete, quit. Whatever breaks
 * before the end leaves the mailbox as it was.
 *
 * <p>For the thread that owns the session, and one use.
 */
final class PollSession {

    private final PollContext context;
    private final Pop3Session session;
    private final StoppableSessions.Held held;
    private final PollBatch batch;
    private final CommitInterval share;
    private final SessionTime time;

    /** What the poll is to do after a session. */
    enum Next {
        /** Nothing. */
        END,
        /** Hold another, for what is left of the batch. */
        ANOTHER,
        /** Hold another that only deletes: this one could not, without hiding what is not delivered. */
        DELETE
    }

    PollSession(
            PollContext context,
            Pop3Session session,
            StoppableSessions.Held held,
            PollBatch batch,
            CommitInterval share,
            LongSupplier nanoTime) {
        this.context = context;
        this.session = session;
        this.held = held;
        this.batch = batch;
        this.share = share;
        this.time = new SessionTime(context.settings().sessionTimeout(), nanoTime);
    }

    /** Holds the session. If it breaks, verdicts already given stand, and deletes go into the next session. */
    Next run() throws IOException, InterruptedException {
        Listing listing = context.records().list(session, time::isInFirstQuarter);
        share.listed();
        context.listener().listed(listing);
        context.troubledDeletes().retain(listing);
        MailboxState records = recordsFor(listing);
        records.refresh(listing, context.settings().retries());
        if (!records.observe(session, listing, time::isInFirstHalf)) {
            return Next.END;
        }
        Triage triage = records.sort(session, listing, context.settings().retries(), time::isInFirstHalf);
        BatchChoice choice = new BatchChoice(session, batch, listing, records, triage, time::isInFirstHalf);
        choice.begin();
        return new Listed(listing, records, triage, choice).run();
    }

    /**
     * The records in which the outcome of a listing's messages goes.
     *
     * @throws IOException if messages have no identity and are not to be deleted: each poll would route them again
     */
    private MailboxState recordsFor(Listing listing) throws IOException {
        if (!listing.isWithoutIdentity()) {
            return context.records();
        }
        if (!context.settings().deletes()) {
            throw new Pop3UnsupportedException(
                    context.mailbox().name(),
                    "the server has neither UIDL nor TOP, so that no message can be recognized in a later session",
                    "Set delete=true: each message is then deleted in the session that retrieves it");
        }
        return context.records().forOneSession();
    }

    /** The session from its listing on: the recipient of its messages. */
    private final class Listed implements Recipient {
        private final Listing listing;
        private final MailboxState records;
        private final Triage triage;
        private final BatchChoice choice;
        private final PendingVerdicts pending;
        private final MessageReceiver receiver;
        private final List<ListedMessage> retrieved = new ArrayList<>();
        private boolean hasWaited;
        private boolean leavesDeletes;

        Listed(Listing listing, MailboxState records, Triage triage, BatchChoice choice) {
            this.listing = listing;
            this.records = records;
            this.triage = triage;
            this.choice = choice;
            this.pending = new PendingVerdicts(context.queue(), context.lateDeletes(), !listing.isWithoutIdentity());
            this.receiver = new MessageReceiver(
                    context.spool(), context.settings().fetching(), records, triage, context.listener());
        }

        Next run() throws IOException, InterruptedException {
            boolean room = retrieve();
            if ((!room || !batch.hasNext(0)) && choice.verify() && room) {
                room = retrieve();
            }
            Next next = room && mayGoOn() && mayReturn() ? Next.ANOTHER : Next.END;
            if (!end()) {
                return Next.DELETE;
            }
            return next == Next.END && leavesDeletes ? Next.DELETE : next;
        }

        /** @return false if routes are so slow that there was no room for another message */
        private boolean retrieve() throws IOException, InterruptedException {
            boolean room;
            do {
                share.begins();
                room = new PipelinedRetrieval(
                                session,
                                listing,
                                triage,
                                batch,
                                records,
                                context.settings().retries(),
                                receiver,
                                this)
                        .run();
                hasWaited = room && !held.await(() -> pending.awaitNone(patience()));
            } while (room && mayGoOn() && isYoung() && toDelete().isEmpty());
            return room;
        }

        /**
         * How long slow routes are waited for: once, and then no more in this session. Where no later session could
         * identify their messages, they are waited for as long as the session may last.
         */
        private Duration patience() {
            if (listing.isWithoutIdentity()) {
                return context.settings().sessionTimeout().dividedBy(2);
            }
            return hasWaited
                    ? Duration.ZERO
                    : context.settings().sessionIdleTimeout().get();
        }

        /** What is delivered is deleted before a message is tried again that has failed. */
        @Override
        public boolean mayRequest(boolean troubled) {
            return !share.isDone()
                    && (!troubled || share.isEmpty())
                    && isYoung()
                    && context.queue().mayRetrieve();
        }

        @Override
        public Room room() {
            return context.queue();
        }

        @Override
        public boolean awaitRoom(long octets) throws InterruptedException {
            return held.await(() -> context.queue().awaitRoom(octets, patience()));
        }

        @Override
        public void requested(ListedMessage message) {
            retrieved.add(message);
            share.add();
        }

        @Override
        public void accept(ListedMessage message, RetrievedMessage octets, PollBatch.Place place) {
            Delivery delivery = new Delivery(message, octets, place, records, pending);
            long length = octets.octets().length();
            held.mayDelete(true);
            pending.add();
            context.queue().accept(delivery);
            context.listener().retrieved(length);
        }

        /**
         * A session that goes on for too long is cut off in the middle; it ends in time to delete. One message it
         * retrieves in any case, or a listing that takes long would leave the next session where this one is.
         */
        private boolean isYoung() {
            return retrieved.isEmpty() || time.isInFirstHalf();
        }

        private boolean mayGoOn() {
            return batch.hasNext(0) && context.queue().mayRetrieve();
        }

        /** Where the server asks for time between logins, what is left waits for the next poll. */
        private boolean mayReturn() throws IOException {
            return !listing.isWithoutIdentity() && LoginDelay.allowsAnotherLogin(session);
        }

        /** What this session is to delete: only what the ledger says is delivered, and meant to go. */
        private TroubledDeletes.Plan toDelete() {
            List<ListedMessage> messages = new ArrayList<>(triage.toDelete());
            retrieved.stream()
                    .filter(message -> records.wantsDelete(message.identity()))
                    .forEach(messages::add);
            triage.underWay().stream()
                    .filter(message -> records.isToDelete(
                            message.identity(), context.settings().retries()))
                    .forEach(messages::add);
            return context.troubledDeletes().plan(messages);
        }

        /**
         * Deletes and quits, unless a QUIT would hide what is not delivered.
         *
         * @return false if what is delivered is still to be deleted, in another session
         */
        private boolean end() throws IOException {
            held.ends();
            context.lateDeletes().committing();
            TroubledDeletes.Plan plan = null;
            boolean deleted = false;
            try {
                plan = toDelete();
                held.mayDelete(!plan.isEmpty());
                boolean undelivered = retrieved.stream().anyMatch(this::isUndelivered);
                QuitRule rule = context.settings().quitRule();
                if (!rule.mayQuit(session, !retrieved.isEmpty(), undelivered, this::resetRefused)) {
                    return plan.isEmpty();
                }
                leavesDeletes = plan.leavesMore() && mayReturn();
                deleted = new DeleteCommit(
                                session,
                                records.ledger(),
                                context.troubledDeletes(),
                                context.settings().retries(),
                                context.listener())
                        .delete(plan);
                return true;
            } finally {
                if (!deleted) {
                    context.lateDeletes().wanted(plan == null || !plan.isEmpty());
                }
            }
        }

        private void resetRefused(Exception refused) {
            context.listener()
                    .failed(
                            "The server may mark retrieved messages as read, since it refused RSET. Remove rsetBeforeQuit",
                            refused);
        }

        private boolean isUndelivered(ListedMessage message) {
            EntryState state = records.state(message.identity()).orElse(EntryState.TAKEN);
            return state == EntryState.TAKEN || state == EntryState.IN_FLIGHT || state == EntryState.FAILED;
        }
    }
}
