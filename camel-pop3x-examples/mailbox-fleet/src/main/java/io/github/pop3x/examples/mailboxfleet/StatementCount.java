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

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

import javax.sql.DataSource;

/** How often a database has executed each kind of statement, as H2 counts it for all connections. */
final class StatementCount {

    private static final int WORDS = 60;

    private final DataSource database;

    /** Begins to count. */
    StatementCount(DataSource database) throws SQLException {
        this.database = database;
        execute("SET QUERY_STATISTICS_MAX_ENTRIES 1000");
        restart();
    }

    /** Forgets what has been counted. */
    void restart() throws SQLException {
        execute("SET QUERY_STATISTICS FALSE");
        execute("SET QUERY_STATISTICS TRUE");
    }

    /** @return how often by statement, in the order of the texts, each cut short */
    Map<String, Long> counts() throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT sql_statement, execution_count FROM information_schema.query_statistics")) {
            while (row.next()) {
                String text = row.getString(1).replaceAll("\\s+", " ").strip();
                if (!text.contains("query_statistics")
                        && !text.startsWith("SELECT COUNT(*)")
                        && !text.startsWith("SET ")) {
                    counts.merge(text.substring(0, Math.min(WORDS, text.length())), row.getLong(2), Long::sum);
                }
            }
        }
        return counts;
    }

    /** @return the connections that are open now besides the one that asks */
    long connections() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) - 1 FROM information_schema.sessions")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
