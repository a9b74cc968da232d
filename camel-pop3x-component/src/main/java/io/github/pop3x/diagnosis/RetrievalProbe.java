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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.command.ScanListing;

/**
 * Are the listed sizes those of the messages, and is TOP's header the message's? For a session that ends without QUIT: a
 * server that hides what was retrieved, or removes it (EXPIRE 0), does so at QUIT only.
 */
final class RetrievalProbe {

    /** Enough for a maildrop of usual mail; what is left is not looked at. */
    static final long MOST_OCTETS = 256L * 1024 * 1024;

    /** CRLF. */
    private static final int LINE_END = 2;

    private final DiagnosisNotes notes;

    RetrievalProbe(DiagnosisNotes notes) {
        this.notes = notes;
    }

    void examine(Pop3Session session, Map<Integer, RetrievedHeader> headers) throws IOException {
        ScanListing scan = session.list();
        long octets = 0;
        int checked = 0;
        List<Untrue> untrue = new ArrayList<>();
        for (int number : MaildropProbe.sample(scan)) {
            if (octets > MOST_OCTETS) {
                break;
            }
            RetrievedHeader message = RetrievedHeader.of(session.retrieve(number));
            octets += message.octets();
            checked++;
            long listed = scan.sizeOf(number).orElseThrow();
            if (message.octets() != listed) {
                untrue.add(new Untrue(number, listed, message));
            }
            RetrievedHeader top = headers.get(number);
            if (top != null && top.ended() && !top.header().equals(message.header())) {
                notes.found(FindingKind.TOP_DIFFERS, "message " + number);
            }
        }
        notes.fact("sizes", "checked", checked);
        notes.fact("sizes", "untrue", untrue.size());
        if (!untrue.isEmpty()) {
            notes.found(
                    FindingKind.SIZES_UNTRUE,
                    untrue.size() + " of " + checked + " messages, e.g. " + untrue.get(0) + pattern(untrue));
        }
    }

    /** What explains most of them, if anything does. */
    private static String pattern(List<Untrue> untrue) {
        if (most(untrue, Untrue::byALineEnd)) {
            return ": as if the end of a last line counted otherwise";
        }
        return most(untrue, Untrue::byTheHeader) ? ": as if headers did not count" : "";
    }

    private static boolean most(List<Untrue> untrue, Predicate<Untrue> explained) {
        return 2 * untrue.stream().filter(explained).count() > untrue.size();
    }

    /**
     * A message that is not as long as listed.
     *
     * @param listed octets, 0 where the server tells less
     */
    private record Untrue(int number, long listed, RetrievedHeader message) {

        boolean byALineEnd() {
            return Math.abs(message.octets() - listed) == LINE_END;
        }

        boolean byTheHeader() {
            return Math.abs(message.octets() - message.headerOctets() - listed) <= LINE_END;
        }

        @Override
        public String toString() {
            return "message " + number + " is listed with " + listed + " octets and has " + message.octets();
        }
    }
}
