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
package io.github.pop3x.session;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import io.github.pop3x.client.BoundedCredentials;
import io.github.pop3x.client.Pop3AuthenticationException;
import io.github.pop3x.client.Pop3CancelledException;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3ConnectionException;
import io.github.pop3x.client.Pop3LoginUnsupportedException;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.RefusalMeaning;
import io.github.pop3x.client.wire.Cancellation;
import io.github.pop3x.mailbox.Mailbox;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.option.Transcript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to an endpoint's mailbox: every session goes through here, so that all of them respect what the server asked
 * for. It stays closed while the server wants to be left alone, while the breaker is open, and while the component has
 * as many sessions with the host as it may.
 *
 * <p>Any thread may call it.
 */
public final class SessionGate {

    private static final Logger LOG = LoggerFactory.getLogger(SessionGate.class);

    private final Mailbox mailbox;
    private final Transcript transcript;
    private final BackOff backOff;
    private final SessionsPerHost sessionsPerHost;
    private final Reachability reachability;
    private final MailboxListener listener;
    private final InstantSource clock;
    private volatile ServerIdentity last;
    private volatile SessionTranscript dialogue;

    private record Attempt(Pop3ClientOptions options, Cancellation cancellation, Duration delay) {}

    /** What a server said of itself in its last session. */
    public record ServerIdentity(String server, String greeting, Capabilities capabilities) {}

    /**
     * @param transcript how much of each dialogue is logged
     * @param backOff of the account, shared with its other endpoints
     * @param sessionsPerHost shared with all endpoints of the Camel context
     * @param reachability shared with all endpoints of the Camel context
     * @param listener gets a report of each session, and when the breaker opens
     */
    public SessionGate(
            Mailbox mailbox,
            Transcript transcript,
            BackOff backOff,
            SessionsPerHost sessionsPerHost,
            Reachability reachability,
            MailboxListener listener,
            InstantSource clock) {
        this.mailbox = mailbox;
        this.transcript = transcript;
        this.backOff = backOff;
        this.sessionsPerHost = sessionsPerHost;
        this.reachability = reachability;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Holds a session, unless it has to wait.
     *
     * @param options how to reach the mailbox
     * @param delay between two polls
     * @param visit what to do in the session
     * @return what the visit returned, or empty for "later": nobody connected, or the server refused for now
     * @throws IOException if the session could not be opened for another reason, or broke
     */
    public <T> Optional<T> visit(Pop3ClientOptions options, Duration delay, Visit<T> visit)
            throws IOException, InterruptedException {
        return visit(options, new Cancellation(), delay, PlaceWait.NONE, visit);
    }

    /**
     * As {@link #visit(Pop3ClientOptions, Duration, Visit)}, for a caller that may give up meanwhile, and that waits in the
     * queue while as many sessions are open as may be. One that waits there without a thread is also turned away while the
     * server is out of reach, or too many callers connect to servers that have not answered; see {@link Reachability}.
     *
     * @param cancellation ends whatever is waited for
     * @throws Pop3CancelledException if the caller has given up; nothing follows from that for the mailbox
     */
    public <T> Optional<T> visit(
            Pop3ClientOptions options, Cancellation cancellation, Duration delay, PlaceWait wait, Visit<T> visit)
            throws IOException, InterruptedException {
        if (backOff.holdsBack(new BoundedCredentials(options, cancellation))) {
            LOG.debug("{}: nothing is tried before {}", mailbox, backOff.notBefore());
            return Optional.empty();
        }
        Attempt attempt = new Attempt(options, cancellation, delay);
        if (!wait.isQueued()) {
            return inPlace(attempt, wait, () -> {}, visit);
        }
        if (!reachability.left(mailbox.server()).isZero()) {
            reachability.leave(wait.whenFree());
            // Another mailbox found that out; what needs somebody stays as it is.
            if (backOff.trouble().filter(known -> known.reason().isBreaker()).isEmpty()) {
                troubled(Trouble.Reason.UNREACHABLE, reachability.words(mailbox.server()), delay, Optional.empty());
            }
            return Optional.empty();
        }
        Optional<Reachability.Permit> permit = reachability.permit(mailbox.server(), wait.whenFree());
        if (permit.isEmpty()) {
            LOG.debug("{}: as many polls wait for servers that have not answered as may", mailbox);
            return Optional.empty();
        }
        try (Reachability.Permit connecting = permit.get()) {
            return inPlace(attempt, wait, connecting, visit);
        }
    }

    private <T> Optional<T> inPlace(Attempt attempt, PlaceWait wait, Reachability.Permit connecting, Visit<T> visit)
            throws IOException, InterruptedException {
        boolean taken = wait.isQueued()
                ? sessionsPerHost.take(mailbox.server(), wait.whenFree())
                : sessionsPerHost.await(mailbox.server(), wait.atMost(), attempt.cancellation());
        if (!taken) {
            troubled(Trouble.Reason.NO_PLACE, "maxSessionsPerHost are open", attempt.delay(), Optional.empty());
            return Optional.empty();
        }
        try {
            return hold(attempt, connecting, visit);
        } finally {
            sessionsPerHost.giveBack(mailbox.server());
        }
    }

    /** Takes a caller out of the queue of {@link #visit} that does not come any more. */
    public void leave(Runnable whenFree) {
        sessionsPerHost.leave(mailbox.server(), whenFree);
        reachability.leave(whenFree);
    }

    private <T> Optional<T> hold(Attempt attempt, Reachability.Permit connecting, Visit<T> visit)
            throws IOException, InterruptedException {
        Duration delay = attempt.delay();
        try {
            Optional<T> result = Optional.of(inSession(attempt, connecting, visit));
            backOff.served();
            return result;
        } catch (Pop3CancelledException givenUp) {
            throw givenUp;
        } catch (Pop3AuthenticationException refused) {
            troubled(Trouble.Reason.REFUSED, refused, delay, Optional.empty());
            throw refused;
        } catch (Pop3LoginUnsupportedException lacking) {
            // Each login would end like this one, until the server or the options are changed.
            troubled(Trouble.Reason.PERMANENT, lacking, delay, Optional.empty());
            throw lacking;
        } catch (Pop3CommandException refused) {
            if (isLater(refused, delay)) {
                return Optional.empty();
            }
            throw refused;
        } catch (Pop3ConnectionException unreachable) {
            if (unreachable.getCause() instanceof Pop3CommandException refused && isLater(refused, delay)) {
                return Optional.empty();
            }
            troubled(Trouble.Reason.UNREACHABLE, unreachable, delay, Optional.empty());
            throw unreachable;
        } catch (IOException broken) {
            troubled(Trouble.Reason.BROKEN, broken, delay, Optional.empty());
            throw broken;
        }
    }

    private <T> T inSession(Attempt attempt, Reachability.Permit connecting, Visit<T> visit)
            throws IOException, InterruptedException {
        dialogue = new SessionTranscript(transcript, mailbox.server());
        RoundTrips trips = new RoundTrips(dialogue);
        Pop3ClientOptions tapped =
                connecting.limit(attempt.options().toBuilder().tap(trips).build());
        try (Pop3Session session = reachability.open(mailbox.server(), tapped, attempt.cancellation())) {
            connecting.close();
            long when = backOff.now();
            listener.sessionOpened();
            note(session);
            try {
                return visit.in(session);
            } finally {
                // A capability may differ after the login (RFC 2449 §5); the visit has asked for those anew.
                note(session);
                trips.shortest().ifPresent(listener::roundTrip);
                LoginDelay.heed(mailbox, session, when, backOff, attempt.delay());
            }
        }
    }

    private void note(Pop3Session session) {
        last = new ServerIdentity(
                session.server().toString(), session.greeting().toString(), session.announced());
    }

    /** A refusal of the session, at its login or at the first commands after it, and not of a message. */
    private boolean isLater(Pop3CommandException refused, Duration delay) {
        RefusalMeaning meaning = refused.meaning();
        Trouble.Reason reason = Trouble.Reason.of(meaning).orElse(Trouble.Reason.BROKEN);
        troubled(reason, refused, delay, refused.waitingTime());
        return meaning.isLater();
    }

    private void troubled(Trouble.Reason reason, IOException trouble, Duration delay, Optional<Duration> asked) {
        troubled(reason, String.valueOf(trouble.getMessage()), delay, asked);
    }

    /** One line for each spell of what is not thrown, and of what is not tried again at the next poll. */
    private void troubled(Trouble.Reason reason, String words, Duration delay, Optional<Duration> asked) {
        boolean news = backOff.troubled(reason, words, delay, asked);
        Trouble trouble = backOff.trouble().orElseThrow();
        if (news && (reason.isLater() || reason.isBreaker())) {
            String next = trouble.next() == null
                    ? "the next poll"
                    : trouble.next().truncatedTo(ChronoUnit.SECONDS).toString();
            LOG.info("{}: {}. Nothing is tried before {}", mailbox, trouble, next);
        }
        if (reason.isBreaker()) {
            listener.breakerOpened(words, trouble.next());
        }
    }

    /** The provider; what a server refuses of its answers is remembered. */
    public CredentialsProvider guarding(CredentialsProvider provider) {
        return backOff.guarding(provider);
    }

    /** What keeps the mailbox from being polled, or did so when it was tried last. */
    public Optional<Trouble> trouble() {
        return backOff.trouble()
                .map(it -> it.next() == null ? it.until(backedOff().orElse(null)) : it);
    }

    /** When polls may try a server again that could not be reached, if that is not now. */
    private Optional<Instant> backedOff() {
        Duration left = reachability.left(mailbox.server());
        return left.isZero() ? Optional.empty() : Optional.of(clock.instant().plus(left));
    }

    /** Tells whether trouble is such that the mailbox still counts as ready. */
    public boolean isTolerated(Trouble trouble) {
        return trouble.isTolerated(clock.instant());
    }

    /** When the mailbox may be tried, if that is not now. */
    public Optional<Instant> notBefore() {
        return backOff.mayTry()
                ? backedOff().filter(any -> backOff.trouble().isPresent())
                : Optional.of(backOff.notBefore());
    }

    /** Closes the breaker: an operator may have put right what needed one. It is tried at the next poll. */
    public void closeBreaker() {
        reachability.forget(mailbox.server());
        backOff.closeBreaker();
    }

    /** Forgets any trouble and any waiting time that the server asked for: it is tried at the next poll. */
    public void retryNow() {
        reachability.forget(mailbox.server());
        backOff.retryNow();
    }

    /** What the server said of itself in its last session, if there was one. */
    public Optional<ServerIdentity> last() {
        return Optional.ofNullable(last);
    }

    /** The first lines of the last dialogue, secrets masked. */
    public List<String> dialogue() {
        SessionTranscript said = dialogue;
        return said == null ? List.of() : said.head();
    }
}
