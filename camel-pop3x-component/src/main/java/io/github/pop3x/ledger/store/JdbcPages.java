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
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;

/**
 * Reads the rows of a mailbox in pages, each in a transaction with a limit of its own: however large the mailbox is, no
 * statement takes longer than a page does.
 */
final class JdbcPages {

    /** Rows of a page. */
    static final int SIZE = 5_000;

    /** The standard's words since 2008. Some databases do not know them, and get the number of rows by their driver alone. */
    private static final String FETCH = " FETCH FIRST " + SIZE + " ROWS ONLY";

    private static final String SYNTAX_ERROR = "42";

    private final JdbcTransactions transactions;
    private final JdbcTable table;
    /** What ends a statement; null while it is not known which words the database knows. */
    private volatile String limit;

    JdbcPages(JdbcTransactions transactions, JdbcTable table) {
        this.transactions = transactions;
        this.table = table;
    }

    /** @param after null for the first page */
    LedgerStore.Page page(String mailbox, String after) throws IOException {
        String end = limit();
        return transactions.run("read", connection -> new JdbcRows(connection, table, mailbox).page(after, SIZE, end));
    }

    /** All pages together. */
    LedgerStore.Recorded all(String mailbox) throws IOException {
        List<LedgerEntry> entries = new ArrayList<>();
        boolean baseline = false;
        String next = null;
        do {
            LedgerStore.Page page = page(mailbox, next);
            entries.addAll(page.recorded().entries());
            baseline |= page.recorded().baseline();
            next = page.next();
        } while (next != null);
        return new LedgerStore.Recorded(entries, baseline);
    }

    private String limit() throws IOException {
        String known = limit;
        if (known == null) {
            known = knowsFetch() ? FETCH : "";
            limit = known;
        }
        return known;
    }

    private boolean knowsFetch() throws IOException {
        try {
            return transactions.run("read", this::executeProbe);
        } catch (IOException refused) {
            if (refused.getCause() instanceof SQLException cause
                    && String.valueOf(cause.getSQLState()).startsWith(SYNTAX_ERROR)) {
                return false;
            }
            throw refused;
        }
    }

    private boolean executeProbe(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(table.probe() + FETCH);
        }
    }
}
