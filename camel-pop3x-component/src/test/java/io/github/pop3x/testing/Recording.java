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
package io.github.pop3x.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** Writes down what was really said in one session, in the notation of a transcript. Thread-safe. */
final class Recording {

    /** More is not kept: a dialogue is for people and for replays, not for messages of a gigabyte. */
    static final int LIMIT = 1 << 20;

    private final StringBuilder lines = new StringBuilder();
    private final ByteArrayOutputStream saying = new ByteArrayOutputStream();
    private int kept;
    private boolean full;

    synchronized void said(byte[] octets, int from, int length) {
        for (int i = from; i < from + length && kept <= LIMIT; i++, kept++) {
            saying.write(octets[i]);
            if (octets[i] == '\n') {
                endServerLine();
            }
        }
        noteLimit();
    }

    synchronized void heard(byte[] octets) {
        endServerLine();
        if (kept <= LIMIT) {
            kept += octets.length;
            String text = line(octets);
            boolean looksLikeRegex = text.startsWith("/");
            append("C: " + (looksLikeRegex ? "\\x2F" + text.substring(1) : text));
            noteLimit();
        }
    }

    synchronized void happened(Directive directive) {
        endServerLine();
        append(directive.notation());
    }

    /** Writes down that and how the session ends; the caller throws what it gets. */
    SessionOver over(SessionOver.Ending ending, boolean resets) {
        happened(
                switch (ending) {
                    case STALL -> Directive.STALL;
                    case RESET -> Directive.RESET;
                    case CLIENT_GONE -> Directive.CLIENT_CLOSE;
                    default -> resets ? Directive.RESET : Directive.CLOSE;
                });
        return new SessionOver(ending);
    }

    /** Writes down that the client has gone, as a failure to read or write tells. */
    SessionOver gone(IOException cause) {
        SessionOver over = over(SessionOver.Ending.CLIENT_GONE, false);
        over.initCause(cause);
        return over;
    }

    private void noteLimit() {
        if (kept > LIMIT && !full) {
            full = true;
            append("# not recorded: what came after the first " + LIMIT + " octets");
        }
    }

    private void endServerLine() {
        if (saying.size() > 0) {
            append("S: " + line(saying.toByteArray()));
            saying.reset();
        }
    }

    /** A line without its CRLF, or with a lone backslash in place of a CRLF that is missing. */
    private static String line(byte[] octets) {
        int end = octets.length - 2;
        boolean whole = end >= 0 && octets[end] == '\r' && octets[end + 1] == '\n';
        return whole ? Octets.show(Arrays.copyOf(octets, end)) : Octets.show(octets) + "\\";
    }

    private void append(String line) {
        lines.append(line.stripTrailing()).append('\n');
    }

    @Override
    public synchronized String toString() {
        return saying.size() == 0 ? lines.toString() : lines + "S: " + line(saying.toByteArray()) + "\n";
    }
}
