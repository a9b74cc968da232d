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
package io.github.pop3x.session;

import java.time.Duration;
import java.time.Instant;

/**
 * A time until which something waits. If the clock is put back to before the wait began, the wait begins again: it lasts as
 * long as it was to last, and not for as long as the clock was wrong. Not thread-safe.
 */
final class Pause {

    private Instant from = Instant.MIN;
    private Instant until = Instant.MIN;

    /** Waits until a time, from another one on. */
    void set(Instant begin, Instant end) {
        from = begin;
        until = end;
    }

    /** Waits no longer. */
    void clear() {
        set(Instant.MIN, Instant.MIN);
    }

    /** Until when, as seen now; in the past if nothing is waited for. */
    Instant until(Instant now) {
        if (now.isBefore(from)) {
            set(now, now.plus(Duration.between(from, until)));
        }
        return until;
    }
}
