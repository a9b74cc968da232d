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
package io.github.pop3x.examples.mailboxfleet.simulation;

import java.util.Arrays;

/** What happens next, in the order of time and, at the same time, in that of being added. */
final class Events {

    private long[] times = new long[1024];
    private long[] values = new long[1024];
    private int size;
    private long added;

    boolean isEmpty() {
        return size == 0;
    }

    /** When the next one is, in microseconds. */
    long time() {
        return times[0];
    }

    /** Which kind the next one is. */
    int kind() {
        return (int) values[0] & 7;
    }

    /** Whom the next one is about. */
    int subject() {
        return (int) (values[0] >>> 3) & 0xFF_FFFF;
    }

    /**
     * Adds one.
     *
     * @param kind less than 8
     * @param subject less than 16 million
     */
    void add(long timeMicros, int kind, int subject) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        // The order of being added is in the upper bits; it starts again, which is of no consequence, every 2^36.
        long value = (added++ & 0xF_FFFF_FFFFL) << 27 | (long) subject << 3 | kind;
        int i = size++;
        for (int parent = (i - 1) >>> 1; i > 0 && isLess(timeMicros, value, parent); parent = (i - 1) >>> 1) {
            times[i] = times[parent];
            values[i] = values[parent];
            i = parent;
        }
        times[i] = timeMicros;
        values[i] = value;
    }

    private boolean isLess(long time, long value, int than) {
        return time != times[than] ? time < times[than] : value < values[than];
    }

    /** Takes the next one out. */
    void remove() {
        long time = times[--size];
        long value = values[size];
        int i = 0;
        for (int child = 1; child < size; child = 2 * i + 1) {
            if (child + 1 < size && isLess(times[child + 1], values[child + 1], child)) {
                child++;
            }
            if (!(times[child] < time || times[child] == time && values[child] < value)) {
                break;
            }
            times[i] = times[child];
            values[i] = values[child];
            i = child;
        }
        times[i] = time;
        values[i] = value;
    }
}
