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
    private boolean broken;

    void breakDown() {
        broken = true;
    }

    void recover() {
        broken = false;
    }

    LedgerEntry saved(MessageIdentity identity) {
        return entries.get(identity);
    }

    private void requireWhole() throws IOException {
        if (broken) {
            throw new IOException("disk full");
        }
    }

    @Override
    public Collection<LedgerEntry> load(String mailbox) throws IOException {
        requireWhole();
        return List.copyOf(entries.values());
    }

    @Override
    public void save(String mailbox, LedgerEntry entry) throws IOException {
        requireWhole();
        entries.put(entry.identity(), entry);
    }

    @Override
    public void forget(String mailbox, MessageIdentity identity) throws IOException {
        requireWhole();
        entries.remove(identity);
    }
}
