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
import java.util.Map;
import java.util.Optional;

import io.github.pop3x.client.Pop3Authorization;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.ScanListing;
import io.github.pop3x.client.command.UniqueIdListing;

/** The sessions of a diagnosis in their order, from the first login on. What fails in a later one harms no other. */
final class MaildropProbes {

    private final DiagnosisSessions sessions;
    private final DiagnosisNotes notes;
    private final PipeliningProbes pipelining;
    private final SecondSessionProbe later;

    private Optional<UniqueIdListing> ids = Optional.empty();
    private Map<Integer, RetrievedHeader> headers = Map.of();

    /**
     * @param patience how long to wait for answers that may have been lost
     */
    MaildropProbes(DiagnosisSessions sessions, DiagnosisNotes notes, Duration patience) {
        this.sessions = sessions;
        this.notes = notes;
        this.pipelining = new PipeliningProbes(notes, patience);
        this.later = new SecondSessionProbe(sessions, notes);
    }

    /**
     * @param authorization whose login is the first
     * @throws IOException if the first session could not be opened, or broke
     */
    void examine(Pop3Authorization authorization, AuthorizationProbe probe, Credentials credentials, boolean retrieving)
            throws IOException {
        Capabilities announced = authorization.capabilities();
        Optional<Pop3Session> second = Optional.empty();
        try (Pop3Session first = authorization.login()) {
            look(first, probe, announced);
            if (sessions.mayOpenMore()) {
                second = later.besideTheFirst();
            }
            pipelining.inSession(authorization, announced);
        } catch (IOException | RuntimeException | Error e) {
            second.ifPresent(Pop3Session::close);
            throw e;
        }
        if (!sessions.mayOpenMore()) {
            notes.found(FindingKind.INCOMPLETE, "another session: the delay between logins is too long to wait for");
            return;
        }
        compare(second);
        if (PipeliningProbes.isForLogin(announced, credentials)) {
            attempt("pipelining at the login", () -> sessions.after(next -> pipelining.atLogin(next, credentials))
                    .close());
        }
        if (announced.has("UTF8") && !headers.isEmpty()) {
            attempt("a session with UTF8", () -> later.utf8(headers));
        }
        if (retrieving) {
            attempt("retrieving", () -> {
                try (Pop3Session session = sessions.after(Pop3Authorization::login)) {
                    new RetrievalProbe(notes).examine(session, headers);
                }
            });
        }
    }

    private void look(Pop3Session first, AuthorizationProbe probe, Capabilities announced) throws IOException {
        Capabilities capabilities = first.capabilities();
        notes.fact("capabilities", "afterLogin", probe.lines(first.greeting(), capabilities));
        probe.policies(capabilities);
        MaildropProbe maildrop = new MaildropProbe(first, notes);
        maildrop.roundTrip();
        ScanListing scan = maildrop.sizes();
        ids = maildrop.ids(scan);
        headers = maildrop.headers(scan);
        maildrop.unannounced(announced, ids.isPresent(), !headers.isEmpty());
    }

    /** Where the lock kept the second session out, it is opened now. */
    private void compare(Optional<Pop3Session> second) {
        attempt("a later session", () -> {
            try (Pop3Session session = second.isPresent() ? second.get() : sessions.after(Pop3Authorization::login)) {
                if (ids.isPresent()) {
                    later.ids(ids.get(), session);
                }
                later.reset(session);
            }
        });
    }

    private void attempt(String part, Part examination) {
        try {
            examination.run();
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            notes.missed(part, e);
        }
    }

    /** A part that may fail by itself. */
    @FunctionalInterface
    private interface Part {
        void run() throws IOException;
    }
}
