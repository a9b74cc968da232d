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
package io.github.pop3x.client;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

import javax.net.ssl.SSLSession;

import io.github.pop3x.client.ServerClaims.Claim;
import io.github.pop3x.client.auth.ApopDigest;
import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.SaslMechanism;
import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.Command;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.Greeting;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.SessionState;
import io.github.pop3x.client.command.StatusLine;
import io.github.pop3x.client.wire.TimeLimit;

/**
 * A connection that is greeted and protected but not logged in: the state AUTHORIZATION of RFC 1939 §4. Most callers
 * use {@link Pop3Client#open} instead; this is for callers that choose the login themselves, or only ask what a server
 * offers.
 *
 * <p>A login hands the connection over to the {@link Pop3Session} that it returns; a refused one leaves it here, and
 * another may be tried, as long as the server allows. For one thread.
 */
public final class Pop3Authorization implements AutoCloseable {

    private final Pop3ClientOptions options;
    private final ServerAddress server;
    private final ServerConnection connection;
    private final Greeting greeting;
    private final TimeLimit timeLimit;
    /** What this connection was told when it asked, without what the greeting adds; null if it has not asked. */
    private Capabilities announced;

    private final ClaimsOfServer claims;
    private final CapabilityRequest request;
    private final Utf8Mode utf8Mode;
    /** The last one that the options chose; null before it. */
    private Login login;

    private Set<Claim> endedAfter = Set.of();
    private boolean isHandedOver;

    Pop3Authorization(
            Pop3ClientOptions options,
            ServerAddress server,
            ServerConnection connection,
            Greeting greeting,
            TimeLimit timeLimit) {
        this.options = options;
        this.server = server;
        this.connection = connection;
        this.greeting = greeting;
        this.timeLimit = timeLimit;
        this.claims = new ClaimsOfServer(options, server);
        this.request = new CapabilityRequest(connection, claims);
        this.utf8Mode = new Utf8Mode(options, server, connection, claims);
    }

    /** For a {@link PipelineProbe}. */
    ServerConnection connection() {
        return connection;
    }

    /** The server that answered. */
    public ServerAddress server() {
        return server;
    }

    /** The TLS session of the connection, or empty if it is in clear text. */
    public Optional<SSLSession> tlsSession() {
        return connection.transport().tlsSession();
    }

    /** The server's greeting. */
    public Greeting greeting() {
        return greeting;
    }

    /**
     * What the server announces, asked once, after TLS: what was announced before it may be forged (RFC 2595 §4). A
     * server without CAPA is asked for its mechanisms by AUTH alone.
     */
    public Capabilities capabilities() throws IOException {
        if (announced == null) {
            announced = request.capabilities();
        }
        return greeted(announced);
    }

    /** With APOP, if this greeting has the stamp for it. */
    private Capabilities greeted(Capabilities told) {
        return greeting.apopStamp().isPresent() ? told.withApop() : told;
    }

    /**
     * Executes any command that is legal here and whose answer a parser reads.
     *
     * @throws IllegalArgumentException if there is a method for it that knows what has to follow, as for a login
     */
    public <T> T execute(Command<T> command) throws IOException {
        command.keyword().requireNoConsequences();
        return connection.execute(command);
    }

    /**
     * Asks for UTF-8 in names and headers (RFC 6856 §2).
     *
     * @throws IllegalStateException if the server does not announce it; nothing was sent
     */
    public void utf8() throws IOException {
        if (!capabilities().has("UTF8")) {
            throw new IllegalStateException(server + " does not announce UTF8");
        }
        execute(Commands.utf8());
        utf8Mode.asked();
    }

    /**
     * Logs in as the options say: after UTF8 if they want that and the server announces it, with the credentials of
     * their provider, by the best mechanism that the server offers and this connection makes safe. What the server
     * offers is known from {@link #capabilities()} or from {@link RememberedCapabilities}, or is asked for. If the
     * login is refused, close the connection: the next one asks.
     *
     * @throws Pop3AuthenticationException if the credentials were refused; the provider has been told
     * @throws Pop3CommandException if the login was refused for another reason, e.g. since the maildrop is locked
     * @throws Pop3LoginUnsupportedException if the server offers no mechanism that fits; nothing secret was sent
     */
    public Pop3Session login() throws IOException {
        return login(Set.of());
    }

    /** @param without mechanisms that the server refused over another connection, which it then ended */
    Pop3Session login(Set<Claim> without) throws IOException {
        Credentials credentials =
                new BoundedCredentials(options, connection.transport().cancellation()).credentials();
        Capabilities offered = offered();
        utf8Mode.request(offered, announced == null);
        try {
            offered = perform(offered, credentials, without);
        } catch (Pop3CommandException refused) {
            // USER may be refused since the server does not know it; then APOP may be all that it has.
            if (refused.keyword() != Keyword.USER) {
                noteLeft(without);
            }
            if (refused instanceof Pop3AuthenticationException) {
                options.credentials().refused(credentials);
            }
            throw refused;
        } catch (Pop3ProtocolException broken) {
            endedAfter = login.left();
            throw broken;
        }
        noteLeft(without);
        return session(offered);
    }

    /**
     * Logs in. Where the server was not asked what it offers, and that does not suffice, it is asked.
     *
     * @return what it offers
     */
    private Capabilities perform(Capabilities offered, Credentials credentials, Set<Claim> without) throws IOException {
        login = new Login(connection, server, offered, credentials);
        try {
            login.perform(options, greeting, claims, without);
            return offered;
        } catch (Pop3LoginUnsupportedException tooLittle) {
            if (!request.isLeftOut()) {
                throw tooLittle;
            }
            announced = request.askAnyway();
            return perform(greeted(announced), credentials, without);
        }
    }

    /** Another mechanism was heard: the next login begins with it, and a wrong password costs one refusal. */
    private void noteLeft(Set<Claim> without) {
        without.forEach(claims::failed);
        login.left().forEach(claims::failed);
    }

    /**
     * The mechanisms that the server refused before it ended the connection: another mechanism needs another connection.
     * Empty if that was not so.
     */
    Set<Claim> endedAfter() {
        return endedAfter;
    }

    /** Without waiting for the server where its answer is known. */
    private Capabilities offered() throws IOException {
        Optional<Capabilities> known = options.rememberedCapabilities().get(server, options.tls());
        return announced == null && known.isPresent() ? greeted(known.get()) : capabilities();
    }

    /** Logs in by USER and PASS (RFC 1939 §7), whatever the connection. */
    public Pop3Session userAndPass(Credentials credentials) throws IOException {
        loginWith(credentials).userAndPass();
        return session(capabilities());
    }

    /**
     * Logs in by APOP (RFC 1939 §7), whatever the connection.
     *
     * @throws IllegalStateException if the greeting has no stamp
     */
    public Pop3Session apop(Credentials credentials) throws IOException {
        String stamp = greeting.apopStamp()
                .orElseThrow(() -> new IllegalStateException(server + " offers no APOP: its greeting has no stamp"));
        loginWith(credentials).apop(ApopDigest.of(stamp, credentials));
        return session(capabilities());
    }

    /** Logs in by a SASL mechanism of the caller's, whatever the connection. */
    public Pop3Session authenticate(Credentials credentials, SaslMechanism mechanism) throws IOException {
        loginWith(credentials).authenticate(mechanism);
        return session(capabilities());
    }

    private Login loginWith(Credentials credentials) throws IOException {
        return new Login(connection, server, capabilities(), credentials);
    }

    private Pop3Session session(Capabilities beforeLogin) {
        if (announced != null) {
            options.rememberedCapabilities().put(server, options.tls(), announced);
        }
        Optional.ofNullable(login).map(Login::leavable).ifPresent(claims::kept);
        connection.enter(SessionState.TRANSACTION);
        isHandedOver = true;
        return new Pop3Session(options, server, connection, greeting, beforeLogin, announced == null, timeLimit);
    }

    /**
     * Sends QUIT. There was no login, so nothing is marked (RFC 1939 §4).
     *
     * @throws IllegalStateException after a successful login: QUIT would commit the session; nothing was sent
     */
    public StatusLine quit() throws IOException {
        if (isHandedOver) {
            throw new IllegalStateException("the connection belongs to the session that the login returned");
        }
        StatusLine answer = connection.ask(Commands.quit());
        close();
        return answer;
    }

    /**
     * Closes the connection and sends nothing. Does nothing after a successful login: the connection is the session's
     * then, and {@link Pop3Session#close()} closes it.
     */
    @Override
    public void close() {
        if (isHandedOver) {
            return;
        }
        options.rememberedCapabilities().forget(server, options.tls());
        noteBreak();
        timeLimit.close();
        connection.close();
    }

    /** A step before the login, or a mechanism, that ends one connection after the other is not kept. */
    private void noteBreak() {
        request.ended();
        Keyword brokenAt = connection.brokenAt();
        if (brokenAt == Keyword.UTF8) {
            claims.missed(Claim.UTF8);
        } else if ((brokenAt == Keyword.AUTH || brokenAt == Keyword.APOP) && endedAfter.isEmpty()) {
            Optional.ofNullable(login).map(Login::leavable).ifPresent(claims::missed);
        }
    }

    /** The server's address. */
    @Override
    public String toString() {
        return "Pop3Authorization[" + server + ", " + connection.state() + "]";
    }
}
