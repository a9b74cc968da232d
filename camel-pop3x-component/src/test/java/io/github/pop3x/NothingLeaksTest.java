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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.pop3x.testing.ChildJvm;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ResourceCount;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.SpoolFiles;
import io.github.pop3x.testing.route.LeakProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However many polls go wrong, no thread, socket, file or object stays behind, nor does the heap grow. The consumer runs in
 * a small JVM of its own ({@link LeakProgram}), which counts {@linkplain ResourceCount what it holds} after the first fifth of
 * the polls and after the last.
 *
 * <p>{@code -Dpop3x.leak.polls=1000} or {@code -Plong} makes a thousand of them.
 */
@EnabledOnOs(OS.LINUX)
class NothingLeaksTest {

    private static final int POLLS = Integer.getInteger("pop3x.leak.polls", 100);
    private static final int POLLS_TO_A_RESTART = 20;

    /** Room for what the JVM and Camel learn as they go on. */
    private static final long HEAP_GROWTH = 256 * 1024;

    /** Each takes three polls, so that there is time to close what is being closed. */
    private static final int MOST_COUNTS = 20;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** One of them befalls each poll; none is of the kind that makes a client stay away for a while. */
    private static final List<Misfortune[]> MISFORTUNES = List.of(
            all(),
            all(Misfortune.earlyClose()),
            all(Misfortune.greets("* OK IMAP4rev1 ready\\r\\n")),
            all(Misfortune.cutAfterServerOctets(60)),
            all(Misfortune.resetAfterServerOctets(600)),
            all(Misfortune.cutAfterServerOctets(3_000)),
            all(Misfortune.resetAfterServerOctets(9_000)),
            all(Misfortune.refuse("CAPA", "what?")),
            all(Misfortune.refuse("UIDL", "not now")),
            all(Misfortune.refuse("RETR", "not now")),
            all(Misfortune.refuse("DELE", "not now")),
            all(Misfortune.refuse("QUIT", "not now")),
            all(Misfortune.autologoutAt("RETR 2")),
            all(Misfortune.autologoutAt("QUIT"), Misfortune.resetInsteadOfClose()),
            all(Misfortune.lostQuitReply()),
            all(Misfortune.quitRemovesNothing()),
            all(Misfortune.extraLineAfter("RETR 3", "+OK stray")),
            all(Misfortune.unstuffedAt("RETR 1")),
            all(Misfortune.silenceAt("RETR 4")),
            all(Misfortune.stallAfterServerOctets(5_000)));

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path home;

    private final Maildrop maildrop = new Maildrop();

    private static Misfortune[] all(Misfortune... misfortunes) {
        return misfortunes;
    }

    @Test
    void pollsThatGoWrongLeaveNothingBehind() throws Exception {
        Instant began = Instant.now();
        Path spool = Files.createDirectory(home.resolve("spool"));
        server.answers(maildrop);
        String uri = "pop3x:" + server.host() + ":" + server.port()
                + "?tls=none&mapMailMessage=false&username=alice&password=s3cret"
                + "&delete=true&delay=1&forgetAfter=1&readTimeout=100&quitTimeout=100&spoolThreshold=1024&spoolDirectory="
                + spool;
        List<String> heap = List.of("-Xmx48m", "-XX:+UseSerialGC");
        try (ChildJvm consumer = new ChildJvm(LeakProgram.class, home.resolve("errors"), PATIENCE, heap, uri)) {
            warmUp(consumer);
            int failed = poll(consumer, 0, POLLS / 5);
            Map<String, Long> before = holdings(consumer, spool);
            failed += poll(consumer, POLLS / 5, POLLS);
            Map<String, Long> after = settledHoldings(consumer, spool, before);
            System.out.printf(
                    "Nothing leaks: %,d polls, %,d of them failed, heap %,d, then %,d octets, %.1f s%n",
                    POLLS,
                    failed,
                    before.get(ResourceCount.HEAP),
                    after.get(ResourceCount.HEAP),
                    Duration.between(began, Instant.now()).toMillis() / 1000.0);
            assertThat(grown(before, after)).isEmpty();
            assertThat(consumer.stop()).as(consumer.errors()).isZero();
        }
        try (Stream<Path> left = Files.list(spool)) {
            assertThat(left).isEmpty();
        }
    }

    /** A process that has just begun may take longer than the timeouts, until it has routed messages once. */
    private void warmUp(ChildJvm consumer) throws IOException {
        String answer = "";
        for (int tries = 0; !answer.matches("found [1-9].*") && tries < 100; tries++) {
            refill(-1);
            answer = ask(consumer, LeakProgram.POLL);
            server.awaitIdle();
            ask(consumer, LeakProgram.RESTART);
        }
        assertThat(answer).startsWith("found");
    }

    /** Tells how many of the polls failed. */
    private int poll(ChildJvm consumer, int from, int to) throws IOException {
        int failed = 0;
        for (int poll = from; poll < to; poll++) {
            refill(poll);
            server.suffers(MISFORTUNES.get(poll % MISFORTUNES.size()));
            if (ask(consumer, LeakProgram.POLL).startsWith("failed")) {
                failed++;
            }
            server.awaitIdle();
            if (poll % POLLS_TO_A_RESTART == 0) {
                ask(consumer, LeakProgram.RESTART);
            }
        }
        return failed;
    }

    /** Other messages each time: what was not retrieved several times over would not be asked for again in time. */
    private void refill(int poll) {
        empty();
        for (String route : LeakProgram.ROUTES) {
            maildrop.add(route + "-" + poll, "Subject: " + route + "\r\n\r\n" + ".A line.\r\n".repeat(200));
        }
        maildrop.add("small-" + poll, "Subject: small\r\n\r\nHello\r\n.\r\n");
    }

    private void empty() {
        maildrop.uids().forEach(maildrop::remove);
    }

    /** What is held when nothing is known of any message any more: the last listings lacked them all. */
    private Map<String, Long> holdings(ChildJvm consumer, Path spool) throws IOException {
        empty();
        for (int quiet = 0; quiet < 3; quiet++) {
            ask(consumer, LeakProgram.POLL);
        }
        consumer.say(LeakProgram.COUNT);
        Map<String, Long> holdings = new TreeMap<>();
        for (String line = consumer.line(); !LeakProgram.DONE.equals(line); line = consumer.line()) {
            assertThat(line).as(consumer.errors()).isNotNull();
            String[] words = line.split(" ", 2);
            holdings.put(words[1], Long.valueOf(words[0]));
        }
        holdings.put("file in the spool", files(spool));
        return holdings;
    }

    /** What is being closed, such as the socket of the last session, is waited for; a leak stays. */
    private Map<String, Long> settledHoldings(ChildJvm consumer, Path spool, Map<String, Long> before)
            throws IOException {
        Map<String, Long> after = holdings(consumer, spool);
        for (int count = 1; !grown(before, after).isEmpty() && count < MOST_COUNTS; count++) {
            after = holdings(consumer, spool);
        }
        return after;
    }

    private static String ask(ChildJvm consumer, String what) throws IOException {
        consumer.say(what);
        String answer = consumer.line();
        assertThat(answer).as(consumer.errors()).isNotNull();
        return answer;
    }

    private static List<String> grown(Map<String, Long> before, Map<String, Long> after) {
        List<String> grown = new ArrayList<>();
        after.forEach((name, count) -> {
            long allowed = before.getOrDefault(name, 0L) + growth(name);
            if (count > allowed) {
                grown.add(name + ": " + count + ", not " + allowed);
            }
        });
        return grown;
    }

    /**
     * An object more may be where a thread left off; one that every n-th poll leaves is a leak. And a worker
     * may still be on its way out when the next one starts.
     */
    private static long growth(String name) {
        if (name.startsWith("object ")) {
            return 10 + POLLS / 40;
        }
        return name.equals(ResourceCount.HEAP) ? HEAP_GROWTH : name.contains("Worker") ? 2 : 0;
    }

    private static long files(Path spool) throws IOException {
        return SpoolFiles.all(spool).size();
    }
}
