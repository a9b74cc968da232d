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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.tools.Server;

/** A server with mailboxes, a database in which they are, and workers: all on this machine. */
final class Fleet implements AutoCloseable {

    private static final long LOOK_MILLIS = 50;
    private static final int INTERVAL_SECONDS = 3600;

    private final EmbeddedServer mails = new EmbeddedServer();
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final Server database;
    private final String url;
    private final JdbcConnectionPool connections;
    private final FleetTables tables;
    private int delivered;

    Fleet() throws IOException, InterruptedException, SQLException {
        System.setProperty("h2.bindAddress", "127.0.0.1");
        database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        url = "jdbc:h2:tcp://127.0.0.1:" + database.getPort() + "/mem:" + UUID.randomUUID()
                + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=30000";
        connections = JdbcConnectionPool.create(url, "", "");
        tables = new FleetTables(connections);
        tables.create();
    }

    /** The tables that the workers share. */
    FleetTables tables() {
        return tables;
    }

    /**
     * Makes a mailbox, and adds it to the table: it is due at once.
     *
     * @param id its key and its user
     * @param count how many mails are in it
     */
    void add(String id, int count) throws Exception {
        mails.create(id, "secret of " + id, count);
        delivered += count;
        tables.update(
                "INSERT INTO mailbox (task_instance, host, port, username, secret, interval_seconds)"
                        + " VALUES (?, '127.0.0.1', ?, ?, ?, ?)",
                id,
                mails.port(),
                id,
                "secret of " + id,
                INTERVAL_SECONDS);
    }

    /** Starts another worker. */
    WorkerProcess startWorker() throws IOException {
        WorkerProcess worker = new WorkerProcess("worker" + (workers.size() + 1), url);
        workers.add(worker);
        return worker;
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

    /** How often a mailbox was being drained when another drain of it began. */
    long overlaps() throws SQLException {
        return tables.count("SELECT COUNT(*) FROM drained one JOIN drained other"
                + " ON one.mailbox = other.mailbox AND one.began < other.began AND other.began < one.ended");
    }

    /**
     * Waits until that many mails have been routed.
     *
     * @throws IllegalStateException if that takes too long
     */
    void await(long mails, Duration limit) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (routed() < mails) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(routed() + " of " + mails + " mails were routed within " + limit);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        for (WorkerProcess worker : workers) {
            worker.close();
        }
        connections.dispose();
        database.stop();
        mails.close();
    }
}
