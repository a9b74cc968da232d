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
import java.net.ServerSocket;
import java.net.URI;
import java.util.function.Supplier;

import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.testing.AuthorizationServer;
import io.github.pop3x.testing.RefusingPort;
import io.github.pop3x.testing.TestCertificates;
import io.github.pop3x.testing.TestProxy;
import io.github.pop3x.testing.TrustedAuthority;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The token endpoint is reached as the mailbox is: through its proxy, with its trust store, in its time. */
@Timeout(60)
class WayToTokensTest {

    /** A name that only the proxy finds; its certificate comes from an authority that the JVM does not know. */
    private static final String HIDDEN_HOST = "mail.example.org";

    private static final String SECRET = "pr0xy-s3cret";

    private enum Kind {
        SOCKS5(TestProxy::socks5),
        HTTP(TestProxy::http);

        private final Supplier<TestProxy> starter;

        Kind(Supplier<TestProxy> starter) {
            this.starter = starter;
        }

        TestProxy proxy() {
            return starter.get();
        }
    }

    @RegisterExtension
    final AuthorizationServer hidden = AuthorizationServer.https(HIDDEN_HOST, TestCertificates.WRONG_HOST);

    @RegisterExtension
    final AuthorizationServer local = AuthorizationServer.https("localhost", TestCertificates.LOCALHOST);

    @RegisterExtension
    final AuthorizationServer clear = new AuthorizationServer();

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.getRegistry().bind("authority", SSLContextParameters.class, new TrustedAuthority());
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private CredentialsProvider provider(AuthorizationServer server, String options) {
        return provider(server.tokenUri(), options);
    }

    private CredentialsProvider provider(URI tokenUri, String options) {
        String uri = "pop3x:pop.example.com?username=alice&oauth2ClientId=mailer&oauth2RefreshToken=right1"
                + "&oauth2TokenUri=" + tokenUri + options;
        return context.getEndpoint(uri, Pop3xEndpoint.class).clientOptions().credentials();
    }

    private String token(AuthorizationServer server, String options) throws IOException {
        return provider(server, options).credentials().accessToken();
    }

    @ParameterizedTest
    @EnumSource
    void theProxyOfTheMailboxIsGoneThrough(Kind kind) throws IOException {
        hidden.issues("token1");
        try (TestProxy proxy = kind.proxy()) {
            assertThat(token(hidden, "&sslContextParameters=#authority&proxy=" + proxy.uri()))
                    .isEqualTo("token1");
            assertThat(proxy.asked()).containsExactly(hidden.tokenUri().getAuthority());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theProxyIsShownItsLogin(Kind kind) throws IOException {
        hidden.issues("token1");
        try (TestProxy proxy = kind.proxy().demands("me", SECRET)) {
            String options = "&sslContextParameters=#authority&proxy=" + proxy.uri();
            assertThat(token(hidden, options + "&proxyUsername=me&proxyPassword=" + SECRET))
                    .isEqualTo("token1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SOCKS5, wrong-s3cret, it refused proxyUsername and proxyPassword",
        "HTTP, wrong-s3cret, 'status 407: it refused proxyUsername and proxyPassword, or requires another scheme than Basic'",
        "SOCKS5, , it requires a login. Set proxyUsername and proxyPassword",
        "HTTP, , it requires a login. Set proxyUsername and proxyPassword",
    })
    void aProxyThatRefusesTheLoginIsReported(Kind kind, String password, String why) throws IOException {
        try (TestProxy proxy = kind.proxy().demands("me", SECRET)) {
            String login = password == null ? "" : "&proxyUsername=me&proxyPassword=" + password;
            assertThatThrownBy(() -> token(hidden, "&proxy=" + proxy.uri() + login))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(
                            "the token endpoint " + hidden.tokenUri() + " cannot be reached: proxy " + proxy.uri())
                    .hasMessageContaining(why)
                    .hasMessageEndingWith(". Check the options of the proxy, and that it allows connections to there")
                    .hasMessageNotContaining("s3cret");
            assertThat(proxy.asked()).isEmpty();
        }
        assertThat(hidden.forms()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void nothingGoesPastAProxyThatIsNotThere(Kind kind) throws Exception {
        String gone = kind == Kind.HTTP ? "http://127.0.0.1:" : "socks5://127.0.0.1:";
        assertThatThrownBy(() -> token(local, "&proxy=" + gone + RefusingPort.number()))
                .hasMessageContaining(" cannot be reached: proxy " + gone);
        assertThat(local.forms()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aProxyThatIsSilentIsLeftAfterTheConnectionTimeout(Kind kind) throws IOException {
        try (TestProxy proxy = kind.proxy().answers("")) {
            assertThatThrownBy(() -> token(hidden, "&connectionTimeout=300&proxy=" + proxy.uri()))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("the token endpoint " + hidden.tokenUri());
        }
    }

    @Test
    void aServerThatIsSilentUnderTlsIsLeftAfterTheConnectionTimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            URI uri = URI.create("https://localhost:" + silent.getLocalPort() + "/token");
            CredentialsProvider provider = provider(uri, "&connectionTimeout=300");
            assertThatThrownBy(provider::credentials)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("the token endpoint " + uri + " did not answer within 300 ms");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&tls=starttls", "&tls=none"})
    void theTrustStoreOfTheMailboxCounts(String tls) throws IOException {
        local.issues("token1");
        assertThat(token(local, "&sslContextParameters=#authority" + tls)).isEqualTo("token1");
    }

    @Test
    void anUnknownAuthorityIsRefusedBeforeTheSecretIsSent() {
        assertThatThrownBy(() -> token(local, ""))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the token endpoint " + local.tokenUri() + " is not trusted, or TLS failed (")
                .hasMessageContaining("trust store of sslContextParameters");
        assertThat(local.forms()).isEmpty();
    }

    @Test
    void aCertificateForAnotherHostIsRefusedThoughItsAuthorityIsTrusted() {
        URI uri = URI.create(hidden.tokenUri().toString().replace(HIDDEN_HOST, "localhost"));
        CredentialsProvider provider = provider(uri, "&sslContextParameters=#authority");
        assertThatThrownBy(provider::credentials)
                .hasMessageContaining("Its certificate must name the host of oauth2TokenUri");
        assertThat(hidden.forms()).isEmpty();
    }

    @Test
    void parametersThatCannotBeUsedAreReportedAsSuch() {
        context.getRegistry().bind("broken", SSLContextParameters.class, new SSLContextParameters() {
            {
                setProvider("no such provider");
            }
        });
        assertThatThrownBy(() -> token(local, "&tls=none&sslContextParameters=#broken"))
                .hasMessageStartingWith("cannot use the sslContextParameters: ");
    }

    /** It is on this machine, and a proxy would see the secret. */
    @ParameterizedTest
    @EnumSource
    void anAddressInClearTextIsReachedDirectly(Kind kind) throws IOException {
        clear.issues("token1");
        try (TestProxy proxy = kind.proxy()) {
            assertThat(token(clear, "&proxy=" + proxy.uri())).isEqualTo("token1");
            assertThat(proxy.asked()).isEmpty();
        }
    }

    @Test
    void tokensAreSharedByThoseThatGoTheSameWay() throws IOException {
        hidden.issues("token1").issues("token2").issues("token3");
        try (TestProxy one = TestProxy.http();
                TestProxy other = TestProxy.socks5()) {
            String options = "&sslContextParameters=#authority&proxy=";
            assertThat(token(hidden, options + one.uri())).isEqualTo("token1");
            assertThat(token(hidden, options + one.uri() + "&delete=true")).isEqualTo("token1");
            assertThat(token(hidden, options + other.uri())).isEqualTo("token2");
            context.getRegistry().bind("authority2", SSLContextParameters.class, new TrustedAuthority());
            assertThat(token(hidden, options.replace("#authority", "#authority2") + one.uri()))
                    .isEqualTo("token3");
        }
    }

    @Test
    void whoGoesAnotherWayGoesOnWithTheExchangedRefreshToken() throws IOException {
        hidden.issues("token1", "\"refresh_token\":\"right2\"").issues("token2");
        try (TestProxy one = TestProxy.http();
                TestProxy other = TestProxy.http()) {
            token(hidden, "&sslContextParameters=#authority&proxy=" + one.uri());
            token(hidden, "&sslContextParameters=#authority&proxy=" + other.uri());
        }
        assertThat(hidden.forms()).extracting(form -> form.get("refresh_token")).containsExactly("right1", "right2");
    }

    @Test
    void nothingShowsTheLoginOfTheProxy() throws IOException {
        try (TestProxy proxy = TestProxy.http()) {
            CredentialsProvider provider =
                    provider(hidden, "&proxyUsername=me&proxyPassword=" + SECRET + "&proxy=" + proxy.uri());
            Pop3xConfiguration options = new Pop3xConfiguration();
            options.setProxy(proxy.uri());
            options.setProxyUsername("me");
            options.setProxyPassword(SECRET);
            Pop3xTokenPath path = Pop3xTokenPath.of(options);
            assertThat(provider + " " + path + " " + path.in(context)).doesNotContain(SECRET);
        }
    }
}
