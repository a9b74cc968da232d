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
import java.time.Duration;
import java.util.Optional;

import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.Command;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.DropListing;
import io.github.pop3x.client.command.Greeting;
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
 *   <li>{@link #messages()} tells what is there, {@link #retrieve} reads a message, {@link #delete} marks one;
 *   <li>{@link #quit()} <em>commits</em>: the server removes what was marked, and says whether it could;
 *   <li>{@link #close()} <em>abandons</em>: without a quit before it, nothing is removed (RFC 1939 §6).
 * </ol>
 *
 * <p>Every method may throw {@link Pop3CommandException} (the server refused, the session lives),
 * {@link Pop3ProtocolException} or {@link java.net.SocketTimeoutException} (the session is dead), or
 * {@link IllegalStateException} (called at the wrong time; nothing was sent). A session belongs to one thread.
 */
public final class Pop3Session implements AutoCloseable {

    private final Conversation conversation;
    private final Greeting greeting;
    private final Capabilities capabilities;
    private final Duration quitTimeout;
    private final TimeLimit timeLimit;

    Pop3Session(
            Conversation conversation,
            Greeting greeting,
            Capabilities capabilities,
            Duration quitTimeout,
            TimeLimit timeLimit) {
        this.conversation = conversation;
        this.greeting = greeting;
        this.capabilities = capabilities;
        this.quitTimeout = quitTimeout;
        this.timeLimit = timeLimit;
    }

    /** What the server said first. */
    public Greeting greeting() {
        return greeting;
    }

    /** What the server announced before the login. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /** The state of the session. */
    public SessionState state() {
        return conversation.state();
    }

    /** Executes any command whose answer a parser reads. */
    public <T> T execute(Command<T> command) throws IOException {
        return conversation.execute(command);
    }

    /** How many messages there are, and how large they are together. */
    public DropListing stat() throws IOException {
        return execute(Commands.stat());
    }

    /** The scan listing. An empty maildrop lists nothing, also where the server refuses to list it. */
    public ScanListing list() throws IOException {
        try {
            return execute(Commands.list());
        } catch (Pop3CommandException refused) {
            if (stat().count() == 0) {
                return Commands.list().parser().value();
            }
            throw refused;
        }
    }

    /** The unique-id listing, or empty where the server has no UIDL. */
    public Optional<UniqueIdListing> uidl() throws IOException {
        try {
            return Optional.of(execute(Commands.uidl()));
        } catch (Pop3CommandException refused) {
            return Optional.empty();
        }
    }

    /** Both listings, joined. */
    public MaildropListing messages() throws IOException {
        Optional<UniqueIdListing> ids = uidl();
        return MaildropListing.join(list(), ids);
    }

    /**
     * Retrieves a message.
     *
     * @param number its number in this session
     * @return the octets; to be read to its end, or closed, before anything else is asked of the session
     */
    public MessageStream retrieve(int number) throws IOException {
        return conversation.open(Commands.retr(number));
    }

    /** Retrieves a message: {@link #retrieve(int)}. */
    public MessageStream retrieve(Pop3Message message) throws IOException {
        return retrieve(message.number());
    }

    /**
     * Retrieves a message's header, the blank line, and the first lines of its body.
     *
     * @param lines of the body, 0 or more; some servers send more than was asked for
     */
    public MessageStream top(int number, int lines) throws IOException {
        return conversation.open(Commands.top(number, lines));
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

    /** Does nothing but tell the server that we are here. */
    public void noop() throws IOException {
        execute(Commands.noop());
    }

    /**
     * Commits: the server removes what was marked, answers, and the connection is closed.
     *
     * @return what the server said. {@code +OK} means that all is removed; {@code -ERR} that some or all of it is still
     *     there (RFC 1939 §6). If this method throws, which of the two is not known: the next listing tells
     */
    public StatusLine quit() throws IOException {
        StatusLine answer = conversation.quit(quitTimeout);
        close();
        return answer;
    }

    /** Abandons the session: closes the connection and sends nothing. Does nothing if it is closed already. */
    @Override
    public void close() {
        timeLimit.close();
        conversation.close();
    }

    /** Where to, and in which state. */
    @Override
    public String toString() {
        return "Pop3Session[" + conversation.place() + ", " + conversation.state() + "]";
    }
}
