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
import java.sql.Statement;

/** Finds the table of a ledger, or creates it, beside others that may do the same. */
final class JdbcCreation {

    private final JdbcTransactions transactions;
    private final JdbcTable table;

    JdbcCreation(JdbcTransactions transactions, JdbcTable table) {
        this.transactions = transactions;
        this.table = table;
    }

    /** @throws IOException if there is none, with the statement that creates it */
    void requireTable() throws IOException {
        probe("found; the statement that creates it is \"" + table.creation() + "\"");
    }

    /** @throws IOException if there is none, and it cannot be created */
    void createIfMissing() throws IOException {
        try {
            probe("found");
        } catch (IOException missing) {
            // Missing or out of reach, there is no portable way to tell: trying to create it does.
            create(missing);
        }
    }

    private void create(IOException missing) throws IOException {
        try {
            transactions.run("created", connection -> execute(connection, table.creation()));
        } catch (IOException refused) {
            refused.addSuppressed(missing);
            requireCreatedByAnother(refused);
        }
    }

    private void requireCreatedByAnother(IOException refused) throws IOException {
        try {
            probe("found");
        } catch (IOException stillMissing) {
            refused.addSuppressed(stillMissing);
            throw refused;
        }
    }

    private void probe(String purpose) throws IOException {
        transactions.run(purpose, connection -> execute(connection, table.probe()));
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }
}
