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
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

import io.github.pop3x.client.MessageStream;
import io.github.pop3x.client.PendingReply;
import io.github.pop3x.client.Pop3CancelledException;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3ProtocolException;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.Pop3TimeoutException;
import io.github.pop3x.ledger.Decision;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.mailbox.MaildropSummary;
import io.github.pop3x.mime.HeaderFields;
import io.github.pop3x.selection.MailboxState;
import io.github.pop3x.selection.Triage;
import io.github.pop3x.spool.Spool;
import io.github.pop3x.spool.SpoolException;
import io.github.pop3x.spool.SpooledMessage;

/**
 * Retrieves taken messages from the socket into the spool, and records each failure against the message that has it.
 * Whether a received message is complete, its {@link CompletenessCheck} tells.
 *
 * <p>For the thread that owns the session.
 */
public final class MessageReceiver {

    private final Spool spool;
    private final RetrOrTop fetching;
    private final MailboxState records;
    private final Triage triage;
    private final MailboxListener listener;
    private boolean diskIsFull;

    /**
     * @param triage tells which messages have to be recognized, and which have failed before
     * @param listener gets a report of each message that is not retrieved
     */
    public MessageReceiver(
            Spool spool, RetrOrTop fetching, MailboxState records, Triage triage, MailboxListener listener) {
        this.spool = spool;
        this.fetching = fetching;
        this.records = records;
        this.triage = triage;
        this.listener = listener;
    }

    /** Tells whether a message is worth asking for: once the disk is full, only one that stays in memory is. */
    public boolean mayFit(ListedMessage message) {
        return !diskIsFull || spool.keepsInMemory(announced(message));
    }

    /** Tells whether the server did not give a message before, or broke a session in its answer. */
    boolean isTroubled(ListedMessage message) {
        return triage.isTroubled(message);
    }

    /** How many octets are to be expected. */
    long announced(ListedMessage message) {
        return fetching.announced(message.message());
    }

    /** Tells whether a message is retrieved whole. */
    boolean isWhole(ListedMessage message) {
        return fetching.isWhole(message.message());
    }

    /** Asks for a message. */
    PendingReply<MessageStream> request(ListedMessage message, Pop3Session session) {
        return fetching.request(message.message(), session);
    }

    /**
     * Waits for the answer to begin. A session that breaks here breaks again in the next one if this message makes it, so
     * that is booked against the message.
     *
     * @param follows whether the octets of another message come right before the answer: if they are cut short, what
     *     follows is no answer, and that is the other one's trouble
     * @return the octets to {@linkplain #receive receive}, or empty if the server refused: the message was given back
     * @throws IOException if the session broke; the message was given back
     */
    Optional<MessageStream> begin(ListedMessage message, PendingReply<MessageStream> answer, boolean follows)
            throws IOException {
        try {
            return Optional.of(answer.get());
        } catch (Pop3CommandException refused) {
            records.retrievalFailed(message.identity());
            listener.failed("Message " + message.uid() + " was not retrieved; a later poll retries", refused);
            return Optional.empty();
        } catch (IOException broken) {
            boolean isOfOther = follows
                    && broken instanceof Pop3ProtocolException wrong
                    && CompletenessCheck.showsCutMessage(wrong);
            if (Pop3TimeoutException.isOfSession(broken) || isOfOther || broken instanceof Pop3CancelledException) {
                records.drop(message.identity());
            } else {
                records.retrievalFailed(message.identity());
            }
            throw broken;
        } catch (RuntimeException | Error e) {
            records.drop(message.identity());
            throw e;
        }
    }

    /**
     * Spools a message.
     *
     * @param maildrop the listing that it was chosen from
     * @return empty if it is not to be routed now: it was given back, and reported where that needs an operator
     * @throws IOException if the session broke; the message was given back
     */
    Optional<RetrievedMessage> receive(ListedMessage message, MessageStream octets, MaildropSummary maildrop)
            throws IOException {
        SpooledMessage spooled = spool(message, octets);
        if (spooled == null) {
            return Optional.empty();
        }
        Optional<RetrievedMessage> kept = Optional.empty();
        try {
            requireItsOwn(message, spooled);
            boolean isNews = !triage.isSuspect(message) || !isKnown(message, spooled);
            if (isNews && isWanted(message, spooled)) {
                kept = Optional.of(new RetrievedMessage(
                        message.message(), spooled, fetching.isWhole(message.message()), maildrop));
            }
        } finally {
            if (kept.isEmpty()) {
                try {
                    records.drop(message.identity());
                } finally {
                    spooled.release();
                }
            }
        }
        return kept;
    }

    /** @return null if there is no room for it: the message was given back, and that was reported */
    private SpooledMessage spool(ListedMessage message, MessageStream octets) throws IOException {
        try {
            return fetching.receive(message.message(), octets, spool);
        } catch (SpoolException full) {
            records.drop(message.identity());
            diskIsFull = true;
            listener.failed("Message " + message.uid() + " stays on the server", full);
            octets.transferTo(OutputStream.nullOutputStream());
            return null;
        } catch (RuntimeException | Error e) {
            // The spool may find no memory, or no thread to lock its directory.
            records.drop(message.identity());
            throw e;
        } catch (IOException broken) {
            // One that does not fit into a session's time must not be the first of the next session, too. A break of
            // this
            // side's own is not the message's doing.
            if (broken instanceof Pop3CancelledException
                    || octets.octets() == 0 && Pop3TimeoutException.isOfSession(broken)) {
                records.drop(message.identity());
            } else {
                records.retrievalFailed(message.identity());
            }
            throw broken;
        }
    }

    /**
     * No mail begins with a status line, and none that is listed with octets is empty. One that does or is all the same is
     * believed when it comes alone, in another session.
     */
    private void requireItsOwn(ListedMessage message, SpooledMessage spooled) throws IOException {
        if (triage.isTroubled(message)) {
            return;
        }
        if (CompletenessCheck.isEmptyThoughListed(message.message(), spooled)) {
            records.retrievalFailed(message.identity());
            throw new OutOfStepException("message " + message.uid() + " is listed with "
                    + message.message().size()
                    + " octets, and none came. The session is closed; the message is retrieved in a later session");
        }
        if (CompletenessCheck.beginsLikeAnAnswer(spooled)) {
            records.retrievalFailed(message.identity());
            throw new OutOfStepException("message " + message.uid()
                    + " begins with a status line: the server's answers are out of step. The session is closed;"
                    + " the message is retrieved in a later session");
        }
    }

    private boolean isWanted(ListedMessage message, SpooledMessage spooled) throws IOException {
        if (!records.isUnread(message)) {
            return true;
        }
        try (InputStream octets = spooled.open()) {
            return records.admits(message, HeaderFields.read(octets));
        }
    }

    private boolean isKnown(ListedMessage suspect, SpooledMessage spooled) throws IOException {
        try (InputStream octets = spooled.open()) {
            return records.recognize(suspect.identity(), Fingerprint.of(HeaderFields.read(octets)::firstForDigest))
                    .filter(decision -> decision != Decision.ROUTE)
                    .isPresent();
        }
    }
}
