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
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.client.MaildropListing;
import io.github.pop3x.client.MessageStream;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.spool.SpoolException;
import io.github.pop3x.spool.SpooledMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One poll, in one session: list, choose, retrieve and hand over, wait for the routes, delete, quit.
 *
 * <p>A message is handed over when it is proven whole, that is, when the answer after it has begun well: a server that
 * does not stuff a lone dot ends a message early, and then what follows is no answer. Marks are set last, right before
 * QUIT, and the answers to both are believed; whatever breaks before leaves the mailbox as it was.
 *
 * <p>For one thread and one use.
 */
final class Pop3xPoll {

    private static final Logger LOG = LoggerFactory.getLogger(Pop3xPoll.class);

    private final Pop3xConsumer consumer;
    private final Pop3Session session;
    private final DeliveryLedger ledger;
    private final Pop3xHandover handover;
    private final Pop3xChoice choice;
    private final List<Pop3xListing.Entry> retrieved = new ArrayList<>();
    private int handedOver;

    Pop3xPoll(Pop3xConsumer consumer, Pop3Session session, DeliveryLedger ledger, Pop3xHandover handover) {
        this.consumer = consumer;
        this.session = session;
        this.ledger = ledger;
        this.handover = handover;
        this.choice = new Pop3xChoice(session, ledger);
    }

    /**
     * Runs the poll.
     *
     * @return how many messages were handed over to routes
     * @throws IOException if the session broke; verdicts already given stand, and deletes go into the next session
     */
    int run() throws IOException, InterruptedException {
        MaildropListing messages = session.messages();
        if (!messages.hasUids()) {
            throw new IOException(
                    "the server has no UIDL, and without unique ids it cannot be known which messages were delivered");
        }
        Pop3xListing listing = Pop3xListing.of(messages);
        ledger.observe(listing.identities());
        choice.among(listing, consumer.retries());
        retrieve(listing.maildrop());
        handover.awaitIdle();
        commit();
        if (handedOver > 0) {
            LOG.info(
                    "{}: {} listed, {} routed",
                    consumer.getEndpoint().getEndpointBaseUri(),
                    listing.entries().size(),
                    handedOver);
        }
        return handedOver;
    }

    private void retrieve(Pop3xDelivery.Maildrop maildrop) throws IOException, InterruptedException {
        int limit = consumer.getMaxMessagesPerPoll() > 0 ? consumer.getMaxMessagesPerPoll() : Integer.MAX_VALUE;
        int left = choice.toRoute().size();
        Pop3xDelivery unproven = null;
        try {
            for (Pop3xListing.Entry next : choice.toRoute()) {
                if (handedOver + (unproven == null ? 0 : 1) >= limit) {
                    break;
                }
                handover.awaitRoom(next.message().size());
                if (!consumer.isBatchAllowed()) {
                    break;
                }
                left--;
                MessageStream octets = ledger.take(next.identity()) ? request(next) : null;
                if (octets == null) {
                    continue;
                }
                if (unproven != null) {
                    handOver(unproven, Math.min(left + 2, limit - handedOver));
                    unproven = null;
                }
                unproven = deliver(next, octets, maildrop);
            }
            if (unproven != null) {
                prove();
                handOver(unproven, 1);
                unproven = null;
            }
        } finally {
            if (unproven != null) {
                ledger.drop(unproven.identity());
                unproven.octets().release();
            }
        }
    }

    /** Asks for a message; a refusal is told and passed over: one bad message must not keep the others back. */
    private MessageStream request(Pop3xListing.Entry next) throws IOException {
        try {
            return session.retrieve(next.message());
        } catch (Pop3CommandException refused) {
            ledger.retrievalFailed(next.identity());
            consumer.getExceptionHandler()
                    .handleException("Message " + next.message().uid() + " was not retrieved", refused);
            requireInStep();
            return null;
        } catch (IOException | RuntimeException e) {
            ledger.drop(next.identity());
            throw e;
        }
    }

    /**
     * Makes sure that a refusal was no stray line: then the real answer would still be to come, and pass for the next
     * message's. Only a session that is in step answers STAT with two numbers; RETR is answered with fewer, or with words.
     */
    private void requireInStep() throws IOException {
        if (session.stat().octets() < 0) {
            throw new IOException(
                    "after a refused message the server's answers may be out of step; the session is given"
                            + " up, and what is left waits for the next poll");
        }
    }

    /**
     * Spools a message.
     *
     * @return null if its header shows that it was delivered before: it is not routed again
     */
    private Pop3xDelivery deliver(Pop3xListing.Entry next, MessageStream octets, Pop3xDelivery.Maildrop maildrop)
            throws IOException {
        SpooledMessage spooled = spool(next, octets);
        retrieved.add(next);
        if (choice.isSuspect(next) && isKnown(next, spooled)) {
            ledger.drop(next.identity());
            spooled.release();
            return null;
        }
        return new Pop3xDelivery(next.message(), next.identity(), spooled, maildrop);
    }

    private SpooledMessage spool(Pop3xListing.Entry next, MessageStream octets) throws IOException {
        try {
            return consumer.getEndpoint().spool().spool(octets);
        } catch (SpoolException | RuntimeException e) {
            ledger.drop(next.identity());
            throw e;
        } catch (IOException broken) {
            // A break before the first octet is not the message's doing.
            if (octets.octets() > 0) {
                ledger.retrievalFailed(next.identity());
            } else {
                ledger.drop(next.identity());
            }
            throw broken;
        }
    }

    private boolean isKnown(Pop3xListing.Entry suspect, SpooledMessage spooled) throws IOException {
        try (InputStream octets = spooled.open()) {
            return ledger.recognize(suspect.identity(), MailFields.read(octets).fingerprint())
                    .isPresent();
        }
    }

    /** The last message is proven by an answer that is asked for on its behalf; what the answer says does not matter. */
    private void prove() throws IOException {
        try {
            session.stat();
        } catch (Pop3CommandException refused) {
            LOG.debug("A refusal is an answer too", refused);
        }
    }

    private void handOver(Pop3xDelivery delivery, int toCome) {
        handover.accept(delivery, new Pop3xDelivery.Place(handedOver, handedOver + toCome, toCome == 1));
        handedOver++;
    }

    /** Only what the ledger says is delivered, and meant to go, is marked. */
    private void commit() throws IOException {
        List<Pop3xListing.Entry> toDelete = new ArrayList<>(choice.toDelete());
        for (Pop3xListing.Entry entry : retrieved) {
            if (ledger.wantsDelete(entry.identity())) {
                toDelete.add(entry);
            }
        }
        new Pop3xCommit(session, ledger, consumer.getExceptionHandler()).delete(toDelete);
    }
}
