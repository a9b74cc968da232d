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
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import javax.sql.DataSource;

import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.LimitedStore;
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

    private final JdbcTransactions transactions;
    private final JdbcTable table;
    private final JdbcPages pages;

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
        this(dataSource, tableName, create, LimitedStore.DEFAULT_LIMIT);
    }

    /**
     * As {@link #JdbcLedgerStore(DataSource, String, boolean)}.
     *
     * @param timeout for each transaction; 30 s unless it is given
     */
    public JdbcLedgerStore(DataSource dataSource, String tableName, boolean create, Duration timeout)
            throws IOException {
        transactions = new JdbcTransactions(dataSource, timeout);
        table = new JdbcTable(tableName);
        pages = new JdbcPages(transactions, table);
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
        return pages.all(mailbox);
    }

    @Override
    public Page loadPage(String mailbox, String after) throws IOException {
        return pages.page(mailbox, after);
    }

    private JdbcRows rows(Connection connection, String mailbox) {
        return new JdbcRows(connection, table, mailbox);
    }

    @Override
    public Collection<LedgerEntry> reload(String mailbox, Collection<MessageIdentity> identities) throws IOException {
        List<MessageIdentity> ordered = ordered(identities, Function.identity());
        return transactions.run("read", connection -> rows(connection, mailbox).selectUnderUids(ordered));
    }

    private static List<String> keys(Collection<MessageIdentity> identities) {
        return identities.stream().map(JdbcKeys::key).sorted().distinct().toList();
    }

    /** In one order for all, so that two transactions do not wait for each other; the last of each message. */
    private static <T> List<T> ordered(Collection<T> all, Function<T, MessageIdentity> identity) {
        SortedMap<String, T> byKey = new TreeMap<>();
        all.forEach(each -> byKey.put(JdbcKeys.key(identity.apply(each)), each));
        return List.copyOf(byKey.values());
    }

    @Override
    public void save(String mailbox, Collection<LedgerEntry> entries) throws IOException {
        List<LedgerEntry> ordered = ordered(entries, LedgerEntry::identity);
        if (!ordered.isEmpty()) {
            write(mailbox, rows -> rows.save(ordered));
        }
    }

    /** What is written in one transaction. */
    private interface Writing {
        void to(JdbcRows rows) throws SQLException;
    }

    private void write(String mailbox, Writing writing) throws IOException {
        transactions.run("written", connection -> {
            writing.to(rows(connection, mailbox));
            return null;
        });
    }

    @Override
    public void amend(String mailbox, Collection<Amendment> amendments) throws IOException {
        tryToAmend(mailbox, amendments);
    }

    /**
     * Changes only the rows of messages to which nothing has happened since, and inserts only what has no row yet; what
     * another transaction inserts meanwhile stays. The start of one route is one statement.
     */
    @Override
    public Set<MessageIdentity> tryToAmend(String mailbox, Collection<Amendment> amendments) throws IOException {
        List<Amendment> ordered =
                ordered(amendments, amendment -> amendment.after().identity());
        if (ordered.isEmpty()) {
            return Set.of();
        }
        JdbcAmendments work = new JdbcAmendments(ordered);
        return transactions.run("written", work::isOneStatement, connection -> work.write(rows(connection, mailbox)));
    }

    @Override
    public void forget(String mailbox, Collection<MessageIdentity> identities) throws IOException {
        List<String> keys = keys(identities);
        if (!keys.isEmpty()) {
            write(mailbox, rows -> rows.delete(keys));
        }
    }

    /** Removes only the rows of messages to which nothing has happened since. */
    @Override
    public void forgetUnchanged(String mailbox, Collection<LedgerEntry> entries) throws IOException {
        List<LedgerEntry> ordered = ordered(entries, LedgerEntry::identity);
        if (!ordered.isEmpty()) {
            write(mailbox, rows -> rows.deleteIfUnchanged(ordered));
        }
    }

    @Override
    public void markBaseline(String mailbox) throws IOException {
        write(mailbox, JdbcRows::markBaseline);
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
