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

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;

import io.github.pop3x.io.LimitedCalls;
import io.github.pop3x.io.Turn;

/**
 * A store with a time limit for its answers, for the ledger of one mailbox. A call that takes longer fails; until it
 * has come to its end, the others fail at once, since what it writes may not overtake what is written later.
 */
public final class LimitedStore implements LedgerStore {

    /** For a write, unless another limit is set. */
    public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(30);

    /** All that is recorded of a mailbox takes longer to read than a few entries to write. */
    private static final int LOADING = 10;

    private final LedgerStore store;
    private final Duration limit;
    private final LimitedCalls calls = new LimitedCalls(
            "The ledger's store",
            "Check its database or disk; changes are kept in memory until then, while this process lives");

    /** @param limit for each call; reading what is recorded of a mailbox may take ten times that for each part */
    public LimitedStore(LedgerStore store, Duration limit) {
        this.store = store;
        this.limit = limit;
    }

    /** With the default limit, unless it has one. */
    static LimitedStore of(LedgerStore store) {
        return store instanceof LimitedStore limited ? limited : new LimitedStore(store, DEFAULT_LIMIT);
    }

    /** Tells whether the ledger itself is all that keeps its entries. */
    boolean isMemory() {
        return store instanceof MemoryLedgerStore;
    }

    /** How long one turn may take: it makes a few calls of the store at most. */
    Duration longestTurn() {
        return limit.multipliedBy(2);
    }

    /** Memory answers at once. */
    private <T> T call(Duration most, Turn.Work<T, IOException> call) throws IOException {
        return isMemory() ? call.run() : calls.call(most, call::run);
    }

    private void run(Turn.Action action) throws IOException {
        call(limit, () -> {
            action.run();
            return null;
        });
    }

    @Override
    public Recorded load(String mailbox) throws IOException {
        return call(limit.multipliedBy(LOADING), () -> store.load(mailbox));
    }

    @Override
    public Page loadPage(String mailbox, String after) throws IOException {
        return call(limit.multipliedBy(LOADING), () -> store.loadPage(mailbox, after));
    }

    @Override
    public void save(String mailbox, Collection<LedgerEntry> entries) throws IOException {
        run(() -> store.save(mailbox, entries));
    }

    @Override
    public void amend(String mailbox, Collection<Amendment> amendments) throws IOException {
        run(() -> store.amend(mailbox, amendments));
    }

    @Override
    public Set<MessageIdentity> tryToAmend(String mailbox, Collection<Amendment> amendments) throws IOException {
        return call(limit, () -> store.tryToAmend(mailbox, amendments));
    }

    @Override
    public Collection<LedgerEntry> reload(String mailbox, Collection<MessageIdentity> identities) throws IOException {
        return call(limit, () -> store.reload(mailbox, identities));
    }

    @Override
    public void forget(String mailbox, Collection<MessageIdentity> identities) throws IOException {
        run(() -> store.forget(mailbox, identities));
    }

    @Override
    public void forgetUnchanged(String mailbox, Collection<LedgerEntry> entries) throws IOException {
        run(() -> store.forgetUnchanged(mailbox, entries));
    }

    @Override
    public void markBaseline(String mailbox) throws IOException {
        run(() -> store.markBaseline(mailbox));
    }

    @Override
    public void sync() throws IOException {
        run(store::sync);
    }

    @Override
    public boolean isDurable() {
        return store.isDurable();
    }

    @Override
    public boolean isShared() {
        return store.isShared();
    }

    @Override
    public void close() throws IOException {
        run(store::close);
    }
}
