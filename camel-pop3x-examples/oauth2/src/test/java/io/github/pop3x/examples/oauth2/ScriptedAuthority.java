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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** An authority that gives the answers which a test lays ready, one after the other, and notes what it is asked. */
final class ScriptedAuthority implements AutoCloseable {

    private final HttpServer server;
    private final Queue<Map.Entry<Integer, String>> answers = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    ScriptedAuthority() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            Map.Entry<Integer, String> answer = answers.remove();
            byte[] body = answer.getValue().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.getKey(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    ScriptedAuthority answers(int status, String body) {
        answers.add(Map.entry(status, body));
        return this;
    }

    ScriptedAuthority refuses(String code) {
        return answers(400, "{\"error\":\"" + code + "\",\"error_description\":\"because\"}");
    }

    ScriptedAuthority issues(String refreshToken) {
        return answers(
                200,
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":60,\"refresh_token\":\""
                        + refreshToken + "\"}");
    }

    /** The forms that it was sent. */
    List<String> requests() {
        return requests;
    }

    Authority authority() {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/any");
        return new Authority(Optional.of(address), address, Optional.of(address), "pop", Map.of());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
