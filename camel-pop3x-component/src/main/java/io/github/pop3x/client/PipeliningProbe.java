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
import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.Command;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.StatusLine;

/** Is pipelining real (RFC 2449 §6.6)? Each probe may break the session that it is given, so it comes last there. */
final class PipeliningProbe {

    private final DiagnosisNotes notes;
    private final Duration patience;

    /**
     * @param patience how long to wait for answers that may have been lost
     */
    PipeliningProbe(DiagnosisNotes notes, Duration patience) {
        this.notes = notes;
        this.patience = patience;
    }

    /** In a session: commands whose answers cannot be taken for each other, in one write. */
    void inSession(Conversation conversation, Capabilities capabilities) {
        boolean works = works(conversation);
        notes.fact("pipelining", "announced", capabilities.hasPipelining());
        notes.fact("pipelining", "works", works);
        if (capabilities.hasPipelining() && !works) {
            notes.found(FindingKind.PIPELINING_FAILS, "four commands in one write were not answered one by one");
        } else if (!capabilities.hasPipelining()) {
            notes.found(
                    FindingKind.NO_PIPELINING,
                    works ? "it works, but is not announced, and thus not used" : "it is not announced");
        }
    }

    private boolean works(Conversation conversation) {
        return answers(conversation, List.of(Commands.noop(), Commands.stat(), Commands.noop(), Commands.stat()))
                .filter(answers -> answers.stream().allMatch(StatusLine::isOk))
                .filter(answers -> answers.get(1).text().equals(answers.get(3).text()))
                .filter(answers -> answers.get(1).text().matches("[0-9]+ .*"))
                .isPresent();
    }

    /** The answers to commands in one write, or empty if they do not all come. */
    private Optional<List<StatusLine>> answers(Conversation conversation, List<Command<?>> commands) {
        try {
            return Optional.of(new Flight(conversation, patience).fly(commands));
        } catch (IOException lost) {
            return Optional.empty();
        }
    }

    /**
     * At the login: a command behind PASS in one write. The server has agreed to the name before it is told the password.
     *
     * @param authorization over which USER and PASS are safe
     * @return the same, in the middle of a session, to be closed
     * @throws Pop3CommandException if the login is refused
     */
    Pop3Authorization atLogin(Pop3Authorization authorization, Credentials credentials) throws IOException {
        Conversation conversation = authorization.conversation();
        conversation.hide(credentials.password());
        conversation.execute(Commands.user(credentials.username()));
        Command<StatusLine> pass = Commands.pass(credentials.password());
        Optional<List<StatusLine>> answers = answers(conversation, List.of(pass, Commands.stat()));
        if (answers.isPresent() && !answers.get().get(0).isOk()) {
            throw conversation.refusal(pass, answers.get().get(0));
        }
        boolean works = answers.isPresent() && answers.get().get(1).isOk();
        notes.fact("pipelining", "worksAtLogin", works);
        if (!works) {
            notes.found(FindingKind.PIPELINING_FAILS_AT_LOGIN, "STAT right behind PASS was not answered");
        }
        return authorization;
    }

    /** Whether {@link #atLogin} is worth trying, and safe. */
    static boolean isForLogin(Capabilities capabilities, Credentials credentials) {
        return capabilities.hasPipelining()
                && capabilities.has(Keyword.USER.name())
                && credentials.kind() == Credentials.Kind.PASSWORD;
    }
}
