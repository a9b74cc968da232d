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

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.regex.Pattern;

import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.MessageIdentity;

/**
 * The table of a ledger in SQL-92: its statements, and what stands in its rows.
 *
 * <p>Its key are digests of the mailbox and of the message's identity: unique ids of any length and of any characters
 * fit, and are told apart octet by octet whatever the collation.
 */
final class JdbcTable {

    /** The state of the row that stands for the mailbox's baseline and for no message. */
    static final String BASELINE = "BASELINE";

    /** Not every database tells an empty text from none. */
    private static final String NO_FINGERPRINT = "-";

    private static final String UNCHANGED = " AND (STATE = ? OR STATE = ?) AND ATTEMPTS = ? AND ATTEMPTED_AT = ?"
            + " AND COALESCE(FINGERPRINT, '" + NO_FINGERPRINT + "') = ?";
    private static final int UNCHANGED_PARAMETERS = 5;

    private static final Pattern NAME =
            Pattern.compile("(?:[A-Za-z_][A-Za-z0-9_]{0,62}\\.)?[A-Za-z_][A-Za-z0-9_]{0,62}");

    /** Where a row's values are in both an update and an insertion. */
    private static final int MAILBOX_KEY = 12;

    private final String name;

    /** @throws IllegalArgumentException if it is no plain name, with or without a schema */
    JdbcTable(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The ledger's table needs a name of letters, digits and underscores,"
                    + " with or without a schema and a dot before it, not " + name);
        }
        this.name = name;
    }

    String creation() {
        return "CREATE TABLE " + name + " ("
                + "STATE VARCHAR(16) NOT NULL, "
                + "DELETE_WANTED SMALLINT NOT NULL, "
                + "DELETE_NOT_BEFORE NUMERIC(19) NOT NULL, "
                + "ATTEMPTS INTEGER NOT NULL, "
                + "ATTEMPTED_AT NUMERIC(19) NOT NULL, "
                + "RETRIEVAL_FAILURES INTEGER NOT NULL, "
                + "RETRIEVAL_FAILED_AT NUMERIC(19) NOT NULL, "
                + "DELIVERED_AT NUMERIC(19) NOT NULL, "
                + "GONE_SINCE NUMERIC(19) NOT NULL, "
                + "FINGERPRINT VARCHAR(64), "
                + "MAILBOX VARCHAR(" + JdbcKeys.SHOWN_OF_A_MAILBOX + ") NOT NULL, "
                + "MAILBOX_KEY VARCHAR(32) NOT NULL, "
                + "MESSAGE_KEY VARCHAR(64) NOT NULL, "
                // 512 octets of ISO-8859-1 as UTF-8, each of them escaped.
                + "MESSAGE_UID VARCHAR(3072) NOT NULL, "
                + "MESSAGE_SIZE NUMERIC(19) NOT NULL, "
                + "OCCURRENCE INTEGER NOT NULL, "
                + "PRIMARY KEY (MAILBOX_KEY, MESSAGE_KEY))";
    }

    String probe() {
        return "SELECT STATE FROM " + name + " WHERE 1 = 0";
    }

    private String selection(String more) {
        return "SELECT STATE, DELETE_WANTED, DELETE_NOT_BEFORE, ATTEMPTS, ATTEMPTED_AT, RETRIEVAL_FAILURES,"
                + " RETRIEVAL_FAILED_AT, DELIVERED_AT, GONE_SINCE, FINGERPRINT, MESSAGE_UID, MESSAGE_SIZE, OCCURRENCE"
                + more + " FROM " + name + " WHERE MAILBOX_KEY = ?";
    }

    /**
     * The rows of a mailbox in the order of their keys, in which an index has them.
     *
     * @param isFirst whether they begin with the first; else they begin after a key
     * @param limit ends the statement
     */
    String selectionOfPage(boolean isFirst, String limit) {
        return selection(", MESSAGE_KEY") + (isFirst ? "" : " AND MESSAGE_KEY > ?") + " ORDER BY MESSAGE_KEY" + limit;
    }

    String update() {
        return "UPDATE " + name + " SET STATE = ?, DELETE_WANTED = ?, DELETE_NOT_BEFORE = ?, ATTEMPTS = ?,"
                + " ATTEMPTED_AT = ?, RETRIEVAL_FAILURES = ?, RETRIEVAL_FAILED_AT = ?, DELIVERED_AT = ?, GONE_SINCE = ?,"
                + " FINGERPRINT = ?, MAILBOX = ? WHERE MAILBOX_KEY = ? AND MESSAGE_KEY = ?";
    }

    /** An update of what is as far as it was: {@link LedgerStore.Amendment#appliesTo} in SQL. */
    String amendment() {
        return update() + UNCHANGED + " AND GONE_SINCE <= ?";
    }

    String selectionOfSome(int messages) {
        return selection("") + " AND MESSAGE_KEY IN (?" + ", ?".repeat(messages - 1) + ")";
    }

    /** All under some unique ids, whatever its size: a range of keys for each, so that an index finds it. */
    String selectionUnderUids(int messages) {
        String one = "MESSAGE_KEY = ? OR MESSAGE_KEY >= ? AND MESSAGE_KEY <= ? AND MESSAGE_UID = ?";
        return selection("") + " AND (" + one + (" OR " + one).repeat(messages - 1) + ")";
    }

    String insertion() {
        return "INSERT INTO " + name + " (STATE, DELETE_WANTED, DELETE_NOT_BEFORE, ATTEMPTS, ATTEMPTED_AT,"
                + " RETRIEVAL_FAILURES, RETRIEVAL_FAILED_AT, DELIVERED_AT, GONE_SINCE, FINGERPRINT, MAILBOX, MAILBOX_KEY,"
                + " MESSAGE_KEY, MESSAGE_UID, MESSAGE_SIZE, OCCURRENCE)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    }

    String deletion() {
        return "DELETE FROM " + name + " WHERE MAILBOX_KEY = ? AND MESSAGE_KEY = ?";
    }

    /** A deletion of what is as far as it was, or was left in flight and counts as failed since. */
    String deletionIfUnchanged() {
        return deletion() + UNCHANGED;
    }

    /** Sets what is asked for by unique ids. The order of keys is the database's: the messages themselves are found in any. */
    static void bindSelectionUnderUids(PreparedStatement selection, String mailbox, List<MessageIdentity> messages)
            throws SQLException {
        int next = 1;
        selection.setString(next++, JdbcKeys.key(mailbox));
        for (MessageIdentity message : messages) {
            String prefix = JdbcKeys.prefix(message.uid());
            selection.setString(next++, JdbcKeys.key(message));
            selection.setString(next++, prefix);
            // No digest in hexadecimal comes after this.
            selection.setString(next++, prefix + 'g');
            selection.setString(next++, JdbcKeys.escaped(message.uid()));
        }
    }

    /** Sets what an update needs. */
    void bindUpdate(PreparedStatement update, String mailbox, LedgerEntry entry) throws SQLException {
        update.setString(1, entry.state().name());
        update.setInt(2, entry.deleteWanted() ? 1 : 0);
        update.setLong(3, entry.deleteNotBefore());
        update.setInt(4, entry.attempts());
        update.setLong(5, entry.attemptedAt());
        update.setInt(6, entry.retrievalFailures());
        update.setLong(7, entry.retrievalFailedAt());
        update.setLong(8, entry.deliveredAt());
        update.setLong(9, entry.goneSince());
        if (entry.fingerprint() == null) {
            update.setNull(10, Types.VARCHAR);
        } else {
            update.setString(10, entry.fingerprint().toString());
        }
        update.setString(11, JdbcKeys.shown(mailbox));
        update.setString(MAILBOX_KEY, JdbcKeys.key(mailbox));
        update.setString(MAILBOX_KEY + 1, JdbcKeys.key(entry.identity()));
    }

    /** Sets what an amendment needs: what an update does, and how far the message was. */
    void bindAmendment(PreparedStatement amendment, String mailbox, LedgerStore.Amendment change) throws SQLException {
        bindUpdate(amendment, mailbox, change.after());
        LedgerEntry before = change.before();
        EntryState orElse = before.state() == EntryState.IN_FLIGHT ? EntryState.FAILED : before.state();
        bindUnchanged(amendment, MAILBOX_KEY + 2, before, orElse);
        amendment.setLong(MAILBOX_KEY + 2 + UNCHANGED_PARAMETERS, change.mayBeGone() ? Long.MAX_VALUE : 0);
    }

    /** @param orElse another state that it may be in by now */
    private static void bindUnchanged(PreparedStatement statement, int first, LedgerEntry before, EntryState orElse)
            throws SQLException {
        statement.setString(first, before.state().name());
        statement.setString(first + 1, orElse.name());
        statement.setInt(first + 2, before.attempts());
        statement.setLong(first + 3, before.attemptedAt());
        statement.setString(
                first + 4,
                before.fingerprint() == null
                        ? NO_FINGERPRINT
                        : before.fingerprint().toString());
    }

    /** Sets what a deletion of what is unchanged needs. */
    static void bindDeletion(PreparedStatement deletion, String mailbox, LedgerEntry entry) throws SQLException {
        boolean maybeInFlight = entry.state() == EntryState.FAILED && entry.attempts() > 0;
        deletion.setString(1, JdbcKeys.key(mailbox));
        deletion.setString(2, JdbcKeys.key(entry.identity()));
        bindUnchanged(deletion, 3, entry, maybeInFlight ? EntryState.IN_FLIGHT : entry.state());
    }

    /** Sets what an insertion needs: what an update does, and the identity to be read. */
    void bindInsertion(PreparedStatement insertion, String mailbox, LedgerEntry entry) throws SQLException {
        bindUpdate(insertion, mailbox, entry);
        bindIdentity(insertion, entry.identity());
    }

    private static void bindIdentity(PreparedStatement insertion, MessageIdentity identity) throws SQLException {
        insertion.setString(MAILBOX_KEY + 2, JdbcKeys.escaped(identity.uid()));
        insertion.setLong(MAILBOX_KEY + 3, identity.size());
        insertion.setInt(MAILBOX_KEY + 4, identity.occurrence());
    }

    /** Sets what stands for a baseline. */
    void bindBaseline(PreparedStatement insertion, String mailbox) throws SQLException {
        insertion.setString(1, BASELINE);
        for (int column = 2; column < 10; column++) {
            insertion.setInt(column, 0);
        }
        insertion.setNull(10, Types.VARCHAR);
        insertion.setString(11, JdbcKeys.shown(mailbox));
        insertion.setString(MAILBOX_KEY, JdbcKeys.key(mailbox));
        insertion.setString(MAILBOX_KEY + 1, BASELINE);
        bindIdentity(insertion, new MessageIdentity("-", 0, 0));
    }

    /** Reads what {@link #selectionOfPage} finds. */
    static LedgerEntry entry(ResultSet row) throws SQLException {
        String fingerprint = row.getString(10);
        try {
            return LedgerEntry.builder(
                            new MessageIdentity(JdbcKeys.unescaped(row.getString(11)), row.getLong(12), row.getInt(13)))
                    .state(EntryState.valueOf(row.getString(1)))
                    .delete(row.getInt(2) != 0, row.getLong(3))
                    .attempts(row.getInt(4), row.getLong(5))
                    .retrievalFailures(row.getInt(6), row.getLong(7))
                    .deliveredAt(row.getLong(8))
                    .goneSince(row.getLong(9))
                    .fingerprint(fingerprint == null ? null : Fingerprint.parse(fingerprint))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new SQLException("a row holds what this version does not know: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
