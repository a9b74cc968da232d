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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Routes that do not come to an end: which of them were reported, and which an operator has given up.
 *
 * <p>What was given up is remembered until the process ends, since its verdict may come at any time, or never; such acts
 * are few.
 */
final class OverdueAttempts {

    private final Set<Attempt> reported = new HashSet<>();
    /** With the header of what was routed, for another message may have come under its id. */
    private final Map<Attempt, Fingerprint> givenUp = new HashMap<>();

    /** One start of a route with a message, counted from 1. */
    private record Attempt(MessageIdentity identity, int number) {
        static Attempt of(LedgerEntry entry) {
            return new Attempt(entry.identity(), entry.attempts());
        }
    }

    /**
     * Picks those that were not reported before.
     *
     * @param overdue all that are overdue now; what is not, is reported again if it ever is
     */
    List<LedgerEntry> unreported(List<LedgerEntry> overdue) {
        Set<Attempt> before = Set.copyOf(reported);
        reported.clear();
        List<LedgerEntry> news = new ArrayList<>();
        for (LedgerEntry entry : overdue) {
            reported.add(Attempt.of(entry));
            if (!before.contains(Attempt.of(entry))) {
                news.add(entry);
            }
        }
        return news;
    }

    void giveUp(LedgerEntry inFlight) {
        givenUp.put(Attempt.of(inFlight), inFlight.fingerprint());
    }

    boolean isGivenUp(MessageIdentity identity, int attempt) {
        return givenUp.containsKey(new Attempt(identity, attempt));
    }

    /** Tells whether an entry is about the message of an attempt that was given up. */
    boolean isSameMessage(LedgerEntry entry, int attempt) {
        return givenUp.get(new Attempt(entry.identity(), attempt)).equals(entry.fingerprint());
    }
}
