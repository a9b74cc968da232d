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
package io.github.pop3x;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.pop3x.testing.KnownMailbox;
import io.github.pop3x.testing.Mode;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.KnownMailboxProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A mailbox of which everything is known but one message, with each store: what that costs on the wire, in the process
 * that recorded it all and in the next one, and what remembering costs in the heap and on the disk.
 */
public class KnownMailboxTest {

    private static final int MESSAGES = Integer.getInteger("pop3x.known.messages", 2_000);
    private static final long MINUTES = 15;

    /** Enough for a Camel, a listing of 50,000 messages, and what is remembered of them. */
    private static final String HEAP = "-Xmx64m";

    /**
     * In octets a message. With unique ids of 32 characters 286 were measured, of which the entry takes 80, id and size
     * 104, the fingerprint 48 and its place in the table 50. Half as much again is no rounding error, but a collection too many.
     */
    private static final int MOST_HELD = 600;

    /**
     * In octets a message. A record in the journal takes 171, and there are at most as many dead ones as living, once
     * there are enough of them to be worth compacting; H2, which compacts when it finds the time, took 400 to 720.
     */
    private static final int MOST_STORED = 1_500;

    /** One flight asks for hundreds of headers: a window of 8 KiB of commands (RFC 2449 §6.6). */
    private static final int LEAST_IN_A_FLIGHT = 20;

    /** Routes that write to a database are slower than a session that retrieves, and it waits for them. */
    private static final Duration PATIENCE = Duration.ofMinutes(MINUTES);

    private final KnownMailbox mailbox = new KnownMailbox(MESSAGES);

    @RegisterExtension
    final ScriptedServer server =
            new ScriptedServer().mode(Mode.ONE_SEGMENT).patience(PATIENCE).answers(mailbox);

    @TempDir
    Path directory;

    @Test
    void aLedgerInMemory() throws Exception {
        assertFirstProcessRetrievesEveryMessage("memory");
    }

    @Test
    void aJournal() throws Exception {
        String ledger = "journal:" + directory.resolve(KnownMailboxProgram.STORE);
        assertFirstProcessRetrievesEveryMessage(ledger);
        assertNextProcessIdentifiesMessagesByTop(ledger);
    }

    @Test
    void aDatabase() throws Exception {
        String ledger = "jdbc:%23" + KnownMailboxProgram.DATABASE;
        assertFirstProcessRetrievesEveryMessage(ledger);
        assertNextProcessIdentifiesMessagesByTop(ledger);
    }

    private void assertFirstProcessRetrievesEveryMessage(String ledger) throws Exception {
        weigh(ledger, "recorded", process(ledger, MESSAGES));
        assertEquals(2, mailbox.sessions());
        assertEquals(MESSAGES, mailbox.count(1, "RETR"));
        assertOneMessageIsRetrieved(2);
    }

    private void assertNextProcessIdentifiesMessagesByTop(String ledger) throws Exception {
        int flights = server.log().flights();
        weigh(ledger, "read again", process(ledger, 1));
        flights = server.log().flights() - flights;
        assertEquals(4, mailbox.sessions());
        assertEquals(MESSAGES + 1, mailbox.count(3, "TOP"), "one each, of all that was known");
        assertEquals(1, mailbox.count(3, "RETR"));
        assertOneMessageIsRetrieved(4);
        assertTrue(flights * LEAST_IN_A_FLIGHT < MESSAGES, flights + " flights for both polls");
    }

    private void assertOneMessageIsRetrieved(int session) {
        assertEquals(1, mailbox.count(session, "UIDL"));
        assertEquals(1, mailbox.count(session, "LIST"));
        assertEquals(1, mailbox.count(session, "RETR"));
        assertEquals(0, mailbox.count(session, "TOP"));
    }

    private void weigh(String ledger, String how, long held) throws IOException {
        long stored = stored();
        System.out.printf(
                Locale.ROOT,
                "%,d messages known, %s, %s: each takes %d octets of the heap and %d of the disk%n",
                MESSAGES,
                ledger.split(":")[0],
                how,
                held / MESSAGES,
                stored / MESSAGES);
        assertTrue(held / MESSAGES < MOST_HELD, held + " octets held");
        assertTrue(stored / MESSAGES < MOST_STORED, stored + " octets stored");
    }

    private long stored() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve(KnownMailboxProgram.STORE))) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        }
    }

    /**
     * Runs a process that polls twice.
     *
     * @param expected how many messages its first poll has to route
     * @return how many octets of its heap its ledger held
     */
    private long process(String ledger, int expected) throws Exception {
        Path said = directory.resolve("said.txt");
        Files.createDirectories(directory.resolve(KnownMailboxProgram.STORE));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        KnownMailboxProgram.class.getName(),
                        String.valueOf(server.port()),
                        ledger,
                        directory.toString(),
                        String.valueOf(expected))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), "still running");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue(), Files.readString(said));
        server.awaitIdle();
        return Long.parseLong(Files.readString(directory.resolve(KnownMailboxProgram.HELD)));
    }
}
