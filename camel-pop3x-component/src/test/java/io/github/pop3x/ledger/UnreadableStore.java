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

import io.github.pop3x.testing.ForwardingStore;

/** A shared store that is written, and cannot be read again. */
final class UnreadableStore extends ForwardingStore {

    UnreadableStore(LedgerStore store) {
        super(store);
    }

    @Override
    public Collection<LedgerEntry> reload(String mailbox, Collection<MessageIdentity> identities) throws IOException {
        throw new IOException("connection reset");
    }
}
