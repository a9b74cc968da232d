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

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a server or a file says, it is answered or refused in the two types that callers expect. */
class AuthPropertyTest {

    private static final OfferedMechanisms OFFER =
            new OfferedMechanisms(List.of(), false, false, true, Optional.of(new byte[] {1}));

    @Property
    void anyChallengeIsAnsweredOrRefused(
            @ForAll Mechanism mechanism, @ForAll byte[] first, @ForAll @StringLength(max = 60) String last) {
        if (!mechanism.isSasl()) {
            return;
        }
        Credentials token = Credentials.ofToken("alice", "s3cret");
        SaslMechanism exchange = SaslMechanisms.of(
                mechanism,
                mechanism.suits(token) ? token : Credentials.of("alice", "s3cret"),
                OFFER,
                ScramIterations.DEFAULT,
                "h",
                995);
        try {
            assertThat(exchange.respond(first)).isNotNull();
            assertThat(exchange.respond(last.getBytes(StandardCharsets.UTF_8))).isNotNull();
        } catch (ProtocolException refused) {
            assertThat(refused).hasMessageNotContaining("\n");
        }
    }

    @Property
    void anyServerFirstMessageIsAnsweredOrRefused(
            @ForAll @Chars({'r', 's', 'i', '=', ',', '+', '/', 'A', '4', 'é', '\0'}) String tail) {
        var scram = new ScramMechanism(
                Mechanism.SCRAM_SHA_1,
                Credentials.of("alice", "s3cret"),
                Optional.empty(),
                new ScramIterations(1, 10),
                "nonce");
        try {
            assertThat(scram.respond(("r=nonce" + tail).getBytes(StandardCharsets.UTF_8)))
                    .isNotEmpty();
        } catch (ProtocolException refused) {
            assertThat(refused).hasMessageContaining("server");
        }
    }

    @Property
    void anyNetrcIsReadOrRefused(@ForAll @Chars({'m', ' ', '\n', '\r', '"', '\\', '#', 'é'}) String noise) {
        for (String text : new String[] {noise, "machine h password " + noise, "macdef " + noise}) {
            try {
                Netrc.parse(text).find("h", null);
            } catch (IOException refused) {
                assertThat(refused).hasMessageStartingWith("netrc, line ");
            }
        }
    }

    @Property
    void aQuotedPasswordIsReadAsItWasWritten(@ForAll @NotEmpty String password) throws IOException {
        String quoted = '"' + password.replace("\\", "\\\\").replace("\"", "\\\"") + '"';

        assertThat(Netrc.parse("machine h login a password " + quoted).find("h", "a"))
                .contains(new Netrc.Entry("h", "a", password));
    }
}
