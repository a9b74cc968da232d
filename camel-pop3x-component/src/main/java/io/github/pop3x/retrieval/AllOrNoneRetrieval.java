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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.pop3x.client.MessageStream;
import io.github.pop3x.client.PendingReply;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.mailbox.BrokenAtMessage;
import io.github.pop3x.mailbox.MaildropSummary;
import io.github.pop3x.mime.HeaderFields;
import io.github.pop3x.spool.Spool;
import io.github.pop3x.spool.SpoolException;
import io.github.pop3x.spool.SpooledMessage;

/**
 * Retrieves all of several messages, or none of them, and checks that they are complete. For the thread that owns the
 * session.
 *
 * <p>A message that begins with a status line may have a stray line before it, and the server's answer for its own first
 * line. It is asked for again, alone, when the answers are known to be in step: what comes then is the message.
 */
public final class AllOrNoneRetrieval {

    private final Pop3Session session;
    private final Spool spool;
    private final RetrOrTop fetching;

    public AllOrNoneRetrieval(Pop3Session session, Spool spool, RetrOrTop fetching) {
        this.session = session;
        this.spool = spool;
        this.fetching = fetching;
    }

    /**
     * Retrieves the messages.
     *
     * @param maildrop the listing that they were found in
     * @param alone which ones are retrieved after the others, each alone
     * @return each with one reference to its octets, in the order of the messages
     * @throws Pop3CommandException if the server refuses one of them
     * @throws BrokenAtMessage if the session breaks in the answer to a message
     * @throws IOException if the session breaks otherwise, or the octets cannot be kept here; nothing is left in the spool
     */
    public List<RetrievedMessage> retrieve(
            List<Pop3Message> messages, MaildropSummary maildrop, Predicate<Pop3Message> alone) throws IOException {
        List<SpooledMessage> spooled = spoolInTurn(messages, maildrop, alone);
        List<RetrievedMessage> retrieved = new ArrayList<>();
        boolean done = false;
        try {
            for (int i = 0; i < messages.size(); i++) {
                if (CompletenessCheck.beginsLikeAnAnswer(spooled.get(i))) {
                    SpooledMessage again =
                            spoolAll(messages.subList(i, i + 1), maildrop).get(0);
                    spooled.set(i, again).release();
                }
                Pop3Message message = messages.get(i);
                retrieved.add(new RetrievedMessage(message, spooled.get(i), fetching.isWhole(message), maildrop));
            }
            done = true;
        } finally {
            if (!done) {
                spooled.forEach(SpooledMessage::release);
            }
        }
        return retrieved;
    }

    private List<SpooledMessage> spoolInTurn(
            List<Pop3Message> messages, MaildropSummary maildrop, Predicate<Pop3Message> alone) throws IOException {
        Map<Pop3Message, SpooledMessage> spooled = new HashMap<>();
        boolean done = false;
        try {
            List<Pop3Message> together =
                    messages.stream().filter(alone.negate()).toList();
            if (!together.isEmpty()) {
                List<SpooledMessage> all = spoolAsTopAllows(together, maildrop);
                for (int i = 0; i < all.size(); i++) {
                    spooled.put(together.get(i), all.get(i));
                }
            }
            for (Pop3Message message : messages) {
                if (!spooled.containsKey(message)) {
                    spooled.put(
                            message,
                            spoolAsTopAllows(List.of(message), maildrop).get(0));
                }
            }
            done = true;
        } finally {
            if (!done) {
                spooled.values().forEach(SpooledMessage::release);
            }
        }
        return new ArrayList<>(messages.stream().map(spooled::get).toList());
    }

    /** Until it is known whether the server gives headers alone, the first header comes alone; it answers the question. */
    private List<SpooledMessage> spoolAsTopAllows(List<Pop3Message> messages, MaildropSummary maildrop)
            throws IOException {
        if (messages.stream().allMatch(fetching::isWhole) || TopProbe.isAnswered(session)) {
            return spoolAll(messages, maildrop);
        }
        List<SpooledMessage> first = List.of();
        try {
            first = spoolAll(messages.subList(0, 1), maildrop);
        } catch (Pop3CommandException refused) {
            TopProbe.refused(session, refused);
        }
        if (first.isEmpty() || !isHeader(messages.get(0), first.get(0))) {
            first.forEach(SpooledMessage::release);
            return spoolAll(messages, maildrop);
        }
        List<SpooledMessage> all = new ArrayList<>(first);
        boolean isComplete = false;
        try {
            if (messages.size() > 1) {
                all.addAll(spoolAll(messages.subList(1, messages.size()), maildrop));
            }
            isComplete = true;
            return all;
        } finally {
            if (!isComplete) {
                first.forEach(SpooledMessage::release);
            }
        }
    }

    private boolean isHeader(Pop3Message message, SpooledMessage spooled) throws IOException {
        try (InputStream octets = spooled.open()) {
            return TopProbe.answered(session, message, HeaderFields.read(octets), spooled.length());
        }
    }

    private List<SpooledMessage> spoolAll(List<Pop3Message> messages, MaildropSummary maildrop) throws IOException {
        List<PendingReply<MessageStream>> answers = messages.stream()
                .map(message -> fetching.request(message, session))
                .toList();
        CompletenessCheck check = CompletenessCheck.request(session);
        List<SpooledMessage> spooled = new ArrayList<>();
        boolean complete = false;
        try {
            boolean inDoubt = false;
            for (int i = 0; i < messages.size(); i++) {
                spooled.add(receive(messages.get(i), answers.get(i)));
                if (fetching.isWhole(messages.get(i))) {
                    requireOctets(messages.get(i), spooled.get(i));
                }
                inDoubt |= CompletenessCheck.beginsLikeAnAnswer(spooled.get(i));
            }
            if (!check.isInStep(maildrop.count()) && inDoubt) {
                session.pipeline().outOfStep();
                throw new OutOfStepException(
                        session.server()
                                + ": a message begins with a status line, and the server's answers are out of step. The session is closed; a new one may be in step");
            }
            complete = true;
        } finally {
            if (!complete) {
                spooled.forEach(SpooledMessage::release);
            }
        }
        return spooled;
    }

    /** Answers to commands in one flight may be mixed up; what comes alone is believed. */
    private void requireOctets(Pop3Message message, SpooledMessage spooled) throws OutOfStepException {
        if (!session.pipeline().isLockStep() && CompletenessCheck.isEmptyThoughListed(message, spooled)) {
            session.pipeline().outOfStep();
            throw new OutOfStepException(session.server() + ": message " + message.number() + " is listed with "
                    + message.size() + " octets, and none came. The session is closed; a new one may be in step");
        }
    }

    private SpooledMessage receive(Pop3Message message, PendingReply<MessageStream> answer) throws IOException {
        try {
            return fetching.receive(message, answer.get(), spool);
        } catch (Pop3CommandException | SpoolException ofNoSession) {
            throw ofNoSession;
        } catch (IOException broken) {
            throw BrokenAtMessage.of(message, broken);
        }
    }
}
