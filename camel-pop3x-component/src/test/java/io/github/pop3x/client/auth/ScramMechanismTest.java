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
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ScramMechanismTest {

    private static final Credentials USER = Credentials.of("user", "pencil");
    private static final Optional<byte[]> UNBOUND = Optional.empty();
    private static final Optional<byte[]> END_POINT = Optional.of(new byte[] {1, 2, 3});

    private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
    private static final String SERVER_FIRST =
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    private static final String SERVER_FINAL = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    @Test
    void theExchangeOfRfc5802Section5() throws Exception {
        var scram = scram(Mechanism.SCRAM_SHA_1, UNBOUND, "fyko+d2lbbFgONRv9qkxdawL");

        assertThat(scram.name()).isEqualTo("SCRAM-SHA-1");
        assertThat(first(scram)).isEqualTo("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL");
        assertThat(respond(scram, "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096"))
                .isEqualTo("c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=");
        assertThat(respond(scram, "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=")).isEmpty();
        assertThatCode(scram::finish).doesNotThrowAnyException();
    }

    @Test
    void theExchangeOfRfc7677Section3() throws Exception {
        var scram = scram(Mechanism.SCRAM_SHA_256, UNBOUND, NONCE);

        assertThat(scram.name()).isEqualTo("SCRAM-SHA-256");
        assertThat(first(scram)).isEqualTo("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
        assertThat(respond(scram, SERVER_FIRST))
                .isEqualTo("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                        + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        assertThat(respond(scram, SERVER_FINAL)).isEmpty();
        assertThatCode(scram::finish).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"SCRAM_SHA_1_PLUS", "SCRAM_SHA_256_PLUS"})
    void plusBindsToTheCertificate(Mechanism mechanism) throws Exception {
        var scram = scram(mechanism, END_POINT, NONCE);

        assertThat(first(scram)).isEqualTo("p=tls-server-end-point,,n=user,r=" + NONCE);
        String channel = respond(scram, SERVER_FIRST).split(",")[0].substring("c=".length());
        assertThat(new String(Base64.getDecoder().decode(channel), StandardCharsets.ISO_8859_1))
                .isEqualTo("p=tls-server-end-point,,\1\2\3");
    }

    @Test
    void aClientThatCouldBindTellsThatNoPlusWasOffered() throws Exception {
        var scram = scram(Mechanism.SCRAM_SHA_256, END_POINT, NONCE);

        assertThat(first(scram)).startsWith("y,,");
        assertThat(respond(scram, SERVER_FIRST)).startsWith("c=eSws,");
    }

    @Test
    void plusNeedsSomethingToBindTo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scram(Mechanism.SCRAM_SHA_256_PLUS, UNBOUND, NONCE))
                .withMessageContaining("TLS");
    }

    @Test
    void namesEscapeCommaAndEqualsSign() {
        var credentials = Credentials.of("a,b=c", "pencil").actingAs("other");
        var scram = new ScramMechanism(Mechanism.SCRAM_SHA_256, credentials, UNBOUND, ScramIterations.DEFAULT, NONCE);

        assertThat(first(scram)).isEqualTo("n,a=other,n=a=2Cb=3Dc,r=" + NONCE);
    }

    @Test
    void eachExchangeHasItsOwnNonce() {
        String one = first(new ScramMechanism(Mechanism.SCRAM_SHA_1, USER, UNBOUND, ScramIterations.DEFAULT));
        String two = first(new ScramMechanism(Mechanism.SCRAM_SHA_1, USER, UNBOUND, ScramIterations.DEFAULT));

        assertThat(one).isNotEqualTo(two).hasSizeGreaterThanOrEqualTo("n,,n=user,r=".length() + 24);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Not the one that the password makes, none at all, and two that are not in the form.
                "v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "v=",
                "v=!",
                "x"
            })
    void aWrongServerSignatureIsNotBelieved(String serverFinal) throws Exception {
        var scram = scram(Mechanism.SCRAM_SHA_256, UNBOUND, NONCE);
        respond(scram, SERVER_FIRST);

        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> respond(scram, serverFinal));
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(scram::finish);
    }

    @Test
    void okWithoutTheServerSignatureIsNotBelieved() throws Exception {
        var scram = scram(Mechanism.SCRAM_SHA_256, UNBOUND, NONCE);
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(scram::finish);
        respond(scram, SERVER_FIRST);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(scram::finish)
                .withMessageContaining("without the signature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "r=rOprNGfwEbeRWgbNEkqOx",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,x=extension",
                "r=somebodyElse,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                "r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                "r=rOprNGfwEbeRWgbNEkqOx,s=not base64,i=4096",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=0",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=-1",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=99999999999",
                "m=mandatory,r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"
            })
    void aServerFirstMessageThatMakesNoSenseEndsTheExchange(String serverFirst) {
        var scram = scram(Mechanism.SCRAM_SHA_256, UNBOUND, NONCE);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> respond(scram, serverFirst))
                .withMessageStartingWith("the server's first SCRAM-SHA-256 message: ");
    }

    @ParameterizedTest
    @CsvSource({"4095, at least 4096", "1000001, the limit is 1000000", "2147483647, the limit is 1000000"})
    void iterationsHaveBothBounds(int asked, String told) {
        var scram = scram(Mechanism.SCRAM_SHA_256, UNBOUND, NONCE);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> respond(scram, "r=" + NONCE + "x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=" + asked))
                .withMessageContaining(told);
    }

    @Test
    void theBoundsOfIterationsAreTheUsers() throws Exception {
        var scram = new ScramMechanism(Mechanism.SCRAM_SHA_1, USER, UNBOUND, new ScramIterations(1, 10), NONCE);

        assertThat(respond(scram, "r=" + NONCE + "x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1"))
                .startsWith("c=biws,");
        assertThatIllegalArgumentException().isThrownBy(() -> new ScramIterations(0, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new ScramIterations(11, 10));
    }

    @Test
    void anErrorValueIsAnsweredAndKept() throws Exception {
        var scram = scram(Mechanism.SCRAM_SHA_256, UNBOUND, NONCE);
        assertThat(scram.serverError()).isEmpty();
        respond(scram, SERVER_FIRST);

        assertThat(respond(scram, "e=invalid-proof\r\n")).isEmpty();
        assertThat(scram.serverError()).contains("invalid-proof\\x0d\\x0a");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(scram::finish)
                .withMessageContaining("invalid-proof");
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> respond(scram, "again"));
    }

    @Test
    void aChallengeAfterTheServerSignatureIsRefused() throws Exception {
        var scram = scram(Mechanism.SCRAM_SHA_256, UNBOUND, NONCE);
        respond(scram, SERVER_FIRST);
        respond(scram, SERVER_FINAL);

        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> respond(scram, SERVER_FINAL));
    }

    @Test
    void aPasswordThatSaslprepForbidsIsRefusedBeforeTheExchange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScramMechanism(
                        Mechanism.SCRAM_SHA_256,
                        Credentials.of("user", "pen\u0007cil"),
                        UNBOUND,
                        ScramIterations.DEFAULT))
                .withMessageContaining("SASLprep")
                .withMessageNotContaining("pen");
    }

    @Test
    void otherMechanismsAreNotScram() {
        assertThatIllegalArgumentException().isThrownBy(() -> scram(Mechanism.PLAIN, UNBOUND, NONCE));
    }

    private static ScramMechanism scram(Mechanism mechanism, Optional<byte[]> endPoint, String nonce) {
        return new ScramMechanism(mechanism, USER, endPoint, ScramIterations.DEFAULT, nonce);
    }

    private static String first(SaslMechanism mechanism) {
        return new String(mechanism.initialResponse().orElseThrow(), StandardCharsets.UTF_8);
    }

    private static String respond(SaslMechanism mechanism, String challenge) throws ProtocolException {
        return new String(mechanism.respond(challenge.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
