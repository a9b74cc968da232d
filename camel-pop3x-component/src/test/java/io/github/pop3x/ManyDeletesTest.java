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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.pop3x.client.PipelineWindow;
import io.github.pop3x.testing.Answerer;
import io.github.pop3x.testing.ChildJvm;
import io.github.pop3x.testing.DefaultAnswerer;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Mode;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.ServerWire;
import io.github.pop3x.testing.route.DrainingRoute;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The end of a session that deletes much: thousands of DELE, and a QUIT that takes long. */
class ManyDeletesTest {

    private static final int COUNT = Integer.getInteger("pop3x.deletes", 20_000);

    /** In hundredths of their real size: a readTimeout of a minute, and an UPDATE (RFC 1939 §6) of three. */
    private static final long READ_TIMEOUT_MILLIS = 600;

    private static final long UPDATE_MILLIS = 1_800;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path home;

    private final Maildrop maildrop = new Maildrop();
    private final ServerProfile profile = new ServerProfile().mailbox("alice", "s3cret", maildrop);
    private final AtomicInteger flightsBefore = new AtomicInteger(-1);
    private final AtomicInteger flightsAfter = new AtomicInteger();

    private void fill(int count) {
        for (int number = 1; number <= count; number++) {
            maildrop.add("uid-" + number, "Subject: " + number + "\r\n\r\nHello\r\n");
        }
    }

    /**
     * The server pauses at the first DELE, so that a client which did not wait for replies would have said everything by
     * then, and takes in at once what there is: each flight is at most a window of the pipeline (RFC 2449 §6.6), which
     * grows.
     */
    @Test
    void deletesGoOutInBoundedBurstsOfOneSessionFromASmallHeap() throws Exception {
        fill(COUNT);
        server.mode(Mode.ONE_SEGMENT).answers(() -> new At(this::countFlights));
        String uri = "pop3x:" + server.host() + ":" + server.port()
                + "?tls=none"
                + "&mapMailMessage=false&username=alice&password=s3cret&delete=true&initialDelay=0&commitEvery=1000000&sessionIdleTimeout="
                + DrainingRoute.PATIENCE.toMillis();
        Path seen = home.resolve("seen");
        try (ChildJvm process = DrainingRoute.start(home, "-Xmx32m", uri, seen, 0, false)) {
            await().atMost(DrainingRoute.PATIENCE).until(() -> maildrop.uids().isEmpty() || !process.isAlive());
            assertThat(process.stop()).as(process.errors()).isZero();
        }
        List<String> lines = Files.readAllLines(seen);
        assertThat(lines).hasSize(COUNT);
        assertThat(new HashSet<>(lines)).hasSize(COUNT);
        assertThat(maildrop.removals()).hasSize(COUNT);
        List<Integer> sessions = maildrop.events().stream()
                .filter(event -> event.keyword().equals("DELE"))
                .map(Maildrop.Event::session)
                .distinct()
                .toList();
        assertThat(sessions).hasSize(1);
        int flights = flightsAfter.get() - flightsBefore.get();
        assertThat(deleteOctets()).isGreaterThan(20 * PipelineWindow.START);
        assertThat(flights).as("after the first one").isBetween(1, COUNT / 10);
    }

    private static int deleteOctets() {
        int octets = 0;
        for (int number = 1; number <= COUNT; number++) {
            octets += ("DELE " + number + "\r\n").length();
        }
        return octets;
    }

    private void countFlights(String command) {
        if (command.startsWith("DELE ")
                && flightsBefore.compareAndSet(-1, server.log().flights())) {
            pause(200);
        } else if (command.equals("QUIT")) {
            flightsAfter.set(server.log().flights());
        }
    }

    @Test
    void aQuitThatTakesThreeMinutesIsWaitedForAndBelieved() throws Exception {
        fill(3);
        server.answers(() -> new At(command -> {
            if (command.equals("QUIT")) {
                pause(UPDATE_MILLIS);
            }
        }));
        try (PolledRoute route =
                PolledRoute.from(server, "delete=true&readTimeout=" + READ_TIMEOUT_MILLIS, exchange -> {})) {
            assertThat(route.poll()).isEqualTo(3);
            assertThat(route.reports()).isEmpty();
            assertThat(maildrop.removals()).containsExactly("uid-1", "uid-2", "uid-3");
            assertThat(route.poll()).isZero();
            assertThat(route.takeUids()).hasSize(3);
        }
    }

    /** Nobody ends it early. */
    private static void pause(long millis) {
        try {
            assertThat(new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS))
                    .isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What happens at a command before it is obeyed. */
    @FunctionalInterface
    private interface Happening {
        void at(String command);
    }

    /** A correct server, to which something happens at commands. */
    private final class At implements Answerer {
        private final Answerer correct = new DefaultAnswerer(profile);
        private final Happening happening;

        At(Happening happening) {
            this.happening = happening;
        }

        @Override
        public void greet(ServerWire wire) throws IOException {
            correct.greet(wire);
        }

        @Override
        public boolean answer(String command, ServerWire wire) throws IOException {
            happening.at(command);
            return correct.answer(command, wire);
        }

        @Override
        public void abandon() {
            correct.abandon();
        }
    }
}
