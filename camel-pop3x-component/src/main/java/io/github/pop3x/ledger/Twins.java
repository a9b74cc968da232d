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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Messages that were listed together with equal id and size (RFC 1939 §7): which of them is which cannot be told. */
final class Twins {

    /** By the first of each group, how many there are, where that is more than one. */
    private final Map<MessageIdentity, Integer> groups = new HashMap<>();

    void note(MessageIdentity identity) {
        if (identity.occurrence() > 0) {
            groups.merge(identity.twin(0), identity.occurrence() + 1, Math::max);
        }
    }

    /** Tells whether no two messages were ever listed that cannot be told apart, as is usual. */
    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** All that this message may be, itself among them. */
    List<MessageIdentity> of(MessageIdentity identity) {
        if (isEmpty()) {
            return List.of(identity);
        }
        Integer count = groups.get(identity.twin(0));
        return count == null
                ? List.of(identity)
                : IntStream.range(0, count).mapToObj(identity::twin).toList();
    }

    /**
     * Ends the groups of which something is listed no more: what is left of them counts anew from 0, and only a header
     * tells which these are.
     *
     * @param isBusy whether somebody has a message now, so that its group is left as it is
     * @return all that were in those groups
     */
    List<MessageIdentity> separate(Set<MessageIdentity> listed, Predicate<MessageIdentity> isBusy) {
        List<MessageIdentity> separated = new ArrayList<>();
        for (MessageIdentity first : List.copyOf(groups.keySet())) {
            List<MessageIdentity> group = of(first);
            if (!listed.containsAll(group) && group.stream().noneMatch(isBusy)) {
                groups.remove(first);
                separated.addAll(group);
            }
        }
        return separated;
    }
}
