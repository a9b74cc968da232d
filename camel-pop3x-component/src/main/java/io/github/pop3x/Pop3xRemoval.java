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
import java.util.List;

import io.github.pop3x.client.PendingReply;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.StatusLine;

/**
 * Deletes that an exchange asked for: DELE for each, and QUIT only if the server agreed to all of them (RFC 1939 §5, §6).
 * For the thread that owns the session, which is over afterwards.
 */
final class Pop3xRemoval {

    /** Replies that are waited for together: many, so that a pipeline is full, and not as many as there are messages. */
    private static final int BURST = 1_000;

    private final Pop3Session session;
    private final String mailbox;

    /** @param mailbox whose, to be told where something goes wrong */
    Pop3xRemoval(Pop3Session session, String mailbox) {
        this.session = session;
        this.mailbox = mailbox;
    }

    /**
     * Deletes and quits.
     *
     * @param messages one or more
     * @throws Pop3CommandException if the server refused to mark one of them: none is removed
     * @throws Pop3xDeletesInDoubtException if the server refused QUIT, or was not heard any more
     * @throws IOException if the session broke before QUIT: none is removed
     */
    Removed remove(List<Pop3Message> messages) throws IOException {
        for (int from = 0; from < messages.size(); from += BURST) {
            mark(messages.subList(from, Math.min(from + BURST, messages.size())));
        }
        StatusLine answer;
        try {
            answer = session.quit();
        } catch (IOException e) {
            throw new Pop3xDeletesInDoubtException(mailbox, messages.size(), String.valueOf(e.getMessage()), e);
        }
        if (!answer.isOk()) {
            throw new Pop3xDeletesInDoubtException(
                    mailbox, messages.size(), "it refused QUIT: " + answer.quoted(), null);
        }
        return new Removed(messages);
    }

    private void mark(List<Pop3Message> messages) throws IOException {
        List<PendingReply<StatusLine>> marks = messages.stream()
                .map(message -> session.pipeline().add(Commands.dele(message.number())))
                .toList();
        Pop3CommandException refusal = null;
        for (PendingReply<StatusLine> mark : marks) {
            try {
                mark.get();
            } catch (Pop3CommandException refused) {
                refusal = refusal == null ? refused : refusal;
            }
        }
        if (refusal != null) {
            takeBack(refusal);
            throw refusal;
        }
    }

    /** Leaving without QUIT removes nothing (RFC 1939 §6); but servers exist for which a mark is the end of a message. */
    private void takeBack(Pop3CommandException refusal) {
        try {
            session.reset();
        } catch (IOException e) {
            refusal.addSuppressed(e);
        }
    }
}
