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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A POP3 dialogue in the notation of RFC 1939 §10, one or several sessions long, that {@link ScriptedServer} can play.
 * The notation is told in the {@linkplain io.github.pop3x.testing package description}. Immutable.
 */
public final class Transcript {

    private final List<Session> sessions;

    private Transcript(List<Session> sessions) {
        this.sessions = List.copyOf(sessions);
    }

    /**
     * Parses a transcript.
     *
     * @param text the transcript, usually a text block, not null
     * @return its sessions in order, at least one
     * @throws IllegalArgumentException if a line is not in the notation; the message names the line
     */
    public static Transcript of(String text) {
        return new Transcript(TranscriptParser.parse(text));
    }

    /**
     * Parses a transcript that lies beside a class as a resource in UTF-8.
     *
     * @param neighbour the class whose package holds the resource
     * @param name      the resource's name, for instance {@code rfc1939-section10.pop3}
     * @return the transcript
     * @throws IllegalArgumentException if there is no such resource, or it is not in the notation
     */
    public static Transcript resource(Class<?> neighbour, String name) {
        try (InputStream in = neighbour.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + name + " beside " + neighbour);
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a message as transcript lines, stuffed for the wire and closed by the terminating dot: what follows the
     * status line of RETR. Made for {@code """…%s…""".formatted(Transcript.message(octets))}.
     *
     * @param octets the message, any octets; CRLF is added if its last line lacks it, as servers do
     * @return lines of {@code S|}, then {@code S: .}
     */
    public static String message(byte[] octets) {
        var lines = new StringBuilder();
        int start = 0;
        for (int i = 1; i < octets.length; i++) {
            if (octets[i - 1] == '\r' && octets[i] == '\n') {
                lines.append(messageLine(octets, start, i - 1));
                start = i + 1;
            }
        }
        if (start < octets.length) {
            lines.append(messageLine(octets, start, octets.length));
        }
        return lines.append("S: .\n").toString();
    }

    private static String messageLine(byte[] octets, int from, int to) {
        return "S| " + Octets.show(Arrays.copyOfRange(octets, from, to)) + "\n";
    }

    /** The sessions in order. */
    List<Session> sessions() {
        return sessions;
    }

    /** One session: its name after {@code ---} ("" if none), the line where it begins, and its steps. */
    record Session(String name, int line, List<Step> steps) {

        /** A session that the default answerer holds alone. */
        static final Session DEFAULT = new Session("", 0, List.of(new Step.Act(0, Directive.DEFAULT)));

        Session {
            steps = List.copyOf(steps);
        }

        /** Whether it says anything of its own, so that it can be violated. */
        boolean scripted() {
            return this != DEFAULT;
        }
    }
}
