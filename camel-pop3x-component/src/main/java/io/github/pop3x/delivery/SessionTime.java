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
import java.util.function.LongSupplier;

/**
 * How much of its time a session has used, from when this object is made. A session that goes on for too long is cut off in
 * the middle: what may wait for the next one is begun in the first part of the time alone.
 */
final class SessionTime {

    private final long limitNanos;
    private final LongSupplier nanoTime;
    private final long begun;

    /** @param limit how long the session may last */
    SessionTime(Duration limit, LongSupplier nanoTime) {
        limitNanos = limit.toNanos();
        this.nanoTime = nanoTime;
        begun = nanoTime.getAsLong();
    }

    boolean isInFirstQuarter() {
        return isInFirst(4);
    }

    boolean isInFirstHalf() {
        return isInFirst(2);
    }

    private boolean isInFirst(int part) {
        return nanoTime.getAsLong() - begun < limitNanos / part;
    }
}
