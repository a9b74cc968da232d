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
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands on 127.0.0.1 between clients and a server that speak in clear, and lets something happen at one place of their
 * dialogue, octet-exactly: what comes before the place has been passed on, and the session ends there.
 *
 * <p>Serves any number of sessions, one after the other. Thread-safe.
 */
public final class Tripwire implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final int serverPort;
    private final List<Socket> sockets = new ArrayList<>();
    private Trap trap;

    /**
     * Listens for clients.
     *
     * @param serverPort where the server listens on 127.0.0.1
     * @throws IOException if there is no free port
     */
    public Tripwire(int serverPort) throws IOException {
        this.serverPort = serverPort;
        start(this::accept);
    }

    /** Where clients connect to, on 127.0.0.1. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Lays a trap in the place of the one before. It springs once, on the thread that passes the octets on.
     *
     * @param place where it springs, counted in all sessions from now on
     * @param spring what happens then
     */
    public synchronized void lay(Place place, Runnable spring) {
        trap = new Trap(place, spring);
    }

    /**
     * A place of a dialogue.
     *
     * @param keyword a command, or "" for any
     * @param nth which one of those commands, from 1
     * @param octets so many octets of the server behind it; none if negative, nor the command itself
     */
    public record Place(String keyword, int nth, int octets) {}

    private interface Pump {
        void run() throws IOException;
    }

    private static void start(Pump pump) {
        Thread thread = new Thread(
                () -> {
                    try {
                        pump.run();
                    } catch (IOException e) {
                        // One side has gone, and the other is told so: that is what this stands here for.
                        return;
                    }
                },
                "tripwire");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(listener.getInetAddress(), serverPort);
            keep(client, server);
            start(() -> relay(client, server, true));
            start(() -> relay(server, client, false));
        }
    }

    private synchronized void keep(Socket client, Socket server) throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.removeIf(Socket::isClosed);
        sockets.add(client);
        sockets.add(server);
    }

    private void relay(Socket from, Socket to, boolean commands) throws IOException {
        try {
            InputStream in = from.getInputStream();
            byte[] chunk = new byte[16 * 1024];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                if (!pass(chunk, length, to.getOutputStream(), commands)) {
                    throw new IOException("the session ends where the trap has sprung");
                }
            }
            to.shutdownOutput();
            if (from.isOutputShutdown()) {
                from.close();
                to.close();
            }
        } catch (IOException e) {
            from.close();
            to.close();
            throw e;
        }
    }

    /** False if the trap has sprung. No lock is held while the other side is written to: it may be slow. */
    private boolean pass(byte[] chunk, int length, OutputStream out, boolean commands) throws IOException {
        int before = length;
        Trap sprung = null;
        synchronized (this) {
            if (trap != null) {
                before = commands ? trap.commands(chunk, length) : trap.replies(length);
            }
            if (before < length) {
                sprung = trap;
                trap = null;
            }
        }
        out.write(chunk, 0, before);
        if (sprung == null) {
            return true;
        }
        sprung.spring.run();
        return false;
    }

    /** Stops listening and disconnects everybody. */
    @Override
    public synchronized void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** What has passed since the trap was laid. */
    private static final class Trap {
        private final Place place;
        private final Runnable spring;
        private final StringBuilder line = new StringBuilder();
        private int commands;
        private long octetsToCome = Long.MAX_VALUE;

        Trap(Place place, Runnable spring) {
            this.place = place;
            this.spring = spring;
        }

        /** How many of the client's octets pass before the trap springs. */
        int commands(byte[] chunk, int length) {
            int lineStart = 0;
            for (int i = 0; i < length; i++) {
                if (chunk[i] != '\n') {
                    line.append((char) chunk[i]);
                } else {
                    if (isThePlace()) {
                        if (place.octets() < 0) {
                            return lineStart;
                        }
                        octetsToCome = place.octets();
                    }
                    line.setLength(0);
                    lineStart = i + 1;
                }
            }
            return length;
        }

        private boolean isThePlace() {
            String command = line.toString().strip() + " ";
            boolean counts = place.keyword().isEmpty() || command.startsWith(place.keyword() + " ");
            return counts && ++commands == place.nth();
        }

        /** How many of the server's octets pass before the trap springs. */
        int replies(int length) {
            if (length <= octetsToCome) {
                octetsToCome -= octetsToCome == Long.MAX_VALUE ? 0 : length;
                return length;
            }
            return (int) octetsToCome;
        }
    }
}
