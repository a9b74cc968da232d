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
package io.github.pop3x.context;

import java.time.Duration;

import io.github.pop3x.testing.VirtualTime;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A mailbox alone is polled at once, and many that start together one after the other. */
class FirstPollsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualTime time = new VirtualTime();
    private double random = 1;
    private final FirstPolls polls = new FirstPolls(time::nanoTime, () -> random);

    @Test
    void eachComesTenMillisecondsAfterTheOneBefore() {
        for (int before = 0; before < 100; before++) {
            assertEquals(FirstPolls.BETWEEN.multipliedBy(before), polls.later(MINUTE));
        }
    }

    @Test
    void chanceTakesAwayHalfAtMost() {
        polls.later(MINUTE);
        random = 0;
        assertEquals(FirstPolls.BETWEEN.dividedBy(2), polls.later(MINUTE));
        random = 0.5;
        assertEquals(FirstPolls.BETWEEN.multipliedBy(2).multipliedBy(3).dividedBy(4), polls.later(MINUTE));
    }

    @Test
    void oneThatIsAddedLaterIsPolledAtOnce() {
        for (int i = 0; i < 1_000; i++) {
            polls.later(MINUTE);
        }
        time.pass(FirstPolls.BETWEEN.multipliedBy(1_000));
        assertEquals(Duration.ZERO, polls.later(MINUTE));
        time.pass(Duration.ofDays(1));
        assertEquals(Duration.ZERO, polls.later(MINUTE));
    }

    @Test
    void thousandsAreSpreadEvenlyOverTheDelay() {
        int[] seconds = new int[60];
        for (int i = 0; i < 18_000; i++) {
            seconds[(int) polls.later(MINUTE).toSeconds()]++;
        }
        for (int count : seconds) {
            assertEquals(300, count);
        }
    }

    @Test
    void noneIsLaterThanTheDelay() {
        for (int i = 0; i < 1_000; i++) {
            assertTrue(polls.later(Duration.ofMillis(500)).toMillis() < 500);
            assertEquals(Duration.ZERO, polls.later(Duration.ZERO));
        }
    }
}
