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
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A proxy on 127.0.0.1 that speaks SOCKS5 or HTTP CONNECT, to whom every host name means 127.0.0.1. Told so before the
 * first client comes, it demands a password, or answers whatever a test wants. Thread-safe from then on.
 */
public final class TestProxy implements Closeable {

    private final Acceptor acceptor;
    private final boolean http;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private String login;
    private String answer;
    private boolean drips;
    private boolean hangsUp;

    private TestProxy(boolean http) {
        this.http = http;
        try {
            acceptor = new Acceptor("test-proxy", this::serve);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acceptor.begin();
    }

    /** Starts one that speaks SOCKS5. */
    public static TestProxy socks5() {
        return new TestProxy(false);
    }

    /** Starts one that speaks HTTP. */
    public static TestProxy http() {
        return new TestProxy(true);
    }

    /** Lets in only who shows this user name and password. */
    public TestProxy demands(String user, String password) {
        login = user + ":" + password;
        return this;
    }

    /** Answers the first octet of a request with these, one character an octet, and then says no more. */
    public TestProxy answers(String octets) {
        answer = octets;
        return this;
    }

    /** Gives its answer an octet at a time, with pauses, and begins again at its end. */
    public TestProxy drips() {
        drips = true;
        return this;
    }

    /** Closes the connection behind its answer. */
    public TestProxy hangsUp() {
        hangsUp = true;
        return this;
    }

    /** Where it listens, e.g. {@code socks5://127.0.0.1:40000}. */
    public String uri() {
        return uri("");
    }

    /** Where it listens, for a user: {@code user:password@} is put before the host. */
    public String uri(String userinfo) {
        return (http ? "http://" : "socks5://") + userinfo + "127.0.0.1:" + acceptor.port();
    }

    /** The places that tunnels were asked for, {@code host:port} each. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** Ends it and every tunnel. */
    @Override
    public void close() throws IOException {
        closed.countDown();
        acceptor.close();
    }

    private void serve(Socket client) throws IOException, InterruptedException {
        if (answer != null) {
            misbehave(client);
            return;
        }
        Optional<ProxyRequest> request =
                http ? ProxyRequest.fromHttp(client, login) : ProxyRequest.fromSocks5(client, login);
        if (request.isPresent()) {
            tunnel(client, request.get());
        }
    }

    private void misbehave(Socket client) throws IOException, InterruptedException {
        client.getInputStream().read();
        OutputStream output = client.getOutputStream();
        byte[] octets = answer.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; drips && !closed.await(10, TimeUnit.MILLISECONDS); i++) {
            output.write(octets[i % octets.length]);
        }
        output.write(octets);
        if (hangsUp) {
            client.shutdownOutput();
        }
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private void tunnel(Socket client, ProxyRequest request) throws IOException {
        asked.add(request.host() + ":" + request.port());
        try (Socket server =
                new Socket(request.host().startsWith("[") ? request.host() : "127.0.0.1", request.port())) {
            acceptor.closesToo(server);
            ProxyRequest.write(client, request.yes());
            acceptor.start(() -> copy(client, server));
            copy(server, client);
        } catch (IOException noServer) {
            ProxyRequest.write(client, request.no());
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException oneSideWent) {
            // The other side is told by its own end.
        }
    }
}
