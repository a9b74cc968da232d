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
import java.util.ArrayDeque;
import java.util.Deque;

import io.github.pop3x.client.command.Command;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.StatusLine;
import io.github.pop3x.client.wire.WireOutput;

/**
 * Commands on their way and answers to come, in one order (RFC 2449 §6.6).
 *
 * <p>{@link #add} only notes a command. Commands are sent when an answer is waited for, as many in one flight as fit
 * the {@linkplain PipelineWindow window}; it is filled up again when a quarter of it is empty, so that the number of
 * flights grows with the octets of the commands and not with their number. Where many are outstanding, further requests
 * for messages wait until there are a quarter as many. The window bounds the command octets whose answers are
 * outstanding. While they are more than {@value PipelineWindow#START}, which a connection takes without anybody reading,
 * they are written on another thread and answers are read meanwhile: this side therefore never blocks in writing while
 * the server blocks in writing to it. With a server that does not announce PIPELINING each command waits for the answer
 * before it; nothing else is different.
 *
 * <p>Belongs to a session in TRANSACTION, and to its thread.
 */
public final class Pop3Pipeline {

    /** Some 170 commands: while fewer octets of them are outstanding, the next one is sent at once. */
    private static final int FEW_OCTETS = PipelineWindow.START / 4;

    private final ServerConnection connection;
    private final PipelineWindow window;
    private final Deque<PendingReply<?>> unsent = new ArrayDeque<>();
    private final Deque<PendingReply<?>> sent = new ArrayDeque<>();
    private final Marks marks = new Marks();
    /** Whose answer is being read, by lines that may be reported. */
    private PendingReply<?> answering;

    private int outstanding;
    private int unsentOctets;
    private int messagesDue;
    /** How many commands were sent since no answer was due. */
    private int inFlight;

    private boolean isOutOfStep;

    /**
     * @param window octets of commands that may be outstanding; 0 for one command at a time, or {@link
     *     PipelineWindow#AUTO}
     */
    Pop3Pipeline(ServerConnection connection, int window) {
        this.connection = connection;
        this.window = new PipelineWindow(window);
    }

    /**
     * Adds a command whose answer a parser reads.
     *
     * @throws IllegalStateException if the command is not legal now
     * @throws IllegalArgumentException if it is RETR, TOP or QUIT, which have methods of their own
     */
    public <T> PendingReply<T> add(Command<T> command) {
        command.keyword().requireNoConsequences();
        return append(command, status -> connection.value(command, status), false);
    }

    /** Adds RETR. The message is read from the reply's value, before anything behind it is asked for. */
    public PendingReply<MessageStream> retrieve(int number) {
        return stream(Commands.retr(number));
    }

    /** Adds TOP. The lines are read from the reply's value, before anything behind it is asked for. */
    public PendingReply<MessageStream> top(int number, int lines) {
        return stream(Commands.top(number, lines));
    }

    private PendingReply<MessageStream> stream(Command<StatusLine> command) {
        return append(command, status -> connection.stream(command, status), true);
    }

    /** Adds a command whose answer is what the server says, a refusal too. */
    PendingReply<StatusLine> addForStatus(Command<StatusLine> command) {
        return append(command, status -> status, false);
    }

    private <T> PendingReply<T> append(Command<?> command, PendingReply.Reading<T> reading, boolean stream) {
        command.keyword().requireLegalIn(connection.state());
        PendingReply<T> reply = new PendingReply<>(this, command, reading, stream);
        unsent.add(reply);
        unsentOctets += length(reply);
        messagesDue += stream ? 1 : 0;
        return reply;
    }

    /**
     * Fails if a message is due, or an answer half read: a command added now could not be answered.
     *
     * @throws IllegalStateException nothing was sent, and nothing was added
     */
    Pop3Pipeline withoutMessages() {
        requireAnswerRead();
        connection.requireBodyRead();
        if (messagesDue > 0 && connection.isAlive()) {
            throw new IllegalStateException(messagesDue + " messages were requested in the pipeline and not read");
        }
        return this;
    }

    /** From here on each command waits for the answer before it. */
    void oneAtATime() {
        window.close();
    }

    /**
     * Sends what fits the window now, without waiting for any answer. While a message is being read, that is only done
     * if another answer is due: else octets that nobody asked for would not be noticed.
     */
    public void flush() throws IOException {
        if (!unsent.isEmpty() && !(sent.isEmpty() && connection.isReading())) {
            connection.requireAlive(unsent.peek().command().keyword());
            send(true);
        }
    }

    /** Tells whether each command waits for the answer before it, since the server does not announce PIPELINING. */
    public boolean isLockStep() {
        return window.octets() == 0;
    }

    /** Notes that answers may not belong to the commands that they were read for. */
    public void outOfStep() {
        isOutOfStep = true;
    }

    /**
     * Tells whether the session broke, or its answers came out of step, while several commands were in one flight. A
     * limit of this side's own is not the server's failure.
     */
    boolean hasFailed() {
        return inFlight > 1 && (isOutOfStep || connection.brokenAt() != null);
    }

    /** Tells whether more commands were outstanding than a window that grows begins with. */
    boolean hasGrown() {
        return window.hasGrown();
    }

    /** How many answers are still to come, sent for or not. */
    public int pending() {
        return sent.size() + unsent.size();
    }

    /** What the answers read so far have marked. */
    Marks marks() {
        return marks;
    }

    void await(PendingReply<?> wanted) throws IOException {
        while (!wanted.isSettled()) {
            answerNext(wanted);
        }
    }

    /** Reads the answers that come before another one, which may have a timeout of its own. */
    void awaitAllBefore(PendingReply<?> last) throws IOException {
        while (sent.peek() != last && (!sent.isEmpty() || unsent.peek() != last)) {
            answerNext(last);
        }
    }

    private void answerNext(PendingReply<?> wanted) throws IOException {
        connection.requireAlive(wanted.command().keyword());
        connection.requireBodyRead();
        send(false);
        PendingReply<?> next = sent.peek();
        if (next != wanted && next.isStream()) {
            throw new IllegalStateException("the answer to " + next + " comes before that to " + wanted);
        }
        StatusLine status = connection.readStatus(next.command().keyword());
        sent.remove();
        outstanding -= length(next);
        window.answered(length(next), output().isWritten());
        messagesDue -= next.isStream() ? 1 : 0;
        if (status.isOk()) {
            marks.agreed(next.command());
        }
        settle(next, status);
    }

    private void settle(PendingReply<?> next, StatusLine status) throws IOException {
        answering = next;
        try {
            next.settle(status);
        } finally {
            answering = null;
        }
    }

    private void requireAnswerRead() {
        if (answering != null) {
            throw new IllegalStateException("the answer to " + answering + " is not read to its end");
        }
    }

    private void send(boolean atOnce) throws IOException {
        requireAnswerRead();
        if (unsent.isEmpty() || !sent.isEmpty() && !isDue(atOnce)) {
            return;
        }
        if (sent.isEmpty()) {
            connection.requireNothingUnasked(unsent.peek().command().keyword());
            inFlight = 0;
        }
        while (!unsent.isEmpty() && (sent.isEmpty() || outstanding + length(unsent.peek()) <= window.octets())) {
            PendingReply<?> next = unsent.remove();
            connection.write(next.command());
            sent.add(next);
            inFlight++;
            outstanding += length(next);
            unsentOctets -= length(next);
        }
        if (!unsent.isEmpty()) {
            window.heldBack();
        }
        flushOutput(sent.peek().command().keyword());
    }

    /** While answers are to come: a server that answers what it has not taken yet gets no more before it has. */
    private boolean isDue(boolean atOnce) {
        boolean room = !isLockStep() && outstanding <= window.octets() - window.octets() / 4;
        boolean worthAFlight =
                atOnce || outstanding < FEW_OCTETS || !unsent.peekLast().isStream() || unsentOctets >= outstanding / 4;
        return room && worthAFlight && output().isWritten();
    }

    private void flushOutput(Keyword keyword) throws IOException {
        if (outstanding <= PipelineWindow.START) {
            connection.flush(keyword);
            return;
        }
        connection.guarded(keyword, () -> {
            output().flushAside();
            return null;
        });
    }

    private WireOutput output() {
        return connection.transport().output();
    }

    private static int length(PendingReply<?> reply) {
        return reply.command().line().length() + 2;
    }
}
