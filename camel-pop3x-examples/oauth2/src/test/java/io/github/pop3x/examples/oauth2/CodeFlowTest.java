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
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The user in the browser, against an authority that checks what RFC 7636 and RFC 8252 require, and against a hostile one. */
class CodeFlowTest {

    private static final Registration CLIENT = new Registration("client", Optional.of("s3cret"));

    private final Grants grants = new Grants(CLIENT, Duration.ofSeconds(30), Clock.systemUTC());
    private TokenServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TokenServer(grants);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
    }

    private String obtain(Registration client, Consumer<URI> browser) throws Exception {
        return new CodeFlow(server.authority(), client).refreshToken(browser, soon());
    }

    @Test
    void aUserWhoConsentsGivesARefreshToken() throws Exception {
        assertThat(obtain(CLIENT, Browser::open)).isNotBlank();
    }

    @Test
    void theAddressHasTheChallengeAndNeitherVerifierNorSecret() throws Exception {
        obtain(CLIENT, address -> {
            assertThat(address.getQuery())
                    .contains("code_challenge_method=S256", "response_type=code", "prompt=consent", "scope=pop")
                    .doesNotContain("code_verifier", "s3cret");
            Browser.open(address);
        });
    }

    @Test
    void anAuthorityThatTakesNoSuchClientIsReportedWithItsWord() {
        assertThatThrownBy(() -> obtain(new Registration("stranger", Optional.empty()), Browser::open))
                .isInstanceOf(AuthorityException.class)
                .hasMessageContaining("access_denied");
    }

    @Test
    void aWrongSecretIsReportedAndNotShown() {
        assertThatThrownBy(() -> obtain(new Registration("client", Optional.of("wr0ng")), Browser::open))
                .isInstanceOf(AuthorityException.class)
                .hasMessageContaining("invalid_client")
                .hasMessageNotContaining("wr0ng");
    }

    /** Anybody on this machine can open the loopback address. */
    @Test
    void anAnswerWithAnotherStateIsRefusedAndTheRightOneStillCounts() throws Exception {
        String token = obtain(CLIENT, address -> {
            String redirect = address.getQuery().replaceFirst(".*redirect_uri=([^&]*).*", "$1");
            assertThat(Browser.open(URI.create(redirect + "?code=stolen&state=guessed")))
                    .isEqualTo(400);
            assertThat(Browser.open(URI.create(redirect))).isEqualTo(400);
            assertThat(Browser.open(address)).isEqualTo(200);
        });

        assertThat(token).isNotBlank();
    }

    @Test
    void aUserWhoNeverComesEndsTheWait() {
        assertThatThrownBy(() -> new CodeFlow(server.authority(), CLIENT)
                        .refreshToken(address -> {}, Deadline.in(Duration.ofMillis(50))))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("browser");
    }

    @Test
    void aCodeIsGoodForTheProgramThatAskedForItOnly() throws Exception {
        Optional<String> code = grants.code(Map.of(
                "client_id", "client",
                "response_type", "code",
                "code_challenge_method", "S256",
                "code_challenge", "of another program",
                "redirect_uri", "http://127.0.0.1:1/callback"));

        assertThat(grants.token(Map.of(
                                "client_id", "client",
                                "client_secret", "s3cret",
                                "grant_type", "authorization_code",
                                "redirect_uri", "http://127.0.0.1:1/callback",
                                "code", code.orElseThrow(),
                                "code_verifier", "mine"))
                        .body())
                .contains("invalid_grant");
    }
}
