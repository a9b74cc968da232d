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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import io.github.pop3x.client.MessageStream;
import io.github.pop3x.client.PendingReply;
import io.github.pop3x.client.Pop3ProtocolException;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.Listing;
import io.github.pop3x.selection.MailboxState;
import io.github.pop3x.selection.Triage;

/**
 * Retrieves the messages of a batch in one session, many requests ahead of their answers, and hands each over when it is
 * known to be complete.
 *
 * <p>A request goes out only when there is room for its message, so that each answer that is due can be read at once,
 * however slow the routes are. A message is complete when the answer after it begins well: see {@link CompletenessCheck}.
 *
 * <p>After a refusal everything that is still to come is in doubt: the refusal may have been a stray line, and each
 * answer be taken for the next message's. A message that has the size of one behind it, and not its own, is in doubt, too:
 * an answer may be missing. What is in doubt is held until STAT, after it all, is answered with two numbers, which an
 * answer to RETR is not.
 *
 * <p>For the thread that owns the session, and one use.
 */
public final class PipelinedRetrieval {

    /** When so many octets of a message have arrived, and are spooled, more is asked for. */
    private static final long LARGE = 256 * 1024;

    private final Pop3Session session;
    private final Listing listing;
    private final Triage triage;
    private final PollBatch batch;
    private final MailboxState records;
    private final RetrySchedule retries;
    private final MessageReceiver receiver;
    private final Recipient recipient;

    /** Answers to come, in order. */
    private final Deque<Request> requested = new ArrayDeque<>();

    private final UncheckedMessages held;

    private CompletenessCheck check;
    /** How many of the answers to come are before that of the check. */
    private int beforeCheck;

    private boolean inDoubt;
    /** Octets of the messages whose answers have not come, as announced, with those of one that arrives. */
    private long octetsToCome;

    private boolean isArriving;

    /** Whether more room was waited for: then what there is has to do. */
    private boolean hasWaited;

    private record Request(ListedMessage message, PendingReply<MessageStream> answer) {}

    /**
     * @param listing of this session
     * @param triage what the ledger says of the listing
     * @param batch the messages to retrieve; each is taken out of it as it is asked for
     * @param retries when a message whose route failed is due again
     */
    public PipelinedRetrieval(
            Pop3Session session,
            Listing listing,
            Triage triage,
            PollBatch batch,
            MailboxState records,
            RetrySchedule retries,
            MessageReceiver receiver,
            Recipient recipient) {
        this.session = session;
        this.listing = listing;
        this.triage = triage;
        this.batch = batch;
        this.records = records;
        this.retries = retries;
        this.receiver = receiver;
        this.recipient = recipient;
        this.held = new UncheckedMessages(records, batch, recipient);
    }

    /**
     * Retrieves until the batch is done, the recipient wants no more, or routes are too slow.
     *
     * @return false if routes are so slow that there was no room for another message
     * @throws IOException if the session broke: what was handed over goes on, what was not is offered again
     */
    public boolean run() throws IOException, InterruptedException {
        try {
            Optional<ListedMessage> header = batch.first(message -> !receiver.isWhole(message));
            if (header.isPresent()) {
                TopProbe.run(session, header.get().message());
            }
            while (true) {
                request();
                if (!requested.isEmpty() && (check == null || beforeCheck > 0)) {
                    receive(requested.remove());
                } else if (!held.isEmpty() || inDoubt || check != null) {
                    checkCompleteness();
                } else if (!mayGoOn()) {
                    return true;
                } else if (!awaitRoom()) {
                    return false;
                }
            }
        } catch (Pop3ProtocolException broken) {
            if (!inDoubt && CompletenessCheck.showsCutMessage(broken) && !held.isEmpty()) {
                held.blameLast();
            }
            throw broken;
        } catch (OutOfStepException givenUp) {
            session.pipeline().outOfStep();
            throw givenUp;
        } finally {
            requested.forEach(request -> records.drop(request.message().identity()));
            held.giveBack();
        }
    }

    private boolean awaitRoom() throws InterruptedException {
        hasWaited = recipient.awaitRoom(receiver.announced(batch.peek()));
        if (!hasWaited) {
            batch.holdBack();
        }
        return hasWaited;
    }

    private int messagesUnderWay() {
        return requested.size() + held.size() + (isArriving ? 1 : 0);
    }

    private boolean mayGoOn() {
        return batch.hasNext(messagesUnderWay()) && recipient.mayRequest(triage.isTroubled(batch.peek()));
    }

    /** Asks for as many messages as there is room for, and for a check where it is certain that nothing will follow. */
    private void request() {
        if (check == null) {
            requestMessages();
        }
        // A troubled message is retrieved in lock-step, whatever the server announces.
        boolean nothingFollows = requested.size() == 1 || !requested.isEmpty() && !mayGoOn();
        if (check == null && nothingFollows && !session.pipeline().isLockStep() && !isTroubledOneUnderWay()) {
            check = CompletenessCheck.request(session);
            beforeCheck = requested.size();
        }
    }

    private void requestMessages() {
        while (!inDoubt && mayGoOn() && isItsTurn(batch.peek())) {
            ListedMessage next = batch.next();
            if (!receiver.mayFit(next)) {
                batch.holdBack();
            } else if (records.take(next.identity(), retries, triage.isSuspect(next))) {
                requested.add(ask(next));
                octetsToCome += receiver.announced(next);
                hasWaited = false;
                recipient.requested(next);
            }
        }
    }

    /**
     * Asks for more while the last message that was asked for arrives, so that the line is not idle between two large ones.
     * The check of the one that arrives is on its way already.
     */
    private void requestWhileArriving(long arrived) throws IOException {
        if (arrived >= LARGE && check != null && requested.isEmpty()) {
            requestMessages();
            session.pipeline().flush();
        }
    }

    /** Asks for a message that is taken; one that cannot be asked for is given back. */
    private Request ask(ListedMessage taken) {
        Request asked = null;
        try {
            asked = new Request(taken, receiver.request(taken, session));
            return asked;
        } finally {
            if (asked == null) {
                records.drop(taken.identity());
            }
        }
    }

    /** A message that has failed before is retrieved alone, so that no other one fails with it. */
    private boolean isItsTurn(ListedMessage next) {
        if (triage.isTroubled(next) && messagesUnderWay() > 0 || isTroubledOneUnderWay()) {
            return false;
        }
        if (messagesUnderWay() == 0 && !hasWaited) {
            return recipient.room().mayBegin(receiver.announced(next));
        }
        boolean oneAtATime = session.pipeline().isLockStep() && !requested.isEmpty();
        return !oneAtATime && hasRoom(receiver.announced(next));
    }

    private boolean hasRoom(long octets) {
        Room room = recipient.room();
        int messages = messagesUnderWay();
        return room.hasRoom(octets, octetsToCome + held.octets(), messages) || isArriving && room.isAwaited(messages);
    }

    private boolean isTroubledOneUnderWay() {
        return !requested.isEmpty() && triage.isTroubled(requested.getLast().message());
    }

    private void receive(Request request) throws IOException {
        ListedMessage message = request.message();
        beforeCheck -= check == null ? 0 : 1;
        octetsToCome -= receiver.announced(message);
        Optional<MessageStream> octets = receiver.begin(message, request.answer(), inDoubt || !held.isEmpty());
        if (octets.isEmpty()) {
            inDoubt = true;
            return;
        }
        handOverBefore(message);
        hold(message, octets.get());
    }

    /** The answer of a message has begun, so that those before it are complete. */
    private void handOverBefore(ListedMessage arriving) {
        boolean done = false;
        try {
            if (!inDoubt) {
                held.handOver(requested.size() + 1);
            }
            done = true;
        } finally {
            if (!done) {
                records.drop(arriving.identity());
            }
        }
    }

    /** Holds a message until it is known to be complete. */
    private void hold(ListedMessage message, MessageStream octets) throws IOException {
        Optional<RetrievedMessage> retrieved = arrive(message, octets);
        if (retrieved.isPresent()) {
            held.add(message, retrieved.get());
            inDoubt |= isOfAnother(message, retrieved.get().octets().length());
        } else if (!receiver.mayFit(message)) {
            batch.holdBack();
        }
    }

    private Optional<RetrievedMessage> arrive(ListedMessage message, MessageStream octets) throws IOException {
        long announced = receiver.announced(message);
        octets.between(() -> requestWhileArriving(octets.octets()));
        octetsToCome += announced;
        isArriving = true;
        try {
            return receiver.receive(message, octets, listing.maildrop());
        } finally {
            isArriving = false;
            octetsToCome -= announced;
        }
    }

    /** A server that leaves out an answer sends each later message in the place of one before it. */
    private boolean isOfAnother(ListedMessage message, long length) {
        return length != receiver.announced(message)
                && requested.stream().anyMatch(later -> length == receiver.announced(later.message()));
    }

    private void checkCompleteness() throws IOException {
        CompletenessCheck due = check != null ? check : CompletenessCheck.request(session);
        check = null;
        boolean inStep = due.isInStep(listing.entries().size());
        if (inDoubt && !inStep) {
            throw new OutOfStepException(session.server()
                    + ": after a refused message the server's answers may be out of step; the session is given"
                    + " up, and what is left waits for the next poll");
        }
        inDoubt = false;
        held.handOver(requested.size());
    }
}
