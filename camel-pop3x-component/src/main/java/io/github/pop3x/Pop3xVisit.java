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
import java.net.ProtocolException;
import java.util.List;

import io.github.pop3x.client.MessageStream;
import io.github.pop3x.client.PendingReply;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3ProtocolException;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.Pop3UnsupportedException;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.StatusLine;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.spool.SpooledMessage;
import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session on demand: list, and then either delete what is delivered and quit, or retrieve one message and leave. A
 * session that has retrieved never quits, so that no server takes for read what nobody has delivered yet.
 *
 * <p>For the thread that owns the session, and one use.
 */
final class Pop3xVisit {

    private static final Logger LOG = LoggerFactory.getLogger(Pop3xVisit.class);

    private final Pop3xEndpoint endpoint;
    private final Pop3xBooks books;
    private final ExceptionHandler exceptionHandler;
    private final Pop3Session session;
    private Pop3xListing listing;
    private Pop3xChoice choice;
    private Pop3xDelivery received;
    private boolean mayGoOn;

    Pop3xVisit(Pop3xEndpoint endpoint, Pop3xBooks books, ExceptionHandler exceptionHandler, Pop3Session session) {
        this.endpoint = endpoint;
        this.books = books;
        this.exceptionHandler = exceptionHandler;
        this.session = session;
    }

    /**
     * Deletes what is delivered, or else retrieves a message.
     *
     * @param deleteFirst whether to delete; if that fails it is reported, and keeps no message back
     * @throws IOException if the session broke; what was taken is given back
     */
    void receive(RetrySchedule retries, boolean deleteFirst) throws IOException {
        list(retries);
        if (leavesDeletes() && deleteFirst && mayReturn()) {
            tryToCommit();
            mayGoOn = true;
            return;
        }
        for (Pop3xListing.Entry entry : books.selection().among(session, listing, choice)) {
            if (books.claims().take(entry.identity(), retries, choice.isSuspect(entry))) {
                retrieve(entry);
                return;
            }
        }
    }

    /**
     * Deletes what is delivered, and retrieves nothing.
     *
     * @return false if the server refused to mark some of it
     * @throws IOException if the session broke, or the server refused QUIT
     */
    boolean delete(RetrySchedule retries) throws IOException {
        list(retries);
        return commit();
    }

    /** Tells whether there was something to delete. */
    boolean leavesDeletes() {
        return !choice.toDelete().isEmpty();
    }

    /** The message that was retrieved, or null. */
    Pop3xDelivery received() {
        return received;
    }

    /** Tells whether another session may retrieve a message where this one did not. */
    boolean mayGoOn() {
        return mayGoOn;
    }

    private void list(RetrySchedule retries) throws IOException {
        listing = Pop3xListing.of(session, books.ledger());
        if (listing.isWithoutIdentity()) {
            throw new Pop3UnsupportedException(
                    session.server().toString(),
                    "the server has neither UIDL nor TOP, so that a message cannot be found again to be deleted when"
                            + " its exchange is done",
                    "Use from(…) with delete=true");
        }
        books.observe(session, listing, endpoint.getConfiguration().getStartFrom(), exceptionHandler);
        choice = new Pop3xChoice(session, books.ledger(), books.seen());
        choice.among(listing, retries);
    }

    private void tryToCommit() {
        try {
            commit();
        } catch (IOException e) {
            exceptionHandler.handleException(
                    "Cannot delete what was delivered; that is tried again in a later session", e);
        }
    }

    private boolean commit() throws IOException {
        List<Pop3xListing.Entry> entries = choice.toDelete();
        return new Pop3xCommit(session, books.ledger(), endpoint.logbook(), exceptionHandler).delete(entries);
    }

    /** Where the server asks for time between logins (RFC 2449 §6.5), deletes wait for a session of their own. */
    private boolean mayReturn() throws IOException {
        return session.capabilities()
                .loginDelay()
                .filter(delay -> !delay.isZero())
                .isEmpty();
    }

    private void retrieve(Pop3xListing.Entry entry) throws IOException {
        // Whoever makes trouble for the second time ends the search; the others come before it.
        boolean mayLookFurther = !choice.isTroubled(entry) && mayReturn();
        Pop3xFetching fetching = new Pop3xFetching(endpoint.getConfiguration());
        PendingReply<MessageStream> answer = fetching.request(entry, session.pipeline());
        // Only the answer after it proves that a message was whole: see Pop3xRetrieval.
        PendingReply<StatusLine> proof =
                session.pipeline().isLockStep() ? null : session.pipeline().add(Commands.anyStat());
        MessageStream octets;
        try {
            octets = answer.get();
        } catch (Pop3CommandException refused) {
            books.claims().retrievalFailed(entry.identity());
            exceptionHandler.handleException(
                    "Message " + entry.message().uid() + " was not retrieved; that is tried again at a later poll",
                    refused);
            mayGoOn = mayLookFurther;
            return;
        } catch (IOException | RuntimeException e) {
            books.claims().drop(entry.identity());
            throw e;
        }
        Pop3xArrival arrival = new Pop3xArrival(endpoint.spool(), exceptionHandler, books, choice, fetching);
        SpooledMessage spooled = arrival.receive(entry, octets);
        if (spooled == null) {
            mayGoOn = mayLookFurther && arrival.mayFit(entry);
            return;
        }
        Pop3xDelivery delivery = new Pop3xDelivery(
                entry.message(),
                entry.identity(),
                spooled,
                fetching.isWhole(entry),
                listing.maildrop(),
                books,
                new Pop3xTally(() -> {}));
        prove(delivery, proof == null ? session.pipeline().add(Commands.anyStat()) : proof);
        received = delivery;
    }

    /** Where an answer should begin and something else stands, the message did not end where it seemed to. */
    private void prove(Pop3xDelivery delivery, PendingReply<StatusLine> proof) throws IOException {
        try {
            proof.get();
        } catch (Pop3CommandException refused) {
            LOG.debug("A refusal proves a message, too", refused);
        } catch (Pop3ProtocolException broken) {
            if (broken.getCause() instanceof ProtocolException) {
                delivery.octets().release();
                books.claims().retrievalFailed(delivery.identity());
            } else {
                delivery.drop();
            }
            throw broken;
        } catch (IOException | RuntimeException e) {
            delivery.drop();
            throw e;
        }
    }
}
