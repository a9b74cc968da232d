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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.auth.MailboxAccount;

/**
 * The tables of the fleet, all in one database with the ledger: the mailboxes, and what has been routed. Any thread
 * may use it.
 *
 * <p>The table {@code mailbox} is that of db-scheduler as well: {@code execution_time} is when a mailbox is due,
 * {@code picked_by} who drains it, {@code last_heartbeat} prolongs the lease, {@code consecutive_failures} counts. To add a
 * mailbox is to insert a row.
 */
final class FleetTables {

    /** The mailboxes. */
    static final String MAILBOX = "mailbox";

    /** The task of db-scheduler that drains a mailbox. */
    static final String TASK = "drain";

    private static final List<String> CREATE = List.of(
            """
            CREATE TABLE IF NOT EXISTS mailbox (
              task_name VARCHAR(40) DEFAULT 'drain' NOT NULL,
              task_instance VARCHAR(100) NOT NULL,
              task_data BYTEA,
              execution_time TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
              picked BOOLEAN DEFAULT FALSE NOT NULL,
              picked_by VARCHAR(50),
              last_success TIMESTAMP WITH TIME ZONE,
              last_failure TIMESTAMP WITH TIME ZONE,
              consecutive_failures INT,
              last_heartbeat TIMESTAMP WITH TIME ZONE,
              version BIGINT DEFAULT 1 NOT NULL,
              priority SMALLINT,
              host VARCHAR(255) NOT NULL,
              port INT NOT NULL,
              username VARCHAR(255) NOT NULL,
              secret VARCHAR(255) NOT NULL,
              interval_seconds INT DEFAULT 60 NOT NULL,
              PRIMARY KEY (task_name, task_instance),
              UNIQUE (host, port, username))
            """,
            "CREATE INDEX IF NOT EXISTS mailbox_due ON mailbox (execution_time)",
            "CREATE INDEX IF NOT EXISTS mailbox_lease ON mailbox (last_heartbeat)",
            // Of hosts that are busy, and of what a worker holds.
            "CREATE INDEX IF NOT EXISTS mailbox_picked ON mailbox (picked, host)",
            """
            CREATE TABLE IF NOT EXISTS mail (
              mailbox VARCHAR(100) NOT NULL,
              uid VARCHAR(255) NOT NULL,
              worker VARCHAR(50) NOT NULL,
              routed TIMESTAMP WITH TIME ZONE NOT NULL)
            """);

    private final DataSource database;

    FleetTables(DataSource database) {
        this.database = database;
    }

    /** Makes the tables that do not exist. */
    void create() throws SQLException {
        for (String statement : CREATE) {
            update(statement);
        }
    }

    /** @return empty if the mailbox has been removed */
    Optional<Mailbox> mailbox(String id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT host, port, username, interval_seconds FROM mailbox"
                                + " WHERE task_name = 'drain' AND task_instance = ?")) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Mailbox(id, row.getString(1), row.getInt(2), row.getString(3), row.getInt(4)))
                        : Optional.empty();
            }
        }
    }

    /**
     * One bean for all mailboxes, asked at every login.
     *
     * @param secrets gives the password that a name in the table stands for
     */
    CredentialsProvider passwords(Secrets secrets) {
        return CredentialsProvider.ofAccounts(account -> credentials(account, secrets));
    }

    /** Where passwords are kept: a vault, in most companies. */
    interface Secrets {
        /** @throws IOException if there is none of that name, or the vault is unavailable */
        String password(String name) throws IOException;
    }

    private Credentials credentials(MailboxAccount account, Secrets secrets) throws IOException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT secret FROM mailbox WHERE host = ? AND port = ? AND username = ?")) {
            statement.setString(1, account.host());
            statement.setInt(2, account.port());
            statement.setString(3, account.username());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IOException("the table has no mailbox of " + account.username());
                }
                return Credentials.of(account.username(), secrets.password(row.getString(1)));
            }
        } catch (SQLException e) {
            throw new IOException("the table of mailboxes cannot be read", e);
        }
    }

    /**
     * Changes a table.
     *
     * @param sql with a question mark for each value
     * @return how many rows that changed
     */
    int update(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                // PostgreSQL's driver takes no Instant.
                statement.setObject(
                        i + 1, values[i] instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : values[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** The single number that a query returns. */
    long count(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The single time that a query returns, of one value. */
    Instant time(String sql, String value) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getObject(1, OffsetDateTime.class).toInstant();
            }
        }
    }
}
