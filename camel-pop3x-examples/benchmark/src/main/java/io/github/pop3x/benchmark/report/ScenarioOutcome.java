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
import java.util.Optional;
import java.util.stream.Stream;

import io.github.pop3x.benchmark.server.TrafficCount;

/**
 * A row of the table.
 *
 * @param id names the scenario
 * @param title names it for people
 * @param goal how many times as long as LIMIT camel-pop3x may take
 * @param limitTraffic what one round of LIMIT sent and received
 * @param outcomes the contenders'
 */
public record ScenarioOutcome(String id, String title, double goal, TrafficCount limitTraffic, List<Outcome> outcomes) {

    /** Half of LIMIT's rounds lie further apart than this part of their median: then nobody's figures mean much. */
    private static final double BELIEVABLE_SPREAD = 0.15;

    /** Those who ran, with the row's own mailbox and not with a part of it. */
    Stream<Outcome> whole() {
        return outcomes.stream()
                .filter(outcome -> !outcome.isFailed() && outcome.scenario().equals(title));
    }

    /** All rounds of LIMIT, or empty if nobody ran with the whole mailbox. */
    public Optional<Statistics> limit() {
        List<Double> seconds =
                whole().flatMap(outcome -> outcome.limit().seconds().stream()).toList();
        return seconds.isEmpty() ? Optional.empty() : Optional.of(Statistics.of(seconds));
    }

    /** Whether LIMIT's own times differ so much that the figures are not to be believed. */
    public boolean isNoisy() {
        return limit().filter(limit -> limit.spread() > BELIEVABLE_SPREAD).isPresent();
    }
}
