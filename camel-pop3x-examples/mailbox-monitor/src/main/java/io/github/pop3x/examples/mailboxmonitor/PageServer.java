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
package io.github.pop3x.examples.mailboxmonitor;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Serves the page at a port of 127.0.0.1, and nowhere else. */
final class PageServer implements AutoCloseable {

    private static final int THREADS = 4;
    private static final long SAMPLE_SECONDS = 2;

    private final Requests requests;
    private final RequestGuard guard;
    private final HttpServer server;
    private final PrintStream problems;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();

    /**
     * Starts to serve.
     *
     * @param port 0 for a free one
     * @param problems gets a line about each request that failed
     * @throws IOException if the port is taken
     */
    PageServer(Requests requests, int port, PrintStream problems) throws IOException {
        this.requests = requests;
        this.problems = problems;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        guard = new RequestGuard(server.getAddress().getPort());
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
        sampler.scheduleWithFixedDelay(this::sample, 0, SAMPLE_SECONDS, TimeUnit.SECONDS);
    }

    private void sample() {
        try {
            requests.sample();
        } catch (RuntimeException e) {
            // One that is thrown here would end the sampling.
            problems.println("No sample was taken: " + e);
        }
    }

    /** The address of the page. */
    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            send(exchange, answer(exchange));
        } catch (IOException | RuntimeException e) {
            problems.println(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " failed: " + e);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        return switch (exchange.getRequestMethod()) {
            case "GET" ->
                guard.mayRead(headers)
                        ? requests.get(exchange.getRequestURI())
                        : Answer.refusal(403, "Open the page by its own address: " + address());
            case "POST" ->
                guard.mayOperate(headers)
                        ? requests.post(exchange.getRequestURI().getPath(), exchange.getRequestBody())
                        : Answer.refusal(403, "Only the page itself may start operations");
            default -> Answer.refusal(405, "Only GET and POST are known");
        };
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.type());
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(answer.body());
        }
    }

    @Override
    public void close() {
        sampler.shutdownNow();
        server.stop(0);
        threads.shutdownNow();
    }
}
