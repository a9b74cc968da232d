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

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import io.github.pop3x.benchmark.server.TrafficCount;

/** Reports of runs that never were. */
final class SomeReport {

    private static final TrafficCount TRAFFIC = new TrafficCount(100, 2000, 3, Map.of());

    private SomeReport() {}

    /** One scenario of this name, with one contender that ran and one that failed. */
    static Report of(String scenario, double loadAverage, List<Double> limit, List<Double> contender) {
        Outcome ran =
                new Outcome("camel-pop3x", "camel-pop3x", scenario, figures(limit), figures(contender), TRAFFIC, null);
        Outcome failed = Outcome.failed("mpop", "mpop <&>", scenario, "no & such thing");
        return new Report(
                new Machine("Processor", 2, 1L << 30, "Linux", "17", "2.3", "C", loadAverage),
                Instant.parse("2026-11-22T10:00:00Z"),
                contender.size(),
                List.of("fetchmail"),
                List.of(new ScenarioOutcome("id", scenario, 1.15, TRAFFIC, List.of(ran, failed))));
    }

    private static Figures figures(List<Double> seconds) {
        return new Figures(seconds, OptionalDouble.of(0.25), OptionalLong.empty(), OptionalLong.of(5 << 20));
    }
}
