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

/**
 * A time to wait within this process. It is held as its length and its beginning, and never as an instant: a wall clock
 * that is put forward or back neither shortens nor prolongs it, and no sum overflows.
 *
 * @param from when it began, by {@link System#nanoTime()}
 * @param length how long it lasts, not negative
 */
record Wait(long from, Duration length) {

    /** Nothing is waited for. */
    static final Wait NONE = new Wait(0, Duration.ZERO);

    /**
     * What is left of it; zero if it is over.
     *
     * @param now by {@link System#nanoTime()}
     */
    Duration left(long now) {
        if (length.isZero()) {
            return Duration.ZERO;
        }
        Duration left = length.minusNanos(now - from);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
