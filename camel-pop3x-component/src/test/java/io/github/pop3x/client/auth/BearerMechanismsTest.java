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
package io.github.pop3x.client.auth;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BearerMechanismsTest {

    private static final String ERROR = "{\"status\":\"invalid_token\",\"schemes\":\"bearer\"}";

    private static final Credentials TOKEN =
            Credentials.ofToken("user@example.com", "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==");

    @Test
    void oauthbearerIsTheMessageOfRfc7628Section4Dot1() {
        var bearer = new OAuthBearerMechanism(TOKEN, "server.example.com", 143);

        assertThat(base64(bearer))
                .isEqualTo("bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9MTQzAWF1dGg9QmVhcmVy"
                        + "IHZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB");
        assertThatCode(bearer::finish).doesNotThrowAnyException();
    }

    @Test
    void oauthbearerEscapesTheName() {
        var credentials = Credentials.ofToken("a,b=c", "t");

        assertThat(text(new OAuthBearerMechanism(credentials, "h", 995))).startsWith("n,a=a=2Cb=3Dc,\1host=h\1");
        assertThat(text(new OAuthBearerMechanism(credentials.actingAs("other"), "h", 995)))
                .startsWith("n,a=other,\1");
    }

    @Test
    void xoauth2IsTheMessageThatGoogleShows() {
        var credentials = Credentials.ofToken("someuser@example.com", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg");

        assertThat(base64(new XOAuth2Mechanism(credentials)))
                .isEqualTo("dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNrQmhk"
                        + "SFJoZG1semRHRXVZMjl0Q2cBAQ==");
    }

    @Test
    void theErrorReportIsAnsweredAndKept() throws Exception {
        var bearer = new OAuthBearerMechanism(TOKEN, "h", 995);
        var xoauth2 = new XOAuth2Mechanism(TOKEN);

        assertThat(bearer.respond(octets(ERROR))).containsExactly(1);
        assertThat(xoauth2.respond(octets(ERROR))).isEmpty();
        assertThat(bearer.serverError()).contains(ERROR);
        assertThat(xoauth2.serverError()).contains(ERROR);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(bearer::finish)
                .withMessageContaining("invalid_token");
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> bearer.respond(octets(ERROR)));
    }

    @Test
    void theErrorReportIsBoundedAndCannotForgeALine() throws Exception {
        var bearer = new XOAuth2Mechanism(TOKEN);
        bearer.respond(octets("\r\nINFO logged in \u2028\u202e" + "x".repeat(1_000_000)));

        assertThat(bearer.serverError().orElseThrow())
                .startsWith("\\x0d\\x0aINFO logged in \\x2028\\x202ex")
                .hasSizeLessThan(400);
    }

    @Test
    void aTokenIsVisibleAscii() {
        for (String token : new String[] {"", "a b", "a\1b", "a\r\nb", "tökén"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Credentials.ofToken("user", token))
                    .withMessageContaining("accessToken");
        }
    }

    private static String base64(SaslMechanism mechanism) {
        return Base64.getEncoder().encodeToString(mechanism.initialResponse().orElseThrow());
    }

    private static String text(SaslMechanism mechanism) {
        return new String(mechanism.initialResponse().orElseThrow(), StandardCharsets.UTF_8);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
