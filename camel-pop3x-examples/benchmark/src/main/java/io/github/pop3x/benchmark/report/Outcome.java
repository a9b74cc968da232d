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
import java.util.Locale;
import java.util.stream.IntStream;

import io.github.pop3x.benchmark.server.TrafficCount;

/**
 * One contender in one scenario.
 *
 * @param id names it
 * @param title names it for people
 * @param scenario the title of the scenario as it was run, which may be a part of the row's
 * @param limit LIMIT's rounds, taken in turns with the contender's; null if it failed
 * @param figures the contender's rounds; null if it failed
 * @param traffic what one round sent and received; null if it failed
 * @param failure why it failed, or null
 */
public record Outcome(
        String id,
        String title,
        String scenario,
        Figures limit,
        Figures figures,
        TrafficCount traffic,
        String failure) {

    /** A contender that could not do it. */
    public static Outcome failed(String id, String title, String scenario, String failure) {
        return new Outcome(id, title, scenario, null, null, null, String.valueOf(failure));
    }

    /** Whether it could not do it. */
    public boolean isFailed() {
        return failure != null;
    }

    /** How many times as long as LIMIT each round took, measured against the round of LIMIT just before it. */
    public List<Double> ratios() {
        return IntStream.range(0, figures.seconds().size())
                .mapToObj(i -> figures.seconds().get(i) / limit.seconds().get(i))
                .toList();
    }

    /** The outcome in a few words. */
    public String summary() {
        if (isFailed()) {
            return "failed: " + failure;
        }
        Statistics ratio = Statistics.of(ratios());
        return String.format(
                Locale.ROOT,
                "%.2f × LIMIT (%.2f to %.2f), %.3f s, %d rounds",
                ratio.median(),
                ratio.min(),
                ratio.max(),
                Statistics.of(figures.seconds()).median(),
                figures.seconds().size());
    }
}
