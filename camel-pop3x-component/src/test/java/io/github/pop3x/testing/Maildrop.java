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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A mailbox for the {@link DefaultAnswerer}. The test may add and remove messages at any time, also with equal unique-ids;
 * a session sees what was there when it logged in (RFC 1939 §4). It keeps a log of what clients did. Thread-safe.
 */
public final class Maildrop {

    private final List<Mail> mails = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<String> removals = new ArrayList<>();
    private boolean hidesRetrieved;
    private boolean exclusive;
    private boolean locked;
    private int logins;

    /** An empty maildrop that several sessions may share. */
    public Maildrop() {}

    /**
     * Adds a message.
     *
     * @param uid    its unique-id, 1 to 70 printable characters
     * @param octets the message as it is to be sent, not stuffed
     * @return this
     */
    public Maildrop add(String uid, byte[] octets) {
        return add(uid, MessageSource.of(octets));
    }

    /**
     * Adds a message given as text.
     *
     * @param uid  its unique-id
     * @param text the message; every line end, LF as text blocks have it or CRLF, becomes CRLF
     * @return this
     */
    public Maildrop add(String uid, String text) {
        return add(uid, text.replaceAll("\r?\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds a message.
     *
     * @param uid    its unique-id
     * @param source gives its octets
     * @return this
     */
    public Maildrop add(String uid, MessageSource source) {
        return add(uid, source, source.size());
    }

    /**
     * Adds a message whose size is listed wrong.
     *
     * @param uid        its unique-id
     * @param source     gives its octets
     * @param listedSize the size that STAT and LIST tell
     * @return this
     */
    public synchronized Maildrop add(String uid, MessageSource source, long listedSize) {
        mails.add(new Mail(uid, source, listedSize));
        return this;
    }

    /**
     * Removes all messages of a unique-id, as another client would; sessions that are open still see them.
     *
     * @param uid the unique-id
     * @return this
     */
    public synchronized Maildrop remove(String uid) {
        mails.removeIf(mail -> mail.uid().equals(uid));
        return this;
    }

    /**
     * Makes a session lock this maildrop: a login meanwhile is refused with {@code [IN-USE]} (RFC 2449 §8.1.2). A client
     * that has just left may still hold it: see {@link ScriptedServer#awaitIdle}.
     *
     * @return this
     */
    public synchronized Maildrop exclusive() {
        exclusive = true;
        return this;
    }

    /**
     * Makes QUIT hide what its session retrieved, from all clients and for good, as Gmail's server does with some
     * settings. What was only hidden counts as no removal.
     *
     * @return this
     */
    public synchronized Maildrop hidesRetrieved() {
        hidesRetrieved = true;
        return this;
    }

    /** The unique-ids of the messages that are there, oldest first. */
    public synchronized List<String> uids() {
        return mails.stream().map(Mail::uid).toList();
    }

    /** The unique-ids of the messages that clients have removed: marked by DELE and committed by QUIT, in order. */
    public synchronized List<String> removals() {
        return List.copyOf(removals);
    }

    /** The unique-ids of the messages that clients asked for with RETR, in order, also when the reply was cut. */
    public synchronized List<String> retrievals() {
        return events.stream()
                .filter(event -> event.keyword().equals("RETR"))
                .map(Event::uid)
                .toList();
    }

    /** Every login, RETR, TOP, DELE, RSET and QUIT that was obeyed, in order. */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /**
     * Something that a client did.
     *
     * @param session the number of the login to this maildrop, from 1
     * @param keyword the keyword, {@code LOGIN} for all ways to log in
     * @param uid     the message, or "" where there is none
     */
    public record Event(int session, String keyword, String uid) {}

    /** A message in its place. */
    record Mail(String uid, MessageSource source, long listedSize) {}

    /** What one login sees. Numbers are indices from 0 here. */
    record Opened(int session, List<Mail> mails) {}

    synchronized Optional<Opened> open() {
        if (exclusive && locked) {
            return Optional.empty();
        }
        locked = true;
        logins++;
        note(logins, "LOGIN", "");
        return Optional.of(new Opened(logins, List.copyOf(mails)));
    }

    synchronized void release() {
        locked = false;
    }

    synchronized void note(int session, String keyword, String uid) {
        events.add(new Event(session, keyword, uid));
    }

    /** The UPDATE state (RFC 1939 §6): messages go by identity, so that an equal unique-id does not suffer. */
    synchronized void update(Collection<Mail> marked, Collection<Mail> retrieved) {
        for (Mail mail : marked) {
            if (mails.removeIf(present -> present == mail)) {
                removals.add(mail.uid());
            }
        }
        if (hidesRetrieved) {
            mails.removeIf(present -> retrieved.stream().anyMatch(mail -> mail == present));
        }
    }
}
