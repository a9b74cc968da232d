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
import java.util.Collection;
import java.util.Set;

import io.github.pop3x.io.Turn;

/**
 * A store whose failures are all an {@link IOException}. A bean may throw unchecked exceptions of its framework, and any call
 * may find no memory or no thread: the ledger books such a failure as it books a full disk.
 */
final class GuardedStore implements LedgerStore {

    private final LedgerStore store;

    GuardedStore(LedgerStore store) {
        this.store = store;
    }

    private static <T> T guarded(Turn.Work<T, IOException> call) throws IOException {
        try {
            return call.run();
        } catch (RuntimeException | Error e) {
            throw new IOException("the ledger's store failed with " + e, e);
        }
    }

    private static void guard(Turn.Action action) throws IOException {
        guarded(() -> {
            action.run();
            return null;
        });
    }

    @Override
    public Recorded load(String mailbox) throws IOException {
        return guarded(() -> store.load(mailbox));
    }

    @Override
    public Page loadPage(String mailbox, String after) throws IOException {
        return guarded(() -> store.loadPage(mailbox, after));
    }

    @Override
    public void save(String mailbox, Collection<LedgerEntry> entries) throws IOException {
        guard(() -> store.save(mailbox, entries));
    }

    @Override
    public void amend(String mailbox, Collection<Amendment> amendments) throws IOException {
        guard(() -> store.amend(mailbox, amendments));
    }

    @Override
    public Set<MessageIdentity> tryToAmend(String mailbox, Collection<Amendment> amendments) throws IOException {
        return guarded(() -> store.tryToAmend(mailbox, amendments));
    }

    @Override
    public Collection<LedgerEntry> reload(String mailbox, Collection<MessageIdentity> identities) throws IOException {
        return guarded(() -> store.reload(mailbox, identities));
    }

    @Override
    public void forget(String mailbox, Collection<MessageIdentity> identities) throws IOException {
        guard(() -> store.forget(mailbox, identities));
    }

    @Override
    public void forgetUnchanged(String mailbox, Collection<LedgerEntry> entries) throws IOException {
        guard(() -> store.forgetUnchanged(mailbox, entries));
    }

    @Override
    public void markBaseline(String mailbox) throws IOException {
        guard(() -> store.markBaseline(mailbox));
    }

    @Override
    public void sync() throws IOException {
        guard(store::sync);
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
        store.close();
    }
}
