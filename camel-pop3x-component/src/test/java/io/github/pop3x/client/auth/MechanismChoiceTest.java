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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MechanismChoiceTest {

    private static final Optional<byte[]> END_POINT = Optional.of(new byte[] {1});

    /** Channel: tls, clear (unallowed) or clear! (allowed). Offer: SASL names, and APOP, USER for what is not SASL. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # wish                      | credentials | channel | offer                                    | chosen
            auto                        | password    | tls     | SCRAM-SHA-256 SCRAM-SHA-1 PLAIN LOGIN CRAM-MD5 APOP USER | SCRAM-SHA-256 SCRAM-SHA-1 PLAIN LOGIN USER CRAM-MD5 APOP
            auto                        | password    | clear!  | SCRAM-SHA-256 SCRAM-SHA-1 PLAIN LOGIN CRAM-MD5 APOP USER | SCRAM-SHA-256 SCRAM-SHA-1 CRAM-MD5 APOP PLAIN LOGIN USER
            auto                        | password    | clear   | SCRAM-SHA-256 SCRAM-SHA-1 PLAIN LOGIN CRAM-MD5 APOP USER | SCRAM-SHA-256 SCRAM-SHA-1
            auto                        | password    | tls     | scram-sha-256-plus scram-sha-256 plain   | SCRAM-SHA-256 SCRAM-SHA-256-PLUS PLAIN
            auto                        | password    | tls     | SCRAM-SHA-256-PLUS PLAIN                 | SCRAM-SHA-256-PLUS PLAIN
            auto                        | password    | clear!  | SCRAM-SHA-256-PLUS PLAIN                 | PLAIN
            auto                        | password    | tls     | USER                                     | USER
            auto                        | password    | tls     | APOP                                     | APOP
            auto                        | password    | tls     | GSSAPI NTLM DIGEST-MD5 XOAUTH2 PLAIN     | PLAIN
            auto                        | token       | tls     | SCRAM-SHA-256 PLAIN XOAUTH2 OAUTHBEARER USER | OAUTHBEARER XOAUTH2
            auto                        | token       | clear!  | PLAIN XOAUTH2                            | XOAUTH2
            auto                        | certificate | tls     | PLAIN EXTERNAL                           | EXTERNAL
            SCRAM-SHA-256-PLUS,SCRAM-SHA-256 | password | tls   | SCRAM-SHA-256-PLUS SCRAM-SHA-256         | SCRAM-SHA-256-PLUS SCRAM-SHA-256
            SCRAM-SHA-256-PLUS,SCRAM-SHA-256 | password | clear | SCRAM-SHA-256-PLUS SCRAM-SHA-256         | SCRAM-SHA-256
            apop , user                 | password    | clear!  | APOP USER PLAIN                          | APOP USER
            PLAIN,CRAM-MD5              | password    | clear   | PLAIN CRAM-MD5 SCRAM-SHA-1               |
            PLAIN                       | password    | tls     | LOGIN USER                               |
            OAUTHBEARER                 | password    | tls     | OAUTHBEARER                              |
            SCRAM-SHA-1,XOAUTH2         | token       | tls     | SCRAM-SHA-1 XOAUTH2                      | XOAUTH2
            EXTERNAL,PLAIN              | password    | tls     | EXTERNAL PLAIN                           | EXTERNAL PLAIN
            auto                        | token       | clear   | OAUTHBEARER XOAUTH2                      |
            auto                        | certificate | tls     | PLAIN                                    |
            auto                        | password    | tls     | OAUTHBEARER                              |
            """)
    void theTable(String wish, String credentials, String channel, String offered, String chosen) {
        boolean tls = channel.equals("tls");
        MechanismPolicy wished = MechanismPolicy.parse(wish);
        MechanismPolicy allowed = channel.endsWith("!") ? wished.inClearText() : wished;
        OfferedMechanisms offer = offer(offered, tls);

        if (chosen == null) {
            assertThat(MechanismChoice.of(allowed, offer, credentials(credentials)))
                    .isEmpty();
        } else {
            assertThat(names(MechanismChoice.of(allowed, offer, credentials(credentials))
                            .orElseThrow()))
                    .isEqualTo(chosen);
        }
    }

    @Test
    void aChoiceHasAtLeastOneMechanism() {
        List<Mechanism> none = List.of();
        assertThatIllegalArgumentException().isThrownBy(() -> new MechanismChoice(none));
        assertThat(new MechanismChoice(List.of(Mechanism.PLAIN, Mechanism.USER)).mechanism())
                .isEqualTo(Mechanism.PLAIN);
    }

    @Test
    void theSentenceTellsWhyAndWhatThereIs() {
        OfferedMechanisms offer = offer("LOGIN CRAM-MD5 USER", false);

        assertThat(MechanismChoice.whyNone(
                        MechanismPolicy.parse("SCRAM-SHA-256,PLAIN,LOGIN,XOAUTH2"), offer, credentials("password")))
                .isEqualTo("no way to log in as alice: SCRAM-SHA-256, PLAIN (not offered); LOGIN (not without TLS);"
                        + " XOAUTH2 (not for what the credentials hold). The server offers: CRAM-MD5, LOGIN, USER");
        assertThat(MechanismChoice.whyNone(MechanismPolicy.parse("APOP"), offer("", true), credentials("password")))
                .isEqualTo("no way to log in as alice: APOP (not offered). The server offers: nothing");
    }

    @Test
    void theOfferIsShownEscapedAndBounded() {
        OfferedMechanisms offer =
                new OfferedMechanisms(List.of("X\r\nY", "Z".repeat(10_000)), false, false, true, Optional.empty());

        assertThat(offer.toString()).startsWith("X\\x0d\\x0aY, ZZZ").hasSizeLessThan(400);
    }

    @Test
    void authUserIsNotTheCommandUser() {
        OfferedMechanisms offer = new OfferedMechanisms(List.of("USER", "APOP"), false, false, true, Optional.empty());

        assertThat(offer.has(Mechanism.USER)).isFalse();
        assertThat(offer.has(Mechanism.APOP)).isFalse();
    }

    @Test
    void aWishNamesWhatIsKnown() {
        assertThat(MechanismPolicy.parse(" Auto ")).isEqualTo(MechanismPolicy.STRONGEST);
        assertThat(MechanismPolicy.parse("scram-sha-1, Plain").mechanisms())
                .containsExactly(Mechanism.SCRAM_SHA_1, Mechanism.PLAIN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MechanismPolicy.parse("PLAIN,DIGEST-MD5"))
                .withMessageContaining("\"DIGEST-MD5\"")
                .withMessageContaining("auto, SCRAM-SHA-256-PLUS");
        assertThatIllegalArgumentException().isThrownBy(() -> MechanismPolicy.parse(""));
    }

    @ParameterizedTest
    @CsvSource({
        "SCRAM_SHA_256, SCRAM-SHA-256 PLAIN, 'y,,'",
        "SCRAM_SHA_256, SCRAM-SHA-256-PLUS SCRAM-SHA-256, 'n,,'",
        "SCRAM_SHA_256_PLUS, SCRAM-SHA-256-PLUS SCRAM-SHA-256, 'p=tls-server-end-point,,'"
    })
    void theChannelFlagIsTheTruth(Mechanism mechanism, String offered, String flag) {
        assertThat(new String(exchange(mechanism, offer(offered, true))
                        .initialResponse()
                        .orElseThrow()))
                .startsWith(flag);
    }

    @Test
    void withoutTlsTheClientCouldNotBind() {
        assertThat(new String(exchange(Mechanism.SCRAM_SHA_1, offer("SCRAM-SHA-1", false))
                        .initialResponse()
                        .orElseThrow()))
                .startsWith("n,,");
    }

    @Test
    void everySaslMechanismHasItsExchange() {
        for (Mechanism mechanism : Mechanism.values()) {
            assertThat(Mechanism.named(mechanism.wireName().toLowerCase())).contains(mechanism);
            if (mechanism.isSasl()) {
                assertThat(exchange(mechanism, offer("", true)).name()).isEqualTo(mechanism.wireName());
            } else {
                assertThatIllegalArgumentException().isThrownBy(() -> exchange(mechanism, offer("", true)));
            }
        }
    }

    private static SaslMechanism exchange(Mechanism mechanism, OfferedMechanisms offer) {
        Credentials credentials = Arrays.stream(new String[] {"password", "token", "certificate"})
                .map(MechanismChoiceTest::credentials)
                .filter(mechanism::suits)
                .findFirst()
                .orElseThrow();
        return SaslMechanisms.of(mechanism, credentials, offer, ScramIterations.DEFAULT, "pop.example.com", 995);
    }

    private static Credentials credentials(String kind) {
        return switch (kind) {
            case "password" -> Credentials.of("alice", "s3cret");
            case "token" -> Credentials.ofToken("alice", "s3cret");
            default -> Credentials.ofCertificate("alice");
        };
    }

    private static OfferedMechanisms offer(String offered, boolean tls) {
        List<String> names = new ArrayList<>(List.of(offered.split(" ")));
        names.remove("");
        boolean apop = names.remove("APOP");
        boolean user = names.remove("USER");
        return new OfferedMechanisms(names, apop, user, tls, tls ? END_POINT : Optional.empty());
    }

    private static String names(MechanismChoice choice) {
        return choice.inTurn().stream().map(Mechanism::toString).collect(Collectors.joining(" "));
    }
}
