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

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The time by which several waits together must have ended. */
final class Deadline {

    private final int whole;
    private final long end;

    private Deadline(int millis) {
        whole = millis;
        end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /**
     * A deadline counted from now.
     *
     * @param time at least a millisecond; more than 24 days are taken for 24 days
     */
    static Deadline in(Duration time) {
        return new Deadline((int) Math.max(
                1, time.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0 ? Integer.MAX_VALUE : time.toMillis()));
    }

    /**
     * What is left.
     *
     * @return at least 1 millisecond, since 0 means "for ever" to a socket
     * @throws SocketTimeoutException if nothing is
     */
    int millisLeft() throws SocketTimeoutException {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("no answer within " + whole + " ms");
        }
        return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left));
    }

    /**
     * One of several equal parts of what is left.
     *
     * @param waits how many waits have to share it
     */
    int share(int waits) throws SocketTimeoutException {
        return Math.max(1, millisLeft() / waits);
    }
}
