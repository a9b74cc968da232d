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
package io.github.pop3x.client;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;

import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.StatusLine;

/**
 * All messages of a maildrop, one after the other, requested ahead of the one that is being handled. Marks come last,
 * when every message has been proven whole by the answer after it.
 */
final class MessageLoop {

    /** Requests noted ahead; how many of them are sent is the window's business. */
    private static final int AHEAD = 8000;

    private final Pop3Session session;

    private record Requested(Pop3Message message, PendingReply<MessageStream> reply) {}

    MessageLoop(Pop3Session session) {
        this.session = session;
    }

    void run(MessageHandler handler, boolean delete) throws IOException {
        Iterator<Pop3Message> listing = session.messages().iterator();
        Queue<Requested> requested = new ArrayDeque<>();
        List<Integer> handled = new ArrayList<>();
        while (listing.hasNext() || !requested.isEmpty()) {
            while (listing.hasNext() && requested.size() < AHEAD) {
                Pop3Message next = listing.next();
                requested.add(new Requested(next, session.pipeline().retrieve(next.number())));
            }
            Requested due = requested.remove();
            try (MessageStream octets = due.reply().get()) {
                handler.handle(due.message(), octets);
            }
            handled.add(due.message().number());
        }
        if (delete) {
            mark(handled);
        }
    }

    private void mark(List<Integer> numbers) throws IOException {
        session.stat();
        List<PendingReply<StatusLine>> answers = new ArrayList<>(numbers.size());
        for (int number : numbers) {
            answers.add(session.pipeline().add(Commands.dele(number)));
        }
        for (PendingReply<StatusLine> answer : answers) {
            answer.get();
        }
    }
}
