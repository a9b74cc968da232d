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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps entries across ledgers, as a file would, and breaks down when told to. */
final class BookStore implements LedgerStore {

    private final Map<MessageIdentity, LedgerEntry> entries = new LinkedHashMap<>();
    private boolean baseline;
    private boolean broken;
    private int syncs;
    private int writes;

    void breakDown() {
        broken = true;
    }

    void recover() {
        broken = false;
    }

    /** The entry as it was written last, or null. */
    LedgerEntry saved(MessageIdentity identity) {
        return entries.get(identity);
    }

    int size() {
        return entries.size();
    }

    /** How many entries were written. */
    int writes() {
        return writes;
    }

    int syncs() {
        return syncs;
    }

    private void requireWhole() throws IOException {
        if (broken) {
            throw new IOException("disk full");
        }
    }

    @Override
    public Recorded load(String mailbox) throws IOException {
        requireWhole();
        return new Recorded(List.copyOf(entries.values()), baseline);
    }

    @Override
    public void save(String mailbox, Collection<LedgerEntry> changed) throws IOException {
        requireWhole();
        changed.forEach(entry -> entries.put(entry.identity(), entry));
        writes += changed.size();
    }

    @Override
    public void forget(String mailbox, Collection<MessageIdentity> identities) throws IOException {
        requireWhole();
        identities.forEach(entries::remove);
    }

    @Override
    public void markBaseline(String mailbox) throws IOException {
        requireWhole();
        baseline = true;
    }

    @Override
    public void sync() throws IOException {
        requireWhole();
        syncs++;
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void close() {
        // It outlives its ledgers.
    }
}
