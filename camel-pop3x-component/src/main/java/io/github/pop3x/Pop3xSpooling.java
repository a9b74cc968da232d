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
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.client.MessageStream;
import io.github.pop3x.client.PendingReply;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.StatusLine;
import io.github.pop3x.spool.Spool;
import io.github.pop3x.spool.SpooledMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that an exchange asked for, from the socket into the spool: whole by RETR, or in part by TOP. All of them, or
 * none. For the thread that owns the session.
 *
 * <p>One that begins with a status line may have a stray line before it, and the server's answer for its own first line.
 * It is asked for again, alone, when the answers are known to be in step: what comes then is the message.
 */
final class Pop3xSpooling {

    private static final Logger LOG = LoggerFactory.getLogger(Pop3xSpooling.class);

    private final Pop3Session session;
    private final Spool spool;
    private final Pop3xRequest request;

    Pop3xSpooling(Pop3Session session, Spool spool, Pop3xRequest request) {
        this.session = session;
        this.spool = spool;
        this.request = request;
    }

    /**
     * Retrieves.
     *
     * @param messages which
     * @return each with a reference to its octets
     * @throws Pop3CommandException if the server refuses one of them
     * @throws IOException if the session breaks, or the octets cannot be kept here; nothing is left in the spool
     */
    List<Pop3xRetrieved> retrieve(List<Pop3Message> messages, Maildrop maildrop) throws IOException {
        List<SpooledMessage> arrived = spoolAll(messages, maildrop);
        List<Pop3xRetrieved> retrieved = new ArrayList<>();
        boolean done = false;
        try {
            for (int i = 0; i < messages.size(); i++) {
                if (Pop3xArrival.beginsLikeAnAnswer(arrived.get(i))) {
                    SpooledMessage again =
                            spoolAll(messages.subList(i, i + 1), maildrop).get(0);
                    arrived.set(i, again).release();
                }
                retrieved.add(new Pop3xRetrieved(messages.get(i), arrived.get(i), isWhole(), maildrop));
            }
            done = true;
        } finally {
            if (!done) {
                arrived.forEach(SpooledMessage::release);
            }
        }
        return retrieved;
    }

    private List<SpooledMessage> spoolAll(List<Pop3Message> messages, Maildrop maildrop) throws IOException {
        List<PendingReply<MessageStream>> answers =
                messages.stream().map(this::request).toList();
        // Only the answer after it proves that a message was whole: see Pop3xRetrieval.
        PendingReply<StatusLine> proof = session.pipeline().add(Commands.anyStat());
        List<SpooledMessage> arrived = new ArrayList<>();
        boolean proven = false;
        try {
            boolean inDoubt = false;
            for (int i = 0; i < messages.size(); i++) {
                arrived.add(spool(messages.get(i), answers.get(i).get()));
                inDoubt |= Pop3xArrival.beginsLikeAnAnswer(arrived.get(i));
            }
            if (!isInStep(proof, maildrop) && inDoubt) {
                throw new IOException(
                        session.server()
                                + ": a message begins with a status line, and the server's answers are out of step. The session is given up, and another one may be in step");
            }
            proven = true;
        } finally {
            if (!proven) {
                arrived.forEach(SpooledMessage::release);
            }
        }
        return arrived;
    }

    private boolean isWhole() {
        return request.operation() == Pop3xOperation.RETRIEVE;
    }

    private PendingReply<MessageStream> request(Pop3Message message) {
        return isWhole()
                ? session.pipeline().retrieve(message.number())
                : session.pipeline().top(message.number(), request.lines());
    }

    private SpooledMessage spool(Pop3Message message, MessageStream answer) throws IOException {
        SpooledMessage spooled = isWhole()
                ? spool.spool(answer, message.size())
                // Some servers send the whole message, however many lines were asked for.
                : spool.spool(new TopLines(answer, request.lines()));
        boolean arrived = false;
        try {
            answer.transferTo(OutputStream.nullOutputStream());
            arrived = true;
            return spooled;
        } finally {
            if (!arrived) {
                spooled.release();
            }
        }
    }

    private static boolean isInStep(PendingReply<StatusLine> proof, Maildrop maildrop) throws IOException {
        try {
            return Pop3xRetrieval.isOfStat(proof.get(), maildrop.count());
        } catch (Pop3CommandException refused) {
            LOG.debug("A refusal proves a message, too", refused);
            return false;
        }
    }
}
