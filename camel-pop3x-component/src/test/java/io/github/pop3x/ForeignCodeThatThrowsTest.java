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

import java.util.Map;
import java.util.function.Supplier;

import io.github.pop3x.testing.campaign.Campaign;
import io.github.pop3x.testing.campaign.ForeignCodeFlow;
import org.junit.jupiter.api.Test;

/**
 * Each piece of foreign code that the component calls throws at each of its calls: routes, completions, bindings, filters,
 * credentials, repositories, ledger stores, threads, event notifiers, exception handlers, poll strategies. Each message is
 * delivered all the same and none twice, the schedule goes on, and no place, claim, octet or connection is left.
 *
 * <p>{@code -Dpop3x.errors.step=7} makes every seventh of the cases, {@code -Plong} makes them all.
 */
class ForeignCodeThatThrowsTest {

    private static final int STEP = Integer.getInteger("pop3x.errors.step", 13);

    @Test
    void whatEachCallThrowsLosesAndRepeatsNoMessageAndLeavesNothingBehind() throws Exception {
        Campaign campaign = new Campaign("Foreign code that throws", STEP);
        for (ForeignCodeFlow flow : ForeignCodeFlow.values()) {
            Map<String, Integer> calls = flow.measure();
            for (Map.Entry<String, Integer> code : calls.entrySet()) {
                for (int call = 1; call <= code.getValue(); call++) {
                    for (Map.Entry<String, Supplier<Throwable>> failure :
                            ForeignCodeFlow.failures().entrySet()) {
                        int at = call;
                        campaign.next(
                                flow + ": " + code.getKey(),
                                () -> flow.tell(code.getKey(), at, failure.getKey(), failure.getValue()));
                    }
                }
            }
        }
        campaign.end();
    }
}
