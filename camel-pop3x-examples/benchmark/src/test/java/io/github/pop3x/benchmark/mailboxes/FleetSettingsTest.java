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
package io.github.pop3x.benchmark.mailboxes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FleetSettingsTest {

    private static FleetSettings settings(Map<String, String> properties) {
        return FleetSettings.of(properties::get, Path.of("target"));
    }

    @Test
    void byDefaultItIsAllPartsWithUpToTenThousand() {
        FleetSettings settings = settings(Map.of("benchmark.mailboxes", " ", "benchmark.heap", ""));
        assertThat(settings.counts()).containsExactly(1000, 5000, 10_000);
        assertThat(settings.parts()).containsExactly(Part.values());
        assertThat(settings.delay()).hasMinutes(1);
        assertThat(settings.heapMiB()).isEqualTo(512);
    }

    @Test
    void countsAndPartsCanBeChosen() {
        FleetSettings settings = settings(Map.of(
                "benchmark.mailboxes", "5, 70", "benchmark.parts", "one-host,start", "benchmark.ledger", "jdbc"));
        assertThat(settings.counts()).containsExactly(5, 70);
        assertThat(settings.parts()).containsExactly(Part.START, Part.ONE_HOST);
        assertThat(settings.ledger()).isEqualTo("jdbc");
    }

    @Test
    void anUnknownSettingIsNamed() {
        assertThatThrownBy(() -> settings(Map.of("benchmark.parts", "stop"))).hasMessageContaining("one-host");
        assertThatThrownBy(() -> settings(Map.of("benchmark.ledger", "paper"))).hasMessageContaining("journal");
    }

    @Test
    void figuresSurviveTheirWayToAnotherProcess() {
        ServerOptions options = new ServerOptions(1, 2, 3, 4, 5, Duration.ofMillis(6));
        TrafficSummary traffic = new TrafficSummary(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        ProcessFigures figures = new ProcessFigures(1, 2, 3, 4);
        assertThat(ServerOptions.parse(options.words())).isEqualTo(options);
        assertThat(TrafficSummary.parse(traffic.line())).isEqualTo(traffic);
        assertThat(ProcessFigures.parse(figures.line())).isEqualTo(figures);
    }
}
