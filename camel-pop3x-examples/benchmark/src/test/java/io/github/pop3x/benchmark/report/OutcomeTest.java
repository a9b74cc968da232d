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

import io.github.pop3x.benchmark.Round;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutcomeTest {

    private static Round round(long nanos, long cpuNanos, long residentOctets) {
        return new Round(nanos, cpuNanos, 1, 1, Round.UNKNOWN, Round.UNKNOWN, residentOctets);
    }

    @Test
    void eachRoundIsComparedWithTheRoundOfLimitBeforeIt() {
        Figures limit = Figures.of(List.of(round(1_000, 0, 0), round(2_000, 0, 0)));
        Figures contender = Figures.of(List.of(round(3_000, 0, 0), round(3_000, 0, 0)));
        Outcome outcome = new Outcome("id", "title", "row", limit, contender, null, null);
        assertThat(outcome.ratios()).containsExactly(3.0, 1.5);
        assertThat(outcome.summary()).startsWith("2.25 × LIMIT (1.50 to 3.00)");
    }

    @Test
    void cpuIsTheMedianAndMemoryTheMost() {
        Figures figures = Figures.of(List.of(round(1, 5_000_000_000L, 30), round(1, 1_000_000_000L, 40)));
        assertThat(figures.cpuSeconds()).hasValue(3);
        assertThat(figures.residentOctets()).hasValue(40);
    }

    @Test
    void anUnknownFigureIsEmpty() {
        Figures figures = Figures.of(List.of(round(1, Round.UNKNOWN, Round.UNKNOWN)));
        assertThat(figures.cpuSeconds()).isEmpty();
        assertThat(figures.heapOctets()).isEmpty();
        assertThat(figures.residentOctets()).isEmpty();
    }

    @Test
    void aFailureSaysWhy() {
        assertThat(Outcome.failed("id", "title", "row", "it broke").summary()).isEqualTo("failed: it broke");
    }
}
