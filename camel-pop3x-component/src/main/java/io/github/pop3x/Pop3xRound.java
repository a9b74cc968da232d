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

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.ledger.Decision;
import io.github.pop3x.ledger.EntryState;

/**
 * One session of a poll: list, choose, retrieve and hand over, wait a little for the routes, delete, quit. Whatever
 * breaks before the end leaves the mailbox as it was.
 *
 * <p>For the thread that owns the session, and one use.
 */
final class Pop3xRound {

    private final Pop3xConsumer consumer;
    private final Pop3Session session;
    private final Pop3xBatch batch;
    private final Pop3xShare share;
    private final List<ListedMessage> retrieved = new ArrayList<>();
    private final long begun = System.nanoTime();
    private Pop3xBooks books;
    private Pop3xListing listing;
    private Pop3xChoice choice;
    private Pop3xTally tally;
    private boolean hasWaited;

    /** What the poll is to do after a session. */
    enum Next {
        /** Nothing. */
        END,
        /** Hold another, for what is left of the batch. */
        ANOTHER,
        /** Hold another that only deletes: this one could not, without hiding what is not delivered. */
        DELETE
    }

    Pop3xRound(Pop3xConsumer consumer, Pop3Session session, Pop3xBatch batch, Pop3xShare share) {
        this.consumer = consumer;
        this.session = session;
        this.batch = batch;
        this.share = share;
    }

    /**
     * Holds the session.
     *
     * @throws IOException if it broke; verdicts already given stand, and deletes go into the next session
     */
    Next run(Pop3xHandover handover) throws IOException, InterruptedException {
        tally = new Pop3xTally(handover::settled);
        listing = Pop3xListing.of(session, consumer.books().ledger());
        share.listed();
        consumer.logbook().listed(listing);
        books = consumer.booksFor(listing);
        books.observe(
                session,
                listing,
                consumer.getEndpoint().getConfiguration().getStartFrom(),
                consumer.getExceptionHandler());
        choice = new Pop3xChoice(session, books.ledger(), books.seen());
        choice.among(listing, consumer.retries());
        batch.join(batch.isFixed() ? choice.toRoute() : books.selection().among(session, listing, choice));
        boolean room;
        do {
            share.begins();
            room = new Pop3xRetrieval(consumer, session, books, handover, choice, batch, this).run();
            hasWaited = room && !tally.awaitNone(patience());
        } while (room && mayGoOn() && isYoung() && toDelete().isEmpty());
        Next next = room && mayGoOn() && mayReturn() ? Next.ANOTHER : Next.END;
        return end() ? next : Next.DELETE;
    }

    /**
     * How long slow routes are waited for: once, and then no more in this session. Where nobody could say later which
     * message was theirs, they are waited for as long as the session may last.
     */
    Duration patience() {
        if (listing.isWithoutIdentity()) {
            return Duration.ofMillis(consumer.getEndpoint().getConfiguration().getSessionTimeout() / 2);
        }
        return hasWaited ? Duration.ZERO : consumer.sessionIdleTimeout();
    }

    /**
     * Tells whether the session may ask for another message before the next commit point.
     *
     * @param troubled whether the message has made trouble before: what is delivered is deleted before it is tried again
     */
    boolean mayRetrieve(boolean troubled) {
        return !share.isDone() && (!troubled || share.isEmpty()) && isYoung() && consumer.mayRetrieve();
    }

    /**
     * A session that goes on for too long is cut off in the middle; it ends in time to delete. One message it retrieves
     * in any case, or a listing that takes long would leave the next session where this one is.
     */
    private boolean isYoung() {
        long limit = consumer.getEndpoint().getConfiguration().getSessionTimeout();
        return retrieved.isEmpty() || (System.nanoTime() - begun) / 1_000_000 < limit / 2;
    }

    private boolean mayGoOn() {
        return batch.hasNext(0) && consumer.mayRetrieve();
    }

    /** Where the server asks for time between logins (RFC 2449 §6.5), what is left waits for the next poll. */
    private boolean mayReturn() throws IOException {
        return !listing.isWithoutIdentity()
                && session.capabilities()
                        .loginDelay()
                        .filter(delay -> !delay.isZero())
                        .isEmpty();
    }

    /** Takes note of a request for a message. */
    void retrieves(ListedMessage entry) {
        retrieved.add(entry);
        share.add();
    }

    Pop3xListing listing() {
        return listing;
    }

    Pop3xTally tally() {
        return tally;
    }

    /** Only what the ledger says is delivered, and meant to go. */
    private List<ListedMessage> toDelete() {
        List<ListedMessage> entries = new ArrayList<>(choice.toDelete());
        retrieved.stream()
                .filter(entry -> books.ledger().wantsDelete(entry.identity()))
                .forEach(entries::add);
        choice.underWay().stream().filter(this::isToDeleteByNow).forEach(entries::add);
        return entries;
    }

    private boolean isToDeleteByNow(ListedMessage entry) {
        return books.ledger().decide(entry.identity(), consumer.retries()) == Decision.DELETE;
    }

    /** Deletes and quits; or just ends, and tells so, where a QUIT would hide what is not delivered. */
    private boolean end() throws IOException {
        consumer.lateDeletes().committing();
        List<ListedMessage> entries = toDelete();
        if (isHiding() && retrieved.stream().anyMatch(this::isUndelivered)) {
            session.close();
            consumer.lateDeletes().wanted(!entries.isEmpty());
            return entries.isEmpty();
        }
        boolean deleted = false;
        try {
            reset();
            deleted = new Pop3xCommit(session, books.ledger(), consumer.logbook(), consumer.getExceptionHandler())
                    .delete(entries);
        } finally {
            if (!deleted) {
                consumer.lateDeletes().wanted(!entries.isEmpty());
            }
        }
        return true;
    }

    /** Before any mark is set, since it takes marks back, too. */
    private void reset() throws IOException {
        if (!consumer.getEndpoint().getConfiguration().isRsetBeforeQuit() || retrieved.isEmpty()) {
            return;
        }
        try {
            session.reset();
        } catch (Pop3CommandException refused) {
            consumer.getExceptionHandler()
                    .handleException(
                            "The server may take for read what was retrieved: it refused RSET. Leave rsetBeforeQuit out",
                            refused);
        }
    }

    private boolean isHiding() {
        return consumer.getEndpoint().getConfiguration().getQuitPolicy().isHiding(session.greeting());
    }

    private boolean isUndelivered(ListedMessage entry) {
        EntryState state = books.ledger().state(entry.identity()).orElse(EntryState.TAKEN);
        return state == EntryState.TAKEN || state == EntryState.IN_FLIGHT || state == EntryState.FAILED;
    }
}
