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
package io.github.pop3x.testing;

import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.Server;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** A database that processes share, on a free port of 127.0.0.1. One thread starts and ends it. */
public abstract class SharedDatabase implements AutoCloseable {

    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** What its URL begins with, up to the port. */
    private final String before;

    /** What its URL ends with. */
    private final String after;

    private SharedDatabase(String before, String after) {
        this.before = before;
        this.after = after;
    }

    /**
     * Starts one.
     *
     * @param kind {@code h2}, in the memory of this process, or {@code postgresql}, which has to be installed
     */
    public static SharedDatabase start(String kind) throws Exception {
        return switch (kind) {
            case "h2" -> new H2();
            case "postgresql" -> new Postgresql();
            default -> throw new IllegalArgumentException("no database " + kind);
        };
    }

    /** The port on 127.0.0.1 that it listens to. */
    public abstract int port();

    /** Its JDBC URL for those who reach it by a port on 127.0.0.1. */
    public String url(int port) {
        return before + port + after;
    }

    /** A data source for a URL of {@link #url}; with a pool if each connection costs the database a process. */
    public static DataSource dataSource(String url) {
        if (url.startsWith(POSTGRESQL)) {
            PGConnectionPoolDataSource postgresql = new PGConnectionPoolDataSource();
            postgresql.setURL(url);
            return JdbcConnectionPool.create(postgresql);
        }
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL(url);
        return h2;
    }

    /** Ends it. */
    @Override
    public abstract void close() throws IOException;

    private static final class H2 extends SharedDatabase {
        // The build has it listen on 127.0.0.1.
        private final Server server =
                Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();

        H2() throws SQLException {
            super("jdbc:h2:tcp://127.0.0.1:", "/mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        }

        @Override
        public int port() {
            return server.getPort();
        }

        @Override
        public void close() {
            server.stop();
        }
    }

    private static final class Postgresql extends SharedDatabase {
        private final PostgresqlServer server = new PostgresqlServer();

        Postgresql() throws Exception {
            super(POSTGRESQL + "//127.0.0.1:", "/postgres?user=" + PostgresqlServer.USER);
            boolean isStarted = false;
            try {
                server.start();
                isStarted = true;
            } finally {
                if (!isStarted) {
                    server.stop();
                }
            }
        }

        @Override
        public int port() {
            return server.port();
        }

        @Override
        public void close() throws IOException {
            server.stop();
        }
    }
}
