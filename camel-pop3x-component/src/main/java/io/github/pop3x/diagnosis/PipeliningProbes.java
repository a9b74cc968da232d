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
package io.github.pop3x.diagnosis;

import java.io.IOException;
import java.time.Duration;

import io.github.pop3x.client.PipelineProbe;
import io.github.pop3x.client.Pop3Authorization;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.Keyword;

/** Is pipelining real (RFC 2449 §6.6)? Each probe may break the connection that it is given, so it comes last there. */
final class PipeliningProbes {

    private final DiagnosisNotes notes;
    private final Duration patience;

    /**
     * @param patience how long to wait for answers that may have been lost
     */
    PipeliningProbes(DiagnosisNotes notes, Duration patience) {
        this.notes = notes;
        this.patience = patience;
    }

    /**
     * In a session.
     *
     * @param authorization whose login is done
     */
    void inSession(Pop3Authorization authorization, Capabilities capabilities) {
        boolean works = new PipelineProbe(authorization, patience).worksInSession();
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

    /**
     * At the login: a command behind PASS in one write.
     *
     * @param authorization over which USER and PASS are safe
     * @return the same, in the middle of a session, to be closed
     * @throws Pop3CommandException if the login is refused
     */
    Pop3Authorization atLogin(Pop3Authorization authorization, Credentials credentials) throws IOException {
        boolean works = new PipelineProbe(authorization, patience).worksAtLogin(credentials);
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
