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

import io.github.pop3x.testing.campaign.Campaign;
import io.github.pop3x.testing.campaign.SlowMailbox;
import io.github.pop3x.testing.campaign.SlowMailbox.Setting;
import org.junit.jupiter.api.Test;

/**
 * After a restart over mailboxes of growing size, behind a line with latency, sessions are too short for all that is known.
 * New mail is routed first, and the polls get on with the rest, in steps.
 *
 * <p>{@code -Dpop3x.slow.messages=16000} makes the largest of them larger.
 */
class SlowMailboxTest {

    private static final int MOST_MESSAGES = Integer.getInteger("pop3x.slow.messages", 500);

    @Test
    void afterARestartNewMailIsRoutedFirstAndTheRestIsVerifiedInSteps() throws Exception {
        try (SlowMailbox mailbox = new SlowMailbox()) {
            Campaign campaign = new Campaign("Slow mailboxes", 1);
            for (int kept = 250; kept <= MOST_MESSAGES; kept *= 2) {
                for (boolean pipelining : new boolean[] {true, false}) {
                    Setting setting = new Setting(kept, Duration.ofMillis(1), Duration.ofSeconds(1), pipelining);
                    campaign.next("%6d kept%s".formatted(kept, pipelining ? ", pipelining" : ""), () -> {
                        var failure = mailbox.restart(setting);
                        System.out.println(setting + ": " + mailbox.taken());
                        return failure;
                    });
                }
            }
            campaign.end();
        }
    }
}
