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

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore.Amendment;
import io.github.pop3x.ledger.MessageIdentity;

/** Conditional changes of a mailbox's rows, written in one transaction. For one thread and one use. */
final class JdbcAmendments {

    private final List<LedgerEntry> added;
    private final List<Amendment> known;
    private boolean isRepeated;

    /** @param amendments in the order of their keys */
    JdbcAmendments(List<Amendment> amendments) {
        added = amendments.stream()
                .filter(amendment -> amendment.before() == null)
                .map(Amendment::after)
                .toList();
        known = amendments.stream()
                .filter(amendment -> amendment.before() != null)
                .toList();
    }

    /** Tells whether {@link #write} writes by one statement. */
    boolean isOneStatement() {
        return added.size() + known.size() == 1 && !isRepeated;
    }

    /**
     * Writes them. A single new row is inserted without a look at what is there: if there is one already that is a conflict, the
     * transaction is repeated, and looks.
     *
     * @return the messages that another process has gone on with
     */
    Set<MessageIdentity> write(JdbcRows rows) throws SQLException {
        Set<MessageIdentity> refused = new HashSet<>();
        if (added.size() == 1 && !isRepeated) {
            isRepeated = true;
            rows.insertNew(added.get(0));
        } else {
            refused.addAll(rows.insertIfAbsent(added));
        }
        refused.addAll(rows.amend(known));
        return refused;
    }
}
