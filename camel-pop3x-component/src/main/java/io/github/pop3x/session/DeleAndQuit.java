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
package io.github.pop3x.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

import io.github.pop3x.client.PendingReply;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.StatusLine;
import io.github.pop3x.mailbox.BrokenAtMessage;

/**
 * The commit of deletes: DELE for messages, then QUIT, each answer read (RFC 1939 §5, §6).
 *
 * @param agreed the messages that the server has marked
 * @param refused the messages that it has not, each with its refusal
 * @param quit the answer to QUIT: only {@code +OK} says that the server has removed what it marked
 */
public record DeleAndQuit(List<Pop3Message> agreed, Map<Pop3Message, Pop3CommandException> refused, StatusLine quit) {

    /** Answers that are waited for together: enough to fill a pipeline, and a bound for what is outstanding. */
    private static final int BURST = 1_000;

    /**
     * Marks messages and quits, in one flight where the server takes that. A refusal of one holds back no other.
     *
     * @param oneAtATime whether each DELE waits for the answer before it, wherever the server takes more
     * @param answered gets, also if the session breaks, how many DELEs were answered
     * @throws IOException if the session breaks: it is not known what the server removed
     */
    public static DeleAndQuit each(
            Pop3Session session, List<Pop3Message> messages, boolean oneAtATime, IntConsumer answered)
            throws IOException {
        List<Pop3Message> agreed = new ArrayList<>();
        Map<Pop3Message, Pop3CommandException> refused = new LinkedHashMap<>();
        List<PendingReply<StatusLine>> answers = new ArrayList<>();
        StatusLine quit;
        try {
            if (oneAtATime) {
                for (Pop3Message message : messages) {
                    answers.addAll(request(session, List.of(message)));
                    read(List.of(message), answers.subList(answers.size() - 1, answers.size()), agreed, refused);
                }
                quit = session.quitForStatus();
            } else {
                answers.addAll(request(session, messages));
                quit = session.quitForStatus();
                read(messages, answers, agreed, refused);
            }
        } finally {
            answered.accept(
                    (int) answers.stream().filter(PendingReply::isSettled).count());
        }
        return new DeleAndQuit(agreed, refused, quit);
    }

    /**
     * Marks messages, and takes the marks back by RSET if the server refuses one of them. Leaving without QUIT removes
     * nothing; but servers exist that remove a marked message all the same.
     *
     * @param oneAtATime whether each DELE waits for the answer before it, so that a break names the right message
     * @throws Pop3CommandException if the server refused to mark one of them
     * @throws BrokenAtMessage if the session breaks in the answer to a DELE: none is removed
     * @throws IOException if it breaks otherwise: none is removed
     */
    public static void markAll(Pop3Session session, List<Pop3Message> messages, boolean oneAtATime) throws IOException {
        int most = oneAtATime ? 1 : BURST;
        for (int from = 0; from < messages.size(); from += most) {
            List<Pop3Message> burst = messages.subList(from, Math.min(from + most, messages.size()));
            Map<Pop3Message, Pop3CommandException> refused = new LinkedHashMap<>();
            List<PendingReply<StatusLine>> answers = request(session, burst);
            try {
                read(burst, answers, new ArrayList<>(), refused);
            } catch (IOException broken) {
                int answered =
                        (int) answers.stream().filter(PendingReply::isSettled).count();
                throw answered < burst.size() ? BrokenAtMessage.of(burst.get(answered), broken) : broken;
            }
            if (!refused.isEmpty()) {
                Pop3CommandException first = refused.values().iterator().next();
                try {
                    session.reset();
                } catch (IOException e) {
                    first.addSuppressed(e);
                }
                throw first;
            }
        }
    }

    private static List<PendingReply<StatusLine>> request(Pop3Session session, List<Pop3Message> messages) {
        return messages.stream()
                .map(message -> session.pipeline().add(Commands.dele(message.number())))
                .toList();
    }

    private static void read(
            List<Pop3Message> messages,
            List<PendingReply<StatusLine>> answers,
            List<Pop3Message> agreed,
            Map<Pop3Message, Pop3CommandException> refused)
            throws IOException {
        for (int i = 0; i < messages.size(); i++) {
            try {
                answers.get(i).get();
                agreed.add(messages.get(i));
            } catch (Pop3CommandException refusal) {
                refused.put(messages.get(i), refusal);
            }
        }
    }
}
