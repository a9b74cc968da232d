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
package io.github.pop3x.examples.mailboxfleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** A port of 127.0.0.1 that leads to a server: it holds everything back for a while, and counts it. */
final class MeteredProxy implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final LongAdder sessions = new LongAdder();
    private final LongAdder octets = new LongAdder();
    private final LongAdder roundTrips = new LongAdder();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket listener;
    private final int serverPort;
    private final long nanosEachWay;

    /**
     * Listens.
     *
     * @param serverPort of 127.0.0.1
     * @param roundTrip how long an answer takes at least
     */
    MeteredProxy(int serverPort, Duration roundTrip) throws IOException {
        this.serverPort = serverPort;
        nanosEachWay = roundTrip.toNanos() / 2;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many connections there have been. */
    long sessions() {
        return sessions.sum();
    }

    /** How many octets have gone both ways. */
    long octets() {
        return octets.sum();
    }

    /** How often a client has waited for an answer, the greeting included. */
    long roundTrips() {
        return roundTrips.sum();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                sessions.increment();
                AtomicBoolean waiting = new AtomicBoolean(true);
                threads.execute(() -> copy(client, server, () -> waiting.set(true)));
                threads.execute(() -> copy(server, client, () -> {
                    if (waiting.compareAndSet(true, false)) {
                        roundTrips.increment();
                    }
                }));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void copy(Socket from, Socket to, Runnable arrived) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            from.setTcpNoDelay(true);
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            for (int count = input.read(buffer); count > 0; count = input.read(buffer)) {
                octets.add(count);
                arrived.run();
                LockSupport.parkNanos(nanosEachWay);
                output.write(buffer, 0, count);
            }
        } catch (IOException closed) {
            // The other side has closed the connection, and so does this one.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
