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
package io.github.pop3x.client.wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class WireLimitsTest {

    @ParameterizedTest
    @CsvSource({
        "511, 1, 1, 0",
        "65537, 1, 1, 0",
        "512, 0, 1, 0",
        "512, 1, 0, 0",
        "512, 1, 1, -1",
        "-1, 1, 1, 0",
    })
    void limitsThatNoConversationCouldLiveWithAreRefused(int line, int lines, long octets, int drain) {
        assertThrows(IllegalArgumentException.class, () -> new WireLimits(line, lines, octets, drain));
    }

    @Test
    void theSmallestAndTheLargestReplyLineAreAccepted() {
        assertEquals(512, new WireLimits(512, 1, 1, 0).replyLine());
        assertEquals(WireInput.BUFFER, new WireLimits(WireInput.BUFFER, 1, 1, 0).replyLine());
    }

    @Test
    void theDefaultsAllowMessagesOfAnySize() {
        assertEquals(Long.MAX_VALUE, WireLimits.DEFAULT.messageOctets());
        assertEquals(8192, WireLimits.DEFAULT.replyLine());
    }
}
