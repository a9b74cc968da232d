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
package io.github.pop3x.delivery;

import java.time.Duration;

import io.github.pop3x.testing.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** When a session has retrieved its share. */
class CommitIntervalTest {

    private final VirtualTime time = new VirtualTime();

    /** A session that took so long to open and list, and has asked for so many messages since. */
    private CommitInterval share(int commitEvery, Duration opening, int messages) {
        CommitInterval share = new CommitInterval(commitEvery, time::nanoTime);
        time.pass(opening);
        share.listed();
        share.begins();
        add(share, messages);
        return share;
    }

    private static void add(CommitInterval share, int messages) {
        for (int i = 0; i < messages; i++) {
            share.add();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5_000})
    void aNumberThatIsSetHoldsHoweverLongItTook(int commitEvery) {
        CommitInterval share = share(commitEvery, Duration.ofHours(1), commitEvery - 1);
        assertThat(share.isDone()).isFalse();
        share.add();
        assertThat(share.isDone()).isTrue();
    }

    @Test
    void leftAloneItIsNotLessThanAThousand() {
        CommitInterval share = share(0, Duration.ZERO, 999);
        time.pass(Duration.ofDays(1));
        assertThat(share.isDone()).isFalse();
        share.add();
        assertThat(share.isDone()).isTrue();
    }

    @Test
    void leftAloneItLastsTenTimesAsLongAsItTookToListTheMaildrop() {
        CommitInterval share = share(0, Duration.ofSeconds(2), 50_000);
        assertThat(share.isDone()).isFalse();
        time.pass(Duration.ofSeconds(20).minusNanos(1));
        assertThat(share.isDone()).isFalse();
        time.pass(Duration.ofNanos(1));
        assertThat(share.isDone()).isTrue();
    }

    @Test
    void aCommitPointRestartsTheInterval() {
        CommitInterval share = share(0, Duration.ofSeconds(1), 1_000);
        time.pass(Duration.ofSeconds(10));
        assertThat(share.isDone()).isTrue();
        share.begins();
        assertThat(share.isEmpty()).isTrue();
        add(share, 1_000);
        assertThat(share.isDone()).isFalse();
        time.pass(Duration.ofSeconds(10));
        assertThat(share.isDone()).isTrue();
    }

    @Test
    void aClockThatIsPutForwardOrBackChangesNothing() {
        CommitInterval share = share(0, Duration.ofSeconds(1), 1_000);
        time.putForward(Duration.ofHours(8));
        assertThat(share.isDone()).isFalse();
        time.putForward(Duration.ofDays(-365));
        time.pass(Duration.ofSeconds(10));
        assertThat(share.isDone()).isTrue();
    }
}
