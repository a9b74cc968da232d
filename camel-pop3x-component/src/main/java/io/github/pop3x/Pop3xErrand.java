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
package io.github.pop3x;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.command.SessionState;
import io.github.pop3x.client.command.StatusLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session for one exchange: do what is asked for, and quit if all of it worked. Whoever gets an exception closes the
 * session, which leaves the mailbox as it was (RFC 1939 §6).
 *
 * <p>For the thread that owns the session, and one use.
 */
final class Pop3xErrand {

    private static final Logger LOG = LoggerFactory.getLogger(Pop3xErrand.class);

    private final Pop3xEndpoint endpoint;
    private final Pop3xRequest request;
    private final Pop3Session session;
    private List<Pop3xRetrieved> retrieved = List.of();

    /** What came of an errand: the messages that were retrieved, each with a reference to its octets, or else a result. */
    record Brought(Object result, List<Pop3xRetrieved> retrieved) {}

    Pop3xErrand(Pop3xEndpoint endpoint, Pop3xRequest request, Pop3Session session) {
        this.endpoint = endpoint;
        this.request = request;
        this.session = session;
    }

    /**
     * Does it.
     *
     * @throws Pop3xNoSuchMessageException if a message is not there
     * @throws Pop3xOversizeException if a message that is to be retrieved is larger than {@code maxMessageSize}
     * @throws UnsupportedOperationException if unique ids are asked for, and the server has no UIDL
     * @throws Pop3CommandException if the server refused
     * @throws IOException if the session broke, or the octets of messages cannot be kept here
     */
    Brought run() throws IOException, Pop3xNoSuchMessageException, Pop3xOversizeException {
        boolean ended = false;
        try {
            Object result = result();
            end();
            ended = true;
            return new Brought(result, retrieved);
        } finally {
            if (!ended) {
                retrieved.forEach(one -> one.octets().release());
            }
        }
    }

    private Object result() throws IOException, Pop3xNoSuchMessageException, Pop3xOversizeException {
        return switch (request.operation()) {
            case STAT -> session.stat();
            case CAPA -> session.capabilities();
            case NOOP -> reached(roundTrip());
            case VERIFY -> reached(Duration.ZERO);
            case LIST -> oneOrAll(lookup().named(request.names()));
            case UIDL -> oneOrAll(uids(lookup()));
            case TOP, RETRIEVE -> retrieve();
            case DELETE, DELETE_ALL -> remove(lookup().named(request.names()));
            case DIAGNOSE -> throw new IllegalStateException("a diagnosis has sessions of its own");
        };
    }

    private Pop3xLookup lookup() throws IOException {
        return Pop3xLookup.in(session, endpoint.mailbox(), request.names());
    }

    /** Whoever names one message gets one record; whoever names several, or none and so all, gets a list. */
    private Object oneOrAll(List<?> records) {
        boolean one = !request.names().several() && !request.names().all().isEmpty();
        return one ? records.get(0) : records;
    }

    private List<UniqueId> uids(Pop3xLookup lookup) throws Pop3xNoSuchMessageException {
        if (lookup.maildrop().uidSource() == UidSource.NONE) {
            throw new UnsupportedOperationException(
                    "the server of " + endpoint.mailbox() + " has no UIDL: it gives messages no unique ids. Use list");
        }
        return lookup.named(request.names()).stream()
                .map(message -> new UniqueId(message.number(), message.uid()))
                .toList();
    }

    private Removed remove(List<Pop3Message> messages) throws IOException {
        return messages.isEmpty()
                ? new Removed(messages)
                : new Pop3xRemoval(session, endpoint.mailbox()).remove(messages);
    }

    private Object retrieve() throws IOException, Pop3xNoSuchMessageException, Pop3xOversizeException {
        Pop3xLookup lookup = lookup();
        List<Pop3Message> messages = lookup.named(request.names());
        if (request.operation() == Pop3xOperation.RETRIEVE) {
            requireSmallEnough(messages);
        }
        retrieved = new Pop3xSpooling(session, endpoint.spool(), request).retrieve(messages, lookup.maildrop());
        return null;
    }

    private void requireSmallEnough(List<Pop3Message> messages) throws Pop3xOversizeException {
        long limit = endpoint.getConfiguration().getMaxMessageSize();
        for (Pop3Message message : messages) {
            if (limit > 0 && message.size() > limit) {
                throw Pop3xOversizeException.named(message, limit);
            }
        }
    }

    private Duration roundTrip() throws IOException {
        long begun = System.nanoTime();
        session.noop();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private Reached reached(Duration roundTrip) {
        return new Reached(
                endpoint.mailbox(),
                session.server().toString(),
                endpoint.clientOptions().tls(),
                session.greeting().text(),
                roundTrip);
    }

    /** Where nothing is marked, how a session ends changes nothing of what it came to. */
    private void end() {
        if (session.state() != SessionState.TRANSACTION) {
            return;
        }
        try {
            leave();
        } catch (IOException broken) {
            LOG.debug("{}: nothing was to be removed, and the session broke at its end", endpoint.mailbox(), broken);
        }
    }

    /** As a poll that has delivered nothing ends: a QUIT may hide what was merely retrieved, where RSET does not help. */
    private void leave() throws IOException {
        Pop3xConfiguration options = endpoint.getConfiguration();
        if (!retrieved.isEmpty() && options.getQuitPolicy().isHiding(session.greeting())) {
            session.close();
            return;
        }
        if (!retrieved.isEmpty() && options.isRsetBeforeQuit()) {
            reset();
        }
        StatusLine goodbye = session.quit();
        if (!goodbye.isOk()) {
            LOG.debug("{}: nothing was to be removed, and QUIT is refused: {}", endpoint.mailbox(), goodbye.quoted());
        }
    }

    private void reset() throws IOException {
        try {
            session.reset();
        } catch (Pop3CommandException refused) {
            LOG.warn(
                    "{}: the server may take for read what was retrieved: it refused RSET",
                    endpoint.mailbox(),
                    refused);
        }
    }
}
