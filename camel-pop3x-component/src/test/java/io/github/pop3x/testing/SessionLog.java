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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All sessions of a {@link ScriptedServer} since it began: how many, how much was said, and what. Thread-safe. */
public final class SessionLog {

    private final List<ServerSession> sessions = new ArrayList<>();

    SessionLog() {}

    synchronized void add(ServerSession session) {
        sessions.add(session);
    }

    private synchronized List<ServerSession> all() {
        return List.copyOf(sessions);
    }

    /** How many connections have been accepted. */
    public int sessions() {
        return all().size();
    }

    /** One of the sessions, from 0 in the order in which they were accepted. */
    public Session session(int index) {
        ServerWire wire = all().get(index).wire();
        return new Session(wire.said(), wire.heard(), wire.recording().toString());
    }

    /**
     * What was said in one session.
     *
     * @param serverOctets how many octets the server said, not counting TLS
     * @param clientOctets how many octets it heard
     * @param dialogue as a transcript
     */
    public record Session(long serverOctets, long clientOctets, String dialogue) {}

    /**
     * How many flights all clients sent together: runs of client octets without an octet of the server between them.
     * Exact for clients that write a flight at once; {@link Mode#ONE_SEGMENT} is the mode to count in.
     */
    public int flights() {
        return all().stream().mapToInt(session -> session.wire().flights()).sum();
    }

    /** How many octets the server heard in all sessions together, not counting TLS. */
    public long clientOctets() {
        return all().stream().mapToLong(session -> session.wire().heard()).sum();
    }

    /** How many octets the server said in all sessions together, not counting TLS. */
    public long serverOctets() {
        return all().stream().mapToLong(session -> session.wire().said()).sum();
    }

    /** What was really said, as a transcript of all sessions that {@link Transcript#of} reads. */
    public String dialogue() {
        List<ServerSession> all = all();
        var dialogue = new StringBuilder();
        for (int i = 0; i < all.size(); i++) {
            dialogue.append(title(i, all.get(i)))
                    .append('\n')
                    .append(all.get(i).wire().recording());
        }
        return dialogue.toString();
    }

    private static String title(int index, ServerSession session) {
        return ("--- " + (index + 1) + " " + session.name()).strip();
    }

    void awaitIdle(Duration patience) {
        for (ServerSession session : all()) {
            if (!session.awaitEnd(patience)) {
                throw new AssertionError(
                        "a session is still open:\n" + session.wire().recording());
            }
        }
    }

    /** What went wrong, session by session; waits for the end of those that have a script. */
    List<String> failures(Duration patience) {
        List<ServerSession> all = all();
        var failures = new ArrayList<String>();
        for (int i = 0; i < all.size(); i++) {
            ServerSession session = all.get(i);
            boolean stillOpen = session.scripted() && !session.awaitEnd(patience);
            if (session.failure() != null) {
                failures.add(title(i, session) + "\n" + session.failure());
            } else if (stillOpen) {
                failures.add(
                        title(i, session) + "\nstill open:\n" + session.wire().recording());
            }
        }
        return failures;
    }
}
