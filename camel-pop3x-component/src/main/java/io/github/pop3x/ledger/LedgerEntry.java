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

import java.time.Instant;
import java.util.Objects;

/**
 * What is recorded of one message. Immutable; a change makes a new entry.
 *
 * @param identity which message
 * @param state how far it has come, never {@link EntryState#TAKEN}
 * @param deleteWanted whether its route's outcome asked for it to be deleted; decided once, at the verdict
 * @param attempts how often a route was started with it
 * @param goneSince since when complete listings lack it, or null while it is listed
 */
public record LedgerEntry(
        MessageIdentity identity, EntryState state, boolean deleteWanted, int attempts, Instant goneSince) {

    /** Null is neither an identity nor a state. */
    public LedgerEntry {
        Objects.requireNonNull(identity);
        Objects.requireNonNull(state);
    }

    LedgerEntry in(EntryState next) {
        return new LedgerEntry(identity, next, deleteWanted, attempts, goneSince);
    }

    LedgerEntry delivered(boolean delete) {
        return new LedgerEntry(identity, EntryState.DELIVERED, delete, attempts, goneSince);
    }

    LedgerEntry started() {
        return new LedgerEntry(identity, EntryState.IN_FLIGHT, false, attempts + 1, goneSince);
    }

    LedgerEntry gone(Instant since) {
        return new LedgerEntry(identity, state, deleteWanted, attempts, since);
    }
}
