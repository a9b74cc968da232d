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
package io.github.pop3x.testing.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.MemoryLedgerStore;
import io.github.pop3x.ledger.store.JdbcLedgerStore;
import io.github.pop3x.ledger.store.JournalLedgerStore;
import io.github.pop3x.testing.campaign.MailHistory;
import io.github.pop3x.testing.campaign.Node;
import io.github.pop3x.testing.campaign.SharedClaims;
import org.h2.jdbcx.JdbcDataSource;

/** The processes of a round, with what outlives them: journal or database, and claims. For one thread, except routes. */
final class TorturedProcesses implements AutoCloseable {

    private static final int MINUTES = 2;
    private static final int MOST_FAILURES = 3;

    private final TortureGround ground;
    private final long seed;
    private final TortureSetting setting;
    private final TorturedMailbox mailbox;
    private final List<TorturedNode> nodes = new ArrayList<>();
    private final SharedClaims claims = new SharedClaims();
    private final Path directory;
    private final Map<Integer, LedgerStore> stores = new HashMap<>();
    private final Map<MailHistory.Mail, Integer> attempts = new HashMap<>();

    TorturedProcesses(TortureGround ground, long seed, TortureSetting setting, TorturedMailbox mailbox)
            throws IOException {
        this.ground = ground;
        this.seed = seed;
        this.setting = setting;
        this.mailbox = mailbox;
        directory = ground.directory();
        for (int i = 0; i < setting.nodes(); i++) {
            nodes.add(new TorturedNode(setting, mailbox.maildrop()));
        }
        ground.delivers(this::deliver);
    }

    List<TorturedNode> nodes() {
        return nodes;
    }

    int number(TorturedNode node) {
        return nodes.indexOf(node) + 1;
    }

    private void deliver(Node process, String uid, byte[] octets) {
        TorturedNode node = nodes.stream()
                .filter(each -> each.process() == process)
                .findFirst()
                .orElseThrow();
        MailHistory.Mail mail = mailbox.history().begins(process.name(), uid, octets);
        node.routePasses();
        fail(mail);
        if (!process.isKilled()) {
            mailbox.history().completes(process.name(), mail);
        }
        node.routePasses();
    }

    /** A third of all first attempts fails, half of these a second time, and so on. */
    private void fail(MailHistory.Mail mail) {
        int attempt;
        synchronized (attempts) {
            attempt = attempts.merge(mail, 1, Integer::sum);
        }
        int chance = Math.floorMod(mail.toString().hashCode() * 31 + seed, 24);
        if (attempt <= MOST_FAILURES && chance < 16 >> attempt) {
            if (chance % 2 == 0) {
                throw new IllegalStateException("a route that fails");
            }
            throw new StackOverflowError("a route that fails badly");
        }
    }

    void startAll(boolean patient) throws Exception {
        for (TorturedNode node : nodes) {
            start(node, patient);
        }
    }

    private void start(TorturedNode node, boolean patient) throws Exception {
        String name = "node" + number(node);
        String bean = "claims-" + seed + "-" + name;
        ground.context().bind(bean, claims.of(name));
        String uri = node.uri(setting, patient) + (setting.nodes() > 1 ? "&inProgressRepository=#" + bean : "");
        LedgerStore store = open();
        stores.put(number(node), store);
        node.runs(ground.context().start(name, uri, node.clock(), store, mailbox.history()::recorded));
    }

    private LedgerStore open() throws IOException {
        return switch (setting.ledger()) {
            case MEMORY -> new MemoryLedgerStore();
            case JOURNAL -> new JournalLedgerStore(directory);
            case DATABASE -> new JdbcLedgerStore(database());
        };
    }

    private JdbcDataSource database() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:torture" + directory.getFileName() + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    /** Ends a process, as it was told to, and starts the next one. */
    void restart(TorturedNode node, boolean patient) throws Exception {
        Node process = node.process();
        process.stop();
        node.server().awaitIdle();
        node.planNothing();
        stores.remove(number(node)).close();
        if (process.isKilled()) {
            mailbox.history().killed(process.name());
            claims.expire("node" + number(node));
        }
        if (setting.ledger() == TortureSetting.Ledger.MEMORY) {
            mailbox.history().forgotten();
        }
        mailbox.history().checkRemovals();
        start(node, patient);
    }

    /** @return whether the poll had one whole session, and so has seen all */
    boolean poll(TorturedNode node) {
        int sessions = node.server().log().sessions();
        try {
            node.process().poll();
            return node.server().log().sessions() > sessions;
        } catch (Exception broken) {
            // What it says is another test's business.
            return false;
        } finally {
            node.server().awaitIdle();
            node.plan(List.of());
        }
    }

    /** @return how much was found, or a poll that failed */
    int pollWell(TorturedNode node) {
        try {
            return node.process().poll();
        } catch (Exception broken) {
            mailbox.history().breached("a poll failed though all was well: " + broken);
            return -1;
        } finally {
            node.server().awaitIdle();
        }
    }

    void pollAllAtOnce() throws Exception {
        List<CompletableFuture<Void>> polls = new ArrayList<>();
        for (TorturedNode node : nodes) {
            polls.add(CompletableFuture.runAsync(() -> poll(node)));
        }
        CompletableFuture.allOf(polls.toArray(CompletableFuture[]::new)).get(MINUTES, TimeUnit.MINUTES);
    }

    void pass(Duration time) {
        nodes.forEach(node -> node.clock().pass(time));
    }

    void checkClaims() {
        Set<String> left = new HashSet<>(claims.all().keySet());
        if (!left.isEmpty()) {
            mailbox.history().breached("claims are left: " + left);
        }
    }

    String dialogue() {
        StringBuilder all = new StringBuilder();
        for (TorturedNode node : nodes) {
            all.append("node ")
                    .append(number(node))
                    .append('\n')
                    .append(node.server().dialogue());
        }
        return all.toString();
    }

    @Override
    public void close() throws IOException {
        nodes.forEach(TorturedNode::close);
        for (LedgerStore store : stores.values()) {
            store.close();
        }
        if (setting.ledger() == TortureSetting.Ledger.DATABASE) {
            dropDatabase();
        }
    }

    /** Thousands of rounds fit into one heap only if each gives its database back. */
    private void dropDatabase() throws IOException {
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
