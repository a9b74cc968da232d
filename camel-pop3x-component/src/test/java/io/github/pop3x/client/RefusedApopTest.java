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
import java.util.List;

import io.github.pop3x.client.auth.MechanismPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Servers whose greeting offers APOP, and which refuse it: in clear text that is allowed, another mechanism follows once. */
class RefusedApopTest extends RememberingSetting {

    private static final String APOP = "C: /APOP alice [0-9a-f]{32}/\n";
    private static final String NO_CAPA = "C: CAPA\nS: -ERR what?\nC: AUTH\nS: -ERR what?\n";
    private static final String ANNOUNCED = asked("SASL PLAIN");

    private static String greeted(String... steps) {
        return "---\nS: +OK <4711.1797@mail.example.net> ready\n" + String.join("", steps);
    }

    private void login() throws IOException {
        open().quit();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bad login",
                "Authentication failed",
                "unknown command",
                "Invalid user name or password",
                "permission denied",
                "[X-OTHER] no"
            })
    void anotherMechanismFollowsOnTheSameConnectionAndTheNextLoginBeginsWithIt(String refusal) throws IOException {
        server.plays(greeted(ANNOUNCED, APOP, "S: -ERR " + refusal + "\n", PLAIN, OK, QUIT) + greeted(PLAIN, OK, QUIT));
        login();
        login();
        assertEquals(List.of(), refused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bad login", "Authentication failed", "unknown command"})
    void userAndPassFollowWhereNothingElseIsOffered(String refusal) throws IOException {
        server.plays(
                greeted(NO_CAPA, APOP, "S: -ERR " + refusal + "\n", USER, OK, QUIT) + greeted(NO_CAPA, USER, OK, QUIT));
        login();
        login();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bad login", "Authentication failed"})
    void whereTheServerHangsUpAfterTheRefusalAnotherConnectionGoesOn(String refusal) throws IOException {
        server.plays(greeted(ANNOUNCED, APOP, "S: -ERR " + refusal + "\nS! close\n")
                + greeted(ANNOUNCED, PLAIN, OK, QUIT)
                + greeted(PLAIN, OK, QUIT));
        login();
        login();
        assertEquals(List.of(), refused);
    }

    @Test
    void aWrongPasswordIsRefusedTwiceAtFirstAndThenOnceAtEachLogin() throws IOException {
        server.plays(greeted(ANNOUNCED, APOP, "S: -ERR Bad login\n", PLAIN, WRONG, "C! close\n")
                + greeted(ANNOUNCED, PLAIN, WRONG, "C! close\n").repeat(2));
        for (int login = 1; login <= 3; login++) {
            assertThrows(Pop3AuthenticationException.class, this::open);
            assertEquals(login, refused.size(), "what the provider learns");
        }
    }

    @Test
    void whereUserIsRefusedTooApopComesFirstAgain() throws IOException {
        String refusedTwice =
                greeted(NO_CAPA, APOP, "S: -ERR Bad login\n", "C: USER alice\nS: -ERR unknown command\n", "C! close\n");
        server.plays(refusedTwice.repeat(2));
        assertThrows(Pop3AuthenticationException.class, this::open);
        assertThrows(Pop3AuthenticationException.class, this::open);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[AUTH] wrong",
                "[IN-USE] locked",
                "[LOGIN-DELAY] later",
                "[SYS/TEMP] later",
                "[SYS/PERM] broken",
                "maildrop already locked",
                "too many connections"
            })
    void aRefusalThatIsNotOfTheMechanismSendsNoPassword(String refusal) throws IOException {
        server.plays(greeted(ANNOUNCED, APOP, "S: -ERR " + refusal + "\n", "C! close\n")
                .repeat(2));
        assertThrows(Pop3CommandException.class, this::open);
        assertThrows(Pop3CommandException.class, this::open);
    }

    @ParameterizedTest
    @ValueSource(strings = {"APOP", "APOP,PLAIN", "APOP,USER"})
    void aListOfMechanismsIsNotLeftForAClearTextPassword(String mechanisms) throws IOException {
        server.plays(greeted(ANNOUNCED, APOP, "S: -ERR Bad login\n", "C! close\n"));
        Pop3ClientOptions explicit =
                options().mechanisms(MechanismPolicy.parse(mechanisms)).build();
        Pop3AuthenticationException told =
                assertThrows(Pop3AuthenticationException.class, () -> Pop3Client.open(explicit));
        assertTrue(told.getMessage().contains("by APOP"), told::getMessage);
    }

    @Test
    void aClientWithoutMemoryFindsOutEachTime() throws IOException {
        server.plays(
                greeted(ANNOUNCED, APOP, "S: -ERR Bad login\n", PLAIN, OK, QUIT).repeat(2));
        for (int session = 1; session <= 2; session++) {
            Pop3Client.open(options()
                            .rememberedCapabilities(RememberedCapabilities.NONE)
                            .build())
                    .quit();
        }
    }

    @Test
    void whereApopWorksNothingElseIsTried() throws IOException {
        server.plays(greeted(ANNOUNCED, APOP, OK, QUIT) + greeted(APOP, OK, QUIT));
        login();
        login();
    }
}
