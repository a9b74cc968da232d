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
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Where the browser comes back to: an address of this machine on a free port, as RFC 8252 §7.3 has it for programs. The first
 * answer that carries the expected state counts; others are refused, for anybody on this machine can send one.
 */
final class LoopbackRedirect implements AutoCloseable {

    private static final String PATH = "/callback";

    private final String state;
    private final HttpServer server;
    private final CompletableFuture<URI> answer = new CompletableFuture<>();

    /**
     * Listens from now on.
     *
     * @param state what the answer has to carry (RFC 6749 §10.12)
     * @throws IOException if there is no free port
     */
    LoopbackRedirect(String state) throws IOException {
        this.state = state;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext(PATH, this::take);
        server.start();
    }

    /** The redirect address to tell the authority. */
    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            boolean ours = exchange.getRequestMethod().equals("GET")
                    && exchange.getHttpContext().getPath().equals(uri.getPath())
                    && ("&" + uri.getRawQuery() + "&").contains("&state=" + state + "&")
                    && !answer.isDone();
            byte[] text = (ours ? "Done. You can close this page.\n" : "This is not the answer that is waited for.\n")
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            // The address holds the code: no other page is to learn it.
            exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
            exchange.sendResponseHeaders(ours ? 200 : 400, text.length);
            exchange.getResponseBody().write(text);
            if (ours) {
                answer.complete(uri().resolve(uri));
            }
        }
    }

    /**
     * Waits for the browser.
     *
     * @return the address that it was sent to, with the authority's answer in its query
     * @throws TimeoutException if the deadline is over
     */
    URI await(Deadline deadline) throws InterruptedException, TimeoutException {
        try {
            return answer.get(Math.max(0, deadline.left().toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new TimeoutException(
                    "The browser has not come back in time. Start again, and consent at the new address");
        } catch (ExecutionException e) {
            throw new IllegalStateException("The answer is never completed by a failure", e);
        }
    }

    /** Listens no longer. */
    @Override
    public void close() {
        server.stop(0);
    }
}
