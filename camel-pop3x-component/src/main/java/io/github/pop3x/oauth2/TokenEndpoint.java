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
package io.github.pop3x.oauth2;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/**
 * Where an authorization server issues tokens (RFC 6749 §3.2). Each call is one request; nothing is kept. Thread-safe.
 *
 * <p>The client authenticates by parameters of the request's body (§2.3.1), which the large mail hosts document. No
 * redirect is followed: it would carry the secret to a place that nobody configured.
 */
public final class TokenEndpoint {

    /** The most octets of an answer that are read; real ones have a few thousand. */
    static final int MAX_ANSWER = 64 * 1024;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    private final ClientRegistration client;
    private final Duration answerTimeout;
    private final HttpClient http;

    /** @param client where tokens are asked for, and by whom */
    public TokenEndpoint(ClientRegistration client) {
        this(client, ANSWER_TIMEOUT);
    }

    /** @param answerTimeout from the request to the answer's last octet */
    public TokenEndpoint(ClientRegistration client, Duration answerTimeout) {
        this(client, answerTimeout, newHttp());
    }

    /** @param http as {@link #newHttp} makes it: it has a thread, and any number of these may share it */
    public TokenEndpoint(ClientRegistration client, HttpClient http) {
        this(client, ANSWER_TIMEOUT, http);
    }

    private TokenEndpoint(ClientRegistration client, Duration answerTimeout, HttpClient http) {
        this.client = client;
        this.answerTimeout = answerTimeout;
        this.http = http;
    }

    /** Sends requests until nobody refers to it any more. */
    public static HttpClient newHttp() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    /**
     * Asks for an access token.
     *
     * @param refreshToken the right to it; if empty, it is the client's own
     * @throws SocketTimeoutException if the answer was not whole in time
     * @throws InterruptedIOException if the thread was interrupted; it still is
     * @throws IOException if there is no token for any other reason; the message says what to do, and tells no secret
     */
    public TokenResponse request(Optional<String> refreshToken) throws IOException {
        HttpResponse<byte[]> response = send(form(refreshToken));
        int status = response.statusCode();
        if (status >= 300 && status < 400) {
            throw new IOException(this + " answered with a redirect (HTTP status " + status
                    + "), which is not followed. Set oauth2TokenUri to the address that issues tokens");
        }
        Map<String, Object> answer = json(response.body());
        if (status != 200 || answer.get("error") != null) {
            throw TokenRefusal.of(toString(), status, answer, words -> masked(words, refreshToken));
        }
        try {
            return TokenResponse.of(answer);
        } catch (ProtocolException e) {
            throw new IOException(this + " " + e.getMessage() + ". Check that oauth2TokenUri is the token endpoint", e);
        }
    }

    private Map<String, String> form(Optional<String> refreshToken) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", refreshToken.isPresent() ? "refresh_token" : "client_credentials");
        refreshToken.ifPresent(token -> form.put("refresh_token", token));
        form.put("client_id", client.id());
        Optional.ofNullable(client.secret()).ifPresent(secret -> form.put("client_secret", secret));
        Optional.ofNullable(client.scope()).ifPresent(scope -> form.put("scope", scope));
        return form;
    }

    private HttpResponse<byte[]> send(Map<String, String> form) throws IOException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(client.tokenUri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        // The request's own timeout ends with the answer's header, and a body may trickle for ever after it.
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, info -> new BoundedBody(MAX_ANSWER));
        try {
            return answer.get(answerTimeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException(this + " did not answer within " + answerTimeout.toMillis()
                    + " ms. It will be asked again at the next login");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + this);
        } catch (ExecutionException e) {
            // Told, but not passed on: HTTP's own exceptions hold the server's words as they came.
            throw new IOException(this + " cannot be reached, or speaks no HTTP: " + reason(e.getCause(), form)
                    + ". Check oauth2TokenUri and the network between");
        } finally {
            answer.cancel(true);
        }
    }

    private String reason(Throwable cause, Map<String, String> form) {
        String words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return TokenRefusal.quote(masked(words, Optional.ofNullable(form.get("refresh_token"))));
    }

    /** The JSON object of an answer; empty if it is not one. The parser's own message quotes the answer, thus is not passed on. */
    private Map<String, Object> json(byte[] body) throws IOException {
        if (body.length > MAX_ANSWER) {
            throw new IOException(this + " answered with more than " + MAX_ANSWER
                    + " octets. Check that oauth2TokenUri is the token endpoint");
        }
        try {
            return Jsoner.deserialize(new String(body, StandardCharsets.UTF_8)) instanceof JsonObject object
                    ? object
                    : Map.of();
        } catch (DeserializationException | NumberFormatException notJson) {
            return Map.of();
        }
    }

    private String masked(String words, Optional<String> refreshToken) {
        return Stream.concat(Stream.ofNullable(client.secret()), refreshToken.stream())
                .flatMap(secret -> Stream.of(secret, encoded(secret)))
                .reduce(words, (masked, secret) -> masked.replace(secret, "****"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Who is asked, for sentences. */
    @Override
    public String toString() {
        return "the token endpoint " + client.address();
    }
}
