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
import java.util.Optional;

import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.testing.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a server can do is believed where it is announced, tried once where it is not, and remembered. */
class ServerFeaturesTest {

    private static final String LISTED = """
            C: LIST
            S: +OK
            S: 3 30
            S: .
            """;
    private static final String QUIT = """
            C: QUIT
            S: +OK bye
            """;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private Pop3Session open(String afterLogin) throws IOException {
        server.plays(Dialogue.LOGIN + afterLogin);
        return Dialogue.open(server);
    }

    @Test
    void uidlThatIsRefusedIsNotAskedForAgain() throws IOException {
        Pop3Session pop = open("C: UIDL\nS: -ERR what?\n" + LISTED + LISTED + QUIT);
        assertEquals(List.of(new Pop3Message(3, 30, "")), pop.messages());
        assertFalse(pop.messages().hasUids());
        assertEquals(Optional.empty(), pop.uidl());
        assertFalse(pop.supports(Keyword.UIDL));
        pop.quit();
    }

    @Test
    void aTemporaryUidlFailureIsNotALackOfSupport() throws IOException {
        Pop3Session pop = open("""
            C: UIDL
            S: -ERR [SYS/TEMP] try later
            C: UIDL
            S: +OK
            S: 3 c
            S: .
            """ + QUIT);
        assertThrows(Pop3CommandException.class, pop::uidl);
        assertTrue(pop.supports(Keyword.UIDL));
        pop.quit();
    }

    @Test
    void anEmptyMaildropLacksNoIdsThoughUidlIsRefused() throws IOException {
        Pop3Session pop = open("""
            C: UIDL
            S: -ERR no messages
            C: LIST
            S: +OK
            S: .
            """ + QUIT);
        MaildropListing messages = pop.messages();
        assertTrue(messages.isEmpty());
        assertTrue(messages.hasUids());
        pop.quit();
    }

    @Test
    void topThatIsNotAnnouncedIsTriedOnce() throws IOException {
        Pop3Session pop = open(LISTED + """
            C: TOP 3 0
            S: +OK
            S: Subject: three
            S:
            S: .
            """ + QUIT);
        assertTrue(pop.supports(Keyword.TOP));
        assertTrue(pop.supports(Keyword.TOP));
        pop.quit();
    }

    @Test
    void topThatIsRefusedIsLackingFromThenOn() throws IOException {
        Pop3Session pop = open(LISTED + """
            C: TOP 3 0
            S: -ERR unimplemented
            """ + QUIT);
        assertFalse(pop.supports(Keyword.TOP));
        assertFalse(pop.supports(Keyword.TOP));
        pop.quit();
    }

    @Test
    void inAnEmptyMaildropThereIsNothingToTryTopOn() throws IOException {
        Pop3Session pop = open("C: LIST\nS: +OK\nS: .\n" + QUIT);
        assertFalse(pop.supports(Keyword.TOP));
        pop.quit();
    }

    @Test
    void announcedCommandsAreSupportedWithoutProbing() throws IOException {
        String announces = """
            C: CAPA
            S: +OK
            S: TOP
            S: UIDL
            S: LANG
            S: .
            """;
        server.plays("S: +OK ready\n" + announces + """
            C: USER alice
            S: +OK
            C: PASS s3cret
            S: +OK
            """ + announces + QUIT);
        Pop3Session pop = Dialogue.open(server);
        assertTrue(pop.supports(Keyword.TOP));
        assertTrue(pop.supports(Keyword.UIDL));
        assertTrue(pop.supports(Keyword.LANG));
        assertTrue(pop.supports(Keyword.CAPA));
        assertFalse(pop.supports(Keyword.UTF8));
        pop.quit();
    }

    @ParameterizedTest
    @EnumSource(names = {"STAT", "LIST", "RETR", "DELE", "RSET", "NOOP", "QUIT"})
    void mandatoryCommandsOfRfc1939AreNotProbed(Keyword keyword) throws IOException {
        Pop3Session pop = open(QUIT);
        assertTrue(pop.supports(keyword));
        assertFalse(pop.supports(Keyword.CAPA));
        pop.quit();
    }
}
