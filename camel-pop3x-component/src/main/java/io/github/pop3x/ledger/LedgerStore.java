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

/**
 * Where entries outlive their ledger. Calls for one mailbox come one at a time, from any thread.
 */
public interface LedgerStore {

    /**
     * What is recorded of a mailbox.
     *
     * @throws IOException if it cannot be read; nothing is routed without it
     */
    Collection<LedgerEntry> load(String mailbox) throws IOException;

    /**
     * Records an entry in place of the one with the same identity. Durable, as far as the store is, on return.
     *
     * @throws IOException if it cannot be written
     */
    void save(String mailbox, LedgerEntry entry) throws IOException;

    /**
     * Removes what is recorded of a message.
     *
     * @throws IOException if it cannot be written
     */
    void forget(String mailbox, MessageIdentity identity) throws IOException;
}
