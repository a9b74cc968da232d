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

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The store that keeps nothing says so. */
class MemoryLedgerStoreTest extends LedgerStoreContract {

    @Override
    protected LedgerStore open() {
        return new MemoryLedgerStore();
    }

    @Test
    void aNewLedgerStartsWithNothing() {
        try (MemoryLedgerStore store = new MemoryLedgerStore()) {
            store.save(MAILBOX, List.of(SomeEntries.entry("uid-1")));
            store.markBaseline(MAILBOX);
            assertThat(store.isDurable()).isFalse();
            assertThat(store.load(MAILBOX)).isEqualTo(LedgerStore.Recorded.NOTHING);
        }
    }
}
