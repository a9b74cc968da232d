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
package io.github.pop3x.testing.route;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import io.github.pop3x.testing.ChildJvm;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.ClusterNode.Form;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two nodes, each in a process of its own, share a mailbox. Something happens to the first one in the middle of it, and the second
 * one takes over: nothing is lost, and at most what was in flight is routed twice.
 */
public abstract class LeadershipSetting {

    /** How many messages there are. */
    protected static final int MESSAGES = Integer.getInteger("pop3x.nodes.messages", 100);

    private static final int BEFORE = MESSAGES * 2 / 5;
    protected static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    protected Path home;

    private final Maildrop maildrop = new Maildrop();
    private Server database;
    private String url;

    @BeforeEach
    void fill() {
        IntStream.range(0, MESSAGES).forEach(i -> maildrop.add("m" + i, "Subject: " + i + "\n\nHello\n"));
        server.answers(maildrop);
    }

    /** In memory, in this process, which no test ends; the build has it listen on 127.0.0.1. */
    @BeforeEach
    void startDatabase() throws SQLException {
        database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        url = "jdbc:h2:tcp://127.0.0.1:" + database.getPort() + "/mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    @AfterEach
    void stopDatabase() {
        database.stop();
    }

    private ChildJvm node(String name, Form form, String ledger, int stayAt) throws IOException {
        String uri = "pop3x:" + server.host() + ":" + server.port() + "?username=alice&password=s3cret&tls=none"
                + "&mapMailMessage=false&delete=true&initialDelay=0&delay=500&mailboxKey=shared&ledger=" + ledger;
        return new ChildJvm(
                ClusterNode.class,
                home.resolve("errors"),
                PATIENCE,
                List.of("-Xmx128m"),
                uri,
                form.name(),
                cluster(),
                url,
                seen(name).toString(),
                String.valueOf(stayAt));
    }

    /** Where the nodes choose their leader, as {@link ClusterNode} takes it. */
    protected String cluster() throws IOException {
        return home.resolve("locks").toString();
    }

    private Path seen(String name) {
        return home.resolve("seen-" + name);
    }

    private List<String> lines(String name, String what) throws IOException {
        if (Files.notExists(seen(name))) {
            return List.of();
        }
        return Files.readAllLines(seen(name), StandardCharsets.US_ASCII).stream()
                .filter(line -> line.startsWith(what + " "))
                .map(line -> line.substring(what.length() + 1))
                .toList();
    }

    private static void awaitLine(ChildJvm node, String expected) throws IOException {
        String line = node.line();
        while (line != null && !line.equals(expected)) {
            line = node.line();
        }
        assertThat(line).as(node.errors()).isEqualTo(expected);
    }

    /** What happens to the first node in the middle of the mailbox, and how many messages may be routed twice for it. */
    public enum Incident {
        KILLED(1),
        STOPPED(0),
        SUSPENDED(0),
        PAUSED(1);

        final int mostRepeats;

        Incident(int mostRepeats) {
            this.mostRepeats = mostRepeats;
        }
    }

    /** Has two nodes share the mailbox, and something happen to the first one. */
    protected final void tell(Form form, String kind, Incident incident) throws Exception {
        String ledger = kind.equals("jdbc") ? "jdbc:%23database" : "journal:" + home.resolve("journal");
        try (ChildJvm first = node("first", form, ledger, BEFORE)) {
            awaitLine(first, ClusterNode.STAYS);
            if (form == Form.ALL) {
                // It would begin at once with what the first one has read ahead.
                await().atMost(PATIENCE).until(() -> maildrop.retrievals().size() == MESSAGES);
                befall(first, incident);
            }
            try (ChildJvm second = node("second", form, ledger, 0)) {
                awaitLine(second, ClusterNode.STARTED);
                if (form != Form.ALL) {
                    befall(first, incident);
                }
                Instant began = Instant.now();
                await().atMost(PATIENCE)
                        .until(() -> !lines("second", ClusterNode.BEGINS).isEmpty());
                Duration takeover = Duration.between(began, Instant.now());
                if (incident == Incident.PAUSED) {
                    await().atMost(PATIENCE)
                            .until(() -> lines("second", ClusterNode.ENDS).size() > MESSAGES - BEFORE);
                    goOn(first);
                }
                await().atMost(PATIENCE).until(() -> ended().containsAll(all()));
                await().atMost(PATIENCE).until(() -> maildrop.uids().isEmpty());
                assertThat(second.stop()).as(second.errors()).isZero();
                report(form, kind, incident, takeover);
            }
            if (incident == Incident.PAUSED || incident == Incident.SUSPENDED) {
                assertThat(first.stop()).as(first.errors()).isZero();
            }
        }
        List<String> begun = begun();
        assertThat(begun.size() - new HashSet<>(begun).size()).isLessThanOrEqualTo(incident.mostRepeats);
        assertThat(lines("first", ClusterNode.BEGINS)).hasSizeBetween(BEFORE, MESSAGES - 1);
    }

    private static void befall(ChildJvm node, Incident incident) throws IOException {
        switch (incident) {
            case KILLED -> node.kill();
            case STOPPED -> {
                node.say(ClusterNode.GO_ON);
                assertThat(node.stop()).as(node.errors()).isZero();
            }
            case SUSPENDED -> {
                node.say(ClusterNode.GO_ON);
                node.say(ClusterNode.SUSPEND);
                awaitLine(node, ClusterNode.SUSPEND);
            }
            case PAUSED -> node.pause();
            default -> throw new IllegalArgumentException(incident.name());
        }
    }

    /** Until the node has tried to route all that it had read ahead. */
    private static void goOn(ChildJvm node) throws IOException {
        node.unpause();
        node.say(ClusterNode.GO_ON);
        node.say(ClusterNode.IDLE);
        awaitLine(node, ClusterNode.IDLE);
    }

    private List<String> all() {
        return IntStream.range(0, MESSAGES).mapToObj(i -> "m" + i).toList();
    }

    private Set<String> ended() throws IOException {
        Set<String> ended = new HashSet<>(lines("first", ClusterNode.ENDS));
        ended.addAll(lines("second", ClusterNode.ENDS));
        return ended;
    }

    private List<String> begun() throws IOException {
        List<String> begun = new ArrayList<>(lines("first", ClusterNode.BEGINS));
        begun.addAll(lines("second", ClusterNode.BEGINS));
        return begun;
    }

    private void report(Form form, String kind, Incident incident, Duration takeover) throws IOException {
        List<String> begun = begun();
        System.out.printf(
                "Two nodes, %s in %s, ledger in %s, the first one %s: %d messages, %d begun twice, takeover after %.1f s%n",
                form,
                getClass().getSimpleName(),
                kind,
                incident,
                MESSAGES,
                begun.size() - new HashSet<>(begun).size(),
                takeover.toMillis() / 1000.0);
    }
}
