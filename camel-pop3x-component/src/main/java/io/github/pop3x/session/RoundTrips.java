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

import java.util.OptionalLong;
import java.util.function.LongSupplier;

import io.github.pop3x.client.wire.WireLine;
import io.github.pop3x.client.wire.WireTap;

/**
 * Measures the round trips of one session: the time from a command to its answer, where no other answer was due. The
 * shortest of them is the closest to what the line takes, since a server may work on an answer for long.
 *
 * <p>For the thread that owns the session.
 */
final class RoundTrips implements WireTap {

    private final WireTap next;
    private final LongSupplier nanoTime;
    private int due;
    private boolean isMeasuring;
    private long sentAt;
    private OptionalLong shortest = OptionalLong.empty();

    /** @param next sees the same lines */
    RoundTrips(WireTap next) {
        this(next, System::nanoTime);
    }

    RoundTrips(WireTap next, LongSupplier nanoTime) {
        this.next = next;
        this.nanoTime = nanoTime;
    }

    @Override
    public void sent(String line) {
        if (due == 0) {
            isMeasuring = true;
            sentAt = nanoTime.getAsLong();
        }
        due++;
        next.sent(line);
    }

    /** The greeting answers nothing, and a line of a listing is no answer of its own. */
    @Override
    public void received(WireLine line) {
        if (due > 0 && isStatus(line)) {
            due--;
            if (isMeasuring) {
                isMeasuring = false;
                long took = Math.max(0, nanoTime.getAsLong() - sentAt);
                shortest = OptionalLong.of(Math.min(took, shortest.orElse(took)));
            }
        }
        next.received(line);
    }

    /** +OK, -ERR, or the + of a challenge (RFC 1939 §3, RFC 5034 §4). */
    private static boolean isStatus(WireLine line) {
        byte first = line.to() > line.from() ? line.octets()[line.from()] : 0;
        return first == '+' || first == '-';
    }

    /** The shortest round trip in nanoseconds; empty if there was none. */
    OptionalLong shortest() {
        return shortest;
    }
}
