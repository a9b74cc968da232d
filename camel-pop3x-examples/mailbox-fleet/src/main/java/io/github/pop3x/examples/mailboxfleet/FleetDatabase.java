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
import java.util.UUID;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.h2.tools.Server;

/** A database server on this machine, for as long as the demonstration runs. */
interface FleetDatabase extends AutoCloseable {

    /** Its JDBC URL, for any process of this machine. */
    String url();

    @Override
    void close() throws IOException;

    /** Starts H2 in this process, at a free port of 127.0.0.1, with its data in memory. */
    static FleetDatabase h2() throws SQLException {
        System.setProperty("h2.bindAddress", "127.0.0.1");
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        String url = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:" + UUID.randomUUID()
                + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=30000";
        return new FleetDatabase() {
            @Override
            public String url() {
                return url;
            }

            @Override
            public void close() {
                server.stop();
            }
        };
    }

    /** Says whether a URL is one of PostgreSQL. */
    static boolean isPostgresql(String url) {
        return url.startsWith("jdbc:postgresql:");
    }

    /**
     * Makes a pool of connections.
     *
     * @param most how many are open at a time
     */
    static HikariDataSource connect(String url, int most) {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(url);
        settings.setMaximumPoolSize(most);
        settings.setMinimumIdle(1);
        return new HikariDataSource(settings);
    }
}
