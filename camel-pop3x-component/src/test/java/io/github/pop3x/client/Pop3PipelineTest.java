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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.auth.MechanismPolicy;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.DropListing;
import io.github.pop3x.client.command.StatusLine;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.Mode;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class Pop3PipelineTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private Pop3Session open() throws IOException {
        return open(PipelineWindow.AUTO);
    }

    private Pop3Session open(int window) throws IOException {
        return Pop3Client.open(Pop3ClientOptions.builder(server.host(), CredentialsProvider.of("alice", "s3cret"))
                .port(server.port())
                .tls(TlsMode.NONE)
                .mechanisms(MechanismPolicy.parse("PLAIN"))
                .pipelineWindow(window)
                .build());
    }

    private static Maildrop maildrop(int messages) {
        Maildrop maildrop = new Maildrop();
        for (int i = 1; i <= messages; i++) {
            maildrop.add("uid-" + i, "Subject: " + i + "\n\n.\nbody " + i + "\n");
        }
        return maildrop;
    }

    private static byte[] octets(int i) {
        return ("Subject: " + i + "\r\n\r\n.\r\nbody " + i + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @EnumSource
    void answersComeInTheOrderOfTheCommandsInEveryMode(Mode mode) throws IOException {
        server.mode(mode).answers(maildrop(3));
        try (Pop3Session session = open()) {
            session.capabilities();
            Pop3Pipeline pipeline = session.pipeline();
            PendingReply<DropListing> stat = pipeline.add(Commands.stat());
            PendingReply<MessageStream> first = pipeline.retrieve(1);
            PendingReply<MessageStream> second = pipeline.retrieve(2);
            PendingReply<Long> size = pipeline.add(Commands.list(3));
            assertArrayEquals(octets(1), first.get().readAllBytes());
            assertArrayEquals(octets(2), second.get().readAllBytes());
            assertEquals(octets(3).length, size.get());
            assertEquals(3, stat.get().count());
            assertEquals(0, pipeline.pending());
        }
    }

    @Test
    void aPollWithNothingNewTakesFourFlights() throws IOException {
        server.mode(Mode.ONE_SEGMENT).answers(maildrop(3));
        try (Pop3Session session = open()) {
            assertEquals(3, session.messages().size());
            session.quit();
        }
        // CAPA; AUTH PLAIN with its initial response; CAPA, UIDL and LIST together; QUIT.
        assertEquals(4, server.awaitIdle().log().flights(), server.dialogue());
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 4000})
    void flightsGrowWithTheCommandOctetsAndNotWithTheMessages(int messages) throws IOException {
        Maildrop maildrop = maildrop(messages);
        server.mode(Mode.ONE_SEGMENT).answers(maildrop);
        AtomicLong handled = new AtomicLong();
        try (Pop3Session session = open()) {
            session.drain((message, octets) -> {
                assertArrayEquals(octets(message.number()), octets.readAllBytes());
                handled.incrementAndGet();
            });
            assertTrue(session.quit().isOk());
        }
        assertEquals(messages, handled.get());
        assertEquals(messages, maildrop.removals().size());
        long commandOctets = server.awaitIdle().log().clientOctets();
        long quarters = 4 * commandOctets / PipelineWindow.START;
        assertTrue(server.log().flights() <= 10 + quarters, server.log().flights() + " flights");
    }

    @Test
    void withoutTheCapabilityEachCommandWaitsForTheAnswerBeforeIt() throws IOException {
        server.mode(Mode.ONE_SEGMENT)
                .answers(new ServerProfile().without("PIPELINING").mailbox("alice", "s3cret", maildrop(2)));
        List<Integer> seen = new ArrayList<>();
        try (Pop3Session session = open()) {
            session.drain((message, octets) -> {
                assertArrayEquals(octets(message.number()), octets.readAllBytes());
                seen.add(message.number());
            });
            session.quit();
        }
        assertEquals(List.of(1, 2), seen);
        // CAPA, AUTH, CAPA, UIDL, LIST, RETR, RETR, STAT, DELE, DELE, QUIT
        assertEquals(11, server.awaitIdle().log().flights(), server.dialogue());
    }

    @Test
    void aWindowOfNothingIsLockStepToo() throws IOException {
        server.mode(Mode.ONE_SEGMENT).answers(maildrop(2));
        try (Pop3Session session = open(0)) {
            PendingReply<DropListing> stat = session.pipeline().add(Commands.stat());
            PendingReply<StatusLine> noop = session.pipeline().add(Commands.noop());
            assertTrue(noop.get().isOk());
            assertTrue(stat.isSettled());
        }
        assertEquals(2 + 2, server.awaitIdle().log().flights());
    }

    @Test
    void aRefusalConcernsItsOwnCommandOnly() throws IOException {
        server.answers(maildrop(3)).suffers(Misfortune.refuse("RETR 2", "[SYS/TEMP] disk"));
        try (Pop3Session session = open()) {
            Pop3Pipeline pipeline = session.pipeline();
            PendingReply<MessageStream> one = pipeline.retrieve(1);
            PendingReply<MessageStream> two = pipeline.retrieve(2);
            PendingReply<MessageStream> three = pipeline.retrieve(3);
            assertArrayEquals(octets(1), one.get().readAllBytes());
            Pop3CommandException refused = assertThrows(Pop3CommandException.class, two::get);
            assertTrue(refused.getMessage().contains("RETR 2"), refused.getMessage());
            assertArrayEquals(octets(3), three.get().readAllBytes());
        }
    }

    @Test
    void aMessageMustBeReadBeforeWhatComesBehindIt() throws IOException {
        server.answers(maildrop(2));
        try (Pop3Session session = open()) {
            PendingReply<MessageStream> one = session.pipeline().retrieve(1);
            PendingReply<MessageStream> two = session.pipeline().retrieve(2);
            assertThrows(IllegalStateException.class, two::get);
            MessageStream first = one.get();
            assertThrows(IllegalStateException.class, two::get);
            first.close();
            assertArrayEquals(octets(2), two.get().readAllBytes());
        }
    }

    @Test
    void whenTheSessionBreaksEveryAnswerStillDueTellsWhy() throws IOException {
        server.answers(maildrop(2)).suffers(Misfortune.autologoutAt("RETR 2"));
        try (Pop3Session session = open()) {
            PendingReply<MessageStream> one = session.pipeline().retrieve(1);
            PendingReply<MessageStream> two = session.pipeline().retrieve(2);
            PendingReply<DropListing> stat = session.pipeline().add(Commands.stat());
            one.get().readAllBytes();
            IOException first = assertThrows(Pop3ProtocolException.class, two::get);
            IOException later = assertThrows(Pop3ProtocolException.class, stat::get);
            assertTrue(first.getMessage().contains("RETR"), first.getMessage());
            assertEquals(first.getCause(), later.getCause());
            assertFalse(stat.isSettled());
        }
    }

    @Test
    void marksAndQuitLeaveInOneFlight() throws IOException {
        Maildrop maildrop = maildrop(3);
        server.mode(Mode.ONE_SEGMENT).answers(maildrop).suffers(Misfortune.refuse("DELE 2", "no"));
        try (Pop3Session session = open()) {
            PendingReply<StatusLine> one = session.pipeline().add(Commands.dele(1));
            PendingReply<StatusLine> two = session.pipeline().add(Commands.dele(2));
            assertTrue(session.quit().isOk());
            assertTrue(one.get().isOk());
            assertThrows(Pop3CommandException.class, two::get);
        }
        assertEquals(List.of("uid-1"), maildrop.removals());
        assertEquals(3, server.awaitIdle().log().flights(), server.dialogue());
    }

    @Test
    void aHandlerThatFailsRemovesNothing() throws IOException {
        Maildrop maildrop = maildrop(5);
        server.answers(maildrop);
        Pop3ClientOptions options = Pop3ClientOptions.builder(server.host(), CredentialsProvider.of("alice", "s3cret"))
                .port(server.port())
                .tls(TlsMode.NONE)
                .build();
        IOException failure = assertThrows(
                IOException.class,
                () -> Pop3Client.withSession(options, session -> {
                    session.drain((message, octets) -> {
                        if (message.number() == 3) {
                            throw new IOException("no room");
                        }
                    });
                    return null;
                }));
        assertEquals("no room", failure.getMessage());
        assertEquals(List.of(), maildrop.removals());
    }
}
