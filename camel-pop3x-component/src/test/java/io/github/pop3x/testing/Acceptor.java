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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A free port of 127.0.0.1 whose connections are served on daemon threads, each on one of its own. Any thread may call it. */
final class Acceptor implements Closeable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final String name;
    private final Service service;

    /** What is done with a connection, which is closed afterwards. */
    interface Service {
        void serve(Socket client) throws IOException, InterruptedException;
    }

    /** @param name of its threads */
    Acceptor(String name, Service service) throws IOException {
        this.name = name;
        this.service = service;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Begins to accept connections. */
    void begin() {
        start(this::listen);
    }

    /** Closes this socket, too, when it is closed. */
    void closesToo(Socket socket) {
        open.add(socket);
    }

    /** Runs something on a thread of its own. */
    void start(Runnable task) {
        Thread thread = new Thread(task, name);
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
        try (client) {
            service.serve(client);
        } catch (IOException | InterruptedException theClientWent) {
            // Whatever was wrong, the client has seen it.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
