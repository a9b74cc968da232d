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
package io.github.pop3x.benchmark;

import java.util.Map;

import io.github.pop3x.benchmark.contender.Contender;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTest {

    private static Settings settings(Map<String, String> properties) {
        return Settings.of(properties::get);
    }

    @Test
    void byDefaultItIsTheWholeTable() {
        Settings settings = settings(Map.of("benchmark.rounds", " "));
        assertThat(settings.scenarios()).isEqualTo(Scenario.TABLE);
        assertThat(settings.contenders()).containsExactly(Contender.values());
        assertThat(settings.rounds()).isEqualTo(7);
        assertThat(settings.page()).isNull();
    }

    @Test
    void theDefaultsLimitRowsAndRoundsOfSlowContenders() {
        assertThat(settings(Map.of()).shared()).isTrue();
        assertThat(settings(Map.of()).slowRounds()).isEqualTo(2);
        Settings full = settings(Map.of("benchmark.tier", "full"));
        assertThat(full.shared()).isFalse();
        assertThat(full.slowRounds()).isEqualTo(full.rounds());
        assertThat(Scenario.TABLE).allSatisfy(row -> assertThat(
                        (long) row.shared().messages() * row.shared().octets() * row.share())
                .isEqualTo((long) row.messages() * row.octets()));
    }

    @Test
    void shortRoundsAreRepeatedForSecondsExceptInASmokeTest() {
        assertThat(settings(Map.of()).atLeast()).hasSeconds(5);
        assertThat(settings(Map.of("benchmark.seconds", "9")).atLeast()).hasSeconds(9);
        assertThat(settings(Map.of("benchmark.tier", "smoke")).atLeast()).isZero();
        assertThat(settings(Map.of("benchmark.tier", "smoke")).warmUp()).isZero();
    }

    @Test
    void theProgramIsChosenByName() {
        assertThat(settings(Map.of()).program()).isEqualTo(Program.TABLE);
        assertThat(settings(Map.of("benchmark.program", "wire")).program()).isEqualTo(Program.WIRE);
        assertThatThrownBy(() -> settings(Map.of("benchmark.program", "race"))).hasMessageContaining("growth");
    }

    @Test
    void largeMailboxesAreForThoseWhoDoNotWait() {
        Settings settings = settings(Map.of("benchmark.program", "large"));
        assertThat(settings.scenarios())
                .extracting(Scenario::title)
                .startsWith("40,000 × 4 KiB, keep", "25,000 × 4 KiB, delete", "3,000 × 100 KiB, keep")
                .endsWith("poll of 250,000 known messages");
        assertThat(settings.contenders()).contains(Contender.MPOP).doesNotContain(Contender.ANGUS);
        assertThat(settings(Map.of("benchmark.program", "large", "benchmark.contenders", "angus"))
                        .contenders())
                .containsExactly(Contender.ANGUS);
    }

    @Test
    void smokeIsSmall() {
        Settings settings = settings(Map.of("benchmark.tier", "smoke"));
        assertThat(settings.scenarios()).hasSize(2).allMatch(row -> row.messages() <= 1000);
        assertThat(settings.rounds()).isOne();
    }

    @Test
    void rowsAndContendersCanBeChosen() {
        Settings settings = settings(Map.of(
                "benchmark.tier", "smoke", "benchmark.scenarios", "large-keep", "benchmark.contenders", "mpop, angus"));
        assertThat(settings.scenarios()).extracting(Scenario::id).containsExactly("large-keep");
        assertThat(settings.contenders()).containsExactly(Contender.MPOP, Contender.ANGUS);
    }

    @Test
    void anUnknownSettingIsNamed() {
        assertThatThrownBy(() -> settings(Map.of("benchmark.scenarios", "small")))
                .hasMessageContaining("small-keep")
                .hasMessageContaining("[small]");
        assertThatThrownBy(() -> settings(Map.of("benchmark.tier", "huge"))).hasMessageContaining("huge");
    }

    @Test
    void aRowIsNamedByWhatItIs() {
        assertThat(Scenario.TABLE)
                .extracting(Scenario::title)
                .containsExactly(
                        "5,000 × 4 KiB, keep",
                        "5,000 × 4 KiB, delete",
                        "500 × 100 KiB, keep",
                        "4 × 64 MiB, keep",
                        "500 × 4 KiB, 40 ms away, keep",
                        "500 × 4 KiB, 40 ms away, delete",
                        "poll of 50,000 known messages");
        assertThat(Scenario.TABLE.get(3).shared().title()).isEqualTo("4 × 64 MiB, keep (1/4 of it)");
    }

    @Test
    void aRowGrowsInMessagesAndOneOfFewMessagesInOctets() {
        assertThat(Scenario.TABLE.get(0).scaled(4).messages()).isEqualTo(20_000);
        Scenario large = Scenario.TABLE.get(3).scaled(0.5);
        assertThat(large.messages()).isEqualTo(4);
        assertThat(large.octets()).isEqualTo(32 << 20);
    }

    @Test
    void tasksAndRoundsSurviveTheirWayToAnotherProcess() {
        Task task = new Task(110, "alice", Work.DELETE, 5, true);
        Round round = new Round(1, 2, 3, 4, 5, 6, Round.UNKNOWN);
        IdleWatch watch = new IdleWatch(1, 2, 3, 4, 5);
        assertThat(IdleWatch.parse(watch.line())).isEqualTo(watch);
        assertThat(Task.parse(task.line())).isEqualTo(task);
        assertThat(Round.parse(round.line())).isEqualTo(round);
    }
}
