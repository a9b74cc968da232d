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

import io.github.pop3x.testing.campaign.Campaign;
import io.github.pop3x.testing.campaign.TwoNodes;
import org.junit.jupiter.api.Test;

/**
 * Two nodes poll one mailbox at the same time, command by command in an order that comes from a seed. Nothing is lost,
 * nothing is routed twice, and no claim is left.
 *
 * <p>{@code -Dpop3x.interleavings=3000} makes more of them; {@code -Dpop3x.interleavings.seed=17} makes that one.
 */
class InterleavedNodesTest {

    private static final int INTERLEAVINGS = Integer.getInteger("pop3x.interleavings", 30);
    private static final Long SEED = Long.getLong("pop3x.interleavings.seed");

    @Test
    void twoNodesThatMeetAtEachCommandLoseAndRepeatNoMessage() throws Exception {
        long first = SEED == null ? 0 : SEED;
        long after = SEED == null ? INTERLEAVINGS : SEED + 1;
        try (TwoNodes nodes = new TwoNodes()) {
            Campaign campaign = new Campaign("Interleaved nodes", 1);
            for (long i = first; i < after; i++) {
                long seed = i;
                campaign.next(TwoNodes.kind(seed), () -> nodes.interleave(seed));
            }
            campaign.end();
        }
    }
}
