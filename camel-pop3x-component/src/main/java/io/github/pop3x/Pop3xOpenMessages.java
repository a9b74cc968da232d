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
package io.github.pop3x;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.OpenEntries;
import io.github.pop3x.ledger.RetrySchedule;

/**
 * The messages of a mailbox whose routes have not ended, or have failed, as operators see them: a snapshot, for any
 * thread.
 */
final class Pop3xOpenMessages {

    private final OpenEntries entries;
    private final RetrySchedule retries;
    private final int maxAttempts;
    private final Instant now;

    /** A message whose route has not ended: which attempt that is, and since when. */
    record InFlight(String uid, int attempt, Instant since, Duration lasts) {}

    /** A message whose route or retrieval failed: how often, and before when it is not tried again. */
    record Retry(String uid, int attempts, int retrievalFailures, Instant until) {}

    /** A message that was routed as often as it may be, and when that was for the last time. */
    record Exhausted(String uid, int attempts, Instant last) {}

    /**
     * @param retries when what failed is due again
     * @param maxAttempts how often a message is routed; 0 for no limit
     * @param now by the clock of the ledger
     */
    Pop3xOpenMessages(OpenEntries entries, RetrySchedule retries, int maxAttempts, Instant now) {
        this.entries = entries;
        this.retries = retries;
        this.maxAttempts = maxAttempts;
        this.now = now;
    }

    /** Those whose route has not ended, the eldest first. */
    List<InFlight> inFlight() {
        return entries.inFlight().stream()
                .map(this::inFlight)
                .sorted(Comparator.comparing(InFlight::since))
                .toList();
    }

    private InFlight inFlight(LedgerEntry entry) {
        Instant since = Instant.ofEpochMilli(entry.attemptedAt());
        Duration lasts = Duration.between(since, now);
        return new InFlight(
                entry.identity().uid(), entry.attempts(), since, lasts.isNegative() ? Duration.ZERO : lasts);
    }

    /** Those that are tried again, the next one first. */
    List<Retry> waiting() {
        return entries.failed().stream()
                .filter(entry -> !isExhausted(entry))
                .map(entry -> new Retry(
                        entry.identity().uid(),
                        entry.attempts(),
                        entry.retrievalFailures(),
                        Instant.ofEpochMilli(retries.dueAt(entry))))
                .sorted(Comparator.comparing(Retry::until))
                .toList();
    }

    /** Those that stay on the server, the last one first. */
    List<Exhausted> exhausted() {
        return entries.failed().stream()
                .filter(this::isExhausted)
                .map(entry -> new Exhausted(
                        entry.identity().uid(), entry.attempts(), Instant.ofEpochMilli(entry.attemptedAt())))
                .sorted(Comparator.comparing(Exhausted::last).reversed())
                .toList();
    }

    /** How many there are of {@link #waiting}. */
    int countWaiting() {
        return (int)
                entries.failed().stream().filter(entry -> !isExhausted(entry)).count();
    }

    private boolean isExhausted(LedgerEntry entry) {
        return maxAttempts > 0 && entry.attempts() >= maxAttempts;
    }
}
