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
import java.net.Socket;

/**
 * Forwards connections on 127.0.0.1 to a server there, and can be cut: then connections stay open and no octet passes, until it
 * is healed. What was said meanwhile passes then, as a network sends again what was not acknowledged. Any thread may call it.
 */
public final class Relay implements Closeable {

    private final Acceptor acceptor = new Acceptor("relay", this::serve);
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
        acceptor.begin();
    }

    /** The port on 127.0.0.1 that it listens to. */
    public int port() {
        return acceptor.port();
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
        acceptor.close();
    }

    private void serve(Socket client) throws IOException {
        synchronized (this) {
            inVain += isCut ? 1 : 0;
        }
        awaitPassage();
        try (Socket connected = new Socket(InetAddress.getByName("127.0.0.1"), server)) {
            acceptor.closesToo(connected);
            connected.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            acceptor.start(() -> copy(client, connected));
            copy(connected, client);
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
