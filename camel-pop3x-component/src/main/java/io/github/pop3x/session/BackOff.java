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

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;

/**
 * When to ask a server again that refused. What may pass by itself is waited for: as long as the server says, else about
 * one delay, at random, so that two clients do not meet for ever. What needs somebody opens a breaker: refused credentials
 * and permanent trouble are tried again after 5 minutes, then after twice the time, at last once an hour, since a server
 * may block an account that is tried too often. A clock that is put back makes no wait longer.
 *
 * <p>For one account; any thread may call it.
 */
public final class BackOff {

    static final Duration BREAKER = Duration.ofMinutes(5);
    static final Duration LONGEST = Duration.ofHours(1);

    private final InstantSource clock;
    private final DoubleSupplier random;
    private Trouble trouble;
    private int times;
    /** For the trouble that there is, or was. */
    private final Pause pause = new Pause();
    /** For the time between logins that the server wants. */
    private final Pause betweenLogins = new Pause();

    private Credentials refused;

    /**
     * @param random between 0 and 1
     */
    BackOff(InstantSource clock, DoubleSupplier random) {
        this.clock = clock;
        this.random = random;
    }

    /** What keeps the mailbox from being polled, or did so when it was tried last. */
    synchronized Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** When the mailbox may be tried; in the past if it may be now. */
    synchronized Instant notBefore() {
        Instant now = clock.instant();
        Instant next = pause.until(now);
        Instant nextLogin = betweenLogins.until(now);
        return next.isBefore(nextLogin) ? nextLogin : next;
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

    private synchronized boolean mayTry() {
        return !clock.instant().isBefore(notBefore());
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

    /** There was a login: the next one is due when the server allows it (RFC 2449 §6.5), counted from this one. */
    synchronized void loggedIn(Instant when, Optional<Duration> loginDelay) {
        Instant known = betweenLogins.until(when);
        loginDelay.map(when::plus).filter(known::isBefore).ifPresent(next -> betweenLogins.set(when, next));
    }

    /**
     * A session was held: all is well. If another one was turned away meanwhile, by a lock or by what passes, there is
     * nothing left to wait for; where logins come too often, there is.
     */
    synchronized void served() {
        if (trouble != null && trouble.reason().isOver()) {
            pause.clear();
        }
        trouble = null;
        refused = null;
        times = 0;
    }

    /**
     * Takes note of trouble.
     *
     * @param delay between two polls
     * @param asked how long the server wants to be left alone, if it says so
     * @return whether this is news: trouble of another kind than before
     */
    synchronized boolean troubled(Trouble.Reason reason, String words, Duration delay, Optional<Duration> asked) {
        boolean goesOn = trouble != null && isSameSpell(trouble.reason(), reason);
        boolean news = trouble == null || trouble.reason() != reason;
        times = goesOn ? times + 1 : 1;
        Instant now = clock.instant();
        Instant next = next(reason, delay, asked).map(now::plus).orElse(null);
        // A clock that was put back must not make trouble seem younger than it is.
        boolean isOlder = goesOn && !trouble.since().isAfter(now);
        trouble = new Trouble(reason, words, isOlder ? trouble.since() : now, next);
        if (next != null) {
            pause.set(now, next);
        }
        return news;
    }

    /** Takes note of which credentials were refused; the trouble is told next. */
    synchronized void refused(Credentials credentials) {
        refused = credentials;
    }

    private static boolean isSameSpell(Trouble.Reason before, Trouble.Reason now) {
        return before == now || before.isLater() && now.isLater();
    }

    private Optional<Duration> next(Trouble.Reason reason, Duration delay, Optional<Duration> asked) {
        return switch (reason) {
            case REFUSED, PERMANENT -> Optional.of(doubled(BREAKER));
            case TOO_OFTEN -> Optional.of(asked.orElseGet(() -> jittered(doubled(delay))));
            case LOCKED, TEMPORARY -> Optional.of(jittered(delay));
            case NO_PLACE, UNREACHABLE, BROKEN -> Optional.empty();
        };
    }

    private Duration doubled(Duration first) {
        Duration wait = first;
        for (int i = 1; i < times && wait.compareTo(LONGEST) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    private Duration jittered(Duration wait) {
        return Duration.ofMillis((long) (wait.toMillis() * (0.5 + random.getAsDouble())));
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
        pause.clear();
        betweenLogins.clear();
    }
}
