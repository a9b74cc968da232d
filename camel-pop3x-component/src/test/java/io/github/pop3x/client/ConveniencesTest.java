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
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What Perl's Net::POP3 and Ruby's net/pop offer above the commands. */
class ConveniencesTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop()
            .add("one", "Subject: 1\n\n1\n")
            .add("two", "Subject: 2\n\n2\n")
            .add("three", "Subject: 3\n\n3\n");

    private Pop3ClientOptions options() {
        server.answers(maildrop);
        return Dialogue.options(server);
    }

    private List<String> left() {
        server.awaitIdle();
        return maildrop.uids();
    }

    @Test
    void workThatReturnsIsCommitted() throws IOException {
        int count = Pop3Client.withSession(options(), pop -> {
            pop.delete(2);
            return pop.stat().count();
        });
        assertEquals(2, count);
        assertEquals(List.of("one", "three"), left());
    }

    @Test
    void workThatThrowsIsAbandoned() {
        assertThrows(
                IOException.class,
                () -> Pop3Client.withSession(options(), pop -> {
                    pop.delete(2);
                    throw new IOException("no room");
                }));
        assertEquals(List.of("one", "two", "three"), left());
    }

    @Test
    void forEachHandsOverEveryMessageAndMarksNone() throws IOException {
        List<String> handed = new ArrayList<>();
        Pop3Client.withSession(options(), pop -> {
            pop.forEach((message, octets) -> handed.add(message.uid()));
            return null;
        });
        assertEquals(List.of("one", "two", "three"), handed);
        assertEquals(List.of("one", "two", "three"), left());
    }

    @Test
    void drainMarksWhatWasHandled() throws IOException {
        Pop3Client.withSession(options(), pop -> {
            pop.drain((message, octets) -> assertEquals(message.size(), octets.readAllBytes().length));
            assertTrue(pop.isMarked(1) && pop.isMarked(2) && pop.isMarked(3));
            return null;
        });
        assertEquals(List.of(), left());
    }

    @Test
    void verifyLogsInAndOutAndTouchesNothing() throws IOException {
        Pop3Client.verify(options());
        assertEquals(List.of("one", "two", "three"), left());
        assertEquals(
                List.of("LOGIN", "QUIT"),
                maildrop.events().stream().map(Maildrop.Event::keyword).toList());
    }

    @Test
    void messagesAreSelectedByUidBeforeAnyIsRetrieved() throws IOException {
        Pop3Client.withSession(options(), pop -> {
            for (Pop3Message message : pop.messages()) {
                if (message.uid().equals("two")) {
                    pop.retrieve(message).close();
                }
            }
            return null;
        });
        assertEquals(List.of("two"), maildrop.retrievals());
    }

    @Test
    void marksAreRememberedAndResetTakesThemAllBack() throws IOException {
        Pop3Client.withSession(options(), pop -> {
            pop.delete(1);
            assertThrows(Pop3CommandException.class, () -> pop.delete(1));
            assertThrows(Pop3CommandException.class, () -> pop.retrieve(1));
            assertThrows(Pop3CommandException.class, () -> pop.delete(9));
            pop.delete(3);
            assertTrue(pop.isMarked(1));
            assertFalse(pop.isMarked(2));
            assertFalse(pop.isMarked(9), "refused");
            assertEquals(1, pop.stat().count());
            assertEquals(1, pop.list().size(), "a number stays what it was, and what is marked is not listed");
            assertEquals(2, pop.list().numberAt(0));
            pop.reset();
            assertFalse(pop.isMarked(1) || pop.isMarked(3));
            assertEquals(3, pop.stat().count());
            return null;
        });
        assertEquals(List.of("one", "two", "three"), left());
    }
}
