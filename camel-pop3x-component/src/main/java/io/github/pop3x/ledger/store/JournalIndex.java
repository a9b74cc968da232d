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

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where in a journal the living records of the mailboxes are that nobody has read yet: eight octets for each. A mailbox is
 * left out from its first reading on, and from the first record that is added to it: all of the file is read for it then.
 *
 * <p>Guarded by the turn of the {@link JournalFile}.
 */
final class JournalIndex {

    private static final long[] NOWHERE = {};

    private final Map<String, long[]> places = new HashMap<>();
    private final Set<String> leftOut = new HashSet<>();

    /** Takes the places of a journal that was read, or written anew, in place of those it has. */
    void replace(LatestRecords records) {
        places.clear();
        places.putAll(records.places());
        places.keySet().removeAll(leftOut);
    }

    /** Notes that records were added. */
    void added(List<? extends JournalRecord> records) {
        for (JournalRecord record : records) {
            if (record.mailbox() != null) {
                leaveOut(record.mailbox());
            }
        }
    }

    /** The places of a mailbox's records in ascending order, once; null if only the whole file tells. */
    long[] take(String mailbox) {
        if (leftOut.contains(mailbox)) {
            return null;
        }
        long[] found = places.getOrDefault(mailbox, NOWHERE);
        leaveOut(mailbox);
        return found;
    }

    private void leaveOut(String mailbox) {
        leftOut.add(mailbox);
        places.remove(mailbox);
    }
}
