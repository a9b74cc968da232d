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
package io.github.pop3x.benchmark.mailboxes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.pop3x.benchmark.Task;
import io.github.pop3x.benchmark.client.OnDemandScheduler;
import io.github.pop3x.benchmark.report.Grid;
import io.github.pop3x.benchmark.report.Grid.Column;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcConnectionPool;

/** What a poll and a message cost in statements and octets, by the store of the ledger. Counted, not timed. */
final class LedgerCosts {

    static final List<String> REMARKS = List.of(
            "The costs are those of one mailbox with 3 known mails, or none after deletes; the mails are of 0.9 KiB."
                    + " A row of a batch is a statement. *Journal* is what was appended to it. *In* and *out* are the"
                    + " server's, so *out* has the mails in it.");

    static final int NEW_MAILS = 10;

    private static final int FIRST_MAILS = 3;

    private final Path home;
    private final StatementCount statements = new StatementCount();
    private final Grid grid = new Grid(
            "Costs of a poll",
            new Column("ledger", "ledger", "%s"),
            new Column("delete", "delete", "%s"),
            new Column("poll", "poll", "%s"),
            new Column("selects", "SELECT", "%d"),
            new Column("inserts", "INSERT", "%d"),
            new Column("updates", "UPDATE", "%d"),
            new Column("deletes", "DELETE", "%d"),
            new Column("transactions", "transactions", "%d"),
            new Column("journalOctets", "journal", "%,d"),
            new Column("commands", "commands", "%d"),
            new Column("octetsIn", "in", "%,d"),
            new Column("octetsOut", "out", "%,d"));

    LedgerCosts(FleetSettings settings) {
        this.home = settings.directory().resolve("costs");
    }

    Grid measure() throws Exception {
        for (boolean delete : List.of(false, true)) {
            for (String ledger : List.of("memory", "journal", "jdbc")) {
                measure(ledger, delete);
            }
        }
        return grid;
    }

    private void measure(String ledger, boolean delete) throws Exception {
        Path journal = home.resolve("journal-" + delete + "-" + System.nanoTime());
        String store =
                switch (ledger) {
                    case "journal" -> "journal:" + journal;
                    case "jdbc" -> "jdbc:#ledger";
                    default -> ledger;
                };
        OnDemandScheduler scheduler = new OnDemandScheduler();
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:costs" + delete, "sa", "");
        try (var server = MailboxServer.start(new ServerOptions(1, 0, 0, FIRST_MAILS, MailText.SHORT, Duration.ZERO));
                var context = new DefaultCamelContext()) {
            context.disableJMX();
            context.getRegistry().bind("ledger", statements.counted(pool));
            context.getRegistry().bind("onDemand", scheduler);
            int port = server.ports().answering().get(0);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("pop3x:127.0.0.1:" + port + "?tls=none&username=alice&password=" + Task.PASSWORD
                                    + "&scheduler=#onDemand&delete=" + delete + "&ledger=" + store)
                            .process(exchange -> exchange.getMessage().getBody(byte[].class));
                }
            });
            context.start();
            Meter meter = new Meter(server, ledger, delete, journal);
            // The first poll asks for capabilities and creates the table, and the second one still notes what is gone.
            scheduler.poll();
            scheduler.poll();
            meter.skip();
            scheduler.poll();
            meter.row("nothing new");
            server.deliver(NEW_MAILS);
            scheduler.poll();
            meter.row(NEW_MAILS + " new");
            scheduler.poll();
            meter.row("the next one");
        } finally {
            pool.dispose();
        }
    }

    /** Takes the difference from row to row. */
    private final class Meter {

        private final MailboxServer server;
        private final String ledger;
        private final boolean delete;
        private final Path journal;
        private TrafficSummary traffic;
        private long journalOctets;

        private Meter(MailboxServer server, String ledger, boolean delete, Path journal) {
            this.server = server;
            this.ledger = ledger;
            this.delete = delete;
            this.journal = journal;
        }

        private void skip() throws IOException {
            traffic = server.traffic().summary();
            journalOctets = size();
            statements.take();
        }

        private void row(String poll) throws IOException {
            TrafficSummary now = server.traffic().summary();
            long size = size();
            Map<String, Integer> counts = statements.take();
            System.out.println(grid.add(
                    ledger,
                    delete,
                    poll,
                    counts.getOrDefault("SELECT", 0),
                    counts.getOrDefault("INSERT", 0),
                    counts.getOrDefault("UPDATE", 0),
                    counts.getOrDefault("DELETE", 0),
                    counts.getOrDefault(StatementCount.COMMIT, 0),
                    size - journalOctets,
                    now.commands() - traffic.commands(),
                    now.octetsIn() - traffic.octetsIn(),
                    now.octetsOut() - traffic.octetsOut()));
            traffic = now;
            journalOctets = size;
        }

        private long size() throws IOException {
            return Files.exists(journal) ? RestartRun.size(journal) : 0;
        }
    }
}
