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

import java.time.Duration;

/**
 * When a message that failed is due again. The first two retries come one delay apart, then the wait doubles up to an
 * hour; a message that the server will not give is asked for once a day after five failures. The wait counts from when
 * the attempt began.
 *
 * @param delay the wait between two polls
 */
public record RetrySchedule(Duration delay) {

    private static final long LONGEST = Duration.ofHours(1).toMillis();
    private static final long A_DAY = Duration.ofDays(1).toMillis();
    private static final int GIVEN_UP = 5;

    /** When a message may be tried again, in milliseconds since 1970; 0 for one that was never tried. */
    public long dueAt(LedgerEntry entry) {
        return Math.max(Instants.after(entry.attemptedAt(), waitAfter(entry.attempts())), retrievalDueAt(entry));
    }

    /** Tells whether a message may be tried again at a time, in milliseconds since 1970. */
    boolean isDue(LedgerEntry entry, long now) {
        return now >= dueAt(entry);
    }

    /** Tells whether the server may be asked again for a message, however its routes ended. */
    boolean isRetrievalDue(LedgerEntry entry, long now) {
        return now >= retrievalDueAt(entry);
    }

    private long retrievalDueAt(LedgerEntry entry) {
        return entry.hasRetrievalFailures()
                ? Instants.after(entry.retrievalFailedAt(), waitAfterRetrieval(entry.retrievalFailures()))
                : Long.MIN_VALUE;
    }

    /** How long a message is left alone after a number of failures of commands that name it. */
    public Duration afterFailures(int failures) {
        return Duration.ofMillis(waitAfterRetrieval(failures));
    }

    private long waitAfterRetrieval(int failures) {
        return failures >= GIVEN_UP ? A_DAY : waitAfter(failures);
    }

    private long waitAfter(int failures) {
        if (failures == 0) {
            return 0;
        }
        long first = Instants.millis(delay);
        int doublings = Math.min(Math.max(failures - 2, 0), 30);
        return Math.max(first, Math.min(LONGEST, first << doublings));
    }
}
