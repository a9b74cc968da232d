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
import java.util.regex.Pattern;

import io.github.pop3x.client.auth.MechanismPolicy;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Mode;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Logins by what a server announced a while ago: what they spare, and for whom. */
class LoginByRememberedTest extends RememberingSetting {

    private static int askedBeforeLogin(String dialogue) {
        return (int) Pattern.compile("(?m)^C: CAPA$")
                .matcher(dialogue.replaceAll("(?s)C: (AUTH|APOP|USER).*", ""))
                .results()
                .count();
    }

    @ParameterizedTest
    @EnumSource
    void theNextSessionLogsInWithoutAsking(Mode mode) throws IOException {
        server.mode(mode).plays(first() + session(PLAIN, OK, ASK_AFTER, QUIT).repeat(2));
        for (int session = 1; session <= 3; session++) {
            visit();
        }
    }

    @Test
    void anIdlePollTakesThreeFlightsInsteadOfFour() throws IOException {
        server.mode(Mode.ONE_SEGMENT).answers(new ServerProfile().mailbox("alice", "s3cret", new Maildrop()));
        int[] flights = new int[3];
        for (int session = 0; session < flights.length; session++) {
            int before = server.log().flights();
            try (Pop3Session pop = Pop3Client.open(
                    options().mechanisms(MechanismPolicy.parse("PLAIN")).build())) {
                pop.messages();
                pop.quit();
            }
            flights[session] = server.log().flights() - before;
        }
        assertArrayEquals(new int[] {4, 3, 3}, flights, server::dialogue);
    }

    @Test
    void withoutAMemoryEachSessionAsks() throws IOException {
        server.plays(first().repeat(2));
        for (int session = 1; session <= 2; session++) {
            try (Pop3Session pop = Pop3Client.open(options()
                    .rememberedCapabilities(RememberedCapabilities.NONE)
                    .build())) {
                pop.capabilities();
                pop.quit();
            }
        }
    }

    @Test
    void capabilitiesRequestedExplicitlyComeFromTheServer() throws IOException {
        server.plays(first() + session(asked("SASL PLAIN", "X-NEW"), PLAIN, OK, QUIT));
        visit();
        try (Pop3Authorization authorization = Pop3Client.connect(options().build())) {
            assertTrue(authorization.capabilities().has("X-NEW"));
            authorization.login().quit();
        }
    }

    @Test
    void verifyAsksForCapabilitiesAgain() throws IOException {
        server.plays(first() + session(asked("SASL PLAIN"), PLAIN, OK, QUIT));
        visit();
        Pop3Client.verify(options().build());
    }

    @Test
    void aServerWithoutCapaIsNotRemembered() throws IOException {
        server.plays(session("C: CAPA\nS: -ERR what?\nC: AUTH\nS: +OK\nS: PLAIN\nS: .\n", PLAIN, OK, QUIT)
                .repeat(2));
        visit();
        visit();
    }

    @Test
    void anotherPortIsAnotherServer() throws IOException {
        server.plays(first());
        visit();
        try (ScriptedServer other = new ScriptedServer().plays(first())) {
            Pop3Session pop = Pop3Client.open(options().port(other.port()).build());
            pop.capabilities();
            pop.quit();
        }
    }

    @Test
    void inClearTextAndUnderTlsItIsAnotherServer() throws IOException {
        ServerProfile profile = new ServerProfile().mailbox("alice", "s3cret", new Maildrop());
        Channel.STLS.open(server.answers(profile));
        for (Channel channel : List.of(Channel.CLEAR, Channel.STLS, Channel.CLEAR, Channel.STLS)) {
            Pop3Client.open(channel.apply(options()).build()).quit();
        }
        server.awaitIdle();
        int[] asked = new int[4];
        for (int session = 0; session < asked.length; session++) {
            asked[session] = askedBeforeLogin(server.log().session(session).dialogue());
        }
        assertArrayEquals(new int[] {1, 1, 0, 0}, asked, server::dialogue);
    }

    @Test
    void theStampOfApopIsThatOfTheGreeting() throws IOException {
        server.answers(new ServerProfile().mailbox("alice", "s3cret", new Maildrop()));
        Pop3ClientOptions byApop =
                options().mechanisms(MechanismPolicy.parse("APOP")).build();
        for (int session = 1; session <= 2; session++) {
            Pop3Session pop = Pop3Client.open(byApop);
            assertTrue(pop.announced().has("APOP"));
            pop.quit();
        }
        server.awaitIdle();
        assertEquals(0, askedBeforeLogin(server.log().session(1).dialogue()));
    }
}
