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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.zaxxer.hikari.HikariDataSource;
import io.github.pop3x.Pop3xConstants;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/** A process that drains mailboxes as they become due. Any number of them may share the tables. */
final class Worker implements AutoCloseable {

    /** The line that it prints when it takes mailboxes. */
    static final String READY = "ready";

    private static final int DRAINS_AT_A_TIME = 10;
    private static final int DRAINS_OF_A_HOST = 24;
    private static final int CONNECTIONS = 30;
    /** A worker that has not given a sign of life for four of them has lost its mailboxes. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private static final Duration LOOK = Duration.ofMillis(100);

    private final String name;
    private final FleetTables tables;
    private final Main camel = new Main();
    private final Scheduler scheduler;

    /** @param name of the process, unique in the fleet */
    Worker(String name, HikariDataSource database, FleetTables.Secrets secrets) {
        this.name = name;
        tables = new FleetTables(database);
        camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
        camel.bind("database", database);
        camel.bind("passwords", tables.passwords(secrets));
        camel.configure().addRoutesBuilder(routes());
        camel.start();
        DrainTask drain = new DrainTask(tables, camel.getCamelContext().createProducerTemplate(), name);
        SchedulerBuilder settings = Scheduler.create(database, drain.task())
                .tableName(FleetTables.MAILBOX)
                .schedulerName(new SchedulerName.Fixed(name))
                .threads(DRAINS_AT_A_TIME)
                .pollingInterval(LOOK)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(4)
                .enableImmediateExecution()
                .failureLogging(LogLevel.ERROR, false);
        if (FleetDatabase.isPostgresql(database.getJdbcUrl())) {
            settings.pollUsingLockAndFetch(0.5, 1).jdbcCustomization(HostLimit.postgresql(DRAINS_OF_A_HOST));
        } else {
            // H2 locks more rows than it returns. The workers try for the same rows, and the first one gets each.
            settings.pollUsingFetch(0.5, 1).jdbcCustomization(HostLimit.anyDatabase(DRAINS_OF_A_HOST));
        }
        scheduler = settings.build();
    }

    private RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                // Clear text, since the server is on this machine; pop3xs for others. The headers come from the table
                // alone.
                from("direct:drain")
                        // The scheduler tells of a drain that failed.
                        .errorHandler(noErrorHandler())
                        .toD("pop3x:${header.host}:${header.port}?username=RAW(${header.username})&tls=none"
                                + "&credentialsProvider=#passwords&delete=true&ledger=jdbc:#database"
                                + "&operation=drain&drainTo=direct:mail&maxDuration=30s");
                from("direct:mail").process(Worker.this::record);
            }
        };
    }

    private void record(Exchange exchange) throws SQLException {
        record(tables, exchange, name);
    }

    /** What is done with each mail. */
    static void record(FleetTables tables, Exchange exchange, String worker) throws SQLException {
        tables.update(
                "INSERT INTO mail (mailbox, uid, worker, routed) VALUES (?, ?, ?, ?)",
                exchange.getMessage().getHeader(Pop3xConstants.MAILBOX, String.class),
                exchange.getMessage().getHeader(Pop3xConstants.UID, String.class),
                worker,
                Instant.now());
    }

    private void runUntilEndOf(InputStream input) throws IOException {
        scheduler.start();
        System.out.println(READY);
        input.transferTo(OutputStream.nullOutputStream());
    }

    /** Has its mailboxes drained when a queue says that they have mail. */
    private void listenTo(String broker) throws Exception {
        camel.bind("jms", MailboxQueue.component(broker));
        camel.getCamelContext().addRoutes(MailboxQueue.route(scheduler));
    }

    /** Ends the drains that run, and takes no others. */
    @Override
    public void close() {
        scheduler.stop();
        camel.stop();
    }

    /**
     * Runs until its input ends.
     *
     * @param arguments the worker's name, the JDBC URL of the tables, and the URL of a message broker, if there is one
     */
    public static void main(String[] arguments) throws Exception {
        // A vault knows better passwords.
        try (HikariDataSource database = FleetDatabase.connect(arguments[1], CONNECTIONS);
                Worker worker = new Worker(arguments[0], database, secret -> secret)) {
            if (arguments.length > 2) {
                worker.listenTo(arguments[2]);
            }
            worker.runUntilEndOf(System.in);
        }
    }
}
