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
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.pop3x.client.Pop3Authorization;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Exception;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.command.ResponseCode;
import io.github.pop3x.client.command.UniqueIdListing;

/** What only another session can tell: the lock, ids that stay, RSET, and what UTF8 changes. Nothing is retrieved. */
final class SecondSessionProbe {

    private final DiagnosisSessions sessions;
    private final DiagnosisNotes notes;

    SecondSessionProbe(DiagnosisSessions sessions, DiagnosisNotes notes) {
        this.sessions = sessions;
        this.notes = notes;
    }

    /**
     * A session beside the first one, which RFC 1939 §4 does not let in.
     *
     * @return the session that got in nevertheless
     */
    Optional<Pop3Session> besideTheFirst() {
        try {
            Pop3Session second = sessions.beside();
            notes.fact("maildrop", "locked", false);
            notes.found(FindingKind.NO_LOCK, "a second session was let in while the first was open");
            return Optional.of(second);
        } catch (Pop3CommandException refused) {
            boolean tooSoon = refused.responseCode()
                    .filter(code -> code.isWithin(ResponseCode.LOGIN_DELAY))
                    .isPresent();
            notes.fact("maildrop", "locked", tooSoon ? "unknown, logins follow too fast" : true);
            return Optional.empty();
        } catch (IOException e) {
            notes.missed("a second session beside the first", e);
            return Optional.empty();
        }
    }

    /** Are the ids what they were? Others may have come, or have gone, meanwhile; not both, unless they have changed. */
    void ids(UniqueIdListing before, Pop3Session later) throws IOException {
        Optional<UniqueIdListing> after = later.uidl();
        if (after.isEmpty()) {
            notes.found(FindingKind.UID_CHANGES, "a later session refuses UIDL");
            return;
        }
        Set<String> gone = all(before);
        Set<String> come = all(after.get());
        gone.removeAll(all(after.get()));
        come.removeAll(all(before));
        boolean stable = gone.isEmpty() || come.isEmpty();
        notes.fact("uidl", "stable", stable);
        if (!stable) {
            notes.found(
                    FindingKind.UID_CHANGES,
                    gone.size() + " ids of " + before.size() + " were others in the next session, e.g. "
                            + notes.shown(gone.iterator().next()));
        }
    }

    private static Set<String> all(UniqueIdListing ids) {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < ids.size(); i++) {
            all.add(ids.uidAt(i));
        }
        return all;
    }

    /** RSET with nothing marked changes nothing. What comes after tells whether it was answered once. May break the session. */
    void reset(Pop3Session session) throws IOException {
        int count = session.stat().count();
        try {
            session.reset();
            session.noop();
            if (session.stat().count() != count) {
                notes.found(FindingKind.RSET_FAILS, "STAT after it tells another number of messages");
            }
        } catch (Pop3Exception e) {
            notes.found(FindingKind.RSET_FAILS, e);
        }
        notes.fact("rset", "works", !notes.has(FindingKind.RSET_FAILS));
    }

    private Pop3Session loginWithUtf8(Pop3Authorization authorization) throws IOException {
        try {
            authorization.utf8();
        } catch (Pop3CommandException refused) {
            if (refused.meaning().isLater()) {
                throw refused;
            }
            notes.found(FindingKind.CLAIM_FAILS, "UTF8 is announced, and refused");
        }
        return authorization.login();
    }

    /** Which headers are others once the client has said that it takes UTF-8 (RFC 6856 §2.1)? */
    void utf8(Map<Integer, RetrievedHeader> before) throws IOException {
        int changed = 0;
        int example = 0;
        try (Pop3Session session = sessions.after(this::loginWithUtf8)) {
            for (Map.Entry<Integer, RetrievedHeader> message : before.entrySet()) {
                Optional<RetrievedHeader> now = MaildropProbe.top(session, message.getKey());
                if (now.isPresent()
                        && !now.get().header().equals(message.getValue().header())) {
                    changed++;
                    example = message.getKey();
                }
            }
        }
        notes.fact("utf8", "changesMessages", changed > 0);
        if (changed > 0) {
            notes.found(
                    FindingKind.UTF8_CHANGES_MESSAGES,
                    changed + " of " + before.size() + " headers, e.g. that of message " + example
                            + ", are others in a session with UTF8");
        }
    }
}
