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
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.oauth2.RefreshToken;
import io.github.pop3x.oauth2.TokenEndpoint;
import io.github.pop3x.oauth2.TokenResponse;

/**
 * Logs in by access tokens that an OAuth 2.0 authorization server issues, and asks for a new one shortly before the old
 * one expires.
 *
 * <p>How a token lives:
 *
 * <ol>
 *   <li>{@link #credentials()} fetches it and gives it to every login until {@link #EXPIRY_MARGIN} before its end. A
 *       token of unknown lifetime serves one login.
 *   <li>{@link #refused(Credentials)} forgets it, and the next login fetches another in its place.
 *   <li>If that one is refused too, within {@link #TRIAL}, its age is not the cause. It is kept: equal credentials tell
 *       the caller that there is nothing new to try, so the authorization server is not asked at each poll.
 * </ol>
 *
 * <p>A refresh token that the server exchanges (RFC 6749 §6) is kept in memory only: a new process begins with the
 * configured one. Endpoints of a Camel context that have the same user name and settings share a provider, and those
 * that begin with the same refresh token share what it was exchanged for. Thread-safe. One fetch runs at a time; logins
 * that wait take its token.
 */
public final class Pop3xOAuth2CredentialsProvider implements CredentialsProvider {

    /** A token this close to its end is not used any more: the login takes time, and clocks differ. */
    public static final Duration EXPIRY_MARGIN = Duration.ofSeconds(60);

    /** For so long after its fetch a token counts as fresh. */
    public static final Duration TRIAL = Duration.ofMinutes(1);

    private final String username;
    private final TokenEndpoint endpoint;
    private final LongSupplier nanoTime;
    private final ReentrantLock fetchTurn = new ReentrantLock();
    private final AtomicReference<Token> current = new AtomicReference<>();
    private final RefreshToken refreshToken;

    Pop3xOAuth2CredentialsProvider(
            String username, Optional<String> refreshToken, TokenEndpoint endpoint, LongSupplier nanoTime) {
        this(username, refreshToken.map(RefreshToken::new).orElse(null), endpoint, nanoTime);
    }

    /** @param refreshToken null if the client asks by a right of its own */
    private Pop3xOAuth2CredentialsProvider(
            String username, RefreshToken refreshToken, TokenEndpoint endpoint, LongSupplier nanoTime) {
        // Refuses a name that cannot be sent, before a token is fetched for it.
        this.username = Credentials.ofCertificate(username).username();
        this.refreshToken = refreshToken;
        this.endpoint = endpoint;
        this.nanoTime = nanoTime;
    }

    /**
     * A provider for one mailbox. Nothing is fetched before the first login.
     *
     * @param username the name exactly as the POP3 server knows it, not empty
     * @param settings where tokens are issued, and by what right
     * @throws IllegalArgumentException if the name is empty or has control characters
     */
    public static Pop3xOAuth2CredentialsProvider of(String username, Pop3xOAuth2Settings settings) {
        Objects.requireNonNull(settings, "settings");
        RefreshToken configured = settings.refreshToken() == null ? null : new RefreshToken(settings.refreshToken());
        return of(username, configured, new TokenEndpoint(settings.client()));
    }

    /** @param refreshToken maybe shared, and exchanged since it was configured; null if there is none */
    static Pop3xOAuth2CredentialsProvider of(String username, RefreshToken refreshToken, TokenEndpoint endpoint) {
        return new Pop3xOAuth2CredentialsProvider(username, refreshToken, endpoint, System::nanoTime);
    }

    /** The refresh token that it uses, or null. */
    RefreshToken refreshToken() {
        return refreshToken;
    }

    /**
     * The user name and a valid token.
     *
     * @throws InterruptedIOException if the thread was interrupted while it waited; it still is
     * @throws IOException if no token is available; the message says why and what to do
     */
    @Override
    public Credentials credentials() throws IOException {
        Token cached = current.get();
        if (isUsable(cached)) {
            return cached.credentials();
        }
        try {
            fetchTurn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + endpoint);
        }
        try {
            Token meanwhile = current.get();
            return (isUsable(meanwhile) ? meanwhile : fetch(meanwhile)).credentials();
        } finally {
            fetchTurn.unlock();
        }
    }

    private boolean isUsable(Token token) {
        return token != null
                && !token.refused()
                && nanoTime.getAsLong() - token.fetched() < token.usableFor().toNanos();
    }

    private Token fetch(Token before) throws IOException {
        long asked = nanoTime.getAsLong();
        TokenResponse response = refreshToken == null ? endpoint.request(Optional.empty()) : refreshToken.use(endpoint);
        Token token = new Token(
                Credentials.ofToken(username, response.accessToken()),
                asked,
                response.lifetime().minus(EXPIRY_MARGIN),
                before != null && before.refused(),
                false);
        current.set(token);
        return token;
    }

    /** Forgets the token, unless it is no longer in use, or was fetched just now in place of another refused one. */
    @Override
    public void refused(Credentials refused) {
        long now = nanoTime.getAsLong();
        current.updateAndGet(token -> token != null && token.credentials().equals(refused) && !token.failsForGood(now)
                ? token.asRefused()
                : token);
    }

    /** The user name and the token endpoint, without a token. */
    @Override
    public String toString() {
        return "Pop3xOAuth2CredentialsProvider[" + username + ", " + endpoint + "]";
    }

    /**
     * A token in use.
     *
     * @param fetched by {@link System#nanoTime()}: a wall clock that is put back must not prolong its life
     * @param usableFor counted from then; negative if it serves one login
     * @param replacement whether it was fetched since the one before was refused
     */
    private record Token(
            Credentials credentials, long fetched, Duration usableFor, boolean replacement, boolean refused) {

        boolean failsForGood(long now) {
            return replacement && now - fetched < TRIAL.toNanos();
        }

        Token asRefused() {
            return new Token(credentials, fetched, usableFor, replacement, true);
        }
    }
}
