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

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.MessageIdentity;

/**
 * The rows of a mailbox, within a transaction. What is written comes in the order of its keys.
 *
 * @param table where they are
 */
record JdbcRows(Connection connection, JdbcTable table, String mailbox) {

    private static final int FETCH_SIZE = 1_000;
    private static final int BATCH_SIZE = 1_000;
    private static final int KEYS_OF_A_SELECTION = 100;
    private static final int IDS_OF_A_SELECTION = 50;
    /** The column of the key in a page. */
    private static final int KEY_OF_A_PAGE = 14;

    /** What a statement is executed with. */
    private interface Binding<T> {
        void bind(PreparedStatement statement, T row) throws SQLException;
    }

    /**
     * The rows after a key, in the order of keys.
     *
     * @param after null for the first ones
     * @param size how many rows at most
     * @param limit what ends the statement, to say so to the database
     */
    LedgerStore.Page page(String after, int size, String limit) throws SQLException {
        List<LedgerEntry> entries = new ArrayList<>();
        boolean baseline = false;
        int count = 0;
        String last = null;
        try (PreparedStatement selection = connection.prepareStatement(table.selectionOfPage(after == null, limit))) {
            selection.setMaxRows(size);
            selection.setFetchSize(FETCH_SIZE);
            selection.setString(1, JdbcKeys.key(mailbox));
            if (after != null) {
                selection.setString(2, after);
            }
            try (ResultSet rows = selection.executeQuery()) {
                while (rows.next()) {
                    count++;
                    last = rows.getString(KEY_OF_A_PAGE);
                    if (rows.getString(1).equals(JdbcTable.BASELINE)) {
                        baseline = true;
                    } else {
                        entries.add(JdbcTable.entry(rows));
                    }
                }
            }
        }
        return new LedgerStore.Page(new LedgerStore.Recorded(entries, baseline), count < size ? null : last);
    }

    /** Those that there are with these keys. */
    List<LedgerEntry> select(List<String> keys) throws SQLException {
        List<LedgerEntry> entries = new ArrayList<>();
        for (List<String> some : batches(keys, KEYS_OF_A_SELECTION)) {
            try (PreparedStatement selection = connection.prepareStatement(table.selectionOfSome(some.size()))) {
                selection.setString(1, JdbcKeys.key(mailbox));
                for (int i = 0; i < some.size(); i++) {
                    selection.setString(2 + i, some.get(i));
                }
                try (ResultSet rows = selection.executeQuery()) {
                    while (rows.next()) {
                        entries.add(JdbcTable.entry(rows));
                    }
                }
            }
        }
        return entries;
    }

    /** All that is recorded under the unique ids of some messages, whatever size it has. */
    List<LedgerEntry> selectUnderUids(List<MessageIdentity> identities) throws SQLException {
        Set<String> wanted = identities.stream().map(MessageIdentity::uid).collect(Collectors.toSet());
        Map<MessageIdentity, LedgerEntry> entries = new LinkedHashMap<>();
        for (List<MessageIdentity> some : batches(identities, IDS_OF_A_SELECTION)) {
            try (PreparedStatement selection = connection.prepareStatement(table.selectionUnderUids(some.size()))) {
                JdbcTable.bindSelectionUnderUids(selection, mailbox, some);
                try (ResultSet rows = selection.executeQuery()) {
                    while (rows.next()) {
                        LedgerEntry entry = JdbcTable.entry(rows);
                        // A collation may take another id for the same.
                        if (wanted.contains(entry.identity().uid())) {
                            entries.put(entry.identity(), entry);
                        }
                    }
                }
            }
        }
        return List.copyOf(entries.values());
    }

    void save(List<LedgerEntry> entries) throws SQLException {
        insert(update(entries));
    }

    /** Returns those that have no row yet. */
    private List<LedgerEntry> update(List<LedgerEntry> entries) throws SQLException {
        List<LedgerEntry> unknown = new ArrayList<>();
        int[] counts = execute(table.update(), entries, (row, entry) -> table.bindUpdate(row, mailbox, entry));
        for (int i = 0; i < counts.length; i++) {
            LedgerEntry entry = entries.get(i);
            if (counts[i] == 0 || counts[i] == Statement.SUCCESS_NO_INFO && !isUpdated(entry)) {
                unknown.add(entry);
            }
        }
        return unknown;
    }

    /** For drivers that do not count within batches. */
    private boolean isUpdated(LedgerEntry entry) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(table.update())) {
            table.bindUpdate(update, mailbox, entry);
            return update.executeUpdate() > 0;
        }
    }

    private void insert(List<LedgerEntry> entries) throws SQLException {
        execute(table.insertion(), entries, (row, entry) -> table.bindInsertion(row, mailbox, entry));
    }

    /** Inserts an entry; if there is a row already, that is a conflict. */
    void insertNew(LedgerEntry entry) throws SQLException {
        insert(List.of(entry));
    }

    /**
     * Inserts what has no row yet. What another transaction inserts between the question and the insertion is a conflict;
     * then both are done again.
     *
     * @return those that have a row already
     */
    Set<MessageIdentity> insertIfAbsent(List<LedgerEntry> entries) throws SQLException {
        Set<MessageIdentity> present =
                recorded(entries.stream().map(LedgerEntry::identity)).keySet();
        insert(entries.stream()
                .filter(entry -> !present.contains(entry.identity()))
                .toList());
        return present;
    }

    private Map<MessageIdentity, LedgerEntry> recorded(Stream<MessageIdentity> identities) throws SQLException {
        return select(identities.map(JdbcKeys::key).toList()).stream()
                .collect(Collectors.toMap(LedgerEntry::identity, Function.identity()));
    }

    /**
     * Updates what is as far as it was.
     *
     * @return those that are not
     */
    Set<MessageIdentity> amend(List<LedgerStore.Amendment> amendments) throws SQLException {
        Set<MessageIdentity> refused = new HashSet<>();
        List<LedgerEntry> uncounted = new ArrayList<>();
        int[] counts = execute(table.amendment(), amendments, (row, it) -> table.bindAmendment(row, mailbox, it));
        for (int i = 0; i < counts.length; i++) {
            LedgerEntry after = amendments.get(i).after();
            if (counts[i] == 0) {
                refused.add(after.identity());
            } else if (counts[i] == Statement.SUCCESS_NO_INFO) {
                uncounted.add(after);
            }
        }
        refused.addAll(unequal(uncounted));
        return refused;
    }

    /** For drivers that do not count within batches. */
    private List<MessageIdentity> unequal(List<LedgerEntry> entries) throws SQLException {
        Map<MessageIdentity, LedgerEntry> recorded = recorded(entries.stream().map(LedgerEntry::identity));
        return entries.stream()
                .filter(entry -> !entry.equals(recorded.get(entry.identity())))
                .map(LedgerEntry::identity)
                .toList();
    }

    void delete(List<String> keys) throws SQLException {
        execute(table.deletion(), keys, (row, key) -> {
            row.setString(1, JdbcKeys.key(mailbox));
            row.setString(2, key);
        });
    }

    /** Deletes what is as far as it was. */
    void deleteIfUnchanged(List<LedgerEntry> entries) throws SQLException {
        execute(table.deletionIfUnchanged(), entries, (row, entry) -> JdbcTable.bindDeletion(row, mailbox, entry));
    }

    void markBaseline() throws SQLException {
        delete(List.of(JdbcTable.BASELINE));
        try (PreparedStatement insertion = connection.prepareStatement(table.insertion())) {
            table.bindBaseline(insertion, mailbox);
            insertion.executeUpdate();
        }
    }

    /** @return the counts of updated rows, as the driver gives them for a batch */
    private <T> int[] execute(String sql, List<T> rows, Binding<T> binding) throws SQLException {
        int[] counts = new int[rows.size()];
        if (rows.isEmpty()) {
            return counts;
        }
        int next = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (List<T> batch : batches(rows, BATCH_SIZE)) {
                for (T row : batch) {
                    binding.bind(statement, row);
                    statement.addBatch();
                }
                for (int count : statement.executeBatch()) {
                    counts[next++] = count;
                }
            }
        }
        return counts;
    }

    private static <T> List<List<T>> batches(List<T> all, int size) {
        List<List<T>> batches = new ArrayList<>();
        for (int start = 0; start < all.size(); start += size) {
            batches.add(all.subList(start, Math.min(all.size(), start + size)));
        }
        return batches;
    }
}
