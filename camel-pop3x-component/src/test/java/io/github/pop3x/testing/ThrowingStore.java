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
package io.github.pop3x.testing;

import java.io.IOException;
import java.util.Collection;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.MessageIdentity;

/** A store that keeps nothing, and throws what no store should throw, until it is mended. */
public final class ThrowingStore implements LedgerStore {

    private volatile Predicate<LedgerEntry> refused = entry -> false;
    private volatile Supplier<? extends Throwable> failure;
    private volatile boolean failsToSync;

    /** Throws such failures, which are unchecked, for such entries from now on. */
    public void fail(Predicate<LedgerEntry> entries, Supplier<? extends Throwable> with) {
        failure = with;
        refused = entries;
    }

    /** Throws such failures when it syncs, from now on. */
    public void failToSync(Supplier<? extends Throwable> with) {
        failure = with;
        failsToSync = true;
    }

    /** Takes everything again. */
    public void mend() {
        refused = entry -> false;
        failsToSync = false;
    }

    private void fail() {
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    @Override
    public Recorded load(String mailbox) {
        return Recorded.NOTHING;
    }

    @Override
    public void save(String mailbox, Collection<LedgerEntry> entries) {
        if (entries.stream().anyMatch(refused)) {
            fail();
        }
    }

    @Override
    public void forget(String mailbox, Collection<MessageIdentity> identities) {
        // Nothing is kept.
    }

    @Override
    public void markBaseline(String mailbox) {
        // Nothing is kept.
    }

    @Override
    public void sync() throws IOException {
        if (failsToSync) {
            fail();
        }
    }

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
