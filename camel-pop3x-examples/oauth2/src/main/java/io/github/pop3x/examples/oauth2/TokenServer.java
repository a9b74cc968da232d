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
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An authorization server on this machine: HTTP around {@link Grants}. Its user consents as soon as an address is opened.
 * Thread-safe.
 */
final class TokenServer implements AutoCloseable {

    /** A request of this server is a few hundred octets. */
    private static final int MOST_OCTETS = 16 * 1024;

    private final Grants grants;
    private final HttpServer server;

    TokenServer(Grants grants) throws IOException {
        this.grants = grants;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/authorize", exchange -> answer(exchange, this::authorize));
        server.createContext("/consent", exchange -> answer(exchange, this::consent));
        server.createContext("/device", exchange -> answer(exchange, this::device));
        server.createContext("/token", exchange -> answer(exchange, grants::token));
        server.start();
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    URI tokenUri() {
        return address("/token");
    }

    /** Its endpoints, as a client has to know them. */
    Authority authority() {
        return new Authority(
                Optional.of(address("/authorize")),
                tokenUri(),
                Optional.of(address("/device")),
                "pop offline_access",
                Map.of("prompt", "consent"));
    }

    /**
     * An answer.
     *
     * @param location where the browser is sent to, or null
     */
    record Answer(int status, String body, String location) {
        static Answer of(int status, String body) {
            return new Answer(status, body, null);
        }

        /** The error of RFC 6749 §5.2. */
        static Answer error(String code) {
            return of(400, "{\"error\":\"" + code + "\"}");
        }
    }

    /** What makes an answer of the parameters of a request. */
    private interface Endpoint {
        Answer answer(Map<String, String> parameters);
    }

    private static void answer(HttpExchange exchange, Endpoint endpoint) throws IOException {
        try (exchange) {
            boolean isGet = exchange.getRequestMethod().equals("GET");
            String form = isGet
                    ? exchange.getRequestURI().getRawQuery()
                    : new String(exchange.getRequestBody().readNBytes(MOST_OCTETS), UTF_8);
            Answer answer = endpoint.answer(parameters(form == null ? "" : form));
            if (answer.location() != null) {
                exchange.getResponseHeaders().set("Location", answer.location());
            }
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Map<String, String> parameters(String form) {
        Map<String, String> parameters = new TreeMap<>();
        Arrays.stream(form.split("&"))
                .map(field -> field.split("=", 2))
                .filter(field -> field.length == 2)
                .forEach(field -> parameters.put(field[0], URLDecoder.decode(field[1], UTF_8)));
        return parameters;
    }

    private Answer authorize(Map<String, String> request) {
        String redirect = request.getOrDefault("redirect_uri", "");
        if (!redirect.matches("http://127\\.0\\.0\\.1:[0-9]+/\\w+")) {
            return Answer.error("invalid_request");
        }
        String answer = grants.code(request).map(code -> "code=" + code).orElse("error=access_denied");
        String state = URLEncoder.encode(request.getOrDefault("state", ""), UTF_8);
        return new Answer(302, "", redirect + "?" + answer + "&state=" + state);
    }

    private Answer device(Map<String, String> request) {
        return grants.device(request, address("/consent").toString());
    }

    private Answer consent(Map<String, String> request) {
        grants.consentOnDevice();
        return Answer.of(200, "{}");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
