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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import javax.sql.DataSource;

import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.MessageIdentity;

/**
 * Keeps the entries of all mailboxes in one table of a database, with plain SQL and a transaction for each call; H2 and
 * PostgreSQL are tested. Several processes may share the table, and a mailbox: {@link #amend} does not undo what another
 * has recorded meanwhile.
 *
 * <p>What a call has recorded is as durable as the database's commits are, so that {@link #sync} has nothing left to do.
 * Transactions belong to this store alone: they are committed on connections and threads of their own, whatever
 * transaction the caller is in. Neither messages nor causes of exceptions quote the JDBC URL.
 */
public final class JdbcLedgerStore implements LedgerStore {

    /** The table unless another is named. */
    public static final String DEFAULT_TABLE = "POP3X_LEDGER";

    private static final int FETCH_SIZE = 1_000;
    private static final int BATCH_SIZE = 1_000;

    private final JdbcTransactions transactions;
    private final JdbcTable table;

    /**
     * The default table, created if it is missing.
     *
     * @throws IOException if the database cannot be reached, or refuses
     */
    public JdbcLedgerStore(DataSource dataSource) throws IOException {
        this(dataSource, DEFAULT_TABLE, true);
    }

    /**
     * Finds or creates the table.
     *
     * @param dataSource gives connections that may be committed, and takes them back when they are closed
     * @param tableName letters, digits and underscores, with or without a schema and a dot before it
     * @param create whether the table is created if it is missing
     * @throws IllegalArgumentException if it is no such name
     * @throws IOException if the database cannot be reached, has no such table, or refuses
     */
    public JdbcLedgerStore(DataSource dataSource, String tableName, boolean create) throws IOException {
        transactions = new JdbcTransactions(dataSource);
        table = new JdbcTable(tableName);
        JdbcCreation creation = new JdbcCreation(transactions, table);
        if (create) {
            creation.createIfMissing();
        } else {
            creation.requireTable();
        }
    }

    /**
     * The statement that creates the table, for those who create it themselves.
     *
     * @throws IllegalArgumentException if it is no name of a table
     */
    public static String creation(String tableName) {
        return new JdbcTable(tableName).creation();
    }

    @Override
    public Recorded load(String mailbox) throws IOException {
        return transactions.run("read", connection -> {
            List<LedgerEntry> entries = new ArrayList<>();
            boolean baseline = false;
            try (PreparedStatement selection = connection.prepareStatement(table.selection())) {
                selection.setFetchSize(FETCH_SIZE);
                selection.setString(1, JdbcTable.key(mailbox));
                try (ResultSet rows = selection.executeQuery()) {
                    while (rows.next()) {
                        if (rows.getString(1).equals(JdbcTable.BASELINE)) {
                            baseline = true;
                        } else {
                            entries.add(JdbcTable.entry(rows));
                        }
                    }
                }
            }
            return new Recorded(entries, baseline);
        });
    }

    @Override
    public Collection<LedgerEntry> reload(String mailbox, Collection<MessageIdentity> identities) throws IOException {
        return transactions.run("read", connection -> {
            List<LedgerEntry> entries = new ArrayList<>();
            try (PreparedStatement selection = connection.prepareStatement(table.selectionOfOne())) {
                for (MessageIdentity identity : identities) {
                    selection.setString(1, JdbcTable.key(mailbox));
                    selection.setString(2, JdbcTable.key(identity));
                    try (ResultSet row = selection.executeQuery()) {
                        if (row.next()) {
                            entries.add(JdbcTable.entry(row));
                        }
                    }
                }
            }
            return entries;
        });
    }

    @Override
    public void save(String mailbox, Collection<LedgerEntry> entries) throws IOException {
        // In one order for all, so that two transactions do not wait for each other.
        SortedMap<String, LedgerEntry> byKey = new TreeMap<>();
        entries.forEach(entry -> byKey.put(JdbcTable.key(entry.identity()), entry));
        if (byKey.isEmpty()) {
            return;
        }
        transactions.run("written", connection -> {
            List<LedgerEntry> unknown = update(connection, mailbox, List.copyOf(byKey.values()));
            insert(connection, mailbox, unknown);
            return null;
        });
    }

    /** Returns those that have no row yet. */
    private List<LedgerEntry> update(Connection connection, String mailbox, List<LedgerEntry> entries)
            throws SQLException {
        List<LedgerEntry> unknown = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(table.update())) {
            for (List<LedgerEntry> batch : batches(entries)) {
                for (LedgerEntry entry : batch) {
                    table.bindUpdate(update, mailbox, entry);
                    update.addBatch();
                }
                int[] counts = update.executeBatch();
                for (int i = 0; i < counts.length; i++) {
                    if (counts[i] == 0
                            || counts[i] == Statement.SUCCESS_NO_INFO && !updated(update, mailbox, batch.get(i))) {
                        unknown.add(batch.get(i));
                    }
                }
            }
        }
        return unknown;
    }

    /** For drivers that do not count within batches. */
    private boolean updated(PreparedStatement update, String mailbox, LedgerEntry entry) throws SQLException {
        table.bindUpdate(update, mailbox, entry);
        return update.executeUpdate() > 0;
    }

    private void insert(Connection connection, String mailbox, List<LedgerEntry> entries) throws SQLException {
        execute(connection, table.insertion(), entries, (row, entry) -> table.bindInsertion(row, mailbox, entry));
    }

    /** What a statement is executed with. */
    private interface Binding<T> {
        void bind(PreparedStatement statement, T row) throws SQLException;
    }

    private static <T> void execute(Connection connection, String sql, List<T> rows, Binding<T> binding)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (List<T> batch : batches(rows)) {
                for (T row : batch) {
                    binding.bind(statement, row);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
    }

    private static <T> List<List<T>> batches(List<T> all) {
        List<List<T>> batches = new ArrayList<>();
        for (int start = 0; start < all.size(); start += BATCH_SIZE) {
            batches.add(all.subList(start, Math.min(all.size(), start + BATCH_SIZE)));
        }
        return batches;
    }

    /** Changes only the rows of messages to which nothing has happened since. */
    @Override
    public void amend(String mailbox, Collection<Amendment> amendments) throws IOException {
        SortedMap<String, Amendment> byKey = new TreeMap<>();
        amendments.forEach(
                amendment -> byKey.put(JdbcTable.key(amendment.after().identity()), amendment));
        if (byKey.isEmpty()) {
            return;
        }
        transactions.run("written", connection -> {
            execute(
                    connection,
                    table.amendment(),
                    List.copyOf(byKey.values()),
                    (row, amendment) -> table.bindAmendment(row, mailbox, amendment));
            return null;
        });
    }

    @Override
    public void forget(String mailbox, Collection<MessageIdentity> identities) throws IOException {
        List<String> keys =
                identities.stream().map(JdbcTable::key).sorted().distinct().toList();
        if (keys.isEmpty()) {
            return;
        }
        transactions.run("written", connection -> {
            execute(connection, table.deletion(), keys, (row, key) -> {
                row.setString(1, JdbcTable.key(mailbox));
                row.setString(2, key);
            });
            return null;
        });
    }

    @Override
    public void markBaseline(String mailbox) throws IOException {
        transactions.run("written", connection -> {
            try (PreparedStatement deletion = connection.prepareStatement(table.deletion());
                    PreparedStatement insertion = connection.prepareStatement(table.insertion())) {
                deletion.setString(1, JdbcTable.key(mailbox));
                deletion.setString(2, JdbcTable.BASELINE);
                deletion.executeUpdate();
                table.bindBaseline(insertion, mailbox);
                insertion.executeUpdate();
            }
            return null;
        });
    }

    /** Does nothing: what was recorded was committed. */
    @Override
    public void sync() {
        // Nothing is left to do.
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    /** Does nothing: the data source belongs to who gave it. */
    @Override
    public void close() {
        // Every connection has gone back already.
    }
}
