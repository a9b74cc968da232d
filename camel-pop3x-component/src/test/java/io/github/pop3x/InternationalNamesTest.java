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

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.wire.ProxyAddress;
import io.github.pop3x.mailbox.Mailbox;
import io.github.pop3x.testing.CapturedLog;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.TestProxy;
import io.github.pop3x.testing.error.MistakenUser;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Hosts, user names and passwords beyond ASCII, by the options of an endpoint. */
class InternationalNamesTest {

    private static final String NAME = "b\u00fccher.example";
    private static final String ASCII = "xn--bcher-kva.example";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @Test
    void eachPlaceThatTakesAHostTakesItsAsciiForm() {
        assertThat(Pop3xAddress.parse("alice@" + NAME + ":995").host()).isEqualTo(ASCII);
        assertThat(Mailbox.of(null, "alice", NAME, 995)).isEqualTo(Mailbox.of(null, "alice", ASCII, 995));
        assertThat(ProxyAddress.parse("socks5://" + NAME)).isEqualTo(ProxyAddress.parse("socks5://" + ASCII));
        assertThat(Pop3ClientOptions.builder(NAME, CredentialsProvider.of("alice", "s3cret"))
                        .failoverHosts(List.of("second." + NAME + ":1995"))
                        .build())
                .asString()
                .contains(ASCII)
                .doesNotContain(NAME);
        assertThat(new Pop3xOAuth2Settings(
                                URI.create("https://" + NAME + ":8443/token?a=b"), "id", "s3cret", null, null)
                        .tokenUri())
                .isEqualTo(URI.create("https://" + ASCII + ":8443/token?a=b"));
    }

    @Test
    void aTokenAddressWithAUserIsRefusedStill() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Pop3xOAuth2Settings(URI.create("https://me:s3cret@" + NAME + "/"), "id", "x", null, null))
                .withMessageNotContaining("s3cret");
    }

    /** No test asks the DNS of this machine for a name that exists. */
    @ParameterizedTest
    @ValueSource(strings = {"", "&failoverHosts=second." + NAME, "&proxy=socks5://" + NAME})
    void anUnknownHostIsNamedByWhatDnsWasAskedFor(String option) {
        Throwable unknown = catchThrowable(
                () -> MistakenUser.open("pop3xs:" + NAME + "?username=alice&password=s3cret" + option, Map.of()));
        assertThat(unknown).hasMessageContaining(ASCII).hasMessageNotContaining(NAME);
    }

    @Test
    void aProxyIsToldTheAsciiForm() throws Exception {
        for (TestProxy proxy : List.of(TestProxy.socks5(), TestProxy.http())) {
            try (proxy) {
                String uri = "pop3xs:" + NAME + ":1?username=alice&password=s3cret&proxy=" + proxy.uri();
                assertThat(catchThrowable(() -> MistakenUser.open(uri, Map.of())))
                        .isNotNull();
                assertThat(proxy.asked()).containsExactly(ASCII + ":1");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "j\u00fcrgen, gr\u00fc\u00dfe",
        "\u5f20\u4f1f, \u5bc6\u7801\u5bc6\u7801",
        "alice, p\ud83d\udd11ssw\ud83d\udd11rd",
        "\u041c\u0430\u0440\u0438\u044f, s3cret",
    })
    void aUserNameAndAPasswordBeyondAsciiLogInByUserAndPass(String user, String password) throws Exception {
        server.plays("""
            S: +OK ready
            C: CAPA
            S: -ERR
            C: AUTH
            S: -ERR
            C: USER %1$s
            S: +OK
            C: PASS %2$s
            S: -ERR not %2$s
            C! close
            """.formatted(user, password));
        String uri = "pop3x:" + server.host() + ":" + server.port() + "?tls=none&transcript=full&username=" + user
                + "&password=" + password;
        try (CapturedLog log = new CapturedLog();
                PolledRoute route = new PolledRoute(uri, exchange -> {})) {
            Throwable refused = catchThrowable(route::poll);
            assertThat(refused).hasMessageContaining(user).hasMessageContaining("\"not ****\"");
            String lines = String.join("\n", log.lines());
            assertThat(lines).contains("C: USER " + user).contains("C: PASS ****");
            assertThat(lines).doesNotContain("PASS " + password);
        }
    }

    @Test
    void aNameThatDnsCannotHoldIsRefusedAtTheStart() {
        Throwable refused = catchThrowable(() -> MistakenUser.open(
                "pop3xs:" + "\u00fc".repeat(70) + ".example?username=alice&password=s3cret", Map.of()));
        assertThat(refused).hasRootCauseInstanceOf(IllegalArgumentException.class);
        assertThat(refused).rootCause().hasMessageContaining("not a name that DNS can hold");
    }
}
