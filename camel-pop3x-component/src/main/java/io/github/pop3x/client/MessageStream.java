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
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;

import io.github.pop3x.client.command.Command;
import io.github.pop3x.client.wire.MultiLineBody;
import io.github.pop3x.digest.Sha256;

/**
 * The octets of a message as the server sends them, stuffing removed and nothing else changed (RFC 1939 §3).
 *
 * <p>The session can do nothing else until the stream is read to its end or closed. Closing it early throws a little
 * away, or, if much is left, gives the session up: after that nothing that was marked is removed. Reading fails with
 * {@link Pop3ProtocolException} if the connection ends before the message does; a cut message is never taken for a
 * whole one.
 *
 * <p>For the thread that owns the session.
 */
public final class MessageStream extends InputStream {

    private final ServerConnection connection;
    private final Command<?> command;
    private final MultiLineBody body;
    private final int drain;
    /** Null unless asked for. */
    private MessageDigest digest;

    private byte[] sum;

    private boolean closed;
    /** Null unless there is something to do. */
    private BetweenPieces betweenPieces;

    /** What is done while a message arrives. */
    @FunctionalInterface
    public interface BetweenPieces {
        void run() throws IOException;
    }

    MessageStream(ServerConnection connection, Command<?> command, MultiLineBody body, int drain) {
        this.connection = connection;
        this.command = command;
        this.body = body;
        this.drain = drain;
    }

    @Override
    public int read() throws IOException {
        requireOpen();
        int octet = connection.guarded(command.keyword(), body::read);
        if (digest != null && octet >= 0) {
            digest.update((byte) octet);
        }
        return octet;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        requireOpen();
        int count = connection.guarded(command.keyword(), () -> body.read(target, offset, length));
        if (digest != null && count > 0) {
            digest.update(target, offset, count);
        }
        pause();
        return count;
    }

    /**
     * Writes what is left of the message; what fails in the target is thrown as it is and does not end the session.
     *
     * @param target is given octets where they were received: it must not keep the array
     */
    @Override
    public long transferTo(OutputStream target) throws IOException {
        Objects.requireNonNull(target);
        if (digest != null) {
            return super.transferTo(target);
        }
        requireOpen();
        long before = octets();
        while (connection.guarded(command.keyword(), body::hasNext)) {
            body.writeNext(target);
            pause();
        }
        return octets() - before;
    }

    /**
     * Has something done each time when some of the message has been read, on the thread that reads it.
     *
     * @param action may add to the pipeline and flush it, and do nothing else with the session; what it throws, the read
     *     throws
     */
    public void between(BetweenPieces action) {
        betweenPieces = action;
    }

    private void pause() throws IOException {
        if (betweenPieces != null) {
            betweenPieces.run();
        }
    }

    /**
     * Digests the message while it is read.
     *
     * @return this
     * @throws IllegalStateException if some of it has been read
     */
    public MessageStream digesting() {
        if (octets() > 0) {
            throw new IllegalStateException("the digest of " + command + " was asked for too late");
        }
        digest = Sha256.newDigest();
        return this;
    }

    /**
     * The SHA-256 of the whole message, in lower-case hex.
     *
     * @throws IllegalStateException if the stream is not {@link #digesting()}, or the message is not read to its end
     */
    public String sha256() {
        if (digest == null || !isEnded()) {
            throw new IllegalStateException("of " + command + " there is no digest: not asked for, or not read");
        }
        if (sum == null) {
            sum = digest.digest();
        }
        return HexFormat.of().formatHex(sum);
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the stream of " + command + " is closed");
        }
    }

    /** The octets read so far. They may differ from the listed size, which servers get wrong. */
    public long octets() {
        return body.octets();
    }

    /**
     * Tells whether the message has been read to its terminator. That it is whole is certain only once the next answer
     * has begun well: a server that does not stuff a lone dot ends a message early.
     */
    public boolean isEnded() {
        return body.isEnded();
    }

    /** Ends the reading. If much is left the session is given up, since nothing can be said before it is read. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (!isEnded()) {
            digest = null;
        }
        if (connection.transport().cause().isEmpty()
                && !connection.guarded(command.keyword(), () -> body.drain(drain))) {
            connection.transport().fail(new IOException("the answer to " + command + " was not read to its end"));
        }
    }

    /** The command whose answer this is. */
    @Override
    public String toString() {
        return command.toString();
    }
}
