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
import java.util.Optional;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.command.Command;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.StatusLine;

/**
 * Sends several commands in one write, even if the server does not announce PIPELINING (RFC 2449 §6.6), and tells whether
 * each is answered. For the diagnosis only: if an answer is lost, the connection is broken.
 *
 * <p>For the thread that owns the connection.
 */
public final class PipelineProbe {

    private final ServerConnection connection;
    private final Duration patience;

    /**
     * @param authorization whose connection is used, before its login or after it; not null
     * @param patience how long to wait for an answer that may have been lost; more than 0
     */
    public PipelineProbe(Pop3Authorization authorization, Duration patience) {
        this.connection = authorization.connection();
        this.patience = Bounds.positive(patience, "patience");
    }

    /**
     * After a login: sends NOOP, STAT, NOOP and STAT, whose answers cannot be taken for each other.
     *
     * @return whether each was answered; false if the connection broke, too
     */
    public boolean worksInSession() {
        return answers(List.of(Commands.noop(), Commands.stat(), Commands.noop(), Commands.stat()))
                .filter(answers -> answers.stream().allMatch(StatusLine::isOk))
                .filter(answers -> answers.get(1).text().equals(answers.get(3).text()))
                .filter(answers -> answers.get(1).text().matches("[0-9]+ .*"))
                .isPresent();
    }

    /**
     * Instead of a login: sends USER and, once the server has agreed to the name, PASS and STAT in one write. No {@link
     * Pop3Session} results; close the {@link Pop3Authorization} afterwards, and the maildrop is as it was.
     *
     * @param credentials with a password; over a connection on which USER and PASS are safe
     * @return whether PASS and STAT were both answered; false if the connection broke at them, too
     * @throws Pop3CommandException if USER or PASS is refused
     * @throws IOException if the connection broke before PASS
     */
    public boolean worksAtLogin(Credentials credentials) throws IOException {
        connection.hide(credentials.password());
        connection.execute(Commands.user(credentials.username()));
        Command<StatusLine> pass = Commands.pass(credentials.password());
        Optional<List<StatusLine>> answers = answers(List.of(pass, Commands.stat()));
        if (answers.isPresent() && !answers.get().get(0).isOk()) {
            throw connection.refusal(pass, answers.get().get(0));
        }
        return answers.isPresent() && answers.get().get(1).isOk();
    }

    /** The answers in order, or empty if one does not come: that is what the probe finds out. */
    private Optional<List<StatusLine>> answers(List<Command<?>> commands) {
        try {
            connection.requireNothingUnasked(commands.get(0).keyword());
            connection.readTimeout(commands.get(0).keyword(), patience, "readTimeout");
            commands.forEach(connection::write);
            connection.flush(commands.get(0).keyword());
            StatusLine[] answers = new StatusLine[commands.size()];
            for (int i = 0; i < answers.length; i++) {
                answers[i] = connection.readStatus(commands.get(i).keyword());
            }
            return Optional.of(List.of(answers));
        } catch (IOException lost) {
            return Optional.empty();
        }
    }
}
