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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.pop3x.client.MaildropListing;
import io.github.pop3x.client.MessageStream;
import io.github.pop3x.client.PendingReply;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.StatusLine;
import io.github.pop3x.ledger.Decision;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.MessageIdentity;
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
    private final List<Listed> retrieved = new ArrayList<>();
    private final List<Listed> leftToDelete = new ArrayList<>();
    private int handedOver;

    /** A message of the listing, and who it is in the ledger. */
    private record Listed(Pop3Message message, MessageIdentity identity) {}

    Pop3xPoll(Pop3xConsumer consumer, Pop3Session session, DeliveryLedger ledger, Pop3xHandover handover) {
        this.consumer = consumer;
        this.session = session;
        this.ledger = ledger;
        this.handover = handover;
    }

    /**
     * Runs the poll.
     *
     * @return how many messages were handed over to routes
     * @throws IOException if the session broke; verdicts already given stand, and deletes go into the next session
     */
    int run() throws IOException, InterruptedException {
        MaildropListing listing = session.messages();
        if (!listing.hasUids()) {
            throw new IOException(
                    "the server has no UIDL, and without unique ids it cannot be known which messages were delivered");
        }
        List<Listed> listed = identify(listing);
        ledger.observe(listed.stream().map(Listed::identity).toList());
        List<Listed> chosen = choose(listed);
        retrieve(chosen, maildrop(listing));
        handover.awaitIdle();
        deleteAndQuit();
        if (handedOver > 0) {
            LOG.info(
                    "{}: {} listed, {} routed", consumer.getEndpoint().getEndpointBaseUri(), listed.size(), handedOver);
        }
        return handedOver;
    }

    private static List<Listed> identify(MaildropListing listing) {
        Map<MessageIdentity, Integer> seen = new HashMap<>();
        List<Listed> listed = new ArrayList<>(listing.size());
        for (Pop3Message message : listing) {
            MessageIdentity first = new MessageIdentity(message.uid(), message.size(), 0);
            int occurrence = seen.merge(first, 1, Integer::sum) - 1;
            listed.add(new Listed(message, new MessageIdentity(message.uid(), message.size(), occurrence)));
        }
        return listed;
    }

    private List<Listed> choose(List<Listed> listed) {
        List<Listed> chosen = new ArrayList<>();
        int limit = consumer.getMaxMessagesPerPoll();
        for (Listed entry : listed) {
            Decision decision = ledger.decide(entry.identity());
            if (decision == Decision.DELETE) {
                leftToDelete.add(entry);
            } else if (decision == Decision.ROUTE && (limit <= 0 || chosen.size() < limit)) {
                chosen.add(entry);
            }
        }
        return chosen;
    }

    private static Pop3xDelivery.Maildrop maildrop(MaildropListing listing) {
        long octets = 0;
        for (Pop3Message message : listing) {
            octets += message.size();
        }
        return new Pop3xDelivery.Maildrop(listing.size(), octets);
    }

    private void retrieve(List<Listed> chosen, Pop3xDelivery.Maildrop maildrop)
            throws IOException, InterruptedException {
        Pop3xDelivery unproven = null;
        int left = chosen.size();
        try {
            for (Listed next : chosen) {
                handover.awaitRoom(next.message().size());
                if (!consumer.isBatchAllowed()) {
                    break;
                }
                left--;
                if (!ledger.take(next.identity())) {
                    continue;
                }
                MessageStream octets = request(next);
                if (octets == null) {
                    continue;
                }
                if (unproven != null) {
                    handOver(unproven, left + 2);
                    unproven = null;
                }
                unproven = spool(next, octets, maildrop);
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
    private MessageStream request(Listed next) throws IOException {
        try {
            return session.retrieve(next.message());
        } catch (Pop3CommandException refused) {
            ledger.drop(next.identity());
            // A stray -ERR looks the same, and then the late answer would be taken for the next message's. It is no
            // answer to STAT, which takes two numbers: the session ends before a message passes for another one.
            session.stat();
            consumer.getExceptionHandler()
                    .handleException("Message " + next.message().uid() + " was not retrieved", refused);
            return null;
        } catch (IOException | RuntimeException e) {
            ledger.drop(next.identity());
            throw e;
        }
    }

    private Pop3xDelivery spool(Listed next, MessageStream octets, Pop3xDelivery.Maildrop maildrop) throws IOException {
        try {
            SpooledMessage spooled = consumer.getEndpoint().spool().spool(octets);
            retrieved.add(next);
            return new Pop3xDelivery(next.message(), next.identity(), spooled, maildrop);
        } catch (IOException | RuntimeException e) {
            ledger.drop(next.identity());
            throw e;
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

    /**
     * The commit. Only what the ledger says is delivered, and meant to go, is marked; marks and QUIT leave in one flight
     * where the server takes that, and each answer is believed. A mark is recorded before it leaves: whatever breaks
     * from then on, it is not known whether the message is still there, and the next listing tells.
     */
    private void deleteAndQuit() throws IOException {
        List<Mark> marks = new ArrayList<>();
        for (Listed entry : leftToDelete) {
            marks.add(mark(entry));
        }
        for (Listed entry : retrieved) {
            if (ledger.wantsDelete(entry.identity())) {
                marks.add(mark(entry));
            }
        }
        StatusLine answer = session.quit();
        for (Mark mark : marks) {
            settle(mark, answer);
        }
        if (!answer.isOk()) {
            throw new IOException("the server refused QUIT, and may not have removed " + marks.size()
                    + " delivered messages: " + answer.quoted() + ". They are deleted, not routed, at the next poll");
        }
    }

    /** A message and the answer to its DELE. */
    private record Mark(Listed entry, PendingReply<StatusLine> answer) {}

    private Mark mark(Listed entry) throws IOException {
        ledger.deleteSent(entry.identity());
        return new Mark(
                entry, session.pipeline().add(Commands.dele(entry.message().number())));
    }

    private void settle(Mark mark, StatusLine quit) throws IOException {
        try {
            mark.answer().get();
        } catch (Pop3CommandException refused) {
            ledger.deleteRefused(mark.entry().identity());
            consumer.getExceptionHandler()
                    .handleException(
                            "Message " + mark.entry().message().uid() + " is delivered but not deleted; deleting is"
                                    + " tried again at the next poll",
                            refused);
            return;
        }
        if (quit.isOk()) {
            ledger.confirmed(mark.entry().identity());
        } else {
            ledger.deleteRefused(mark.entry().identity());
        }
    }
}
