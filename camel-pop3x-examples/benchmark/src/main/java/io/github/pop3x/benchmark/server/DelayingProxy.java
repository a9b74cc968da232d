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
package io.github.pop3x.benchmark.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A long way to a server: whatever arrives on either side leaves on the other half a round trip later, however much it
 * is. Connector to the proxy itself takes no time, where a real long way would cost a round trip more.
 *
 * <p>One that {@linkplain #counting counts} delays nothing. Each connection has four threads of its own.
 */
public final class DelayingProxy implements AutoCloseable {

    private static final int CHUNK = 256 * 1024;

    private final int target;
    private final long delayNanos;
    private final ServerSocket listener;
    /** Null unless it counts: to follow a dialogue takes time. */
    private final Traffic traffic;

    /**
     * Listens on a free port of 127.0.0.1.
     *
     * @param target the server's port on 127.0.0.1
     * @param roundTrip half of it is added in each direction
     */
    public DelayingProxy(int target, Duration roundTrip) throws IOException {
        this(target, roundTrip, null);
    }

    private DelayingProxy(int target, Duration roundTrip, Traffic traffic) throws IOException {
        this.target = target;
        this.delayNanos = roundTrip.toNanos() / 2;
        this.traffic = traffic;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("proxy", this::accept);
    }

    /**
     * One that delays nothing and counts what passes.
     *
     * @param target the server's port on 127.0.0.1
     */
    public static DelayingProxy counting(int target) throws IOException {
        return new DelayingProxy(target, Duration.ZERO, new Traffic());
    }

    /** Where it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** What passed since it was last asked, of one that counts. */
    public TrafficCount traffic() {
        return traffic.take();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Dialogue dialogue = traffic == null ? null : new Dialogue(traffic);
            carry(client, server, dialogue == null ? Passage.UNSEEN : dialogue::sent);
            carry(server, client, dialogue == null ? Passage.UNSEEN : dialogue::received);
        }
    }

    private void carry(Socket from, Socket to, Passage passage) {
        BlockingQueue<Parcel> underway = new LinkedBlockingQueue<>();
        start("proxy-in", () -> take(from.getInputStream(), underway, passage));
        start("proxy-out", () -> deliver(underway, from, to));
    }

    private void take(InputStream from, BlockingQueue<Parcel> underway, Passage passage) {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int length = from.read(chunk); length >= 0; length = from.read(chunk)) {
                passage.passed(chunk, length);
                underway.add(new Parcel(Arrays.copyOf(chunk, length), System.nanoTime() + delayNanos));
            }
        } catch (IOException closed) {
            // A connection that was reset ends for the other side as well, as one that was closed does.
        }
        underway.add(new Parcel(null, System.nanoTime() + delayNanos));
    }

    /** When both directions have ended, so has the connection; each ends by itself, with what is underway delivered. */
    private static void deliver(BlockingQueue<Parcel> underway, Socket from, Socket to)
            throws IOException, InterruptedException {
        try {
            OutputStream out = to.getOutputStream();
            for (Parcel next = underway.take(); next.octets() != null; next = underway.take()) {
                next.awaitDue();
                out.write(next.octets());
            }
            to.shutdownOutput();
        } catch (IOException e) {
            from.close();
            to.close();
            throw e;
        }
        if (from.isOutputShutdown()) {
            from.close();
            to.close();
        }
    }

    private static void start(String name, Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                    } catch (SocketException closed) {
                        // The proxy was closed, or one side went away; the contender tells if it should not have.
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Listens no more; what is underway arrives. */
    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** Sees what passes in one direction, before it is handed on. */
    @FunctionalInterface
    private interface Passage {

        Passage UNSEEN = (octets, length) -> {};

        void passed(byte[] octets, int length);
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    /** Octets, or null at their end, and when they are due. */
    private record Parcel(byte[] octets, long due) {

        private void awaitDue() {
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }
}
