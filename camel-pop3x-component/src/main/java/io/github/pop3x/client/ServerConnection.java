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
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

import io.github.pop3x.client.auth.SecretMask;
import io.github.pop3x.client.command.Command;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.ResponseParser;
import io.github.pop3x.client.command.SessionState;
import io.github.pop3x.client.command.StatusLine;
import io.github.pop3x.client.text.ServerText;
import io.github.pop3x.client.wire.Cancellation;
import io.github.pop3x.client.wire.MultiLineBody;
import io.github.pop3x.client.wire.TimeLimit;
import io.github.pop3x.client.wire.Transport;
import io.github.pop3x.client.wire.WireLimits;

/**
 * The order of things on one connection: a command, then its answer, then the next. Turns what the wire reports into
 * the three answers of this package: refused, broken, misused.
 */
final class ServerConnection {

    /** The option that bounds all of it until there is a greeting, and TLS. */
    static final String CONNECTION_TIMEOUT = "connectionTimeout";

    /** RFC 5034 §4 leaves the bound on a response to the mechanism; this is far above what any of ours needs. */
    private static final int MAX_RESPONSE_LINE = 64 * 1024;

    /** Here the text is data, read octet by octet: a password may be a number, and numbers must not be masked. */
    private static final Set<Keyword> TOLD_IN_THE_STATUS =
            EnumSet.of(Keyword.STAT, Keyword.LIST, Keyword.UIDL, Keyword.LAST, Keyword.PING, Keyword.EXTENSION);

    private final Transport transport;
    private final WireLimits limits;
    private final String place;
    private final Secrets secrets;
    /** The option that bounds each read. */
    private String readBound = CONNECTION_TIMEOUT;

    private SessionState state = SessionState.AUTHORIZATION;
    private MessageStream reading;
    private Keyword brokenAt;

    /**
     * @param transport connected
     * @param place host and port, for messages
     * @param secrets masks what the server repeats
     */
    ServerConnection(Transport transport, WireLimits limits, String place, Secrets secrets) {
        this.transport = transport;
        this.limits = limits;
        this.place = place;
        this.secrets = secrets;
    }

    String place() {
        return place;
    }

    Transport transport() {
        return transport;
    }

    SessionState state() {
        return state;
    }

    void enter(SessionState next) {
        state = next;
    }

    /** Reads the status line that nobody asked for: the greeting. */
    StatusLine greeting() throws IOException {
        return StatusLine.parse(transport.input().readLine(limits.replyLine()).toString());
    }

    /**
     * Sends a command and reads its answer.
     *
     * @throws Pop3CommandException if the server refused
     * @throws IllegalStateException if the command is not legal now; nothing was sent
     */
    <T> T execute(Command<T> command) throws IOException {
        return value(command, ask(command));
    }

    /** Sends a command and reads its status line, whatever it is. */
    StatusLine ask(Command<?> command) throws IOException {
        requireAlive(command.keyword());
        command.keyword().requireLegalIn(state);
        requireBodyRead();
        requireNothingUnasked(command.keyword());
        write(command);
        flush(command.keyword());
        return readStatus(command.keyword());
    }

    /** Sends a step of a SASL exchange, in base64, and reads what the server says to it. */
    StatusLine respond(byte[] response) throws IOException {
        String encoded = Base64.getEncoder().encodeToString(response);
        hide(encoded);
        return continueExchange(encoded, SecretMask.MASK);
    }

    /** Masks a secret in whatever the server says from here on. */
    void hide(String secret) {
        secrets.hide(secret);
    }

    /** Words that a mechanism took from a challenge, with each secret masked. */
    String mask(String words) {
        return secrets.mask(words);
    }

    /** Gives a SASL exchange up (RFC 5034 §4) and reads what the server says to it. */
    StatusLine cancelExchange() throws IOException {
        return continueExchange("*", "*");
    }

    private StatusLine continueExchange(String line, String shown) throws IOException {
        transport.output().writeLine(line, shown, MAX_RESPONSE_LINE);
        flush(Keyword.AUTH);
        return readStatus(Keyword.AUTH);
    }

    /** What the answer to a command means, its status line having been read. */
    <T> T value(Command<T> command, StatusLine status) throws IOException {
        requireAgreed(command, status);
        return guarded(command.keyword(), () -> {
            ResponseParser<T> parser = command.parser();
            parser.status(status);
            if (command.isMultiLine()) {
                new AnswerLines(transport, limits).read(parser);
            }
            return parser.value();
        });
    }

    /** The message that follows the status line of a RETR or TOP. */
    MessageStream stream(Command<StatusLine> command, StatusLine status) throws Pop3CommandException {
        requireAgreed(command, status);
        reading = new MessageStream(
                this, command, new MultiLineBody(transport.input(), limits.messageOctets()), limits.drain());
        return reading;
    }

    private void requireAgreed(Command<?> command, StatusLine status) throws Pop3CommandException {
        if (!status.isOk()) {
            throw refusal(command, status);
        }
    }

    Pop3CommandException refusal(Command<?> command, StatusLine answer) {
        return new Pop3CommandException(place, command.toString(), command.keyword(), answer);
    }

    boolean isAlive() {
        return transport.cause().isEmpty();
    }

    boolean isBroken() {
        return !isAlive() && state != SessionState.CLOSED;
    }

    /** The command at which the server broke the session; null if it lives, or a limit of this side's own ended it. */
    Keyword brokenAt() {
        return isBroken() ? brokenAt : null;
    }

    /** Fails if the session broke before; what broke it is told again. */
    void requireAlive(Keyword next) throws IOException {
        if (isBroken()) {
            throw broken(next, transport.cause().get());
        }
    }

    /** Tells whether a message is half read. */
    boolean isReading() {
        return reading != null && !reading.isEnded() && isAlive();
    }

    /** Fails with an IllegalStateException if a message is half read: the session lives, nothing was sent. */
    void requireBodyRead() {
        if (isReading()) {
            throw new IllegalStateException("the answer to " + reading + " is not read to its end, nor closed");
        }
    }

    /** Fails if something came that no command asked for: replies would be out of step from here on. */
    void requireNothingUnasked(Keyword next) throws IOException {
        guarded(next, () -> {
            if (!transport.input().isEmpty()) {
                throw new ProtocolException("unexpected data from the server: "
                        + ServerText.quote(transport.input().peek()));
            }
            return null;
        });
    }

    /**
     * Bounds the wait for each read from here on.
     *
     * @param next the command that is sent next, or null
     * @param option the option that gives the timeout, for messages
     */
    void readTimeout(Keyword next, Duration timeout, String option) throws IOException {
        requireAlive(next);
        readBound = option;
        guarded(next, () -> {
            transport.readTimeout(timeout);
            return null;
        });
    }

    /** Writes a command; it leaves with the next flush. */
    void write(Command<?> command) {
        transport.output().writeLine(command.line(), command.toString(), Command.MAX_LINE);
    }

    void flush(Keyword keyword) throws IOException {
        guarded(keyword, () -> {
            transport.output().flush();
            return null;
        });
    }

    StatusLine readStatus(Keyword keyword) throws IOException {
        return guarded(keyword, () -> {
            String line = transport.input().readLine(limits.replyLine()).toString();
            StatusLine status = secrets.parse(line);
            if (status.status() == StatusLine.Status.CONTINUE && keyword != Keyword.AUTH) {
                // Masked: it may be left over from a SASL exchange, whose lines are secret.
                throw new ProtocolException("expected +OK or -ERR, found + ****");
            }
            boolean data = status.isOk() && TOLD_IN_THE_STATUS.contains(keyword);
            boolean challenge = status.status() == StatusLine.Status.CONTINUE;
            return data || challenge ? status : StatusLine.parse(secrets.mask(line));
        });
    }

    /** Runs a piece of the connection; whatever fails in it ends the session and is told with its place. */
    <T> T guarded(Keyword keyword, Step<T> step) throws IOException {
        try {
            return step.run();
        } catch (IOException e) {
            throw broken(keyword, e);
        }
    }

    /** Ends the session because of a failure and words it. */
    IOException broken(Keyword keyword, IOException failure) {
        IOException cause = transport.fail(secrets.mask(failure));
        boolean isOwn = cause instanceof Cancellation.Cancelled || cause instanceof TimeLimit.Exceeded;
        brokenAt = brokenAt == null && !isOwn ? keyword : brokenAt;
        if (cause instanceof Cancellation.Cancelled) {
            return new Pop3CancelledException(place, cause);
        }
        if (cause instanceof SocketTimeoutException) {
            return new Pop3TimeoutException(place, keyword, optionOf(cause), cause);
        }
        return new Pop3ProtocolException(place, keyword, cause);
    }

    /** The option that bounds a wait: of the whole, or of a single read. */
    private String optionOf(IOException cause) {
        return cause instanceof TimeLimit.Exceeded exceeded ? exceeded.option() : readBound;
    }

    /** Ends the session. What was marked is not removed, unless the server answered QUIT. */
    void close() {
        state = SessionState.CLOSED;
        transport.close();
    }

    /** A piece of the connection, and what it gives. */
    @FunctionalInterface
    interface Step<T> {
        T run() throws IOException;
    }
}
