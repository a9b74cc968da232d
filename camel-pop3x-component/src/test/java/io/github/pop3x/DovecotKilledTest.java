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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.github.pop3x.testing.ChildJvm;
import io.github.pop3x.testing.DovecotMailbox;
import io.github.pop3x.testing.DovecotServer;
import io.github.pop3x.testing.SpoolFiles;
import io.github.pop3x.testing.Tripwire;
import io.github.pop3x.testing.route.DrainingRoute;
import io.github.pop3x.testing.route.KillPoint;
import io.github.pop3x.testing.route.RoutedAcrossProcesses;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A process that drains a mailbox is killed and started again, over and over. With a ledger that outlives it every message
 * is routed, and none twice but what was in its route as the process was killed; in the end nothing is left, neither on
 * the server nor in the spool.
 *
 * <p>{@code -Dpop3x.kills=100} or {@code -Plong,dovecot} kills a hundred times, with ten times as many messages; {@code
 * -Dpop3x.seed} chooses other {@linkplain KillPoint moments}.
 */
@Tag("dovecot")
class DovecotKilledTest {

    @RegisterExtension
    static final DovecotServer DOVECOT = new DovecotServer();

    private static final int KILLS = Integer.getInteger("pop3x.kills", 10);
    private static final int COUNT = 50 * KILLS;
    private static final long SEED = Long.getLong("pop3x.seed", 1939);

    /** No process routes more than three batches before it is killed: the mailbox outlasts all kills. */
    private static final int BATCH = COUNT / KILLS / 3;

    private static final int SPOOL_THRESHOLD = 1024;
    private static final String HEAP = "-Xmx64m";

    @TempDir
    Path home;

    private final RoutedAcrossProcesses world = new RoutedAcrossProcesses();
    private Path spool;
    private int processes;

    @ParameterizedTest
    @ValueSource(strings = {"journal", "jdbc"})
    void aKillLosesNoMessageAndRepeatsAtMostOne(String kind) throws Exception {
        Instant began = Instant.now();
        spool = Files.createDirectory(home.resolve("spool"));
        List<byte[]> messages =
                IntStream.range(0, COUNT).mapToObj(DovecotKilledTest::message).toList();
        DovecotMailbox mailbox = DOVECOT.mailbox(kind).deliver(messages);
        List<KillPoint> points = KillPoint.chosenBy(new Random(SEED), KILLS, BATCH);
        try (Tripwire wire = new Tripwire(DOVECOT.port())) {
            String uri = uri(wire.port(), kind);
            for (KillPoint point : points) {
                live(uri, wire, point);
            }
            assertThat(mailbox.count())
                    .as("left for the process that is not killed")
                    .isPositive();
            live(uri, mailbox);
        }
        List<String> digests = new ArrayList<>();
        for (byte[] message : messages) {
            digests.add(DrainingRoute.digest(message));
        }
        world.requireAll(digests);
        int inTheirRoutes = (int) points.stream().filter(KillPoint::stays).count();
        assertThat(world.repeats()).isBetween(inTheirRoutes, KILLS);
        System.out.printf(
                "Killed with a ledger in %s: seed %d, %d kills, %,d messages, %d repeats, %.1f s%n",
                kind,
                SEED,
                KILLS,
                COUNT,
                world.repeats(),
                Duration.between(began, Instant.now()).toMillis() / 1000.0);
        assertThat(spoolFiles()).as("left in the spool").isEmpty();
    }

    /** Every third one is spooled to a file. */
    private static byte[] message(int number) {
        String line = "This is line after line of message " + number + ".\r\n";
        return ("From: bob@example.org\r\nSubject: " + number + "\r\n\r\n" + line.repeat(number % 3 == 0 ? 100 : 1))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private String uri(int port, String kind) {
        String ledger = kind.equals("journal") ? "journal:" + home.resolve("journal") : "jdbc:%23database";
        return "pop3x:127.0.0.1:" + port + "?tls=none&mapMailMessage=false&username=" + kind + "&password="
                + DovecotServer.PASSWORD
                + "&delete=true&maxMessagesPerPoll=" + BATCH + "&initialDelay=0&delay=100&greedy=true&spoolThreshold="
                + SPOOL_THRESHOLD + "&spoolDirectory=" + spool + "&ledger=" + ledger;
    }

    /** Lives until it is killed. */
    private void live(String uri, Tripwire wire, KillPoint point) throws IOException {
        Path seen = home.resolve("seen-" + processes++);
        try (ChildJvm process = DrainingRoute.start(home, HEAP, uri, seen, point.routed(), point.stays())) {
            boolean[] killed = new boolean[1];
            Runnable kill = () -> {
                killed[0] = true;
                process.kill();
            };
            if (point.place() != null) {
                wire.lay(point.place(), kill);
            }
            for (String line = process.line(); line != null; line = process.line()) {
                if (line.equals(point.atLine())) {
                    kill.run();
                }
            }
            assertThat(killed[0])
                    .as("%s was not reached: %s", point, process.errors())
                    .isTrue();
        }
        world.by(lines(seen), true);
    }

    /** Lives until nothing is left on the server, and ends in good order. */
    private void live(String uri, DovecotMailbox mailbox) throws IOException {
        Path seen = home.resolve("seen-to-the-end");
        try (ChildJvm process = DrainingRoute.start(home, HEAP, uri, seen, 0, false)) {
            await().atMost(DrainingRoute.PATIENCE).until(() -> mailbox.count() == 0 || !process.isAlive());
            assertThat(process.stop()).as(process.errors()).isZero();
        }
        world.by(lines(seen), false);
    }

    /** A process that is killed early has seen nothing. */
    private static List<String> lines(Path seen) throws IOException {
        return Files.exists(seen) ? Files.readAllLines(seen) : List.of();
    }

    private List<Path> spoolFiles() throws IOException {
        return SpoolFiles.all(spool);
    }
}
