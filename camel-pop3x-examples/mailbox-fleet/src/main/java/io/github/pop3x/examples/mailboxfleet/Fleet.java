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
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;

/** A server with mailboxes, a database in which they are, and workers: all on this machine. */
final class Fleet implements AutoCloseable {

    private static final long LOOK_MILLIS = 100;
    private static final int INTERVAL_SECONDS = 3600;
    private static final int CONNECTIONS = 5;

    private final EmbeddedServer mails = new EmbeddedServer();
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final List<String> urls = new ArrayList<>();
    private final FleetDatabase database;
    private final HikariDataSource connections;
    private final FleetTables tables;
    private final DrainRecords drains;
    private EmbeddedBroker broker;
    private int delivered;

    /** @param database that is closed with the fleet */
    Fleet(FleetDatabase database) throws IOException, InterruptedException, SQLException {
        this.database = database;
        urls.add(database.url());
        connections = FleetDatabase.connect(database.url(), CONNECTIONS);
        tables = new FleetTables(connections);
        tables.create();
        drains = new DrainRecords(tables);
        drains.create();
    }

    /**
     * Starts a message broker, to whose queue the workers listen that are started from now on.
     *
     * @throws Exception if it does not start
     */
    EmbeddedBroker startBroker() throws Exception {
        broker = new EmbeddedBroker();
        urls.add(broker.url());
        return broker;
    }

    /** The tables that the workers share. */
    FleetTables tables() {
        return tables;
    }

    /** What the workers did. */
    DrainRecords drains() {
        return drains;
    }

    /** Makes a mailbox that is to be drained once an hour, and adds it to the table: it is due at once. */
    void add(String id, int count) throws Exception {
        add(id, count, INTERVAL_SECONDS);
    }

    /**
     * Makes a mailbox, and adds it to the table: it is due at once.
     *
     * @param id its key and its user
     * @param count how many mails are in it
     */
    void add(String id, int count, int intervalSeconds) throws Exception {
        mails.create(id, "secret of " + id, count);
        delivered += count;
        tables.update(
                "INSERT INTO mailbox (task_instance, host, port, username, secret, interval_seconds)"
                        + " VALUES (?, '127.0.0.1', ?, ?, ?, ?)",
                id,
                mails.port(),
                id,
                "secret of " + id,
                intervalSeconds);
    }

    /** Makes all mailboxes due at a time. */
    void makeDue(Instant time) throws SQLException {
        tables.update("UPDATE mailbox SET execution_time = ?", time);
    }

    /** Puts a mail into a mailbox. */
    void deliver(String id) throws Exception {
        mails.deliver(id, 1);
        delivered++;
    }

    /** Starts another worker. */
    WorkerProcess startWorker() throws IOException {
        WorkerProcess worker = new WorkerProcess(Worker.class, "worker" + (workers.size() + 1), urls);
        workers.add(worker);
        return worker;
    }

    /** The port of the server. */
    int port() {
        return mails.port();
    }

    /** How many mails are in the mailboxes' accounts, or were. */
    int delivered() {
        return delivered;
    }

    /** How many different mails have been routed. */
    long routed() throws SQLException {
        return tables.count("SELECT COUNT(DISTINCT mailbox || ' ' || uid) FROM mail");
    }

    /** How many mails have been routed once more than once. */
    long routedTwice() throws SQLException {
        return tables.count("SELECT COUNT(*) FROM mail") - routed();
    }

    /** When the last mail of a mailbox was routed. */
    Instant lastRouted(String id) throws SQLException {
        return tables.time("SELECT MAX(routed) FROM mail WHERE mailbox LIKE ?", id + "@%");
    }

    /** How many sessions the workers have had with the server. */
    int sessions() {
        return mails.sessions();
    }

    /** Waits until all mails have been routed. */
    void awaitAll(Duration limit) throws SQLException, InterruptedException {
        awaitAtLeast("mails routed", delivered, this::routed, limit);
    }

    /** Waits until all mails have been routed, or the time has passed. */
    void awaitAllFor(Duration time) throws SQLException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (routed() < delivered && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** A number that grows. */
    interface Count {
        /** @throws SQLException if the database does not tell */
        long now() throws SQLException;
    }

    /**
     * Waits until a number is large enough.
     *
     * @throws IllegalStateException if that takes too long
     */
    static void awaitAtLeast(String what, long expected, Count count, Duration limit)
            throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (count.now() < expected) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(what + ": " + count.now() + " of " + expected + " within " + limit);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        for (WorkerProcess worker : workers) {
            worker.close();
        }
        if (broker != null) {
            broker.close();
        }
        connections.close();
        database.close();
        mails.close();
    }
}
