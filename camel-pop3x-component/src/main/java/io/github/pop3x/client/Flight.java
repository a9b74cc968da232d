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
import java.time.Duration;
import java.util.List;

import io.github.pop3x.client.command.Command;
import io.github.pop3x.client.command.StatusLine;

/**
 * Commands in one write, whatever the server announces: does pipelining work (RFC 2449 §6.6)? A conversation in which it
 * does not is over.
 */
final class Flight {

    private final Conversation conversation;
    private final Duration patience;

    /**
     * @param patience how long to wait for an answer that may have been lost
     */
    Flight(Conversation conversation, Duration patience) {
        this.conversation = conversation;
        this.patience = patience;
    }

    /**
     * Sends all of them at once, and reads a status line for each.
     *
     * @param commands none of them with an answer of several lines
     * @return the answers, in order
     * @throws IOException if one does not come, or is no answer
     */
    List<StatusLine> fly(List<Command<?>> commands) throws IOException {
        conversation.requireNothingUnasked(commands.get(0).keyword());
        conversation.readTimeout(commands.get(0).keyword(), patience, "readTimeout");
        commands.forEach(conversation::write);
        conversation.flush(commands.get(0).keyword());
        StatusLine[] answers = new StatusLine[commands.size()];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = conversation.readStatus(commands.get(i).keyword());
        }
        return List.of(answers);
    }
}
