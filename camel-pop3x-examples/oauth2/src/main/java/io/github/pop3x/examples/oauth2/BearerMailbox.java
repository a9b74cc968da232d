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
package io.github.pop3x.examples.oauth2;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A POP3 server in this process, with one mailbox, on a free port of 127.0.0.1. It lets its user in by an access token, by
 * OAUTHBEARER (RFC 7628) or XOAUTH2, and by nothing else. Thread-safe.
 */
final class BearerMailbox implements AutoCloseable {

    static final String USERNAME = "alice@example.org";

    private final ServerSocket listening;
    private final Predicate<String> isGoodToken;
    private final List<String> mails;
    private final AtomicInteger logins = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "embedded-mailbox");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Starts the server.
     *
     * @param mails each with CR LF at the end of its lines
     * @param isGoodToken decides about access tokens
     */
    BearerMailbox(List<String> mails, Predicate<String> isGoodToken) throws IOException {
        this.mails = new CopyOnWriteArrayList<>(mails);
        this.isGoodToken = isGoodToken;
        listening = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::listen);
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(30_000);
            new BearerSession(socket, this).run();
        } catch (IOException broken) {
            // The client has gone, and with it what it had marked as deleted: as RFC 1939 §6 has it.
            return;
        }
    }

    /** The endpoint. */
    String uri() {
        return "pop3x:127.0.0.1:" + listening.getLocalPort();
    }

    /** Whether a token lets the user in; counts it if it does. */
    boolean letsIn(String username, String token) {
        boolean isGood = username.equals(USERNAME) && isGoodToken.test(token);
        if (isGood) {
            logins.incrementAndGet();
        }
        return isGood;
    }

    /** How many sessions have logged in. */
    int logins() {
        return logins.get();
    }

    /** What is in the mailbox now. */
    List<String> mails() {
        return List.copyOf(mails);
    }

    /** Removes what a session has marked. */
    void remove(List<String> marked) {
        mails.removeAll(marked);
    }

    /** Stops the server; the mailbox is gone. */
    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
