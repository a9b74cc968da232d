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
package io.github.pop3x.selection;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A server that removes messages by itself (RFC 2449 §6.7), against options that keep them. */
class ExpireCheckTest {

    private static Optional<String> warning(boolean delete, long deleteAfterDays, Integer expire) {
        return new ExpireCheck(delete, Duration.ofDays(deleteAfterDays), "alice@example.org")
                .warning(Optional.ofNullable(expire).map(Duration::ofDays));
    }

    @Test
    void aServerThatNeverRemovesIsNoReasonToWarn() {
        assertTrue(warning(false, 0, null).isEmpty());
        assertTrue(warning(true, 30, null).isEmpty());
    }

    @Test
    void immediateDeletesNeedNoExpiryWarning() {
        assertTrue(warning(true, 0, 0).isEmpty());
    }

    @Test
    void keepingMessagesForeverWarnsOfExpiry() {
        assertEquals(
                "The server of alice@example.org may remove a message 60 days after it came (EXPIRE), though"
                        + " delete=false leaves all there: keep what you need elsewhere, or set delete=true",
                warning(false, 0, 60).orElseThrow());
        assertTrue(warning(false, 0, 0).orElseThrow().contains("once it was retrieved"));
    }

    @Test
    void aDeleteAfterBeyondTheExpiryWarns() {
        assertTrue(warning(true, 30, 30).isEmpty());
        assertTrue(warning(true, 31, 30).orElseThrow().contains("deleteAfter"));
    }
}
