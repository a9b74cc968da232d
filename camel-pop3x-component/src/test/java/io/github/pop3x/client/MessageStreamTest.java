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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

import io.github.pop3x.testing.Mode;
import io.github.pop3x.testing.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MessageStreamTest {

    private static final String RETRIEVED = """
            C: RETR 1
            S: +OK
            S: Subject: dots
            S:
            S: ..
            S: ..two
            S: .
            """;
    private static final String MESSAGE = "Subject: dots\r\n\r\n.\r\n.two\r\n";
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

    private static String sha256(String text) throws Exception {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    }

    @ParameterizedTest
    @EnumSource
    void theDigestIsThatOfTheMessageAndNotOfTheWire(Mode mode) throws Exception {
        server.mode(mode);
        Pop3Session pop = open(RETRIEVED + QUIT);
        MessageStream message = pop.retrieve(1).digesting();
        assertEquals('S', message.read());
        assertThrows(IllegalStateException.class, message::sha256);
        message.transferTo(new ByteArrayOutputStream());
        message.close();
        assertEquals(sha256(MESSAGE), message.sha256());
        assertEquals(sha256(MESSAGE), message.sha256(), "again");
        assertEquals(MESSAGE.length(), message.octets());
        pop.quit();
    }

    @Test
    void anUnreadMessageHasNoDigest() throws IOException {
        Pop3Session pop = open(RETRIEVED + RETRIEVED + QUIT);
        MessageStream closed = pop.retrieve(1).digesting();
        closed.read();
        closed.close();
        assertThrows(IllegalStateException.class, closed::sha256);
        MessageStream late = pop.retrieve(1);
        late.read();
        assertThrows(IllegalStateException.class, late::digesting);
        late.readAllBytes();
        assertThrows(IllegalStateException.class, late::sha256);
        pop.quit();
    }

    @ParameterizedTest
    @EnumSource
    void aMessageIsReadByChunks(Mode mode) throws IOException {
        server.mode(mode);
        Pop3Session pop = open(RETRIEVED + QUIT);
        StringBuilder text = new StringBuilder();
        MessageStream message = pop.retrieve(1);
        byte[] chunk = new byte[5];
        for (int length = message.read(chunk); length >= 0; length = message.read(chunk)) {
            text.append(new String(chunk, 0, length, StandardCharsets.US_ASCII));
        }
        assertEquals(MESSAGE, text.toString());
        pop.quit();
    }

    @Test
    void aMessageIsWrittenIntoAStreamAndItsOctetsAreCounted() throws IOException {
        Pop3Session pop = open(RETRIEVED + QUIT);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        assertEquals(MESSAGE.length(), pop.retrieve(1, file));
        assertEquals(MESSAGE, file.toString(StandardCharsets.US_ASCII));
        pop.quit();
    }

    @ParameterizedTest
    @EnumSource
    void transferToWritesTheRestOfAMessage(Mode mode) throws IOException {
        server.mode(mode);
        Pop3Session pop = open(RETRIEVED + QUIT);
        MessageStream message = pop.retrieve(1);
        assertEquals('S', message.read());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        assertEquals(MESSAGE.length() - 1, message.transferTo(file));
        assertEquals(MESSAGE.substring(1), file.toString(StandardCharsets.US_ASCII));
        assertEquals(MESSAGE.length(), message.octets());
        assertEquals(0, message.transferTo(file), "again");
        pop.quit();
    }

    @Test
    void aTargetThatFailsIsNotTheSessionsFault() throws IOException {
        Pop3Session pop = open(RETRIEVED + QUIT);
        MessageStream message = pop.retrieve(1);
        IOException full = new IOException("No space left on device");
        assertSame(
                full,
                assertThrows(
                        IOException.class,
                        () -> message.transferTo(new OutputStream() {
                            @Override
                            public void write(int octet) throws IOException {
                                throw full;
                            }
                        })));
        message.transferTo(OutputStream.nullOutputStream());
        assertTrue(message.isEnded());
        pop.quit();
    }

    @Test
    void aClosedMessageIsNotWritten() throws IOException {
        Pop3Session pop = open(RETRIEVED + QUIT);
        MessageStream message = pop.retrieve(1);
        message.close();
        assertThrows(IOException.class, () -> message.transferTo(OutputStream.nullOutputStream()));
        pop.quit();
    }

    @ParameterizedTest
    @EnumSource
    void aListedSizeIsInformationAndNeverCutsAMessage(Mode mode) throws IOException {
        server.mode(mode);
        Pop3Session pop = open("""
            C: LIST 1
            S: +OK 1 3
            C: UIDL 1
            S: +OK 1 abc
            """ + RETRIEVED + QUIT);
        assertEquals(3, pop.size(1));
        assertEquals("abc", pop.uid(1), "the id, and not the number before it");
        assertEquals(MESSAGE, new String(pop.retrieve(1).readAllBytes(), StandardCharsets.US_ASCII));
        pop.quit();
    }
}
