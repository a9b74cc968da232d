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

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Forwards connections on 127.0.0.1 to a server there, and can be cut: then connections stay open and no octet passes, until it
 * is healed. What was said meanwhile passes then, as a network sends again what was not acknowledged. Any thread may call it.
 */
public final class Relay implements Closeable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final int server;
    private boolean isCut;
    private boolean isClosed;
    private int inVain;

    /**
     * Listens.
     *
     * @param server the port on 127.0.0.1 that octets are forwarded to
     * @throws IOException if there is no free port
     */
    public Relay(int server) throws IOException {
        this.server = server;
        start(this::listen);
    }

    /** The port on 127.0.0.1 that it listens to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** From now on no octet passes. */
    public synchronized void cut() {
        isCut = true;
    }

    /** From now on octets pass again. */
    public synchronized void heal() {
        isCut = false;
        notifyAll();
    }

    /** How many connections have been made while it was cut. */
    public synchronized int inVain() {
        return inVain;
    }

    /** Ends all connections. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            isClosed = true;
            notifyAll();
        }
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                start(() -> serve(client));
            } catch (IOException theListenerWasClosed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        synchronized (this) {
            inVain += isCut ? 1 : 0;
        }
        try (client) {
            awaitPassage();
            try (Socket connected = new Socket(listener.getInetAddress(), server)) {
                open.add(connected);
                connected.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                start(() -> copy(client, connected));
                copy(connected, client);
            }
        } catch (IOException oneSideWent) {
            // The other side is told by its own end.
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                awaitPassage();
                to.getOutputStream().write(buffer, 0, length);
            }
            awaitPassage();
            to.shutdownOutput();
        } catch (IOException oneSideWent) {
            // The other side is told by its own end.
        }
    }

    private synchronized void awaitPassage() throws IOException {
        try {
            while (isCut && !isClosed) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        if (isClosed) {
            throw new IOException("the relay is closed");
        }
    }
}
