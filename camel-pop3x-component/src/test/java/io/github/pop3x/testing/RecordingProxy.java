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

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stands on 127.0.0.1 between one client and one server that speak in clear, and writes down what both say, as a
 * {@link Transcript} that can be played again. Secrets are written down too: use it with those of tests only.
 *
 * <p>Serves one session. What either side says is written down before the other hears it, so that a reply never stands
 * before its command.
 */
public final class RecordingProxy implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    private final Recording recording = new Recording();
    private final Future<?> session;

    /** One direction of the dialogue. */
    private interface Pump {
        void run() throws IOException;
    }

    /**
     * Listens for the client.
     *
     * @param serverPort where the server listens on 127.0.0.1
     * @throws IOException if there is no free port
     */
    public RecordingProxy(int serverPort) throws IOException {
        session = start(() -> relay(serverPort));
    }

    /** Where the client connects to, on 127.0.0.1. */
    public int port() {
        return listener.getLocalPort();
    }

    private static CompletableFuture<Void> start(Pump pump) {
        var done = new CompletableFuture<Void>();
        var thread = new Thread(
                () -> {
                    try {
                        pump.run();
                        done.complete(null);
                    } catch (IOException | RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                },
                "recording-proxy");
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private void relay(int serverPort) throws IOException {
        try (Socket client = listener.accept();
                Socket server = new Socket(listener.getInetAddress(), serverPort)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            CompletableFuture<Void> heard = start(() -> relayCommands(client, server));
            relayReplies(server, client);
            client.shutdownOutput();
            heard.join();
        }
    }

    private void relayReplies(Socket server, Socket client) throws IOException {
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] buffer = new byte[8192];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            recording.said(buffer, 0, length);
            out.write(buffer, 0, length);
        }
    }

    private void relayCommands(Socket client, Socket server) throws IOException {
        var in = new BufferedInputStream(client.getInputStream());
        for (byte[] line = readLine(in); line.length > 0; line = readLine(in)) {
            recording.heard(line);
            server.getOutputStream().write(line);
        }
        server.shutdownOutput();
    }

    /** A line with its ending; without one, perhaps empty, where the client has gone. */
    private static byte[] readLine(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            line.write(octet);
            if (octet == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    /**
     * Waits for the end of the session.
     *
     * @return what was said, a transcript of one session
     * @throws IOException if the session broke, or does not end
     */
    public String dialogue() throws IOException {
        try {
            session.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return recording.toString();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the session was not recorded to its end:\n" + recording, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Stops listening. A session that has begun goes on to its end. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
