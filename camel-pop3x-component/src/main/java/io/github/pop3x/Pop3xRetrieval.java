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
import java.util.ArrayDeque;
import java.util.Deque;

import io.github.pop3x.client.MessageStream;
import io.github.pop3x.client.PendingReply;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3ProtocolException;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.DropListing;
import io.github.pop3x.client.command.StatusLine;
import io.github.pop3x.spool.SpooledMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Retrieves messages of a batch in one session, many requests ahead of their answers, and hands each over when it is
 * proven whole.
 *
 * <p>A request goes out only when there is room for its message, so that each answer that is due can be read at once,
 * however slow the routes are. A message is proven by the answer after it, when that begins well: a server that does not
 * stuff a lone dot ends a message early, and then what follows is no answer. Where no request follows, STAT is asked for
 * the proof.
 *
 * <p>After a refusal everything that is still to come is in doubt: the refusal may have been a stray line, and each
 * answer pass for the next message's. It is held until STAT, behind it all, is answered with two numbers, which an answer
 * to RETR is not.
 *
 * <p>For the thread that owns the session, and one use.
 */
final class Pop3xRetrieval {

    private static final Logger LOG = LoggerFactory.getLogger(Pop3xRetrieval.class);

    private final Pop3xConsumer consumer;
    private final Pop3Session session;
    private final Pop3xBooks books;
    private final Pop3xHandover handover;
    private final Pop3xChoice choice;
    private final Pop3xBatch batch;
    private final Pop3xRound round;
    private final Pop3xFetching fetching;
    private final Pop3xArrival arrival;

    /** Answers to come, in order. */
    private final Deque<Request> requested = new ArrayDeque<>();

    /** Retrieved, and not proven. */
    private final Deque<Pop3xDelivery> held = new ArrayDeque<>();

    private PendingReply<StatusLine> proof;
    private boolean inDoubt;
    private long octetsUnderWay;

    /** Whether more room was waited for: then what there is has to do. */
    private boolean hasWaited;

    private record Request(ListedMessage entry, PendingReply<MessageStream> answer) {}

    Pop3xRetrieval(
            Pop3xConsumer consumer,
            Pop3Session session,
            Pop3xBooks books,
            Pop3xHandover handover,
            Pop3xChoice choice,
            Pop3xBatch batch,
            Pop3xRound round) {
        this.consumer = consumer;
        this.session = session;
        this.books = books;
        this.handover = handover;
        this.choice = choice;
        this.batch = batch;
        this.round = round;
        this.fetching = new Pop3xFetching(consumer.getEndpoint().getConfiguration());
        this.arrival = new Pop3xArrival(
                consumer.getEndpoint().spool(), consumer.getExceptionHandler(), books, choice, fetching);
    }

    /**
     * Retrieves until the batch or the session's share of it is done, or routes are too slow.
     *
     * @return false if routes are so slow that there was no room for another message
     * @throws IOException if the session broke: what was handed over goes on, what was not is offered again
     */
    boolean run() throws IOException, InterruptedException {
        try {
            while (true) {
                request();
                if (!requested.isEmpty()) {
                    receive(requested.remove());
                } else if (!held.isEmpty() || inDoubt || proof != null) {
                    prove();
                } else if (!mayGoOn()) {
                    return true;
                } else if (!awaitRoom()) {
                    return false;
                }
            }
        } catch (Pop3ProtocolException broken) {
            blame(broken);
            throw broken;
        } finally {
            requested.forEach(request -> books.claims().drop(request.entry().identity()));
            held.forEach(Pop3xDelivery::drop);
        }
    }

    /** Where an answer should begin and something else stands, the message before it did not end where it seemed to. */
    private void blame(Pop3ProtocolException broken) throws IOException {
        if (!inDoubt && broken.getCause() instanceof ProtocolException && !held.isEmpty()) {
            Pop3xDelivery cut = held.removeLast();
            cut.octets().release();
            books.claims().retrievalFailed(cut.identity());
        }
    }

    private boolean awaitRoom() throws InterruptedException {
        hasWaited = handover.awaitRoom(fetching.announced(batch.peek()), round.patience());
        if (!hasWaited) {
            batch.holdBack();
        }
        return hasWaited;
    }

    private int messagesUnderWay() {
        return requested.size() + held.size();
    }

    private boolean mayGoOn() {
        return batch.hasNext(messagesUnderWay()) && round.mayRetrieve(choice.isTroubled(batch.peek()));
    }

    /** Asks for as many messages as there is room for, and for a proof where it is certain that nothing will follow. */
    private void request() {
        while (proof == null && !inDoubt && mayGoOn() && isItsTurn(batch.peek())) {
            ListedMessage next = batch.next();
            if (!arrival.mayFit(next)) {
                batch.holdBack();
            } else if (books.claims().take(next.identity(), consumer.retries(), choice.isSuspect(next))) {
                requested.add(new Request(next, fetching.request(next, session.pipeline())));
                octetsUnderWay += fetching.announced(next);
                hasWaited = false;
                round.retrieves(next);
            }
        }
        boolean nothingFollows = requested.size() == 1 || !requested.isEmpty() && !mayGoOn();
        if (proof == null && nothingFollows && !session.pipeline().isLockStep()) {
            proof = session.pipeline().add(Commands.anyStat());
        }
    }

    /** What has made trouble before comes alone, so that it takes nothing with it. */
    private boolean isItsTurn(ListedMessage next) {
        if (choice.isTroubled(next) && messagesUnderWay() > 0 || isTroubledOneUnderWay()) {
            return false;
        }
        if (messagesUnderWay() == 0 && !hasWaited) {
            return handover.mayBegin(fetching.announced(next));
        }
        boolean oneAtATime = session.pipeline().isLockStep() && !requested.isEmpty();
        return !oneAtATime && handover.hasRoom(fetching.announced(next), octetsUnderWay, messagesUnderWay());
    }

    private boolean isTroubledOneUnderWay() {
        return !requested.isEmpty() && choice.isTroubled(requested.getLast().entry());
    }

    private void receive(Request request) throws IOException {
        ListedMessage entry = request.entry();
        octetsUnderWay -= fetching.announced(entry);
        MessageStream octets;
        try {
            octets = request.answer().get();
        } catch (Pop3CommandException refused) {
            books.claims().retrievalFailed(entry.identity());
            consumer.getExceptionHandler()
                    .handleException(
                            "Message " + entry.message().uid()
                                    + " was not retrieved; that is tried again at a later poll",
                            refused);
            inDoubt = true;
            return;
        } catch (IOException | RuntimeException e) {
            books.claims().drop(entry.identity());
            throw e;
        }
        if (!inDoubt) {
            handOver(1);
        }
        hold(entry, octets);
    }

    /** Holds a message until it is proven. */
    private void hold(ListedMessage entry, MessageStream octets) throws IOException {
        SpooledMessage spooled = arrival.receive(entry, octets);
        if (spooled != null) {
            held.add(new Pop3xDelivery(
                    entry.message(),
                    entry.identity(),
                    spooled,
                    fetching.isWhole(entry),
                    round.listing().maildrop(),
                    books,
                    round.tally()));
            octetsUnderWay += spooled.length();
        } else if (!arrival.mayFit(entry)) {
            batch.holdBack();
        }
    }

    /** What the answer says matters only where it is in doubt whose answer it is. */
    private void prove() throws IOException {
        PendingReply<StatusLine> answer =
                proof != null ? proof : session.pipeline().add(Commands.anyStat());
        proof = null;
        boolean inStep;
        try {
            inStep = isOfStat(answer.get(), round.listing().entries().size());
        } catch (Pop3CommandException refused) {
            LOG.debug("A refusal proves a message, too", refused);
            inStep = false;
        }
        if (inDoubt && !inStep) {
            throw new IOException(session.server()
                    + ": after a refused message the server's answers may be out of step; the session is given"
                    + " up, and what is left waits for the next poll");
        }
        inDoubt = false;
        handOver(0);
    }

    /** Tells whether this is what STAT is answered with, and not what a message is, where so many are listed at least. */
    static boolean isOfStat(StatusLine answer, int listed) {
        try {
            DropListing maildrop = DropListing.parse(answer.text());
            return maildrop.octets() >= 0 && maildrop.count() >= listed;
        } catch (ProtocolException otherwise) {
            return false;
        }
    }

    /**
     * Hands over what is proven.
     *
     * @param arriving how many messages are neither held nor to come, since their answer has just begun
     */
    private void handOver(int arriving) {
        while (!held.isEmpty()) {
            Pop3xDelivery whole = held.remove();
            octetsUnderWay -= whole.octets().length();
            handover.accept(whole, batch.place(messagesUnderWay() + arriving));
        }
    }
}
