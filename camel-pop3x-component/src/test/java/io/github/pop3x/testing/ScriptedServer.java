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
package io.github.pop3x.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.awaitility.Awaitility.await;

/**
 * A POP3 server on 127.0.0.1 that plays {@linkplain Transcript transcripts} with each client, and answers correctly
 * from a {@link Maildrop} where no transcript says otherwise.
 *
 * <ol>
 *   <li>Connections take the sessions of {@link #plays} in the order in which they are accepted; when those are used up,
 *       the default answerer of {@link #answers} holds each further session alone.</li>
 *   <li>A client that deviates is disconnected at once, so that nothing hangs, and {@link #verify} throws what was
 *       expected, what came, and the transcript's line.</li>
 *   <li>As a field with {@code @RegisterExtension} (not static) it verifies and closes itself after each test; elsewhere
 *       use it with try-with-resources.</li>
 * </ol>
 *
 * <p>Thread-safe; each connection has a thread. Every wait is bounded by {@link #patience}, 10 seconds by default.
 */
public final class ScriptedServer implements AutoCloseable, AfterEachCallback {

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        return thread;
    });
    private final Playbill playbill = new Playbill();
    private final SessionLog log = new SessionLog();
    private final List<Socket> sockets = new ArrayList<>();
    private final Future<?> accepting;
    private volatile boolean verified;

    /** Listens on a free port; in clear and without a mailbox, until told otherwise. */
    public ScriptedServer() {
        try {
            listener = new ServerSocket(0, 500, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepting = threads.submit(this::accept);
    }

    /** Where it listens: {@code 127.0.0.1}. */
    public String host() {
        return listener.getInetAddress().getHostAddress();
    }

    /** The free port that it found. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Plays a transcript, behind those it has been given before.
     *
     * @param transcript in the notation of {@link Transcript}
     * @return this
     * @throws IllegalArgumentException if a line is not in the notation
     */
    public ScriptedServer plays(String transcript) {
        return plays(Transcript.of(transcript));
    }

    /**
     * Plays a transcript, behind those it has been given before.
     *
     * @param transcript one session or several
     * @return this
     */
    public synchronized ScriptedServer plays(Transcript transcript) {
        playbill.add(transcript);
        verified = false;
        return this;
    }

    /**
     * Answers from this maildrop, for the user {@code alice} with the password {@code s3cret}, whatever no transcript
     * answers.
     *
     * @param maildrop the mailbox
     * @return this
     */
    public ScriptedServer answers(Maildrop maildrop) {
        return answers(new ServerProfile().mailbox("alice", "s3cret", maildrop));
    }

    /**
     * Answers as this profile says whatever no transcript answers.
     *
     * @param profile users, capabilities and peculiarities
     * @return this
     */
    public ScriptedServer answers(ServerProfile profile) {
        return answers(() -> new DefaultAnswerer(profile));
    }

    /**
     * Lets answerers of the test's own making answer whatever no transcript answers.
     *
     * @param factory makes one for each session
     * @return this
     */
    public ScriptedServer answers(Supplier<? extends Answerer> factory) {
        playbill.answerers(factory);
        return this;
    }

    /** Cuts what is said into writes, from the next session on. */
    public ScriptedServer mode(Mode writes) {
        playbill.mode(writes);
        return this;
    }

    /**
     * Enables STLS with a certificate.
     *
     * @param certificate the server's
     * @return this
     */
    public ScriptedServer tls(SSLContext certificate) {
        playbill.tls(certificate, false);
        return this;
    }

    /**
     * Speaks TLS from the first octet (RFC 8314), with a certificate.
     *
     * @param certificate the server's
     * @return this
     */
    public ScriptedServer implicitTls(SSLContext certificate) {
        playbill.tls(certificate, true);
        return this;
    }

    /**
     * Lets misfortunes befall one session: the next one for the first call, the one after for the second, and so on.
     *
     * @param befalling all that befalls that session; none for a session without
     * @return this
     */
    public ScriptedServer suffers(Misfortune... befalling) {
        playbill.suffer(List.of(befalling));
        return this;
    }

    /**
     * Lets misfortunes befall every session from the next one on for which {@link #suffers} says nothing.
     *
     * @param befalling what befalls them; none to end it
     * @return this
     */
    public ScriptedServer alwaysSuffers(Misfortune... befalling) {
        playbill.alwaysSuffer(List.of(befalling));
        return this;
    }

    /** Has TCP take so many octets of later clients while nobody reads; the operating system may round that up. */
    public ScriptedServer receiveBuffer(int octets) throws IOException {
        listener.setReceiveBufferSize(octets);
        return this;
    }

    /**
     * Bounds every wait, from the next session on.
     *
     * @param longest how long, at least a millisecond
     * @return this
     */
    public ScriptedServer patience(Duration longest) {
        playbill.patience(longest);
        return this;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                begin(listener.accept());
            } catch (IOException e) {
                // This server is being closed, or the client went while it was accepted: nobody to talk to.
                continue;
            }
        }
    }

    private synchronized void begin(Socket client) throws IOException {
        if (listener.isClosed()) {
            client.close();
            return;
        }
        sockets.removeIf(Socket::isClosed);
        sockets.add(client);
        ServerSession session = playbill.next(client);
        log.add(session);
        threads.execute(session);
    }

    /** What has been said so far: counts, and the dialogue as a transcript. */
    public SessionLog log() {
        return log;
    }

    /** What was really said, as a transcript of all sessions that {@link Transcript#of} reads. */
    public String dialogue() {
        return log.dialogue();
    }

    /**
     * Waits until every session that has begun is over, as the server sees it: locks released, removals done.
     *
     * @return this
     * @throws AssertionError if one is not over when patience is
     */
    public ScriptedServer awaitIdle() {
        log.awaitIdle(playbill.patience());
        return this;
    }

    /**
     * Throws if a client deviated from its transcript, or if a session of a transcript was not played to its end.
     *
     * @throws AssertionError with the transcript's line, what was expected, what came, and what was said before
     */
    public void verify() {
        List<String> failures = log.failures(playbill.patience());
        failures.addAll(playbill.unplayed());
        verified = true;
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join("\n", failures));
        }
    }

    /**
     * Stops listening and disconnects everybody. Verifies, unless {@link #verify} was called since the last script.
     *
     * @throws AssertionError as {@link #verify} does
     */
    @Override
    public void close() {
        try {
            if (!verified) {
                verify();
            }
        } finally {
            hangUp();
            // The port is open until the thread that accepts has heard that the socket is closed.
            await().until(accepting::isDone);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (Boolean.getBoolean("pop3x.dialogue")) {
            System.out.println(context.getDisplayName() + "\n" + dialogue());
        }
        close();
    }

    private synchronized void hangUp() {
        threads.shutdown();
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
