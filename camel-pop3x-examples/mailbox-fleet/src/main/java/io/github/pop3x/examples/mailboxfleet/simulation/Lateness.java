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

/** How late drains began, by the tenth of a minute in which they did. */
final class Lateness {

    static final long WINDOW_MICROS = 10_000_000;

    /** Steps of a twentieth of a power of two. */
    private static final int STEPS = 20;

    private static final int BUCKETS = 24 * STEPS;

    private final int[][] counts;
    private final int[] maxMillis;

    Lateness(long endMicros) {
        counts = new int[(int) (endMicros / WINDOW_MICROS) + 1][BUCKETS];
        maxMillis = new int[counts.length];
    }

    void add(long nowMicros, int millis) {
        int window = (int) (nowMicros / WINDOW_MICROS);
        int bucket = (int) (STEPS * Math.log(Math.max(1, millis)) / Math.log(2));
        counts[window][Math.min(bucket, BUCKETS - 1)]++;
        maxMillis[window] = Math.max(maxMillis[window], millis);
    }

    int windows() {
        return counts.length;
    }

    long count(int from, int to) {
        return Arrays.stream(counts, from, to).mapToLong(Lateness::sum).sum();
    }

    private static long sum(int[] counts) {
        return Arrays.stream(counts).asLongStream().sum();
    }

    double maxSeconds(int from, int to) {
        return Arrays.stream(maxMillis, from, to).max().orElse(0) / 1000.0;
    }

    /**
     * The lateness that this share of the drains did not exceed, to within 4 %.
     *
     * @param from the first window
     * @param to the window after the last one
     */
    double seconds(double share, int from, int to) {
        long wanted = (long) Math.ceil(share * count(from, to));
        long seen = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            for (int window = from; window < to; window++) {
                seen += counts[window][bucket];
            }
            if (seen >= wanted) {
                return Math.min(Math.pow(2, (bucket + 1.0) / STEPS) / 1000, maxSeconds(from, to));
            }
        }
        return maxSeconds(from, to);
    }
}
