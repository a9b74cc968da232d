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
package io.github.pop3x.ledger.model;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.MessageIdentity;

/** A store as one process sees it: its next write may fail or hang, and the process may die in it. */
final class TroubledStore implements LedgerStore {

    enum Trouble {
        NONE,
        REFUSES,
        LOSES_ITS_ANSWER,
        HANGS,
        DIES_BEFORE,
        DIES_AFTER
    }

    private final LedgerStore store;
    private final Runnable whileHanging;
    private Trouble next = Trouble.NONE;
    private boolean dead;

    /** @param whileHanging what others do while a write hangs */
    TroubledStore(LedgerStore store, Runnable whileHanging) {
        this.store = store;
        this.whileHanging = whileHanging;
    }

    void next(Trouble trouble) {
        next = trouble;
    }

    /** Tells whether the process died in a write. */
    boolean isDead() {
        return dead;
    }

    private interface Write {
        void run() throws IOException;
    }

    private void write(Write write) throws IOException {
        Trouble trouble = next;
        next = Trouble.NONE;
        if (dead) {
            throw new IOException("the process is dead");
        }
        switch (trouble) {
            case REFUSES -> throw new IOException("disk full");
            case DIES_BEFORE -> {
                dead = true;
                throw new IOException("died before the write");
            }
            case HANGS -> {
                whileHanging.run();
                write.run();
            }
            default -> write.run();
        }
        if (trouble == Trouble.LOSES_ITS_ANSWER) {
            throw new IllegalStateException("connection reset");
        }
        if (trouble == Trouble.DIES_AFTER) {
            dead = true;
            throw new IOException("died after the write");
        }
    }

    @Override
    public Recorded load(String mailbox) throws IOException {
        return store.load(mailbox);
    }

    @Override
    public Collection<LedgerEntry> reload(String mailbox, Collection<MessageIdentity> identities) throws IOException {
        return store.reload(mailbox, identities);
    }

    @Override
    public void save(String mailbox, Collection<LedgerEntry> entries) throws IOException {
        write(() -> store.save(mailbox, entries));
    }

    @Override
    public void amend(String mailbox, Collection<Amendment> amendments) throws IOException {
        write(() -> store.amend(mailbox, amendments));
    }

    @Override
    public Set<MessageIdentity> tryToAmend(String mailbox, Collection<Amendment> amendments) throws IOException {
        Set<MessageIdentity> refused = new HashSet<>();
        write(() -> refused.addAll(store.tryToAmend(mailbox, amendments)));
        return refused;
    }

    @Override
    public void forget(String mailbox, Collection<MessageIdentity> identities) throws IOException {
        write(() -> store.forget(mailbox, identities));
    }

    @Override
    public void forgetUnchanged(String mailbox, Collection<LedgerEntry> entries) throws IOException {
        write(() -> store.forgetUnchanged(mailbox, entries));
    }

    @Override
    public void markBaseline(String mailbox) throws IOException {
        write(() -> store.markBaseline(mailbox));
    }

    @Override
    public void sync() throws IOException {
        write(store::sync);
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
    public void close() {
        // The store outlives the process.
    }
}
