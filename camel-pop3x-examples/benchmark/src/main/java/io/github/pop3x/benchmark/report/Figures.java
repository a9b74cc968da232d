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
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

import io.github.pop3x.benchmark.Round;

/**
 * What a contender's rounds took.
 *
 * @param seconds of each round, in their order
 * @param cpuSeconds the median, or empty if unknown
 * @param heapOctets the most of all rounds, or empty if unknown
 * @param residentOctets the most of all rounds, or empty if unknown
 */
public record Figures(
        List<Double> seconds, OptionalDouble cpuSeconds, OptionalLong heapOctets, OptionalLong residentOctets) {

    private static final double NANOS = 1e9;

    /** Sums rounds up, at least one. */
    public static Figures of(List<Round> rounds) {
        List<Double> cpu = rounds.stream()
                .filter(round -> round.cpuNanos() != Round.UNKNOWN)
                .map(round -> round.cpuNanos() / NANOS)
                .toList();
        return new Figures(
                rounds.stream().map(round -> round.nanos() / NANOS).toList(),
                cpu.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Statistics.of(cpu).median()),
                most(rounds, Round::heapOctets),
                most(rounds, Round::residentOctets));
    }

    private static OptionalLong most(List<Round> rounds, ToLongFunction<Round> figure) {
        return rounds.stream()
                .mapToLong(figure)
                .filter(value -> value != Round.UNKNOWN)
                .max();
    }
}
