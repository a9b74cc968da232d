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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class StatisticsTest {

    @Test
    void ofAnOddNumberTheMedianIsTheMiddleOne() {
        Statistics statistics = Statistics.of(List.of(9.0, 1.0, 3.0));
        assertThat(statistics.min()).isEqualTo(1);
        assertThat(statistics.median()).isEqualTo(3);
        assertThat(statistics.max()).isEqualTo(9);
    }

    @Test
    void ofAnEvenNumberItIsBetweenTheTwoInTheMiddle() {
        assertThat(Statistics.of(List.of(4.0, 1.0, 2.0, 9.0)).median()).isEqualTo(3);
    }

    @Test
    void oneMeasurementIsAllThreeAndDoesNotSpread() {
        assertThat(Statistics.of(List.of(2.5))).isEqualTo(new Statistics(2.5, 2.5, 2.5, 0));
    }

    @Test
    void theSpreadIsTheMiddleHalfAsAPartOfTheMedian() {
        // The quartiles of 1 to 5 are 2 and 4.
        assertThat(Statistics.of(List.of(5.0, 4.0, 3.0, 2.0, 1.0)).spread()).isCloseTo(2.0 / 3, within(1e-9));
    }

    @Test
    void oneOutlierIsNoSpread() {
        assertThat(Statistics.of(List.of(1.0, 1.0, 1.0, 1.0, 50.0)).spread()).isZero();
    }

    @Test
    void statisticsOfNoMeasurementAreRefused() {
        assertThatThrownBy(() -> Statistics.of(List.of())).hasMessage("nothing was measured");
    }
}
