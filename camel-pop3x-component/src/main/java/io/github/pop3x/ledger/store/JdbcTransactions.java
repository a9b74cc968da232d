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
package io.github.pop3x.ledger.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import io.github.pop3x.io.Uninterruptible;

/**
 * Runs work in transactions of its own, each on a thread of its own: it takes no part in a transaction of the caller's,
 * and an interrupt of the caller's thread does not break the database that it runs in.
 */
final class JdbcTransactions {

    /** What is done with a connection. */
    interface Work<T> {
        /** May be called again after a conflict with another transaction. */
        T with(Connection connection) throws SQLException;
    }

    private static final int ATTEMPTS = 5;

    /** Classes of SQLSTATE: a row that another has just inserted, and a transaction rolled back for the sake of others. */
    private static final Pattern CONFLICT = Pattern.compile("(23|40).*");

    /** What drivers quote of how they were told to connect. */
    private static final Pattern SECRETS =
            Pattern.compile("(?i)jdbc:\\S+|\\b(?:user(?:name)?|password|pwd)\\s*=\\s*[^\\s;&,]+");

    private final DataSource dataSource;
    private final Duration limit;

    /** @param limit for each transaction, with its repetitions */
    JdbcTransactions(DataSource dataSource, Duration limit) {
        this.dataSource = dataSource;
        this.limit = limit;
    }

    /**
     * Does all of the work or nothing.
     *
     * @param purpose ends the sentence "The ledger's table cannot be …"
     * @throws IOException if the database refuses, or does not answer in time; neither it nor its causes quote the JDBC URL
     */
    <T> T run(String purpose, Work<T> work) throws IOException {
        return run(purpose, () -> false, work);
    }

    /**
     * As {@link #run(String, Work)}. What is one statement is committed with it, by the database: a process that is cut off before
     * it could commit would keep the row locked from all others.
     *
     * @param isOneStatement asked before each attempt whether the work writes by one statement
     */
    <T> T run(String purpose, BooleanSupplier isOneStatement, Work<T> work) throws IOException {
        JdbcLimit waits = new JdbcLimit(limit);
        return Uninterruptible.call(
                "ledger-jdbc",
                limit,
                () -> {
                    for (int attempt = 1; ; attempt++) {
                        try {
                            return once(isOneStatement.getAsBoolean(), work, waits);
                        } catch (SQLException e) {
                            if (attempt == ATTEMPTS || !isConflict(e)) {
                                throw failure(purpose, e);
                            }
                        }
                    }
                },
                waits::giveUp);
    }

    private <T> T once(boolean isOneStatement, Work<T> work, JdbcLimit waits) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                JdbcLimit.Use use = waits.begin(connection)) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(isOneStatement);
            try {
                use.requireTime();
                T result = work.with(connection);
                if (!isOneStatement) {
                    use.requireTime();
                    connection.commit();
                }
                // A pool lends it to others.
                connection.setAutoCommit(autoCommit);
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, isOneStatement, autoCommit, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, boolean isOneStatement, boolean autoCommit, Throwable reason) {
        try {
            if (!isOneStatement) {
                connection.rollback();
            }
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private static boolean isConflict(SQLException e) {
        String state = last(e).getSQLState();
        return state != null && CONFLICT.matcher(state).matches();
    }

    /** Drivers put a batch's real failure last. */
    private static SQLException last(SQLException e) {
        SQLException last = e;
        while (last.getNextException() != null) {
            last = last.getNextException();
        }
        return last;
    }

    private static IOException failure(String purpose, SQLException e) {
        // The driver's exceptions stay behind, with all that they quote.
        SQLException last = last(e);
        String said = SECRETS.matcher(String.valueOf(last.getMessage())).replaceAll("…");
        SQLException cause = new SQLException(said, last.getSQLState(), last.getErrorCode());
        cause.setStackTrace(last.getStackTrace());
        return new IOException(
                "The ledger's table cannot be " + purpose + ": " + said + " (SQLSTATE " + last.getSQLState()
                        + "). Check the data source, and what its user may do",
                cause);
    }
}
