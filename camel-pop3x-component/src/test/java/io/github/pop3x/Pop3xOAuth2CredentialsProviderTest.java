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
package io.github.pop3x;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.oauth2.TokenEndpoint;
import io.github.pop3x.oauth2.TokenResponse;
import io.github.pop3x.testing.AuthorizationServer;
import io.github.pop3x.testing.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class Pop3xOAuth2CredentialsProviderTest {

    @RegisterExtension
    final AuthorizationServer server = new AuthorizationServer();

    private final VirtualTime time = new VirtualTime();

    @Test
    void aTokenServesEveryLoginUntilShortlyBeforeItExpires() throws Exception {
        server.issues("token1").issues("token2");
        Pop3xOAuth2CredentialsProvider provider = provider();
        assertThat(provider.credentials()).isEqualTo(Credentials.ofToken("alice", "token1"));
        time.pass(Duration.ofSeconds(3539));
        assertThat(provider.credentials().accessToken()).isEqualTo("token1");
        assertThat(server.forms()).hasSize(1);
        time.pass(Duration.ofSeconds(1));
        assertThat(provider.credentials().accessToken()).isEqualTo("token2");
        assertThat(server.forms()).hasSize(2);
    }

    @Test
    void aTokenOfUnknownLifetimeServesOneLogin() throws Exception {
        server.issues("token1", "\"scope\":\"pop\"").issues("token2", "\"expires_in\":60");
        server.issues("token3");
        Pop3xOAuth2CredentialsProvider provider = provider();
        assertThat(provider.credentials().accessToken()).isEqualTo("token1");
        assertThat(provider.credentials().accessToken()).isEqualTo("token2");
        assertThat(provider.credentials().accessToken()).isEqualTo("token3");
    }

    @Test
    void aRefusedTokenIsFetchedAgain() throws Exception {
        server.issues("token1").issues("token2");
        Pop3xOAuth2CredentialsProvider provider = provider();
        provider.refused(provider.credentials());
        assertThat(provider.credentials().accessToken()).isEqualTo("token2");
    }

    @Test
    void onlyATokenThatWasFetchedAgainFailsForGood() throws Exception {
        server.issues("token1").issues("token2").issues("token3");
        Pop3xOAuth2CredentialsProvider provider = provider();
        provider.refused(provider.credentials());
        Credentials second = provider.credentials();
        provider.refused(second);
        assertThat(provider.credentials()).isEqualTo(second);

        // A refusal long after may have another reason: rights were changed, or the token was revoked.
        time.pass(Duration.ofMinutes(1));
        provider.refused(second);
        assertThat(provider.credentials().accessToken()).isEqualTo("token3");
    }

    @Test
    void aLateRefusalOfAnEarlierTokenForgetsNothing() throws Exception {
        server.issues("token1").issues("token2");
        Pop3xOAuth2CredentialsProvider provider = provider();
        Credentials first = provider.credentials();
        provider.refused(first);
        provider.credentials();
        time.pass(Duration.ofMinutes(10));
        provider.refused(first);
        assertThat(provider.credentials().accessToken()).isEqualTo("token2");
        assertThat(server.forms()).hasSize(2);
    }

    @Test
    void aFailedFetchLeavesTheNextLoginToAskAgain() throws Exception {
        server.issues("token1").answers(500, "").issues("token2");
        Pop3xOAuth2CredentialsProvider provider = provider();
        provider.refused(provider.credentials());
        assertThatThrownBy(provider::credentials).isInstanceOf(IOException.class);
        assertThat(provider.credentials().accessToken()).isEqualTo("token2");
    }

    @Test
    void anExchangedRefreshTokenTakesTheOldOnesPlace() throws Exception {
        server.issues("token1", "\"refresh_token\":\"right2\"");
        server.issues("token2", "\"refresh_token\":\"right3\"");
        server.issues("token3", "\"expires_in\":1").issues("token4");
        Pop3xOAuth2CredentialsProvider provider = holderOf("right1");
        for (int login = 1; login <= 4; login++) {
            assertThat(provider.credentials().accessToken()).isEqualTo("token" + login);
        }
        assertThat(server.forms())
                .extracting(form -> form.get("refresh_token"))
                .containsExactly("right1", "right2", "right3", "right3");
    }

    @Test
    void aClientsOwnRightIsNotExchanged() throws Exception {
        server.issues("token1", "\"refresh_token\":\"right2\"").issues("token2");
        Pop3xOAuth2CredentialsProvider provider = provider();
        provider.credentials();
        provider.credentials();
        assertThat(server.forms()).extracting(form -> form.get("grant_type")).containsOnly("client_credentials");
    }

    @Test
    void loginsThatComeTogetherShareOneFetch() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        server.answers(exchange -> {
            asked.countDown();
            await(answer);
            byte[] body = "{\"access_token\":\"token1\",\"expires_in\":3600}".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });
        Pop3xOAuth2CredentialsProvider provider = provider();
        ExecutorService logins = Executors.newFixedThreadPool(4);
        try {
            List<Future<Credentials>> given = IntStream.range(0, 4)
                    .mapToObj(login -> logins.submit(provider::credentials))
                    .toList();
            await(asked);
            answer.countDown();
            for (Future<Credentials> one : given) {
                assertThat(one.get(30, TimeUnit.SECONDS).accessToken()).isEqualTo("token1");
            }
        } finally {
            logins.shutdownNow();
        }
        assertThat(server.forms()).hasSize(1);
    }

    @Test
    void aLoginThatIsStoppedNeedNotWaitForAnothersFetch() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        server.answers(exchange -> {
            asked.countDown();
            await(answer);
            exchange.sendResponseHeaders(500, -1);
        });
        Pop3xOAuth2CredentialsProvider provider = provider();
        CompletableFuture<Void> other = CompletableFuture.runAsync(
                () -> assertThatThrownBy(provider::credentials).hasMessageContaining("HTTP status 500"));
        await(asked);
        Thread.currentThread().interrupt();
        assertThatThrownBy(provider::credentials).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        answer.countDown();
        other.get(30, TimeUnit.SECONDS);
    }

    @Test
    void toStringShowsNoSecret() throws Exception {
        server.issues("token1");
        Pop3xOAuth2CredentialsProvider provider = holderOf("right1");
        assertThat(provider.credentials().toString()).doesNotContain("token1");
        assertThat(provider)
                .hasToString("Pop3xOAuth2CredentialsProvider[alice, the token endpoint " + server.tokenUri() + "]");
        assertThat(new TokenResponse("token1", Duration.ZERO, Optional.of("right1")))
                .hasToString("TokenResponse[****, PT0S]");
    }

    @Test
    void noTokenIsFetchedBeforeALoginOrForAnEmptyUsername() {
        Pop3xOAuth2CredentialsProvider.of("alice", server.client());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pop3xOAuth2CredentialsProvider.of("", server.client()))
                .withMessageContaining("username");
        assertThat(server.forms()).isEmpty();
    }

    private Pop3xOAuth2CredentialsProvider provider() {
        return new Pop3xOAuth2CredentialsProvider(
                "alice", Optional.empty(), new TokenEndpoint(server.client().client()), time::nanoTime);
    }

    private Pop3xOAuth2CredentialsProvider holderOf(String refreshToken) {
        return new Pop3xOAuth2CredentialsProvider(
                "alice",
                Optional.of(refreshToken),
                new TokenEndpoint(server.holderOf(refreshToken).client()),
                time::nanoTime);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Goes when it is told to. */
}
