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

/** A store that another process writes to right after it was read. */
final class InterruptedStore implements LedgerStore {

    private final LedgerStore store;
    private Step next = () -> {};

    /** What another process does. */
    interface Step {
        void run() throws IOException;
    }

    InterruptedStore(LedgerStore store) {
        this.store = store;
    }

    /** Called once, after the next load. */
    void afterLoad(Step step) {
        next = step;
    }

    @Override
    public Recorded load(String mailbox) throws IOException {
        Recorded recorded = store.load(mailbox);
        Step step = next;
        next = () -> {};
        step.run();
        return recorded;
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
    public void forget(String mailbox, Collection<MessageIdentity> identities) throws IOException {
        store.forget(mailbox, identities);
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
