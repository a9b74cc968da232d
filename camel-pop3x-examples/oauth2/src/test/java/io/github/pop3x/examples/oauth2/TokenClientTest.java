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
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Answers of a token endpoint, and what is said about each. */
class TokenClientTest {

    private static final Registration PUBLIC = new Registration("client", Optional.empty());
    private static final AuthorizationGrant GRANT =
            new AuthorizationCodeGrant(new AuthorizationCode("c0de"), URI.create("http://127.0.0.1:1/callback"));

    private ScriptedAuthority scripted;

    @BeforeEach
    void start() throws IOException {
        scripted = new ScriptedAuthority();
    }

    @AfterEach
    void stop() {
        scripted.close();
    }

    private String ask() throws Exception {
        return new TokenClient(scripted.authority(), PUBLIC).refreshToken(GRANT, Deadline.in(Duration.ofSeconds(30)));
    }

    @Test
    void aPublicClientNamesItself() throws Exception {
        scripted.issues("r");

        assertThat(ask()).isEqualTo("r");
        assertThat(scripted.requests()).singleElement().asString().contains("client_id=client");
    }

    @Test
    void anAnswerWithoutARefreshTokenSaysWhatToAskFor() {
        scripted.answers(200, "{\"access_token\":\"t0ken\",\"token_type\":\"Bearer\"}");

        assertThatThrownBy(this::ask).hasMessageContaining("offline access").hasMessageNotContaining("t0ken");
    }

    @Test
    void anAnswerThatIsNotOfOAuthIsReportedAndNotQuoted() {
        scripted.answers(200, "<html>t0ken</html>");

        assertThatThrownBy(this::ask).isInstanceOf(IOException.class).satisfies(failure -> {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                assertThat(cause).hasMessageNotContaining("t0ken");
            }
        });
    }

    @Test
    void aFailureWithoutAReasonIsReported() {
        scripted.answers(500, "{}");

        assertThatThrownBy(this::ask).isInstanceOf(AuthorityException.class);
    }

    @Test
    void aServerThatSaysNothingEndsWithTheDeadline() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/token");
            Authority authority = new Authority(Optional.empty(), address, Optional.empty(), "pop", Map.of());

            assertThatThrownBy(() ->
                            new TokenClient(authority, PUBLIC).refreshToken(GRANT, Deadline.in(Duration.ofMillis(50))))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("authority");
        }
    }
}
