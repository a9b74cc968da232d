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
package io.github.pop3x.examples.tableofmailboxes;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.auth.MailboxAccount;

/** The table {@code mailbox}. Any thread may use it. */
final class MailboxTable {

    private static final String CREATE = """
            CREATE TABLE IF NOT EXISTS mailbox (
              id BIGINT PRIMARY KEY,
              host VARCHAR(255) NOT NULL,
              port INT NOT NULL,
              username VARCHAR(255) NOT NULL,
              password VARCHAR(255) NOT NULL,
              delay_seconds INT DEFAULT 60 NOT NULL,
              enabled BOOLEAN DEFAULT TRUE NOT NULL,
              UNIQUE (host, port, username))
            """;

    private final DataSource database;

    /**
     * Makes the table if it does not exist.
     *
     * @throws SQLException if the database is unavailable
     */
    MailboxTable(DataSource database) throws SQLException {
        this.database = database;
        update(CREATE);
    }

    /** The mailboxes that are to be polled. */
    List<Mailbox> enabled() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id, host, port, username, delay_seconds FROM mailbox WHERE enabled ORDER BY id")) {
            List<Mailbox> all = new ArrayList<>();
            while (rows.next()) {
                all.add(new Mailbox(
                        rows.getLong(1), rows.getString(2), rows.getInt(3), rows.getString(4), rows.getInt(5)));
            }
            return all;
        }
    }

    /** One bean for all mailboxes: asked at every login, so that a changed password is used at once. */
    CredentialsProvider passwords() {
        return CredentialsProvider.ofAccounts(this::credentials);
    }

    private Credentials credentials(MailboxAccount account) throws IOException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT password FROM mailbox WHERE host = ? AND port = ? AND username = ?")) {
            statement.setString(1, account.host());
            statement.setInt(2, account.port());
            statement.setString(3, account.username());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IOException("the table has no mailbox of " + account.username());
                }
                return Credentials.of(account.username(), row.getString(1));
            }
        } catch (SQLException e) {
            throw new IOException("the table of mailboxes cannot be read", e);
        }
    }

    /**
     * Changes the table.
     *
     * @param sql with a question mark for each value
     */
    void update(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
