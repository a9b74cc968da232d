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

import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.testing.AuthorizationServer;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Endpoints of one account, which an authorization server gives tokens to: each refresh token is used once. */
@Timeout(60)
class SharedTokensTest {

    private static final String EXCHANGED = "\"refresh_token\":\"%s\"";

    private static final Pop3xTokenPath DIRECTLY = new Pop3xTokenPath(null, null, Duration.ofSeconds(30));

    @RegisterExtension
    final AuthorizationServer authorization = new AuthorizationServer();

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private String uri(String scheme, String options) {
        return scheme + ":mail.example.com?oauth2ClientId=mailer&oauth2RefreshToken=right1&oauth2TokenUri="
                + authorization.tokenUri() + options;
    }

    private CredentialsProvider credentials(String uri) throws Exception {
        return context.getEndpoint(uri, Pop3xEndpoint.class).clientOptions().credentials();
    }

    private String token(String uri) throws Exception {
        return credentials(uri).credentials().accessToken();
    }

    private List<String> refreshTokens() {
        return authorization.forms().stream()
                .map(form -> form.get("refresh_token"))
                .toList();
    }

    /** Of unknown lifetime, so that each login needs a new one. */
    private void exchanges(String... refreshTokens) {
        for (int i = 0; i < refreshTokens.length; i++) {
            authorization.issues("token" + (i + 1), EXCHANGED.formatted(refreshTokens[i]));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pop3xs, &username=alice, pop3xs, &username=alice&delete=true",
        "pop3xs, &username=alice, pop3x, &username=alice",
        "pop3xs, &username=alice&mailboxKey=a, pop3xs, &username=alice&mailboxKey=b",
        "pop3xs, &username=alice, pop3xs, &username=shared@example.com",
        "pop3xs, &username=alice&oauth2Scope=pop, pop3xs, &username=alice&oauth2Scope=all",
    })
    void twoEndpointsUseEachRefreshTokenOnce(String scheme, String options, String otherScheme, String otherOptions)
            throws Exception {
        exchanges("right2", "right3", "right4");
        String one = uri(scheme, options);
        String other = uri(otherScheme, otherOptions);
        assertThat(token(one)).isEqualTo("token1");
        assertThat(token(other)).isEqualTo("token2");
        assertThat(token(one)).isEqualTo("token3");
        assertThat(refreshTokens()).containsExactly("right1", "right2", "right3");
    }

    @Test
    void endpointsOfAnAccountShareItsAccessToken() throws Exception {
        authorization.issues("token1");
        assertThat(token(uri("pop3xs", "&username=alice"))).isEqualTo("token1");
        assertThat(token(uri("pop3xs", "&username=alice&delete=true"))).isEqualTo("token1");
        assertThat(token(uri("pop3x", "&username=alice"))).isEqualTo("token1");
    }

    @Test
    void anEndpointThatIsMadeAnewGoesOnWithTheTokensOfTheFirst() throws Exception {
        exchanges("right2", "right3");
        String uri = uri("pop3xs", "&username=alice");
        token(uri);
        context.removeEndpoints(uri);
        token(uri);
        assertThat(refreshTokens()).containsExactly("right1", "right2");
    }

    @Test
    void anAccessTokenThatOneWasRefusedNoneUses() throws Exception {
        authorization.issues("token1").issues("token2");
        String uri = uri("pop3xs", "&username=alice");
        CredentialsProvider one = credentials(uri);
        one.refused(one.credentials());
        assertThat(token(uri + "&delete=true")).isEqualTo("token2");
    }

    @Test
    void otherSecretsAreOtherAccounts() throws Exception {
        authorization.issues("token1").issues("token2");
        String uri = uri("pop3xs", "&username=alice");
        assertThat(token(uri)).isEqualTo("token1");
        assertThat(token(uri.replace("right1", "other1"))).isEqualTo("token2");
        assertThat(refreshTokens()).containsExactly("right1", "other1");
    }

    @Test
    void loginsAtTheSameTimeUseEachRefreshTokenOnce() throws Exception {
        int logins = 8;
        exchanges(IntStream.range(0, logins).mapToObj(i -> "right" + (i + 2)).toArray(String[]::new));
        List<CredentialsProvider> providers = new ArrayList<>();
        for (int i = 0; i < logins; i++) {
            providers.add(credentials(uri("pop3xs", "&username=user" + i % 4 + "&mailboxKey=" + i)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(logins);
        try {
            List<Future<String>> tokens = new ArrayList<>();
            for (CredentialsProvider provider : providers) {
                tokens.add(threads.submit(() -> provider.credentials().accessToken()));
            }
            for (Future<String> token : tokens) {
                token.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(refreshTokens()).doesNotHaveDuplicates().hasSize(logins);
    }

    @Test
    void anExchangedRefreshTokenIsKeptHoweverManyAccountsThereAre() throws Exception {
        exchanges("right2", "right3");
        Pop3xTokens tokens = new Pop3xTokens(context);
        Pop3xOAuth2Settings settings = authorization.holderOf("right1");
        tokens.provider("alice", settings, DIRECTLY).credentials();
        Pop3xOAuth2CredentialsProvider used = tokens.provider("bob", authorization.holderOf("bobs"), DIRECTLY);
        for (int i = 0; i < 3 * Pop3xTokens.MOST_UNUSED; i++) {
            tokens.provider("user" + i, authorization.holderOf("right of " + i), DIRECTLY);
        }
        tokens.provider("alice", settings, DIRECTLY).credentials();
        assertThat(refreshTokens()).containsExactly("right1", "right2");
        assertThat(tokens.provider("bob", authorization.holderOf("bobs"), DIRECTLY))
                .isSameAs(used);
        Reference.reachabilityFence(used);
    }

    @Test
    void nothingShowsASecret() throws Exception {
        exchanges("right2");
        Pop3xTokens tokens = new Pop3xTokens(context);
        Pop3xOAuth2CredentialsProvider provider = tokens.provider("alice", authorization.holderOf("right1"), DIRECTLY);
        provider.credentials();
        Map<String, Object> shown = Map.of("provider", provider, "token", provider.refreshToken(), "tokens", tokens);
        assertThat(shown.toString()).doesNotContain("right1", "right2", "token1", AuthorizationServer.SECRET);
    }
}
