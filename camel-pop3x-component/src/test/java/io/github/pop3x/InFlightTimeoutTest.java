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

import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A route that does not end is reported, which changes nothing else. */
class InFlightTimeoutTest extends FlowSetting {

    @Test
    void anOverdueRouteIsReportedAndItsMessageNotRoutedAgain() throws Exception {
        serve(true);
        mails("a");
        try (PolledRoute route = route("delete=true&sessionIdleTimeout=1&inFlightTimeout=1", held)) {
            route.poll();
            held.awaitBegun(1);
            await().until(() -> {
                assertEquals(0, route.poll());
                return !route.reports().isEmpty();
            });
            String report = route.reports().get(0);
            assertTrue(report.contains("message a has been in flight for longer than 1 ms (inFlightTimeout)"), report);
            assertEquals(List.of(), maildrop.removals());
            held.letAllGo();
            route.awaitVerdicts(1);
            int told = route.reports().size();
            assertEquals(0, route.poll());
            assertEquals(List.of("a"), maildrop.removals());
            assertEquals(List.of("a"), route.takeUids());
            assertEquals(told, route.reports().size());
        }
    }

    @Test
    void anInFlightTimeoutOfZeroReportsNothing() throws Exception {
        serve(true);
        mails("a");
        try (PolledRoute route = route("delete=true&sessionIdleTimeout=1&inFlightTimeout=0", held)) {
            route.poll();
            held.awaitBegun(1);
            assertEquals(0, route.poll());
            assertEquals(List.of(), route.reports());
            held.letAllGo();
        }
    }
}
