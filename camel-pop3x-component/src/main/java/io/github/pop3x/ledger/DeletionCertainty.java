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
 * Whether the last listing suffices to delete a message that it shows. An entry that could not be used may be that of a
 * message with the same id, and what is listed in its place another one, which no route has had.
 *
 * <p>Guarded by the monitor of the {@link LedgerMemory}.
 */
final class DeletionCertainty {

    private Set<String> unusable = Set.of();
    private boolean areAllIdsKnown = true;
    /** What was recognized by its header since the last listing. */
    private final Set<MessageIdentity> recognized = new HashSet<>();

    void listed(ListedPart listing) {
        unusable = Set.copyOf(listing.unusable());
        areAllIdsKnown = listing.areAllIdsKnown();
        recognized.clear();
    }

    void recognized(MessageIdentity identity) {
        if (!areAllIdsKnown) {
            recognized.add(identity);
        }
    }

    /** What to do about a message, where that is to delete it only as far as this is certain. */
    Decision limit(MessageIdentity identity, Decision decision) {
        if (decision != Decision.DELETE) {
            return decision;
        }
        if (unusable.contains(identity.uid())) {
            return Decision.KEEP;
        }
        return areAllIdsKnown || recognized.contains(identity) ? Decision.DELETE : Decision.VERIFY;
    }
}
