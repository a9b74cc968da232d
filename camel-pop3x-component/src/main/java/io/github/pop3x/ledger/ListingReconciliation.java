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
package io.github.pop3x.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Compares a complete listing with the messages that are known: since when each is gone, and which are to be forgotten.
 * Time counts between listings only, so that neither an empty one nor a route that was stopped for long repeats anything.
 */
final class ListingReconciliation {

    private final LedgerMemory memory;
    private final Set<MessageIdentity> listed;
    private final long now;
    private final List<LedgerEntry> changed = new ArrayList<>();
    private final List<LedgerEntry> forgotten = new ArrayList<>();

    /** @param now milliseconds since 1970 */
    ListingReconciliation(LedgerMemory memory, Set<MessageIdentity> listed, long now) {
        this.memory = memory;
        this.listed = listed;
        this.now = now;
    }

    /**
     * Notes in memory what has come and gone.
     *
     * @param forgetAfter milliseconds for which listings must lack a message
     * @return what is to be forgotten
     */
    List<LedgerEntry> note(long forgetAfter) {
        memory.all().forEach(entry -> note(entry, forgetAfter));
        memory.amend(changed);
        return forgotten;
    }

    private void note(LedgerEntry entry, long forgetAfter) {
        if (listed.contains(entry.identity())) {
            if (entry.goneSince() != 0) {
                changed.add(entry.gone(0));
            }
        } else if (entry.goneSince() == 0) {
            LedgerEntry gone = entry.gone(now);
            changed.add(entry.state() == EntryState.DELETE_SENT ? gone.in(EntryState.CONFIRMED) : gone);
        } else if (entry.state() != EntryState.IN_FLIGHT && entry.goneSince() + forgetAfter <= now) {
            forgotten.add(entry);
        }
    }
}
