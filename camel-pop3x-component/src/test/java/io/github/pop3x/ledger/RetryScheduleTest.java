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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RetryScheduleTest {

    private static final long START = HandClock.START.toEpochMilli();

    private static LedgerEntry failed(int attempts, int retrievalFailures) {
        LedgerEntry entry = LedgerEntry.unseen(MessageLife.MESSAGE);
        for (int i = 0; i < attempts; i++) {
            entry = entry.started(MessageLife.HEADER, START).in(EntryState.FAILED);
        }
        for (int i = 0; i < retrievalFailures; i++) {
            entry = entry.retrievalFailed(START);
        }
        return entry;
    }

    private static void assertDueAfter(Duration wait, Duration delay, LedgerEntry entry) {
        RetrySchedule retries = new RetrySchedule(delay);
        assertFalse(retries.isDue(entry, START + wait.toMillis() - 1));
        assertTrue(retries.isDue(entry, START + wait.toMillis()));
    }

    @ParameterizedTest
    @CsvSource({
        "PT1M,  1, PT1M",
        "PT1M,  2, PT1M",
        "PT1M,  3, PT2M",
        "PT1M,  4, PT4M",
        "PT1M,  7, PT32M",
        "PT1M,  8, PT1H",
        "PT1M,  9, PT1H",
        "PT1M,  1000000, PT1H",
        "PT40M, 3, PT1H",
        "PT2H,  1, PT2H",
        "PT2H,  3, PT2H",
        "PT2H,  1000000, PT2H",
        "P3650D, 100, P3650D",
    })
    void theWaitDoublesFromTheThirdAttemptToAnHour(Duration delay, int attempts, Duration wait) {
        LedgerEntry one = failed(1, 0);
        LedgerEntry entry = LedgerEntry.builder(one.identity())
                .state(one.state())
                .attempts(attempts, one.attemptedAt())
                .fingerprint(one.fingerprint())
                .build();
        assertDueAfter(wait, delay, entry);
    }

    @ParameterizedTest
    @CsvSource({"1, PT1M", "2, PT1M", "3, PT2M", "4, PT4M", "5, P1D", "6, P1D", "40, P1D"})
    void aRefusedRetrievalIsRetriedDailyAfterFiveFailures(int failures, Duration wait) {
        assertDueAfter(wait, Duration.ofMinutes(1), failed(0, failures));
    }

    @Test
    void bothWaitsCount() {
        assertDueAfter(Duration.ofMinutes(4), Duration.ofMinutes(1), failed(4, 1));
        assertDueAfter(Duration.ofMinutes(4), Duration.ofMinutes(1), failed(1, 4));
    }

    @Test
    void onlyRetrievalsCountForWhatWasDelivered() {
        RetrySchedule retries = new RetrySchedule(Duration.ofMinutes(1));
        assertTrue(retries.isRetrievalDue(failed(9, 0), START));
        assertFalse(retries.isRetrievalDue(failed(9, 1), START));
    }

    @Test
    void aMessageNeverTriedIsDue() {
        assertTrue(new RetrySchedule(Duration.ofHours(1)).isDue(LedgerEntry.unseen(MessageLife.MESSAGE), START));
    }

    @Test
    void withoutADelayThereIsNoWait() {
        assertTrue(new RetrySchedule(Duration.ZERO).isDue(failed(10, 4), START));
    }
}
