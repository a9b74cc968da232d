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
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

import io.github.pop3x.client.wire.HttpAnswer;
import io.github.pop3x.client.wire.HttpPost;
import io.github.pop3x.client.wire.ProxyFailure;
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

    private final ClientRegistration client;
    private final NetworkPath path;

    /** @param client where tokens are asked for, and by whom; reached directly */
    public TokenEndpoint(ClientRegistration client) {
        this(client, NetworkPath.DIRECT);
    }

    /**
     * @param client where tokens are asked for, and by whom
     * @param path how it is reached
     */
    public TokenEndpoint(ClientRegistration client, NetworkPath path) {
        this.client = client;
        this.path = path;
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
        HttpAnswer response = send(form(refreshToken));
        int status = response.status();
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

    private HttpAnswer send(Map<String, String> form) throws IOException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        SSLSocketFactory sockets = path.tls().factory();
        try {
            return path.send(new HttpPost(client.tokenUri(), body), sockets, MAX_ANSWER);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private IOException failure(IOException e) {
        if (Thread.currentThread().isInterrupted()) {
            return new InterruptedIOException("interrupted while waiting for " + this);
        }
        if (e instanceof ProxyFailure) {
            return new IOException(
                    this + " cannot be reached: " + e.getMessage()
                            + ". Check the options of the proxy, and that it allows connections to there",
                    e);
        }
        if (e instanceof SocketTimeoutException) {
            SocketTimeoutException late = new SocketTimeoutException(this + " did not answer within "
                    + path.timeout().toMillis() + " ms. It will be asked again at the next login");
            late.initCause(e);
            return late;
        }
        if (e instanceof SSLException) {
            return new IOException(
                    this + " is not trusted, or TLS failed (" + e.getMessage()
                            + "). Its certificate must name the host of oauth2TokenUri, and come from an authority in the"
                            + " trust store of sslContextParameters, or without them in the JVM's",
                    e);
        }
        return new IOException(
                this + " cannot be reached, or speaks no HTTP: " + e.getMessage()
                        + ". Check oauth2TokenUri and the network between",
                e);
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
