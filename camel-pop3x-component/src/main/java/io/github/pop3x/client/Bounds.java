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
package io.github.pop3x.client;

import java.time.Duration;

/** What an option may be. */
final class Bounds {

    private Bounds() {}

    /** The duration, if it is one that can be waited for. */
    static Duration positive(Duration duration, String name) {
        if (duration == null || duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be more than 0");
        }
        return duration;
    }

    /** The number, if it is from 0 to the highest; the rule says so in words. */
    static int upTo(int highest, int value, String rule) {
        if (value < 0 || value > highest) {
            throw new IllegalArgumentException(rule + ", not " + value);
        }
        return value;
    }
}
