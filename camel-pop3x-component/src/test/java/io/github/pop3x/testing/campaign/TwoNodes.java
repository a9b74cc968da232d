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
package io.github.pop3x.testing.campaign;

import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.pop3x.exchange.Completion;
import io.github.pop3x.ledger.store.JdbcLedgerStore;
import io.github.pop3x.testing.DefaultAnswerer;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.MemoryDatabase;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Two nodes, each with a Camel context, that poll one mailbox with one database and claims at the same time: three times
 * command by command, in an order that comes from a seed, then one after the other. Each has a server of its own, so that
 * it is known whose command it is.
 */
public final class TwoNodes implements AutoCloseable {

    private static final int INTERLEAVED = 3;
    private static final int MOST_POLLS = 20;
    private static final int MINUTES = 2;

    private final List<CampaignContext> contexts = new ArrayList<>();
    private int cases;
    private MailHistory history;
    private Maildrop maildrop;
    private Set<String> failing;

    /** What a seed makes of a case. */
    private record Setting(boolean delete, int commitEvery, boolean pipelining, boolean exclusive, int exchanges) {
        static Setting of(long seed) {
            Random random = new Random(seed);
            // The first numbers of seeds that follow each other are alike.
            random.nextLong();
            boolean delete = random.nextBoolean();
            return new Setting(
                    delete,
                    delete ? random.nextInt(3) : 0,
                    random.nextBoolean(),
                    random.nextInt(4) == 0,
                    1 + random.nextInt(2));
        }

        String kind() {
            return (delete ? "delete" : "keep") + (pipelining ? ", pipelining" : "") + (exclusive ? ", exclusive" : "");
        }
    }

    public TwoNodes() throws Exception {
        // Routes that fail are part of the plan here, and each would be a line of the log.
        Configurator.setLevel(Completion.class, Level.ERROR);
        for (int node = 0; node < 2; node++) {
            contexts.add(new CampaignContext(this::deliver));
        }
    }

    private void deliver(Node node, String uid, byte[] octets) {
        MailHistory.Mail mail = history.begins(node.name(), uid, octets);
        if (failing.remove(uid)) {
            throw new IllegalStateException("not the first time");
        }
        history.completes(node.name(), mail);
    }

    /** The kind of case that a seed makes. */
    public static String kind(long seed) {
        return Setting.of(seed).kind();
    }

    /**
     * Runs the case of a seed.
     *
     * @return how the promise was broken, and the dialogues; empty if it was kept
     */
    public Optional<String> interleave(long seed) throws Exception {
        Setting setting = Setting.of(seed);
        maildrop = setting.exclusive ? new Maildrop().exclusive() : new Maildrop();
        history = new MailHistory(this::present);
        failing = ConcurrentHashMap.newKeySet();
        failing.add("b");
        Interleaving turns = new Interleaving(seed);
        JdbcDataSource database = MemoryDatabase.create();
        cases++;
        try (ScriptedServer one = serve(setting, turns, 0);
                ScriptedServer other = serve(setting, turns, 1)) {
            run(setting, turns, database, List.of(one, other));
            return history.breaches().isEmpty()
                    ? Optional.empty()
                    : Optional.of("seed " + seed + ": " + setting + "\n"
                            + String.join("\n", history.breaches()).indent(2)
                            + ("order " + turns.order()).indent(2)
                            + one.dialogue().indent(4)
                            + "and the other\n"
                            + other.dialogue().indent(4));
        } finally {
            // Thousands of cases fit into one heap only if each gives its database back.
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SHUTDOWN");
            }
        }
    }

    private ScriptedServer serve(Setting setting, Interleaving turns, int node) {
        ServerProfile profile =
                new ServerProfile().mailbox("alice", "s3cret", maildrop).without("APOP", "LOGIN", "CRAM-MD5");
        ServerProfile announced = setting.pipelining ? profile : profile.without("PIPELINING");
        return new ScriptedServer()
                .answers(() -> new WatchedAnswerer(new DefaultAnswerer(announced), command -> turns.awaitTurn(node)));
    }

    private Set<MailHistory.Mail> present() {
        List<String> uids = maildrop.uids();
        Map<String, MailHistory.Mail> byUid = new HashMap<>();
        history.mails().forEach(mail -> byUid.put(mail.uid(), mail));
        byUid.keySet().retainAll(uids);
        return new HashSet<>(byUid.values());
    }

    private void arrive(String... uids) {
        for (String uid : uids) {
            maildrop.add(uid, history.next(uid, 1).octets());
        }
    }

    private void run(Setting setting, Interleaving turns, JdbcDataSource database, List<ScriptedServer> servers)
            throws Exception {
        arrive("a", "b", "c", "d");
        ShiftedClock clock = new ShiftedClock();
        SharedClaims claims = new SharedClaims();
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            contexts.get(i).bind("claims-" + cases, claims.of("node" + i));
            String uri = "pop3x:" + servers.get(i).host() + ":" + servers.get(i).port()
                    + "?username=alice&password=s3cret&tls=none&mapMailMessage=false&mailboxKey=shared&delay=60000"
                    + "&delete=" + setting.delete + "&concurrentExchanges=" + setting.exchanges
                    + (setting.commitEvery == 0 ? "" : "&commitEvery=" + setting.commitEvery)
                    + "&inProgressRepository=#claims-" + cases;
            nodes.add(contexts.get(i).start("node" + i, uri, clock, new JdbcLedgerStore(database), history::recorded));
        }
        for (int times = 0; times < INTERLEAVED; times++) {
            pollBoth(nodes, turns);
            servers.forEach(ScriptedServer::awaitIdle);
            history.checkRemovals();
            clock.pass(Duration.ofMinutes(2));
            arrive("new" + times);
        }
        settle(nodes, servers, clock);
        for (Node node : nodes) {
            node.stop();
        }
        servers.forEach(ScriptedServer::awaitIdle);
        history.checkEnd(setting.delete);
        if (!claims.all().isEmpty()) {
            history.breached("claims are left: " + claims.all().keySet());
        }
    }

    private void pollBoth(List<Node> nodes, Interleaving turns)
            throws InterruptedException, ExecutionException, TimeoutException {
        turns.begins(0);
        turns.begins(1);
        List<CompletableFuture<Void>> polls = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int node = i;
            polls.add(CompletableFuture.runAsync(() -> {
                try {
                    nodes.get(node).poll();
                } catch (Exception e) {
                    history.breached("a poll failed though its session was whole: " + e);
                } finally {
                    turns.ends(node);
                }
            }));
        }
        for (CompletableFuture<Void> poll : polls) {
            poll.get(MINUTES, TimeUnit.MINUTES);
        }
    }

    private void settle(List<Node> nodes, List<ScriptedServer> servers, ShiftedClock clock) {
        int inVain = 0;
        for (int polls = 0; polls < MOST_POLLS && inVain < 4; polls++) {
            clock.pass(Duration.ofHours(2));
            try {
                inVain = nodes.get(polls % 2).poll() == 0 ? inVain + 1 : 0;
            } catch (Exception e) {
                history.breached("a poll failed though its session was whole: " + e);
            }
            servers.forEach(ScriptedServer::awaitIdle);
            history.checkRemovals();
        }
        if (inVain < 4) {
            history.breached("polls still find something after " + MOST_POLLS);
        }
    }

    @Override
    public void close() throws IOException {
        contexts.forEach(CampaignContext::close);
        Configurator.setLevel(Completion.class, (Level) null);
    }
}
