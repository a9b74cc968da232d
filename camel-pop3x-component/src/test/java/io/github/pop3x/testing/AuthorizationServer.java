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
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.pop3x.Pop3xOAuth2Settings;
import io.github.pop3x.oauth2.ClientRegistration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An authorization server on this machine: notes what it is asked, and gives the answers that a test lays ready. */
public final class AuthorizationServer implements BeforeEachCallback, AfterEachCallback {

    public static final String SECRET = "s3cret+&=\u00e9";

    private final Queue<HttpHandler> answers = new ConcurrentLinkedQueue<>();
    private final List<Map<String, String>> forms = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String origin;
    private final SSLContext tls;
    private HttpServer http;

    /** On 127.0.0.1, in clear text. */
    public AuthorizationServer() {
        this("http://127.0.0.1", null);
    }

    private AuthorizationServer(String origin, SSLContext tls) {
        this.origin = origin;
        this.tls = tls;
    }

    /**
     * On 127.0.0.1, under TLS.
     *
     * @param host what its address says; a name that only a proxy finds, or {@code localhost}
     */
    public static AuthorizationServer https(String host, TestCertificates certificate) {
        return new AuthorizationServer("https://" + host, certificate.server());
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
        if (tls == null) {
            http = HttpServer.create(address, 0);
        } else {
            HttpsServer https = HttpsServer.create(address, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(tls));
            http = https;
        }
        http.createContext("/", this::handle);
        http.setExecutor(threads);
        http.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        http.stop(0);
        threads.shutdownNow();
    }

    public URI tokenUri() {
        return URI.create(origin + ":" + http.getAddress().getPort() + "/token");
    }

    /** The client as the token endpoint is asked by it. */
    public ClientRegistration tokenClient() {
        return new ClientRegistration(tokenUri(), "client 1", SECRET, "pop.read offline");
    }

    /** The same client, which asks for no scope. */
    public ClientRegistration tokenClientWithoutScope() {
        return new ClientRegistration(tokenUri(), "client 1", SECRET, null);
    }

    /** Settings for the grant {@code client_credentials}. */
    public Pop3xOAuth2Settings client() {
        return new Pop3xOAuth2Settings(tokenUri(), "client 1", SECRET, "pop.read offline", null);
    }

    /** Settings for the grant {@code refresh_token}. */
    public Pop3xOAuth2Settings holderOf(String refreshToken) {
        return new Pop3xOAuth2Settings(tokenUri(), "client 1", SECRET, null, refreshToken);
    }

    public AuthorizationServer answers(int status, String body) {
        return answers(exchange -> {
            byte[] octets = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
            exchange.getResponseBody().write(octets);
        });
    }

    public AuthorizationServer answers(HttpHandler answer) {
        answers.add(answer);
        return this;
    }

    /** Lays an answer ready, for an hour. */
    public AuthorizationServer issues(String token) {
        return issues(token, "\"expires_in\":3600");
    }

    public AuthorizationServer issues(String token, String more) {
        return answers(200, "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\"" + "," + more + "}");
    }

    /** The parameters of each request so far. */
    public List<Map<String, String>> forms() {
        return forms;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            forms.add(form(exchange));
            HttpHandler answer = answers.poll();
            if (answer == null) {
                throw new IllegalStateException("no answer is ready");
            }
            answer.handle(exchange);
        }
    }

    private static Map<String, String> form(HttpExchange exchange) {
        try {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
            return Arrays.stream(body.split("&"))
                    .map(field -> field.split("=", 2))
                    .collect(Collectors.toMap(
                            field -> field[0],
                            field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8),
                            (one, two) -> one + two,
                            TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
