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
import java.util.Set;

import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.MessageIdentity;

/** A store that does what another one does, but for what a test changes. */
public abstract class ForwardingStore implements LedgerStore {

    private final LedgerStore store;

    /** @param store where the entries are */
    protected ForwardingStore(LedgerStore store) {
        this.store = store;
    }

    @Override
    public Recorded load(String mailbox) throws IOException {
        return store.load(mailbox);
    }

    @Override
    public void save(String mailbox, Collection<LedgerEntry> entries) throws IOException {
        store.save(mailbox, entries);
    }

    @Override
    public void amend(String mailbox, Collection<Amendment> amendments) throws IOException {
        store.amend(mailbox, amendments);
    }

    @Override
    public Set<MessageIdentity> tryToAmend(String mailbox, Collection<Amendment> amendments) throws IOException {
        return store.tryToAmend(mailbox, amendments);
    }

    @Override
    public Collection<LedgerEntry> reload(String mailbox, Collection<MessageIdentity> identities) throws IOException {
        return store.reload(mailbox, identities);
    }

    @Override
    public void forget(String mailbox, Collection<MessageIdentity> identities) throws IOException {
        store.forget(mailbox, identities);
    }

    @Override
    public void forgetUnchanged(String mailbox, Collection<LedgerEntry> entries) throws IOException {
        store.forgetUnchanged(mailbox, entries);
    }

    @Override
    public void markBaseline(String mailbox) throws IOException {
        store.markBaseline(mailbox);
    }

    @Override
    public void sync() throws IOException {
        store.sync();
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
