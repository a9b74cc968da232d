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
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.testing.AuthorizationServer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class TokenEndpointTest {

    private static final String REFRESH_TOKEN = "refresh/1";

    @RegisterExtension
    final AuthorizationServer server = new AuthorizationServer();

    @Test
    void theClientsOwnRightIsTheGrantClientCredentials() throws Exception {
        server.issues("token1");
        TokenResponse response = new TokenEndpoint(server.tokenClient()).request(Optional.empty());
        assertThat(response).isEqualTo(new TokenResponse("token1", Duration.ofHours(1), Optional.empty()));
        assertThat(server.forms())
                .containsExactly(Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "client 1",
                        "client_secret", AuthorizationServer.SECRET,
                        "scope", "pop.read offline"));
    }

    @Test
    void aRefreshTokenIsAGrantOfItsOwn() throws Exception {
        server.issues("token1", "\"refresh_token\":\"refresh/2\"");
        TokenResponse response =
                new TokenEndpoint(server.tokenClientWithoutScope()).request(Optional.of(REFRESH_TOKEN));
        assertThat(response).isEqualTo(new TokenResponse("token1", Duration.ZERO, Optional.of("refresh/2")));
        assertThat(server.forms())
                .containsExactly(Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        REFRESH_TOKEN,
                        "client_id",
                        "client 1",
                        "client_secret",
                        AuthorizationServer.SECRET));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"expires_in\":3600', PT1H",
        "'\"expires_in\":\"3600\"', PT1H",
        "'\"expires_in\":3600.5', PT1H",
        "'\"expires_in\":0', PT0S",
        "'\"expires_in\":-5', PT0S",
        "'\"expires_in\":null', PT0S",
        "'\"expires_in\":\"soon\"', PT0S",
        "'\"expires_in\":1e999999999', PT0S",
        "'\"expires_in\":999999999999999999', PT8760H",
        "'\"scope\":\"pop\"', PT0S",
    })
    void aLifetimeIsANumberOfSecondsOrUnknown(String more, Duration lifetime) throws Exception {
        server.issues("token1", more);
        assertThat(new TokenEndpoint(server.tokenClient())
                        .request(Optional.empty())
                        .lifetime())
                .isEqualTo(lifetime);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_client, 'Check oauth2ClientId and oauth2ClientSecret, and whether the secret has expired'",
        "401, invalid_client, 'Check oauth2ClientId and oauth2ClientSecret, and whether the secret has expired'",
        "400, invalid_grant, 'set oauth2RefreshToken'",
        "400, invalid_scope, 'Check oauth2Scope'",
        "400, unauthorized_client, 'Allow this grant for the client'",
        "400, whatever, 'Check the oauth2 options'",
        "200, invalid_scope, 'Check oauth2Scope'",
        "503, temporarily_unavailable, 'It will be asked again at the next login'",
    })
    void aRefusalReportsTheServersErrorAndAdvice(int status, String error, String advice) {
        server.answers(status, "{\"error\":\"" + error + "\",\"error_description\":\"no \\u201clight\\u201d\"}");
        assertFailure()
                .hasMessageStartingWith("the token endpoint " + server.tokenUri() + " refused with HTTP status "
                        + status + ": \"" + error + "\", \"no \u201clight\u201d\". ")
                .hasMessageContaining(advice);
    }

    @Test
    void theServersWordsAreBoundedAndForgeNoLineOfALog() {
        server.answers(400, "{\"error\":\"a\\r\\nb\",\"error_description\":\"" + "x".repeat(10_000) + "\"}");
        assertFailure()
                .hasMessageContaining("\"a\\x0d\\x0ab\", \"xxx")
                .message()
                .hasSizeLessThan(700)
                .hasLineCount(1);
    }

    @Test
    void secretsThatTheServerRepeatsAreMasked() {
        String encoded = "s3cret%2B%26%3D%C3%A9";
        server.answers(
                400,
                "{\"error\":\"bad " + REFRESH_TOKEN + "\",\"error_description\":\"client_secret=" + encoded + " or "
                        + AuthorizationServer.SECRET + "\"}");
        assertFailure().hasMessageContaining("\"bad ****\", \"client_secret=**** or ****\"");
    }

    @ParameterizedTest
    @CsvSource({
        "500, <html>, It will be asked again at the next login",
        "429, '', It will be asked again at the next login",
        "404, <html>, Check that oauth2TokenUri is the token endpoint",
        "401, '', Check that oauth2TokenUri is the token endpoint",
        "400, '{\"error\":[1]}', Check that oauth2TokenUri is the token endpoint",
    })
    void aRefusalWithoutOAuthsErrorTellsTheStatus(int status, String body, String advice) {
        server.answers(status, body);
        assertFailure()
                .hasMessageEndingWith("answered with HTTP status " + status + " and no error of OAuth 2.0. " + advice);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "<html>hidden</html>",
                "{\"access_token\":\"hidden\"",
                "{\"n\":1e99999999999}",
                "{\"expires_in\":3600}",
                "{\"access_token\":\"\"}",
                "{\"access_token\":17}",
                "{\"access_token\":\"hidden\\nhidden\"}",
                "{\"access_token\":\"hidden\",\"token_type\":\"mac\"}",
            })
    void anAnswerWithoutAUsableTokenIsNotQuoted(String body) {
        server.answers(200, body);
        assertFailure()
                .hasMessageStartingWith("the token endpoint " + server.tokenUri())
                .hasMessageEndingWith(". Check that oauth2TokenUri is the token endpoint")
                .hasStackTraceContaining("TokenEndpoint")
                .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("hidden"));
    }

    @Test
    void anAnswerOfTheLargestSizeIsReadAndALargerOneIsCut() throws Exception {
        String json = "{\"access_token\":\"token1\"}";
        server.answers(200, json + " ".repeat(TokenEndpoint.MAX_ANSWER - json.length()));
        assertThat(new TokenEndpoint(server.tokenClient())
                        .request(Optional.empty())
                        .accessToken())
                .isEqualTo("token1");
        server.answers(exchange -> {
            exchange.sendResponseHeaders(200, Long.MAX_VALUE);
            byte[] blanks = " ".repeat(8192).getBytes(StandardCharsets.US_ASCII);
            // Ends when the client closes, since nobody reads that much.
            while (true) {
                exchange.getResponseBody().write(blanks);
            }
        });
        assertFailure().hasMessageContaining("answered with more than 65536 octets");
    }

    @Test
    void noRedirectIsFollowed() {
        server.answers(exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
        });
        assertFailure().hasMessageContaining("a redirect (HTTP status 307), which is not followed");
        assertThat(server.forms()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"})
    void aSilentServerIsDisconnectedAfterTheTimeout(String beforeSilence) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<Boolean> left = CompletableFuture.supplyAsync(() -> isLeft(listener, beforeSilence));
            URI uri = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/token");
            ClientRegistration client = new ClientRegistration(uri, "client", "secret", null);
            assertThatThrownBy(() -> new TokenEndpoint(client, NetworkPath.DIRECT.within(Duration.ofMillis(300)))
                            .request(Optional.empty()))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("the token endpoint " + uri
                            + " did not answer within 300 ms. It will be asked again at the next login");
            assertThat(left.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aServerThatSpeaksNoHttpIsNotQuoted() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<Socket> accepted = CompletableFuture.supplyAsync(
                    () -> saysAtOnce(listener, "+OK\7 hidden" + "x".repeat(999) + "\r\n\r\n"));
            URI uri = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/token");
            ClientRegistration client = new ClientRegistration(uri, "client", "hidden", null);
            assertThatThrownBy(() -> new TokenEndpoint(client).request(Optional.empty()))
                    .hasMessageContaining("speaks no HTTP: it does not speak HTTP/1.1. Check oauth2TokenUri")
                    .hasStackTraceContaining("TokenEndpoint")
                    .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("hidden"));
            accepted.get(30, TimeUnit.SECONDS).close();
        }
    }

    private static Socket saysAtOnce(ServerSocket listener, String words) {
        try {
            Socket socket = listener.accept();
            socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the client closed the connection. */
    private static boolean isLeft(ServerSocket listener, String beforeSilence) {
        try (Socket socket = listener.accept()) {
            socket.getOutputStream().write(beforeSilence.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // The request is of no interest, its end is.
            }
            return true;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void anUnreachableServerIsReported() throws Exception {
        URI uri;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            uri = URI.create("http://127.0.0.1:" + gone.getLocalPort() + "/token?key=hidden");
        }
        ClientRegistration client = new ClientRegistration(uri, "client", "secret", null);
        assertThatThrownBy(() -> new TokenEndpoint(client).request(Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/token cannot be reached, or speaks no HTTP: 127.0.0.1:" + uri.getPort())
                .hasMessageNotContaining("hidden")
                .hasMessageEndingWith(". Check oauth2TokenUri and the network between");
    }

    @Test
    void anInterruptedThreadStopsWaitingAndStaysInterrupted() {
        server.issues("token1");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new TokenEndpoint(server.tokenClient()).request(Optional.empty()))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertFailure() {
        return assertThatThrownBy(
                        () -> new TokenEndpoint(server.tokenClientWithoutScope()).request(Optional.of(REFRESH_TOKEN)))
                .isInstanceOf(IOException.class)
                .hasMessageNotContainingAny(REFRESH_TOKEN, AuthorizationServer.SECRET, "hidden");
    }
}
