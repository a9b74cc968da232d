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
package io.github.pop3x.benchmark.report;

import java.util.List;

/**
 * What a few measurements say together.
 *
 * @param min the least
 * @param median the middle one, or the mean of both in the middle
 * @param max the most
 * @param spread the middle half of them, from quartile to quartile, as a part of the median
 */
public record Statistics(double min, double median, double max, double spread) {

    private static final double LOWER_QUARTILE = 0.25;
    private static final double UPPER_QUARTILE = 0.75;

    /**
     * Sums measurements up.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Statistics of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        List<Double> sorted = values.stream().sorted().toList();
        double median = quantile(sorted, 0.5);
        double middleHalf = quantile(sorted, UPPER_QUARTILE) - quantile(sorted, LOWER_QUARTILE);
        return new Statistics(sorted.get(0), median, sorted.get(sorted.size() - 1), middleHalf / median);
    }

    /** The value at a place between the least (0) and the most (1), on the line between its neighbours. */
    private static double quantile(List<Double> sorted, double place) {
        double exact = place * (sorted.size() - 1);
        int below = (int) exact;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (exact - below) * (sorted.get(above) - sorted.get(below));
    }
}
