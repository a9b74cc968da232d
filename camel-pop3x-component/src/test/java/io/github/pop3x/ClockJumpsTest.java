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

import java.util.List;

import io.github.pop3x.testing.campaign.Campaign;
import io.github.pop3x.testing.campaign.ClockStory;
import io.github.pop3x.testing.campaign.ClockStory.Jump;
import io.github.pop3x.testing.campaign.ClockStory.Setting;
import org.junit.jupiter.api.Test;

/**
 * The clock jumps at each event of two weeks of polls, back and forward, for good and for a while. The promise of delivery
 * is kept, nothing waits for longer than it should, and nothing is deleted early.
 *
 * <p>{@code -Dpop3x.clock.step=7} makes every seventh of the jumps, {@code -Plong} makes them all.
 */
class ClockJumpsTest {

    private static final int STEP = Integer.getInteger("pop3x.clock.step", 101);

    private static final List<Setting> SETTINGS = List.of(
            new Setting(true, 0, false),
            new Setting(true, 0, true),
            new Setting(true, 3, false),
            new Setting(true, 3, true),
            new Setting(false, 0, false),
            new Setting(false, 0, true));

    @Test
    void aClockThatJumpsLosesAndRepeatsNoMessageAndHoldsNoneBack() throws Exception {
        try (ClockStory story = new ClockStory()) {
            Campaign campaign = new Campaign("Clock jumps", STEP);
            for (Setting setting : SETTINGS) {
                int events = story.measure(setting);
                for (Jump jump : Jump.values()) {
                    for (int event = 0; event < events; event++) {
                        int at = event;
                        campaign.next(setting + ": " + jump, () -> story.tell(setting, jump, at));
                    }
                }
            }
            campaign.end();
        }
    }
}
