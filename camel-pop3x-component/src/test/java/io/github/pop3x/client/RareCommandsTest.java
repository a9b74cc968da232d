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
import java.util.OptionalInt;

import io.github.pop3x.client.command.Command;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.Language;
import io.github.pop3x.client.command.MessageCounts;
import io.github.pop3x.client.command.RawReply;
import io.github.pop3x.testing.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Commands that few servers know, and those that this client does not. */
class RareCommandsTest {

    private static final String QUIT = """
            C: QUIT
            S: +OK bye
            """;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private Pop3Session open(String afterLogin) throws IOException {
        server.plays(Dialogue.LOGIN + afterLogin + QUIT);
        return Dialogue.open(server);
    }

    @Test
    void lastTellsTheHighestNumberThatWasAccessed() throws IOException {
        Pop3Session pop = open("""
            C: LAST
            S: +OK 7 is the last one
            """);
        assertEquals(OptionalInt.of(7), pop.last());
        pop.quit();
    }

    @Test
    void aServerWithoutLastTellsNothing() throws IOException {
        Pop3Session pop = open("""
            C: LAST
            S: -ERR what?
            """);
        assertFalse(pop.supports(Keyword.LAST));
        assertFalse(pop.supports(Keyword.LAST));
        pop.quit();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2 5", "2 new, 5 in all", "alice has 2 of 5"})
    void pingTellsNewAndAll(String text) throws IOException {
        Pop3Session pop = open("""
            C: PING alice
            S: +OK %s
            C: PING bob
            S: -ERR what?
            """.formatted(text));
        assertEquals(Optional.of(new MessageCounts(2, 5)), pop.ping("alice"));
        assertEquals(Optional.empty(), pop.ping("bob"));
        pop.quit();
    }

    @Test
    void anAnswerToPingWithoutNumbersBreaksTheSession() throws IOException {
        server.plays(Dialogue.LOGIN + """
            C: PING alice
            S: +OK pong
            C! close
            """);
        try (Pop3Session pop = Dialogue.open(server)) {
            assertThrows(Pop3ProtocolException.class, () -> pop.ping("alice"));
        }
    }

    @Test
    void languagesAreListedAndChosen() throws IOException {
        Pop3Session pop = open("""
            C: LANG
            S: +OK languages
            S: en English
            S: fr Fran\\xC3\\xA7ais
            S: x
            S: .
            C: LANG fr
            S: +OK fr La langue
            C: LANG *
            S: +OK en
            """);
        assertEquals(
                List.of(new Language("en", "English"), new Language("fr", "Français"), new Language("x", "")),
                pop.execute(Commands.languages()));
        assertTrue(pop.execute(Commands.language("fr")).isOk());
        assertTrue(pop.execute(Commands.language("*")).isOk());
        pop.quit();
    }

    @Test
    void utf8IsAskedForBeforeTheLoginWhereItIsAnnounced() throws IOException {
        server.plays("""
            S: +OK ready
            C: CAPA
            S: +OK
            S: UTF8 USER
            S: .
            C: UTF8
            S: +OK
            C: USER alice
            S: +OK
            C: PASS s3cret
            S: +OK
            """ + QUIT);
        Pop3Authorization authorization = Pop3Client.connect(Dialogue.options(server));
        authorization.utf8();
        authorization.login().quit();
    }

    @Test
    void utf8IsNotSaidToAServerThatDoesNotAnnounceIt() throws IOException {
        server.plays("""
            S: +OK ready
            C: CAPA
            S: +OK
            S: .
            C! close
            """);
        try (Pop3Authorization authorization = Pop3Client.connect(Dialogue.options(server))) {
            assertThrows(IllegalStateException.class, authorization::utf8);
        }
    }

    @Test
    void anyOtherCommandIsAnExtension() throws IOException {
        Pop3Session pop = open("""
            C: XTND XLST From
            S: +OK
            S: 1 From: a
            S: ..
            S: .
            C: XSEN
            S: +OK yes
            C: XNOT
            S: -ERR no
            """);
        RawReply list = pop.execute(Commands.extension("XTND", "XLST From", true));
        assertEquals(List.of("1 From: a", "."), list.lines());
        assertEquals(
                "yes",
                pop.execute(Commands.extension("XSEN", "", false)).status().text());
        Command<RawReply> unknown = Commands.extension("XNOT", "", true);
        assertThrows(Pop3CommandException.class, () -> pop.execute(unknown));
        pop.quit();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nDELE 1", "x\n", "x\r", "x\0", "\r\n"})
    void anArgumentCannotSmuggleASecondCommand(String argument) throws IOException {
        Pop3Session pop = open("");
        assertThrows(IllegalArgumentException.class, () -> pop.execute(Commands.extension("XTND", argument, false)));
        assertTrue(pop.quit().isOk());
    }

    @Test
    void commandsWithConsequencesHaveMethodsOfTheirOwn() throws IOException {
        Pop3Session pop = open("");
        for (Command<?> command : List.of(Commands.retr(1), Commands.top(1, 0), Commands.quit())) {
            assertThrows(IllegalArgumentException.class, () -> pop.execute(command));
            assertThrows(IllegalArgumentException.class, () -> pop.pipeline().add(command));
        }
        assertThrows(IllegalArgumentException.class, () -> Commands.extension("quit", "", false));
        pop.quit();
    }
}
