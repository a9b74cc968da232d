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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.pop3x.testing.ChildJvm;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Relay;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.SharedDatabase;
import io.github.pop3x.testing.route.ClusterNode.Form;
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
    private SharedDatabase database;
    private NodeNetwork network;

    @BeforeEach
    void fill() {
        IntStream.range(0, MESSAGES).forEach(i -> maildrop.add("m" + i, "Subject: " + i + "\n\nHello\n"));
        server.answers(maildrop);
    }

    @BeforeEach
    void startDatabase() throws Exception {
        database = SharedDatabase.start(databaseKind());
    }

    @AfterEach
    void stopDatabase() throws Exception {
        if (network != null) {
            network.close();
        }
        database.close();
    }

    /** As {@link SharedDatabase#start} takes it. */
    protected String databaseKind() {
        return System.getProperty("pop3x.nodes.database", "h2");
    }

    /** The port of the ZooKeeper server that chooses the leader; 0 if locks of files do. */
    protected int zooKeeper() {
        return 0;
    }

    private ChildJvm firstNode(Form form, String ledger) throws IOException {
        Relay mailbox = new Relay(server.port());
        Relay rows = new Relay(database.port());
        Optional<Relay> cluster = zooKeeper() == 0 ? Optional.empty() : Optional.of(new Relay(zooKeeper()));
        network = new NodeNetwork(mailbox, rows, cluster);
        int leader = cluster.map(Relay::port).orElse(0);
        return node("first", form, ledger, BEFORE, mailbox.port(), rows.port(), leader);
    }

    private ChildJvm secondNode(Form form, String ledger) throws IOException {
        return node("second", form, ledger, 0, server.port(), database.port(), zooKeeper());
    }

    /** @param zooKeeper its port; 0 if locks of files choose the leader */
    private ChildJvm node(String name, Form form, String ledger, int stayAt, int mailbox, int rows, int zooKeeper)
            throws IOException {
        String uri = "pop3x:" + server.host() + ":" + mailbox + "?username=alice&password=s3cret&tls=none"
                + "&mapMailMessage=false&delete=true&initialDelay=0&delay=500&mailboxKey=shared&ledger=" + ledger
                + "&ledgerTimeout=5000&readTimeout=5000&connectionTimeout=5000&quitTimeout=5000";
        return new ChildJvm(
                ClusterNode.class,
                home.resolve("errors"),
                PATIENCE.multipliedBy(3),
                List.of("-Xmx128m"),
                uri,
                form.name(),
                zooKeeper == 0 ? home.resolve("locks").toString() : ClusterNode.ZOOKEEPER + "127.0.0.1:" + zooKeeper,
                database.url(rows),
                seen(name).toString(),
                String.valueOf(stayAt));
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

    /** Has two nodes share the mailbox, and something happen to the first one. */
    protected final void tell(Form form, String kind, Incident incident) throws Exception {
        String ledger = kind.equals("jdbc") ? "jdbc:%23database" : "journal:" + home.resolve("journal");
        try (ChildJvm first = firstNode(form, ledger)) {
            awaitLine(first, ClusterNode.STAYS);
            if (form == Form.ALL) {
                // It would begin at once with what the first one has read ahead.
                await().atMost(PATIENCE).until(() -> maildrop.retrievals().size() == MESSAGES);
                befall(first, incident);
            }
            try (ChildJvm second = secondNode(form, ledger)) {
                awaitLine(second, ClusterNode.STARTED);
                if (form != Form.ALL) {
                    befall(first, incident);
                }
                Instant began = Instant.now();
                if (keepsItsLock(form, kind, incident)) {
                    // So often has a wait of it come to its end.
                    await().atMost(PATIENCE).until(() -> network.inVain() > 2);
                    assertThat(lines("second", ClusterNode.BEGINS)).isEmpty();
                } else {
                    await().atMost(PATIENCE)
                            .until(() -> !lines("second", ClusterNode.BEGINS).isEmpty());
                }
                Duration takeover = Duration.between(began, Instant.now());
                goOnAfter(form, kind, incident, first);
                await().atMost(PATIENCE).until(() -> ended().containsAll(all()));
                await().atMost(PATIENCE).until(() -> maildrop.uids().isEmpty());
                assertThat(second.stop()).as(second.errors()).isZero();
                report(form, kind, incident, takeover);
            }
            if (incident.isSurvived()) {
                assertThat(first.stop()).as(first.errors()).isZero();
            }
        }
        assertThat(twice(ClusterNode.BEGINS)).isLessThanOrEqualTo(incident.mostRepeats(form));
        assertThat(lines("first", ClusterNode.BEGINS)).hasSizeGreaterThanOrEqualTo(BEFORE);
        if (!keepsItsLock(form, kind, incident)) {
            assertThat(lines("first", ClusterNode.BEGINS)).hasSizeLessThan(MESSAGES);
        }
    }

    /** A file stays locked by a process that lives: that of the leader, and the journal. */
    private boolean keepsItsLock(Form form, String kind, Incident incident) {
        boolean isLocked = zooKeeper() == 0 || kind.equals("journal");
        return form != Form.ALL && isLocked && incident.isCut();
    }

    private void befall(ChildJvm node, Incident incident) throws IOException {
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
            case CUT_OFF -> {
                network.cut(incident);
                // Its route ends, and it can tell nobody.
                node.say(ClusterNode.GO_ON);
            }
            case CUT_FROM_CLUSTER -> network.cut(incident);
            default -> throw new IllegalArgumentException(incident.name());
        }
    }

    /** The first node goes on, when the other one has done the rest or, if that reaches nothing else, beside it. */
    private void goOnAfter(Form form, String kind, Incident incident, ChildJvm first) throws IOException {
        if ((incident == Incident.PAUSED || incident == Incident.CUT_OFF) && !keepsItsLock(form, kind, incident)) {
            await().atMost(PATIENCE)
                    .until(() -> lines("second", ClusterNode.ENDS).size() > MESSAGES - BEFORE);
        }
        switch (incident) {
            case PAUSED -> {
                first.unpause();
                first.say(ClusterNode.GO_ON);
                awaitIdle(first);
            }
            case CUT_OFF -> {
                network.heal();
                awaitIdle(first);
            }
            case CUT_FROM_CLUSTER -> {
                first.say(ClusterNode.GO_ON);
                awaitIdle(first);
                network.heal();
            }
            default -> {
                // It has ended, or routes nothing any more.
            }
        }
    }

    /** Until the node has tried to route all that it had read ahead. */
    private static void awaitIdle(ChildJvm node) throws IOException {
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

    /** How many of the lines of both nodes are there twice. */
    private int twice(String what) throws IOException {
        List<String> all = new ArrayList<>(lines("first", what));
        all.addAll(lines("second", what));
        return all.size() - new HashSet<>(all).size();
    }

    private void report(Form form, String kind, Incident incident, Duration takeover) throws IOException {
        System.out.printf(
                "Two nodes, %s in %s, ledger in %s, the first one %s: %d of %d messages completed, %d by the first,"
                        + " %d twice, %d begun twice, takeover %s%n",
                form,
                getClass().getSimpleName(),
                kind.equals("jdbc") ? databaseKind() : kind,
                incident,
                ended().size(),
                MESSAGES,
                lines("first", ClusterNode.ENDS).size(),
                twice(ClusterNode.ENDS),
                twice(ClusterNode.BEGINS),
                keepsItsLock(form, kind, incident)
                        ? "never"
                        : String.format("after %.1f s", takeover.toMillis() / 1000.0));
    }
}
