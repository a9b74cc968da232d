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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** PLAIN, LOGIN, CRAM-MD5, EXTERNAL and the digest of APOP, by the examples of their RFCs. */
class PasswordMechanismsTest {

    private static final Credentials TIM = Credentials.of("tim", "tanstaaftanstaaf");

    @Test
    void plainIsTheMessageOfRfc4616Section4() {
        assertThat(text(new PlainMechanism(TIM).initialResponse().orElseThrow()))
                .isEqualTo("\0tim\0tanstaaftanstaaf");
        assertThat(text(new PlainMechanism(Credentials.of("Kurt", "xipj3plmq").actingAs("Ursel"))
                        .initialResponse()
                        .orElseThrow()))
                .isEqualTo("Ursel\0Kurt\0xipj3plmq");
    }

    @Test
    void plainTakesAnyLanguage() {
        assertThat(text(new PlainMechanism(Credentials.of("jürgen", "пароль"))
                        .initialResponse()
                        .orElseThrow()))
                .isEqualTo("\0jürgen\0пароль");
    }

    @Test
    void plainAndExternalHaveNoSecondStep() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> new PlainMechanism(TIM).respond(new byte[0]));
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> new ExternalMechanism(TIM).respond(new byte[0]));
    }

    @Test
    void loginAnswersPromptsByTheirOrderOnly() throws Exception {
        var login = new LoginMechanism(TIM);

        assertThat(login.initialResponse()).isEmpty();
        assertThat(text(login.respond(octets("Benutzername:")))).isEqualTo("tim");
        assertThat(text(login.respond(octets("")))).isEqualTo("tanstaaftanstaaf");
        assertThatCode(login::finish).doesNotThrowAnyException();
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> login.respond(octets("User Name")));
    }

    @Test
    void cramMd5IsTheDigestOfRfc2195Section2() throws Exception {
        var cram = new CramMd5Mechanism(TIM);

        assertThat(cram.initialResponse()).isEmpty();
        assertThat(text(cram.respond(octets("<1896.697170952@postoffice.reston.mci.net>"))))
                .isEqualTo("tim b913a602c7eda7a495b4e6e7334d3890");
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> cram.respond(octets("<2@x>")));
    }

    @Test
    void cramMd5DoesNotSignNothing() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> new CramMd5Mechanism(TIM).respond(new byte[0]));
    }

    @Test
    void externalSendsAnAuthorizationIdentityOrNothing() {
        Credentials certificate = Credentials.ofCertificate("tim");

        assertThat(new ExternalMechanism(certificate).initialResponse().orElseThrow())
                .isEmpty();
        assertThat(text(new ExternalMechanism(certificate.actingAs("fred@example.com"))
                        .initialResponse()
                        .orElseThrow()))
                .isEqualTo("fred@example.com");
    }

    @Test
    void apopIsTheDigestOfRfc1939Section7() {
        assertThat(ApopDigest.of("<1896.697170952@dbc.mtview.ca.us>", Credentials.of("mrose", "tanstaaf")))
                .isEqualTo("c4c9334bac560ecc979e58001b3e22fb");
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }
}
