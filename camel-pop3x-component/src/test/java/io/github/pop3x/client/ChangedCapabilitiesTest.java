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
import io.github.pop3x.testing.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Logins by what a server announced a while ago, where it is no longer so, or may not be. */
class ChangedCapabilitiesTest extends RememberingSetting {

    @ParameterizedTest
    @EnumSource
    void afterARefusedLoginTheNextSessionAsks(Mode mode) throws IOException {
        server.mode(mode)
                .plays(first()
                        + session(PLAIN, WRONG, "C! close\n")
                        + session(asked("USER"), USER, OK, ASK_AFTER, QUIT)
                        + session(USER, OK, ASK_AFTER, QUIT));
        visit();
        Pop3AuthenticationException told = assertThrows(Pop3AuthenticationException.class, this::open);
        assertTrue(told.getMessage().contains("refused the login of alice by AUTH PLAIN: \"wrong\""), told::getMessage);
        assertEquals(1, refused.size());
        visit();
        visit();
        assertEquals(1, refused.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"IN-USE", "LOGIN-DELAY", "SYS/TEMP", "SYS/PERM"})
    void aMaildropInTroubleIsNoRefusalOfCredentials(String code) throws IOException {
        server.plays(first() + session(PLAIN, "S: -ERR [" + code + "] not now\n", "C! close\n") + first());
        visit();
        Pop3CommandException told = assertThrows(Pop3CommandException.class, this::open);
        assertTrue(told.getMessage().contains(code), told::getMessage);
        assertEquals(List.of(), refused);
        visit();
    }

    @Test
    void aServerThatAnnouncesPipeliningNoMoreIsAskedOneThingAtATime() throws IOException {
        server.plays(session(asked("SASL PLAIN", "PIPELINING"), PLAIN, OK, asked("UIDL", "PIPELINING"), QUIT)
                + session(PLAIN, OK, asked("UIDL"), QUIT));
        visit();
        Pop3Session pop = open();
        assertFalse(pop.pipeline().isLockStep());
        pop.capabilities();
        assertTrue(pop.pipeline().isLockStep());
        pop.quit();
    }

    @Test
    void aServerThatAnnouncesPipeliningOnlyBeforeTheLoginIsBelievedAndAskedEachTime() throws IOException {
        String before = asked("SASL PLAIN", "PIPELINING");
        server.plays(session(before, PLAIN, OK, ASK_AFTER, QUIT).repeat(2));
        for (int session = 1; session <= 2; session++) {
            Pop3Session pop = open();
            pop.capabilities();
            assertFalse(pop.pipeline().isLockStep());
            pop.quit();
        }
    }

    @Test
    void capabilitiesThatDifferByUserAreKept() throws IOException {
        server.plays(first()
                + session(PLAIN, OK, asked("UIDL", "LOGIN-DELAY 60", "EXPIRE 7"), QUIT)
                + session(PLAIN, OK, ASK_AFTER, QUIT));
        for (int session = 1; session <= 3; session++) {
            visit();
        }
    }

    @Test
    void aServerThatHangsUpWithItsRefusalHasRefused() throws IOException {
        server.plays(first() + session(PLAIN, WRONG, "S! close\n") + first());
        visit();
        Pop3AuthenticationException told = assertThrows(Pop3AuthenticationException.class, this::open);
        assertTrue(told.getMessage().contains("\"wrong\""), told::getMessage);
        assertEquals(1, refused.size());
        visit();
    }

    @Test
    void theNextSessionAsksIfNoRememberedMechanismFits() throws IOException {
        server.plays(first() + session("C! close\n") + session(asked("SASL PLAIN LOGIN"), """
                C: AUTH LOGIN
                S: + VXNlcm5hbWU6
                C: YWxpY2U=
                S: + UGFzc3dvcmQ6
                C: czNjcmV0
                """, OK, QUIT));
        visit();
        Pop3ClientOptions byLogin =
                options().mechanisms(MechanismPolicy.parse("LOGIN")).build();
        assertThrows(Pop3LoginUnsupportedException.class, () -> Pop3Client.open(byLogin));
        Pop3Client.open(byLogin).quit();
    }

    @Test
    void aMechanismThatNeverFitsIsReportedTheSameEachTime() throws IOException {
        server.plays(first() + session("C! close\n") + session(asked("SASL PLAIN"), "C! close\n"));
        visit();
        Pop3ClientOptions byScram =
                options().mechanisms(MechanismPolicy.parse("SCRAM-SHA-256")).build();
        String remembering = assertThrows(Pop3LoginUnsupportedException.class, () -> Pop3Client.open(byScram))
                .getMessage();
        String asking = assertThrows(Pop3LoginUnsupportedException.class, () -> Pop3Client.open(byScram))
                .getMessage();
        assertEquals(asking, remembering);
        assertEquals(List.of(), refused);
    }

    @Test
    void aSessionThatBreaksIsForgotten() throws IOException {
        server.plays(first() + session(PLAIN, OK, "C: NOOP\nS! close\n") + first());
        visit();
        try (Pop3Session pop = open()) {
            assertThrows(IOException.class, pop::noop);
        }
        visit();
    }

    @Test
    void aLoginThatBreaksIsForgotten() throws IOException {
        server.plays(first() + session(PLAIN, "S! close\n") + first());
        visit();
        assertThrows(Pop3ProtocolException.class, this::open);
        visit();
    }

    @Test
    void aSessionThatIsMerelyLeftIsNot() throws IOException {
        server.plays(first() + session(PLAIN, OK, "C! close\n") + session(PLAIN, OK, ASK_AFTER, QUIT));
        visit();
        open().close();
        visit();
    }

    @ParameterizedTest
    @ValueSource(strings = {"C: CAPA\nS: +OK\nS: UIDL\nS: TOP\nS: .\n", "C: CAPA\nS: -ERR what?\n"})
    void anotherAnnouncementAfterTheLoginKeepsTheOneBeforeIt(String otherwise) throws IOException {
        server.plays(first() + session(PLAIN, OK, otherwise, QUIT).repeat(2));
        for (int session = 1; session <= 3; session++) {
            visit();
        }
    }

    @Test
    void aRefusedLoginIsNotRemembered() throws IOException {
        server.plays(session(asked("SASL PLAIN"), PLAIN, WRONG, "C! close\n") + first());
        assertThrows(Pop3AuthenticationException.class, this::open);
        visit();
    }
}
