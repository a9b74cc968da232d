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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Messages that share unique id, size and header, taken one at a time: the second moves up into the first one's place. */
class TwinsOneByOneTest extends FlowSetting {

    @ParameterizedTest
    @ValueSource(strings = {"maxMessagesPerPoll=1", "commitEvery=1"})
    void bothAreRoutedBeforeTheSecondIsDeleted(String oneByOne) throws Exception {
        serve(true);
        maildrop.add("twin", "Subject: t\n\none\n").add("twin", "Subject: t\n\ntwo\n");
        try (PolledRoute route = route("delete=true&" + oneByOne, FlowSetting::nothing)) {
            for (int polls = 0; polls < 4; polls++) {
                route.poll();
            }
            assertEquals(List.of("twin", "twin"), route.takeUids());
            assertEquals(List.of(), maildrop.uids());
        }
    }
}
