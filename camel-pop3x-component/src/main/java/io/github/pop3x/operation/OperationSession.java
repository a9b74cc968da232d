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
package io.github.pop3x.operation;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.SessionState;
import io.github.pop3x.client.command.StatusLine;
import io.github.pop3x.mailbox.UidSource;
import io.github.pop3x.option.Fetch;
import io.github.pop3x.retrieval.AllOrNoneRetrieval;
import io.github.pop3x.retrieval.RetrOrTop;
import io.github.pop3x.retrieval.RetrievedMessage;
import io.github.pop3x.session.QuitRule;
import io.github.pop3x.session.StoppableSessions;
import io.github.pop3x.spool.Spool;
import io.github.pop3x.spool.SpoolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session for one exchange that was sent: it does what the exchange asks for, and quits if all of it worked. After an
 * exception, or an outcome that is a failure, the session is to be closed, which leaves the mailbox as it was
 * (RFC 1939 §6).
 *
 * <p>For the thread that owns the session, and one use.
 */
public final class OperationSession {

    private static final Logger LOG = LoggerFactory.getLogger(OperationSession.class);

    /** A refusal of these concerns the whole session; one of the others, a message. */
    private static final Set<Keyword> OF_THE_SESSION =
            Set.of(Keyword.STAT, Keyword.LIST, Keyword.UIDL, Keyword.CAPA, Keyword.NOOP);

    private final Pop3Session session;
    private final StoppableSessions.Held held;
    private final TroubledMessages troubled;
    private final String mailbox;
    private final QuitRule quitRule;
    private int leftOut;

    /**
     * @param held gets a few seconds for deletes when its endpoint stops
     * @param troubled the messages that broke the sessions of earlier operations
     * @param mailbox its name, for logs and messages
     */
    public OperationSession(
            Pop3Session session,
            StoppableSessions.Held held,
            TroubledMessages troubled,
            String mailbox,
            QuitRule quitRule) {
        this.session = session;
        this.held = held;
        this.troubled = troubled;
        this.mailbox = mailbox;
        this.quitRule = quitRule;
    }

    /** What is done in the session. */
    @FunctionalInterface
    private interface Work {
        Outcome run() throws IOException;
    }

    /** What is done with the messages that an exchange names. */
    @FunctionalInterface
    private interface WorkWithMessages {
        Outcome run(MessageLookup lookup, List<Pop3Message> named) throws IOException;
    }

    /** Counts the messages: a {@link io.github.pop3x.client.command.DropListing}. */
    public Outcome stat() throws IOException {
        return run(() -> new Outcome.Done(session.stat()));
    }

    /** Asks for the server's {@link io.github.pop3x.client.command.Capabilities}. */
    public Outcome capabilities() throws IOException {
        return run(() -> new Outcome.Done(session.capabilities()));
    }

    /** Measures a round trip by NOOP: a {@link Duration}. */
    public Outcome roundTrip() throws IOException {
        return run(() -> {
            long begun = System.nanoTime();
            session.noop();
            return new Outcome.Done(Duration.ofNanos(System.nanoTime() - begun));
        });
    }

    /** Does nothing: the login has worked. */
    public Outcome nothing() throws IOException {
        return run(() -> new Outcome.Done(Duration.ZERO));
    }

    /** Lists the named messages, or all: a list of {@link Pop3Message}s. */
    public Outcome list(MessageNames names) throws IOException {
        return withMessages(names, (lookup, named) -> new Outcome.Done(named));
    }

    /** Lists the named messages, or all, where the server has unique ids. */
    public Outcome listUniqueIds(MessageNames names) throws IOException {
        return withMessages(
                names,
                (lookup, named) -> lookup.maildrop().uidSource() == UidSource.NONE
                        ? new Outcome.NoUniqueIds()
                        : new Outcome.Done(named));
    }

    /**
     * Retrieves the named messages, or none of them.
     *
     * @param fetching whether messages are retrieved whole; one above its bound is refused
     */
    public Outcome retrieve(MessageNames names, Spool spool, RetrOrTop fetching) throws IOException {
        return withMessages(names, (lookup, named) -> {
            for (Pop3Message message : named) {
                if (fetching.fetch() == Fetch.MESSAGE && !fetching.isWhole(message)) {
                    return new Outcome.TooLarge(message, fetching.maxMessageSize());
                }
            }
            List<RetrievedMessage> retrieved = new AllOrNoneRetrieval(session, spool, fetching)
                    .retrieve(named, lookup.maildrop(), troubled::isTroubled);
            troubled.worked(named);
            return new Outcome.Retrieved(retrieved);
        });
    }

    /**
     * Deletes the named messages, or all that are listed: the list of these.
     *
     * @throws RemovalInDoubt if it is not known whether the server removed them
     */
    public Outcome remove(MessageNames names) throws IOException {
        return withMessages(names, (lookup, named) -> {
            if (!named.isEmpty()) {
                held.mayDelete(true);
                Removal.remove(session, mailbox, troubled.last(named), troubled.isCareful());
                troubled.worked(named);
            }
            return new Outcome.Done(named);
        });
    }

    /** How many entries of the server's listings could not be used; 0 if nothing was listed. */
    public int leftOut() {
        return leftOut;
    }

    private Outcome withMessages(MessageNames names, WorkWithMessages work) throws IOException {
        return run(() -> {
            MessageLookup lookup = MessageLookup.in(session, names);
            leftOut = lookup.leftOut();
            Optional<Outcome> failure = lookup.failure(names);
            return failure.isPresent() ? failure.get() : work.run(lookup, lookup.named(names));
        });
    }

    private Outcome run(Work work) throws IOException {
        Outcome outcome;
        try {
            outcome = work.run();
        } catch (SpoolException full) {
            return new Outcome.NoRoom(full);
        } catch (Pop3CommandException refused) {
            if (OF_THE_SESSION.contains(refused.keyword())) {
                throw refused;
            }
            return new Outcome.Refused(refused);
        }
        if (outcome instanceof Outcome.Done) {
            end(false);
        } else if (outcome instanceof Outcome.Retrieved) {
            end(true);
        }
        return outcome;
    }

    /** Where nothing is marked, the end of a session changes nothing of its outcome. */
    private void end(boolean retrieved) {
        if (session.state() != SessionState.TRANSACTION) {
            return;
        }
        try {
            if (quitRule.mayQuit(session, retrieved, retrieved, this::resetRefused)) {
                StatusLine goodbye = session.quitForStatus();
                if (!goodbye.isOk()) {
                    LOG.debug("{}: nothing was to be removed, and QUIT is refused: {}", mailbox, goodbye.quoted());
                }
            }
        } catch (IOException broken) {
            LOG.debug("{}: nothing was to be removed, and the session broke at its end", mailbox, broken);
        }
    }

    private void resetRefused(Pop3CommandException refused) {
        LOG.warn("{}: the server may mark retrieved messages as read, since it refused RSET", mailbox, refused);
    }
}
