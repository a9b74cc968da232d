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

/** Tells which unused ledgers may be dropped. Any thread may call it. */
public final class LedgerDisposal {

    private LedgerDisposal() {}

    /**
     * Tells whether nothing would be lost with a ledger: its store has taken all that it is to have, and either keeps it, or
     * nothing is known but of messages that the server has removed.
     *
     * @param isKept whether the store gives it back to another ledger
     */
    public static boolean losesNothing(DeliveryLedger ledger, boolean isKept) {
        LedgerMemory memory = ledger.memory;
        synchronized (memory) {
            return memory.unwritten().isEmpty() && (isKept || knowsOnlyRemovedMessages(memory));
        }
    }

    private static boolean knowsOnlyRemovedMessages(LedgerMemory memory) {
        return !memory.isBaselineTaken() && memory.all().allMatch(entry -> entry.state() == EntryState.CONFIRMED);
    }
}
