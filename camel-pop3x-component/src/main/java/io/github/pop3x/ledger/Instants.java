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
package io.github.pop3x.ledger;

import java.time.Duration;

/** Sums of instants, in milliseconds since 1970, that end at the last instant there is: what is later than that is never. */
final class Instants {

    private Instants() {}

    /** The instant so much later; {@link Long#MAX_VALUE} if there is none. */
    static long after(long instant, long millis) {
        long sum = instant + millis;
        return millis > 0 && sum < instant ? Long.MAX_VALUE : sum;
    }

    /** As many milliseconds as a duration has; {@link Long#MAX_VALUE} if they are more than that. */
    static long millis(Duration duration) {
        return duration.compareTo(Duration.ofMillis(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : duration.toMillis();
    }
}
