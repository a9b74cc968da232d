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

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import io.github.pop3x.Pop3xConstants;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.h2.jdbcx.JdbcConnectionPool;

/** A process that drains mailboxes as they become due. Any number of them may share the tables. */
final class Worker implements AutoCloseable {

    /** The line that it prints when it takes mailboxes. */
    static final String READY = "ready";

    private static final int DRAINS_AT_A_TIME = 10;
    private static final int DRAINS_OF_A_HOST = 24;
    private static final int CONNECTIONS = 30;
    /** A worker that has not given a sign of life for four of them has lost its mailboxes. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMillis(100);

    private final String name;
    private final FleetTables tables;
    private final Main camel = new Main();
    private final Scheduler scheduler;

    /** @param name of the process, unique in the fleet */
    Worker(String name, DataSource database, FleetTables.Secrets secrets) throws SQLException {
        this.name = name;
        tables = new FleetTables(database);
        camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
        camel.bind("database", database);
        camel.bind("passwords", tables.passwords(secrets));
        camel.configure().addRoutesBuilder(routes());
        camel.start();
        DrainTask drain = new DrainTask(tables, camel.getCamelContext().createProducerTemplate(), name);
        scheduler = Scheduler.create(database, drain.task())
                .tableName(FleetTables.MAILBOX)
                .schedulerName(new SchedulerName.Fixed(name))
                .jdbcCustomization(new HostLimit(DRAINS_OF_A_HOST))
                .threads(DRAINS_AT_A_TIME)
                .pollUsingFetch(0.5, 1)
                .pollingInterval(LOOK)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(4)
                .failureLogging(LogLevel.WARN, false)
                .build();
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

    /** What is done with each mail. */
    private void record(Exchange exchange) throws SQLException {
        tables.update(
                "INSERT INTO mail (mailbox, uid, worker) VALUES (?, ?, ?)",
                exchange.getMessage().getHeader(Pop3xConstants.MAILBOX, String.class),
                exchange.getMessage().getHeader(Pop3xConstants.UID, String.class),
                name);
    }

    private void runUntilEndOf(InputStream input) throws IOException {
        scheduler.start();
        System.out.println(READY);
        input.transferTo(OutputStream.nullOutputStream());
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
     * @param arguments the worker's name, and the JDBC URL of the tables
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        JdbcConnectionPool database = JdbcConnectionPool.create(arguments[1], "", "");
        database.setMaxConnections(CONNECTIONS);
        // A vault knows better ones.
        try (Worker worker = new Worker(arguments[0], database, secret -> secret)) {
            worker.runUntilEndOf(System.in);
        } finally {
            database.dispose();
        }
    }
}
