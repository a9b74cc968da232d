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
package io.github.pop3x.examples.mailboxfleet;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;

/**
 * Measures what a drain costs: processor time of the worker, statements, connections, octets, round trips and time. A
 * worker process drains mailboxes of a server in this process, with the database in this process as well.
 */
public final class DrainCost {

    private static final int MAILBOXES = 100;
    private static final int[] MAILS = {0, 1, 10};
    private static final int[] ROUND_TRIP_MILLIS = {0, 20, 50};
    private static final int WARM_UP_ROUNDS = 20;
    private static final int ROUNDS = 10;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 20;

    private final HikariDataSource connections;
    private final FleetTables tables;
    private final DrainRecords records;
    private final StatementCount statements;
    private final String url;
    private long drains;

    private DrainCost(String url) throws SQLException {
        this.url = url;
        connections = FleetDatabase.connect(url, 1);
        tables = new FleetTables(connections);
        tables.create();
        records = new DrainRecords(tables);
        records.create();
        statements = new StatementCount(connections);
    }

    /** Prints the figures; it ends by itself, after some minutes. */
    public static void main(String[] arguments) throws Exception {
        for (int millis : ROUND_TRIP_MILLIS) {
            try (FleetDatabase database = FleetDatabase.h2()) {
                new DrainCost(database.url()).measure(Duration.ofMillis(millis));
            }
        }
        System.exit(0);
    }

    private void measure(Duration roundTrip) throws Exception {
        try (EmbeddedServer mails = new EmbeddedServer();
                MeteredProxy proxy = new MeteredProxy(mails.port(), roundTrip)) {
            measure(roundTrip, mails, proxy);
        } finally {
            connections.close();
        }
    }

    private void measure(Duration roundTrip, EmbeddedServer mails, MeteredProxy proxy) throws Exception {
        WorkerProcess worker = new WorkerProcess(Worker.class, "worker", List.of(url));
        try {
            for (int count : MAILS) {
                fill(mails, proxy, count);
            }
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                drainAll(0);
            }
            report(roundTrip, 0, proxy, ROUNDS);
            // The first drain finds the mails, later ones would find nothing.
            for (int count : MAILS) {
                if (count > 0) {
                    report(roundTrip, count, proxy, 1);
                }
            }
        } finally {
            worker.close();
        }
    }

    private void fill(EmbeddedServer mails, MeteredProxy proxy, int count) throws Exception {
        for (int i = 0; i < MAILBOXES; i++) {
            String id = "has" + count + "of" + i;
            mails.create(id, "secret", count);
            tables.update(
                    "INSERT INTO mailbox (task_instance, execution_time, host, port, username, secret, interval_seconds)"
                            + " VALUES (?, DATEADD(YEAR, 1, CURRENT_TIMESTAMP), '127.0.0.1', ?, ?, 'secret', 86400)",
                    id,
                    proxy.port(),
                    id);
        }
    }

    /** Makes the mailboxes due that had so many mails, and waits until they are drained. */
    private void drainAll(int count) throws SQLException, InterruptedException {
        drains += MAILBOXES;
        tables.update(
                "UPDATE mailbox SET execution_time = CURRENT_TIMESTAMP WHERE task_instance LIKE ?",
                "has" + count + "of%");
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (records.ended() < drains || tables.count("SELECT COUNT(*) FROM mailbox WHERE picked") > 0) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the mailboxes were not drained within " + LIMIT);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private void report(Duration roundTrip, int count, MeteredProxy proxy, int rounds)
            throws SQLException, InterruptedException {
        long cpu = cpuNanos();
        long octets = proxy.octets();
        long roundTrips = proxy.roundTrips();
        long sessions = proxy.sessions();
        long before = drains;
        statements.restart();
        for (int i = 0; i < rounds; i++) {
            drainAll(count);
        }
        Map<String, Long> counts = statements.counts();
        double each = drains - before;
        System.out.printf(
                "%n%d mails, round trip %d ms, %d drains: CPU %.2f ms, %.2f sessions, %.2f round trips, %.0f octets,"
                        + " median time %d ms; %d connections%n",
                count,
                roundTrip.toMillis(),
                drains - before,
                (cpuNanos() - cpu) / 1e6 / each,
                (proxy.sessions() - sessions) / each,
                (proxy.roundTrips() - roundTrips) / each,
                (proxy.octets() - octets) / each,
                tables.count("SELECT MEDIAN(DATEDIFF(MILLISECOND, began, ended)) FROM (SELECT * FROM drain"
                        + " ORDER BY ended DESC FETCH FIRST " + (drains - before) + " ROWS ONLY) d"),
                statements.connections());
        counts.forEach((text, times) -> System.out.printf("  %6.2f  %s%n", times / each, text));
    }

    private static long cpuNanos() {
        return ProcessHandle.current()
                .children()
                .mapToLong(child ->
                        child.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .sum();
    }
}
