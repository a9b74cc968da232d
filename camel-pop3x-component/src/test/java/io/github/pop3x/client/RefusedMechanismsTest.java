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
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.pop3x.client.auth.MechanismPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** SASL mechanisms that a server announces and cannot do, in clear text that is allowed. */
class RefusedMechanismsTest extends RememberingSetting {

    private static final String CRAM = "C: AUTH CRAM-MD5\n";
    private static final String CRAM_STEPS = CRAM + "S: + PDE+\nC: /[A-Za-z0-9+\\/=]+/\n";
    private static final String SCRAM = "C: /AUTH SCRAM-SHA-256 [A-Za-z0-9+\\/=]+/\n";
    private static final String LOGIN = "C: AUTH LOGIN\n";

    private static String announced(String mechanisms) {
        return asked("SASL " + mechanisms);
    }

    private void login() throws IOException {
        open().quit();
    }

    private List<String> stepDowns() {
        return remembered.claims().stepDowns(options().build()).stream()
                .map(stepDown -> stepDown.claim().word())
                .toList();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("CRAM-MD5", CRAM + "S: -ERR\n"),
                Arguments.of("CRAM-MD5", CRAM + "S: -ERR unknown mechanism\n"),
                Arguments.of("CRAM-MD5", CRAM + "S: -ERR no\n"),
                Arguments.of("CRAM-MD5", CRAM_STEPS + "S: -ERR Bad login\n"),
                Arguments.of("CRAM-MD5", CRAM_STEPS + "S: -ERR authentication failed\n"),
                Arguments.of("SCRAM-SHA-256", SCRAM + "S: -ERR unsupported authentication mechanism\n"),
                Arguments.of("SCRAM-SHA-256", SCRAM + "S: -ERR Authentication mechanism is not supported\n"),
                Arguments.of("SCRAM-SHA-256", SCRAM + "S: -ERR invalid command\n"),
                Arguments.of("SCRAM-SHA-256", SCRAM + "S: -ERR\n"),
                Arguments.of("SCRAM-SHA-256", SCRAM + "S: -ERR Authentication failed.\n"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void anotherMechanismFollowsAndTheNextLoginBeginsWithIt(String mechanism, String refused) throws IOException {
        server.plays(session(announced(mechanism + " PLAIN"), refused, PLAIN, OK, QUIT)
                + session(PLAIN, OK, QUIT).repeat(2));
        for (int session = 1; session <= 3; session++) {
            login();
        }
        assertEquals(List.of(), this.refused);
        assertEquals(List.of(mechanism), stepDowns());
    }

    @Test
    void whereTheServerHangsUpAfterTheRefusalAnotherConnectionGoesOn() throws IOException {
        String announced = announced("CRAM-MD5 PLAIN");
        server.plays(session(announced, CRAM, "S: -ERR unknown mechanism\nS! close\n")
                + session(announced, PLAIN, OK, QUIT)
                + session(PLAIN, OK, QUIT));
        login();
        login();
        assertEquals(List.of("CRAM-MD5"), stepDowns());
    }

    @Test
    void aPasswordMechanismThatIsUnknownLeadsToTheNext() throws IOException {
        server.plays(session(
                        announced("PLAIN LOGIN"),
                        PLAIN,
                        "S: -ERR unrecognized command\n",
                        LOGIN,
                        "S: -ERR unknown mechanism\n",
                        USER,
                        OK,
                        QUIT)
                + session(USER, OK, QUIT));
        login();
        login();
        assertEquals(List.of("PLAIN", "LOGIN"), stepDowns());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wrong",
                "",
                "Authentication failed",
                "unknown user",
                "invalid user name",
                "[AUTH] unknown mechanism",
                "no such user"
            })
    void aPasswordThatWasRefusedIsNotSentAgain(String refusal) throws IOException {
        server.plays(session(announced("PLAIN LOGIN"), PLAIN, "S: -ERR " + refusal + "\n", "C! close\n"));
        assertThrows(Pop3AuthenticationException.class, this::open);
        assertEquals(1, refused.size());
        assertEquals(List.of(), stepDowns());
    }

    @Test
    void aWrongPasswordIsRefusedTwiceAtMostHoweverManyMechanismsThereAre() throws IOException {
        String announced = announced("SCRAM-SHA-256 SCRAM-SHA-1 CRAM-MD5 PLAIN LOGIN");
        server.plays(session(announced, SCRAM, "S: -ERR no\n", PLAIN, WRONG, "C! close\n"));
        assertThrows(Pop3AuthenticationException.class, this::open);
        assertEquals(1, refused.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[AUTH] wrong", "[IN-USE] locked", "[SYS/TEMP] later", "maildrop already locked"})
    void aRefusalThatIsNotOfTheMechanismSendsNoPassword(String refusal) throws IOException {
        server.plays(session(announced("CRAM-MD5 PLAIN"), CRAM_STEPS, "S: -ERR " + refusal + "\n", "C! close\n")
                .repeat(2));
        assertThrows(Pop3CommandException.class, this::open);
        assertThrows(Pop3CommandException.class, this::open);
    }

    @Test
    void aServerInTroubleIsNotTakenForOneThatDoesNotKnowTheMechanism() throws IOException {
        server.plays(session(announced("CRAM-MD5 PLAIN"), CRAM, "S: -ERR server too busy\n", "C! close\n"));
        assertThrows(Pop3CommandException.class, this::open);
        assertEquals(List.of(), stepDowns());
    }

    @Test
    void aListOfMechanismsIsNotLeftForAClearTextPassword() throws IOException {
        server.plays(session(announced("CRAM-MD5 PLAIN"), CRAM_STEPS, "S: -ERR Bad login\n", "C! close\n")
                .repeat(2));
        Pop3ClientOptions explicit =
                options().mechanisms(MechanismPolicy.parse("CRAM-MD5,PLAIN")).build();
        assertThrows(Pop3AuthenticationException.class, () -> Pop3Client.open(explicit));
        assertThrows(Pop3AuthenticationException.class, () -> Pop3Client.open(explicit));
        assertEquals(List.of(), stepDowns());
    }

    @ParameterizedTest
    @ValueSource(strings = {"S! close\n", "S:\n", "S: what?\n", "S: + !\n"})
    void aMechanismThatBreaksTwoConnectionsInARowIsLeftOut(String lie) throws IOException {
        String announced = announced("CRAM-MD5 PLAIN");
        String cancelled = lie.contains("!\n") ? "C: *\nS! close\n" : "";
        String broken =
                session(announced, CRAM, lie, cancelled) + ((lie + cancelled).contains("close") ? "" : "C! close\n");
        server.plays(broken.repeat(2) + session(announced, PLAIN, OK, QUIT));
        assertThrows(Pop3ProtocolException.class, this::open);
        assertEquals(List.of(), stepDowns());
        assertThrows(Pop3ProtocolException.class, this::open);
        login();
        assertEquals(List.of("CRAM-MD5"), stepDowns());
    }

    @Test
    void aMechanismThatIsMetWithSilenceTwiceIsLeftOut() throws IOException {
        String announced = announced("CRAM-MD5 PLAIN");
        server.plays(session(announced, CRAM, "C! close\n").repeat(2) + session(announced, PLAIN, OK, QUIT));
        Pop3ClientOptions impatient =
                options().readTimeout(Duration.ofMillis(300)).build();
        assertThrows(Pop3TimeoutException.class, () -> Pop3Client.open(impatient));
        assertThrows(Pop3TimeoutException.class, () -> Pop3Client.open(impatient));
        login();
    }

    @Test
    void theLastMechanismIsTriedHoweverOftenItFailed() throws IOException {
        server.plays(session(announced("PLAIN"), PLAIN, "S: -ERR unknown mechanism\n", USER, OK, QUIT)
                + session("C: USER alice\nS: -ERR unknown command\n", "C! close\n")
                + session(announced("PLAIN"), "C: USER alice\nS: -ERR unknown command\n", "C! close\n"));
        login();
        assertThrows(Pop3AuthenticationException.class, this::open);
        assertThrows(Pop3AuthenticationException.class, this::open);
    }
}
