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

    private final Set<Start> reported = new HashSet<>();
    /** With the header of what was routed, for another message may have come under its id. */
    private final Map<Attempt, Fingerprint> givenUp = new HashMap<>();
    /** The highest number that was given up of a message: no later start has it, even if its entry was forgotten. */
    private final Map<MessageIdentity, Integer> lastGivenUp = new HashMap<>();

    /** One start of a route with a message, counted from 1. */
    private record Attempt(MessageIdentity identity, int number) {
        static Attempt of(LedgerEntry entry) {
            return new Attempt(entry.identity(), entry.attempts());
        }
    }

    /** A start, and when it was: the number alone may be that of another message that has come under the same id. */
    private record Start(Attempt attempt, long at) {
        static Start of(LedgerEntry entry) {
            return new Start(Attempt.of(entry), entry.attemptedAt());
        }
    }

    /**
     * Picks those that were not reported before.
     *
     * @param overdue all that are overdue now; what is not, is reported again if it ever is
     */
    List<LedgerEntry> unreported(List<LedgerEntry> overdue) {
        Set<Start> before = Set.copyOf(reported);
        reported.clear();
        List<LedgerEntry> news = new ArrayList<>();
        for (LedgerEntry entry : overdue) {
            reported.add(Start.of(entry));
            if (!before.contains(Start.of(entry))) {
                news.add(entry);
            }
        }
        return news;
    }

    void giveUp(LedgerEntry inFlight) {
        givenUp.put(Attempt.of(inFlight), inFlight.fingerprint());
        lastGivenUp.merge(inFlight.identity(), inFlight.attempts(), Math::max);
    }

    /** The lowest number that a start of a message may have, so that it is never one that was given up. */
    int lowestNumber(MessageIdentity identity) {
        return lastGivenUp.getOrDefault(identity, 0) + 1;
    }

    boolean isGivenUp(MessageIdentity identity, int attempt) {
        return givenUp.containsKey(new Attempt(identity, attempt));
    }

    /** Tells whether an entry is about the message of an attempt that was given up. */
    boolean isSameMessage(LedgerEntry entry, int attempt) {
        return givenUp.get(new Attempt(entry.identity(), attempt)).equals(entry.fingerprint());
    }
}
