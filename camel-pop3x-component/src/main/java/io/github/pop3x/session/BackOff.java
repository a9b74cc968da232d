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
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.auth.FixedCredentials;

/**
 * When to ask a server again that refused. What may pass by itself is waited for: as long as the server says, else
 * about one delay, at random, so that two clients do not meet each time. What an operator has to resolve opens a
 * breaker: refused credentials and permanent trouble are tried again after 5 minutes, then after twice the time, at
 * last once an hour, since a server may block an account that is tried too often. A clock that is put back makes no
 * wait longer.
 *
 * <p>What is waited for is counted by {@link System#nanoTime()}; the wall clock only shows when it ends.
 *
 * <p>For one account; any thread may call it.
 */
public final class BackOff {

    static final Duration BREAKER = Duration.ofMinutes(5);
    static final Duration LONGEST = Duration.ofHours(1);

    /** A server may ask for more by mistake, and nobody would look for the cause of a mailbox that stays silent. */
    static final Duration LONGEST_ASKED = Duration.ofDays(1);

    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final DoubleSupplier random;
    private Spell trouble;
    private int times;
    /** For the trouble that there is, or was. */
    private Wait wait = Wait.NONE;
    /** For the time between logins that the server wants. */
    private Wait betweenLogins = Wait.NONE;
    /** What the server announced last, unbounded; empty if nothing. */
    private Optional<Duration> loginDelay = Optional.empty();

    private Credentials refused;

    /**
     * Trouble that lasts.
     *
     * @param since by {@link System#nanoTime()}
     * @param next before its end nothing is tried; null for the next poll
     */
    private record Spell(Trouble.Reason reason, String words, long since, Wait next) {}

    /**
     * @param clock tells operators the time
     * @param nanoTime tells the time within this process
     * @param random between 0 and 1
     */
    BackOff(InstantSource clock, LongSupplier nanoTime, DoubleSupplier random) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /** What keeps the mailbox from being polled, or did so when it was tried last. */
    synchronized Optional<Trouble> trouble() {
        if (trouble == null) {
            return Optional.empty();
        }
        long now = now();
        Instant shown = clock.instant();
        return Optional.of(new Trouble(
                trouble.reason(),
                trouble.words(),
                shown.minusNanos(now - trouble.since()),
                trouble.next() == null ? null : shown.plus(trouble.next().left(now))));
    }

    /** The time within this process. */
    long now() {
        return nanoTime.getAsLong();
    }

    /** When the mailbox may be tried, by the wall clock as it goes now; the present if it may be now. */
    synchronized Instant notBefore() {
        return clock.instant().plus(left());
    }

    private Duration left() {
        long now = now();
        Duration left = wait.left(now);
        Duration beforeLogin = betweenLogins.left(now);
        return left.compareTo(beforeLogin) < 0 ? beforeLogin : left;
    }

    /** Tells whether a new one would be as good: nothing is waited for, and nothing remembered. */
    synchronized boolean isBlank() {
        return trouble == null && refused == null && mayTry();
    }

    /**
     * Tells whether the mailbox is not to be tried now. While the breaker is open for refused credentials, the provider
     * is asked: a new answer of its closes it.
     *
     * @throws IOException if the provider cannot answer
     */
    boolean holdsBack(CredentialsProvider provider) throws IOException {
        if (mayTry()) {
            return false;
        }
        // Not under the lock: a provider may take its time, and operators want to see what it is that is waited for.
        Optional<Credentials> old = askedAnew();
        if (old.isEmpty() || provider.credentials().equals(old.get())) {
            return true;
        }
        closeBreaker();
        return false;
    }

    synchronized boolean mayTry() {
        return left().isZero();
    }

    /** The refused credentials, if the provider may have others. */
    private synchronized Optional<Credentials> askedAnew() {
        boolean isRefused = trouble != null && trouble.reason() == Trouble.Reason.REFUSED;
        return Optional.ofNullable(refused).filter(it -> isRefused && mayHaveNews());
    }

    /** Each token is a new one; when the second is refused as well, it is not the token that is wrong. */
    private boolean mayHaveNews() {
        return times == 1 || refused.kind() != Credentials.Kind.ACCESS_TOKEN;
    }

    /**
     * There was a login: the next one is due when the server allows it (RFC 2449 §6.5), counted from this one, and after
     * {@link #LONGEST_ASKED} at the latest.
     *
     * @param when as {@link #now} told it
     * @param announced how long the server wants users to wait between logins, if it says so
     * @return whether this is news: the server announced something else before
     */
    synchronized boolean loggedIn(long when, Optional<Duration> announced) {
        Wait next = new Wait(when, announced.map(BackOff::bounded).orElse(Duration.ZERO));
        long now = now();
        if (next.left(now).compareTo(betweenLogins.left(now)) > 0) {
            betweenLogins = next;
        }
        boolean news = !announced.equals(loginDelay);
        loginDelay = announced;
        return news;
    }

    private static Duration bounded(Duration asked) {
        return asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED;
    }

    /**
     * A session was held: all is well. If another one was turned away meanwhile, by a lock or by what passes, there is
     * nothing left to wait for; where logins come too often, there is.
     */
    synchronized void served() {
        if (trouble != null && trouble.reason().isOver()) {
            wait = Wait.NONE;
        }
        trouble = null;
        refused = null;
        times = 0;
    }

    /**
     * Takes note of trouble.
     *
     * @param delay between two polls
     * @param asked how long the server wants to be left alone, if it says so; {@link #LONGEST_ASKED} counts at most
     * @return whether this is news: trouble of another kind than before
     */
    synchronized boolean troubled(Trouble.Reason reason, String words, Duration delay, Optional<Duration> asked) {
        boolean goesOn = trouble != null && isSameSpell(trouble.reason(), reason);
        boolean news = trouble == null || trouble.reason() != reason;
        times = goesOn ? times + 1 : 1;
        long now = now();
        Wait next =
                next(reason, delay, asked).map(length -> new Wait(now, length)).orElse(null);
        trouble = new Spell(reason, words, goesOn ? trouble.since() : now, next);
        if (next != null) {
            wait = next;
        }
        return news;
    }

    /** The provider; what a server refuses of its answers is remembered. */
    CredentialsProvider guarding(CredentialsProvider provider) {
        if (provider instanceof FixedCredentials fixed) {
            return fixed.notifying(this::refused);
        }
        return new CredentialsProvider() {
            @Override
            public Credentials credentials() throws IOException {
                return provider.credentials();
            }

            @Override
            public void refused(Credentials credentials) {
                BackOff.this.refused(credentials);
                provider.refused(credentials);
            }
        };
    }

    /** Takes note of which credentials were refused; the trouble is told next. */
    synchronized void refused(Credentials credentials) {
        refused = credentials;
    }

    private static boolean isSameSpell(Trouble.Reason before, Trouble.Reason now) {
        return before == now
                || before.isLater() && now.isLater()
                || before.isOfTheConnection() && now.isOfTheConnection();
    }

    private Optional<Duration> next(Trouble.Reason reason, Duration delay, Optional<Duration> asked) {
        return switch (reason) {
            case REFUSED, PERMANENT -> Optional.of(doubled(BREAKER));
            case TOO_OFTEN -> Optional.of(asked.map(BackOff::bounded).orElseGet(() -> jittered(doubled(delay))));
            case LOCKED, TEMPORARY -> Optional.of(jittered(delay));
            case NO_PLACE, UNREACHABLE, BROKEN -> Optional.empty();
        };
    }

    private Duration doubled(Duration first) {
        Duration length = first;
        for (int i = 1; i < times && length.compareTo(LONGEST) < 0; i++) {
            length = length.multipliedBy(2);
        }
        return length.compareTo(LONGEST) < 0 ? length : LONGEST;
    }

    private Duration jittered(Duration length) {
        return Duration.ofMillis((long) (length.toMillis() * (0.5 + random.getAsDouble())));
    }

    /** Somebody may have put right what needed somebody: it is tried at the next poll. */
    synchronized void closeBreaker() {
        if (trouble != null && trouble.reason().isBreaker()) {
            retryNow();
        }
    }

    /** Whatever it is, it is tried at the next poll. */
    synchronized void retryNow() {
        served();
        wait = Wait.NONE;
        betweenLogins = Wait.NONE;
    }
}
