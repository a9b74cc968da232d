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
package io.github.pop3x.client;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.Mechanism;
import io.github.pop3x.testing.Mode;
import io.github.pop3x.testing.OverlookingSasl;
import io.github.pop3x.testing.ScriptedServer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

/** Each mechanism against a server that knows it, in clear, behind STLS and under TLS from the first octet. */
class LoginByEveryMechanismTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    /** Without TLS there is nothing to bind to, and no certificate of the client. */
    private static boolean makesSense(Mechanism mechanism, Channel channel) {
        return channel.isEncrypted() || !(mechanism.bindsChannel() || mechanism == Mechanism.EXTERNAL);
    }

    private static Stream<Arguments> mechanismsAndChannels() {
        return Arrays.stream(Mechanism.values()).flatMap(mechanism -> Arrays.stream(Channel.values())
                .filter(channel -> makesSense(mechanism, channel))
                .map(channel -> Arguments.of(mechanism, channel)));
    }

    private static Stream<Arguments> mechanismsChannelsAndModes() {
        return mechanismsAndChannels().flatMap(both -> Arrays.stream(Mode.values())
                .map(mode -> Arguments.of(both.get()[0], both.get()[1], mode)));
    }

    private static String attempt(Mechanism mechanism) {
        return mechanism.isSasl() ? "AUTH " + mechanism : mechanism + " alice";
    }

    @ParameterizedTest
    @MethodSource("mechanismsChannelsAndModes")
    void everyMechanismLogsInOverEveryChannel(Mechanism mechanism, Channel channel, Mode mode) throws IOException {
        server.mode(mode).answers(LoginTrial.everything());
        LoginTrial trial = new LoginTrial(server, channel);
        try (Pop3Session session =
                trial.open(mechanism.wireName(), LoginTrial.credentials(mechanism, LoginTrial.SECRET))) {
            assertEquals(1, session.stat().count());
            session.quit();
        }
        assertEquals(List.of(attempt(mechanism)), trial.attempts());
        assertEquals(List.of(), trial.refused());
        trial.assertNothingShows(null);
    }

    /** Everything else that would suit is allowed, and would be refused as well: it is not to be tried. */
    @ParameterizedTest
    @MethodSource("mechanismsAndChannels")
    void refusedCredentialsAreReportedAndNoOtherMechanismTried(Mechanism mechanism, Channel channel) {
        server.answers(LoginTrial.everything());
        LoginTrial trial = new LoginTrial(server, channel);
        // EXTERNAL presents no secret: what can be wrong is whom to act as.
        Credentials wrong = mechanism == Mechanism.EXTERNAL
                ? Credentials.ofCertificate("alice").actingAs("bob")
                : LoginTrial.credentials(mechanism, "not-" + LoginTrial.SECRET);
        String allowed = Stream.concat(Stream.of(mechanism), Arrays.stream(Mechanism.values()))
                .map(Mechanism::wireName)
                .collect(Collectors.joining(","));
        Pop3AuthenticationException refusal =
                assertThrows(Pop3AuthenticationException.class, () -> trial.open(allowed, wrong));
        assertEquals(List.of(wrong), trial.refused());
        assertEquals(List.of(attempt(mechanism)), trial.attempts(), server::dialogue);
        trial.assertNothingShows(refusal);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {"USER", "APOP", "LOGIN", "CRAM_MD5"})
    void anInitialResponseThatIsOverlookedIsSentAgain(Mechanism mechanism) throws IOException {
        server.answers(LoginTrial.everything().eachSasl(OverlookingSasl::new));
        LoginTrial trial = new LoginTrial(server, Channel.TLS);
        trial.open(mechanism.wireName(), LoginTrial.credentials(mechanism, LoginTrial.SECRET))
                .quit();
        trial.assertNothingShows(null);
    }
}
