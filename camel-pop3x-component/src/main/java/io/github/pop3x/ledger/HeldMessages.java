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

import java.util.HashSet;
import java.util.Set;

/**
 * The messages of a mailbox that somebody holds in this process: taken for a route, or in flight through one. Nobody else
 * gets them.
 *
 * <p>Guarded by the monitor of the {@link LedgerMemory}.
 */
final class HeldMessages {
    private final LedgerMemory memory;
    private final Set<MessageIdentity> taken = new HashSet<>();

    /** No longer taken, and not in flight before the store has their start. */
    private final Set<MessageIdentity> starting = new HashSet<>();

    HeldMessages(LedgerMemory memory) {
        this.memory = memory;
    }

    /** Returns false if the message is held already. */
    boolean take(MessageIdentity identity) {
        return !contains(identity) && taken.add(identity);
    }

    void drop(MessageIdentity identity) {
        taken.remove(identity);
    }

    /** @throws IllegalStateException if the message is not taken */
    void startBegins(MessageIdentity identity) {
        if (!taken.remove(identity)) {
            throw new IllegalStateException(identity + " is not taken");
        }
        starting.add(identity);
    }

    void startEnds(MessageIdentity identity) {
        starting.remove(identity);
    }

    boolean isTaken(MessageIdentity identity) {
        return taken.contains(identity) || starting.contains(identity);
    }

    boolean isStarting(MessageIdentity identity) {
        return starting.contains(identity);
    }

    boolean contains(MessageIdentity identity) {
        LedgerEntry entry = memory.get(identity);
        return isTaken(identity) || entry != null && entry.state() == EntryState.IN_FLIGHT;
    }
}
