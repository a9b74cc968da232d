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
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalInt;

import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.Command;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.DropListing;
import io.github.pop3x.client.command.Greeting;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.MessageCounts;
import io.github.pop3x.client.command.ScanListing;
import io.github.pop3x.client.command.SessionState;
import io.github.pop3x.client.command.StatusLine;
import io.github.pop3x.client.command.UniqueIdListing;
import io.github.pop3x.client.wire.TimeLimit;

/**
 * A session with a maildrop, logged in.
 *
 * <ol>
 *   <li>{@link Pop3Client#open} connects, protects the connection, logs in and returns the session;
 *   <li>{@link #messages()} lists messages, {@link #retrieve(int)} reads one, {@link #delete(int)} marks one, {@link
 *       #pipeline()} does so for many without waiting for each answer;
 *   <li>{@link #quit()} <em>commits</em>: the server removes what was marked, or the call fails;
 *   <li>{@link #close()} <em>abandons</em>: without a quit before it, nothing is removed (RFC 1939 §6).
 * </ol>
 *
 * <p>Every method may throw {@link Pop3CommandException} (the server refused, the session lives),
 * {@link Pop3ProtocolException} or {@link Pop3TimeoutException} (the session is dead), or
 * {@link IllegalStateException} (called at the wrong time; nothing was sent). A session belongs to one thread.
 */
public final class Pop3Session implements AutoCloseable {

    private final Pop3ClientOptions options;
    private final ServerAddress server;
    private final ServerConnection connection;
    private final Greeting greeting;
    private final Pop3Pipeline pipeline;
    private final ServerFeatures features;
    private final ClaimsOfServer claims;
    private final TimeLimit timeLimit;
    private final boolean isRemembered;

    Pop3Session(
            Pop3ClientOptions options,
            ServerAddress server,
            ServerConnection connection,
            Greeting greeting,
            Capabilities beforeLogin,
            boolean isRemembered,
            TimeLimit timeLimit) {
        this.options = options;
        this.server = server;
        this.connection = connection;
        this.greeting = greeting;
        this.timeLimit = timeLimit;
        this.claims = new ClaimsOfServer(options, server);
        this.pipeline = new Pop3Pipeline(connection, claims.window(options, beforeLogin));
        this.isRemembered = isRemembered;
        this.features = new ServerFeatures(pipeline, greeting, beforeLogin, claims, this::pipeliningIsNotConfirmed);
    }

    /** Withdrawn, or announced before logins only: which of the two can be told only if the server is asked before. */
    private void pipeliningIsNotConfirmed() {
        options.rememberedCapabilities().forget(server, options.tls());
        if (isRemembered) {
            pipeline.oneAtATime();
        }
    }

    /** The server that the session is with, one of those that the options name. */
    public ServerAddress server() {
        return server;
    }

    /** The server's greeting. */
    public Greeting greeting() {
        return greeting;
    }

    /** What the server announces to a user that is logged in. */
    public Capabilities capabilities() throws IOException {
        return features.capabilities();
    }

    /** What the server has announced in this session so far; nothing is asked for it, also after the session's end. */
    public Capabilities announced() {
        return features.known();
    }

    /**
     * Tells whether the server knows a command: it announces it, or RFC 1939 demands it. TOP, UIDL and LAST, which servers
     * may know and not announce, are tried once; the answer is kept.
     *
     * @return of TOP, and a server that does not announce it, false while there is no message to try it on
     */
    public boolean supports(Keyword keyword) throws IOException {
        return features.supports(keyword);
    }

    /** What the server claims, and what of it has failed in practice. */
    public ClaimsOfServer claims() {
        return claims;
    }

    /** The state of the session. */
    public SessionState state() {
        return connection.state();
    }

    /** Commands that need not wait for each other's answers; what was added to it is answered before anything else. */
    public Pop3Pipeline pipeline() {
        return pipeline;
    }

    /**
     * Executes any command whose answer a parser reads; {@link Commands#extension} makes those that this client does not
     * know.
     *
     * @throws IllegalArgumentException if it is RETR, TOP or QUIT, which have methods of their own
     */
    public <T> T execute(Command<T> command) throws IOException {
        return pipeline.withoutMessages().add(command).get();
    }

    /** The number of messages, and their size together. */
    public DropListing stat() throws IOException {
        return features.stat();
    }

    /** The scan listing. An empty maildrop lists nothing, also where the server refuses to list it. */
    public ScanListing list() throws IOException {
        return features.list();
    }

    /** The unique-id listing, or empty where the server has no UIDL, which is asked once. */
    public Optional<UniqueIdListing> uidl() throws IOException {
        return features.uidl();
    }

    /** Both listings, joined; requested in one flight if the server allows that. */
    public MaildropListing messages() throws IOException {
        return features.messages();
    }

    /** The size in octets of one message, as the server claims it. */
    public long size(int number) throws IOException {
        return execute(Commands.list(number));
    }

    /** The unique id of one message. */
    public String uid(int number) throws IOException {
        return execute(Commands.uidl(number));
    }

    /**
     * Retrieves a message.
     *
     * @param number its number in this session
     * @return the octets; to be read to its end, or closed, before anything else is asked of the session
     */
    public MessageStream retrieve(int number) throws IOException {
        return pipeline.withoutMessages().retrieve(number).get();
    }

    /** Retrieves a message: {@link #retrieve(int)}. */
    public MessageStream retrieve(Pop3Message message) throws IOException {
        return retrieve(message.number());
    }

    /**
     * Retrieves a message into a stream.
     *
     * @param target takes the octets; not closed, and must not keep the arrays that it is given. If it fails the session
     *     is left in the middle of a message, and given up unless little of it is left
     * @return the number of octets
     */
    public long retrieve(int number, OutputStream target) throws IOException {
        try (MessageStream octets = retrieve(number)) {
            return octets.transferTo(target);
        }
    }

    /**
     * Retrieves a message's header, the blank line, and the first lines of its body.
     *
     * @param lines of the body, 0 or more; some servers send more than was asked for
     */
    public MessageStream top(int number, int lines) throws IOException {
        return pipeline.withoutMessages().top(number, lines).get();
    }

    /** Marks a message as deleted. It is removed by {@link #quit()}, and by nothing else. */
    public void delete(int number) throws IOException {
        execute(Commands.dele(number));
    }

    /** Marks a message as deleted: {@link #delete(int)}. */
    public void delete(Pop3Message message) throws IOException {
        delete(message.number());
    }

    /** Takes all marks back. */
    public void reset() throws IOException {
        execute(Commands.rset());
    }

    /** Tells whether the message is marked as deleted, by the answers read so far. */
    public boolean isMarked(int number) {
        return pipeline.marks().has(number);
    }

    /** Keeps the session alive (RFC 1939 §5). */
    public void noop() throws IOException {
        execute(Commands.noop());
    }

    /** The highest number that was accessed, 0 for none; empty where the server has no LAST, which RFC 1939 dropped. */
    public OptionalInt last() throws IOException {
        return features.last();
    }

    /** How many messages a user has; empty where the server has no PING, which is in no RFC. */
    public Optional<MessageCounts> ping(String user) throws IOException {
        return ServerFeatures.unlessLacking(pipeline.withoutMessages().add(Commands.ping(user)));
    }

    /** Hands each message to a handler, which need not read it to its end; nothing is marked. */
    public void forEach(MessageHandler handler) throws IOException {
        new MessageLoop(this).run(handler, false);
    }

    /**
     * Hands each message to a handler, and marks those for which it has returned. {@link #quit()} removes what was
     * marked; if the handler throws, this method does, and closing the session without it then loses nothing. The
     * handler need not read a message to its end.
     */
    public void drain(MessageHandler handler) throws IOException {
        new MessageLoop(this).run(handler, true);
    }

    /**
     * Commits: the server removes what was marked, answers, and the connection is closed. Commands that were added to
     * the {@linkplain #pipeline() pipeline} and not yet sent go in one flight with it, and are answered first.
     *
     * @return the server's {@code +OK}: all that was marked is removed
     * @throws Pop3CommandException if the server says {@code -ERR}: some or all of what was marked is still there
     *     (RFC 1939 §6)
     * @throws IOException if the session breaks: whether the server removed it is not known, and the next listing tells
     */
    public StatusLine quit() throws IOException {
        StatusLine answer = quitForStatus();
        if (!answer.isOk()) {
            throw connection.refusal(Commands.quit(), answer);
        }
        return answer;
    }

    /** As {@link #quit()}; returns also {@code -ERR}: some or all of what was marked is still there. */
    public StatusLine quitForStatus() throws IOException {
        PendingReply<StatusLine> goodbye = pipeline.withoutMessages().addForStatus(Commands.quit());
        pipeline.awaitAllBefore(goodbye);
        connection.readTimeout(Keyword.QUIT, options.quitTimeout(), "quitTimeout");
        connection.enter(SessionState.UPDATE);
        StatusLine answer = goodbye.get();
        close();
        return answer;
    }

    /** Abandons the session: closes the connection and sends nothing. Does nothing if it is closed already. */
    @Override
    public void close() {
        if (connection.isBroken()) {
            options.rememberedCapabilities().forget(server, options.tls());
        }
        claims.ended(pipeline, connection);
        timeLimit.close();
        connection.close();
    }

    /** The server's address and the state of the session. */
    @Override
    public String toString() {
        return "Pop3Session[" + connection.place() + ", " + connection.state() + "]";
    }
}
