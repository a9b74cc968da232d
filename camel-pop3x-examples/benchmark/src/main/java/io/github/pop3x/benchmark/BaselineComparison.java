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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.benchmark.contender.Contender;
import io.github.pop3x.benchmark.contender.Runner;
import io.github.pop3x.benchmark.report.Findings;
import io.github.pop3x.benchmark.report.Grid;
import io.github.pop3x.benchmark.report.Grid.Column;
import io.github.pop3x.benchmark.report.Machine;
import io.github.pop3x.benchmark.report.Statistics;
import io.github.pop3x.benchmark.server.Dovecot;

/**
 * camel-pop3x of this build beside camel-pop3x of another one: does a change make a row slower? Both run warm, each in a
 * JVM of its own, in turn, so that what slows the machine down slows both. The first of each pair changes from pair to
 * pair.
 */
final class BaselineComparison {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int MOST_WARM_UPS = 100;
    private static final int MOST_PAIRS = 60;

    private static final List<String> REMARKS = List.of(
            "A ratio is that of a pair of rounds: this build's time by the baseline's. Below 1 this build is faster.");

    private final Settings settings;
    private final Path home;
    private final Grid grid = new Grid(
            "This build beside the baseline",
            new Column("scenario", "scenario", "%s"),
            new Column("contender", "contender", "%s"),
            new Column("pairs", "pairs", "%d"),
            new Column("baselineMillis", "baseline", "%.1f ms"),
            new Column("millis", "this build", "%.1f ms"),
            new Column("ratio", "ratio, median", "%.3f"),
            new Column("spread", "middle half", "±%.3f"));

    BaselineComparison(Settings settings) {
        if (settings.baseline() == null || !Files.exists(settings.baseline())) {
            throw new IllegalArgumentException("benchmark.baseline must name the target/classes of another build of"
                    + " camel-pop3x-component, and names " + settings.baseline());
        }
        this.settings = settings;
        this.home = settings.directory().resolve("contenders");
    }

    Findings run() throws IOException {
        Machine machine = Machine.here(false);
        Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<Contender> ours = settings.contenders().stream()
                .filter(contender -> contender == Contender.CAMEL_POP3X
                        || contender == Contender.CAMEL_POP3X_MAPPED
                        || contender == Contender.CAMEL_POP3X_TEXT)
                .toList();
        try (Dovecot dovecot = Dovecot.start()) {
            for (Scenario scenario : settings.scenarios()) {
                try (Arena arena = new Arena(scenario, dovecot)) {
                    for (Contender contender : ours) {
                        compare(scenario, arena, contender);
                    }
                }
            }
        }
        return new Findings(settings.program().id(), machine, began, REMARKS, List.of(grid));
    }

    private void compare(Scenario scenario, Arena arena, Contender contender) throws IOException {
        int heapMiB = settings.heapMiB() > 0 ? settings.heapMiB() : scenario.heapMiB();
        try (Runner baseline = contender.baseline(
                        settings.baseline(), heapMiB, home.resolve("baseline").resolve(contender.id()), PATIENCE);
                Runner present = contender.runner(null, heapMiB, home.resolve(contender.id()), PATIENCE)) {
            for (Runner runner : List.of(baseline, present)) {
                if (scenario.work() == Work.POLL) {
                    arena.learn(runner, contender.fidelity());
                }
                warmUp(arena, runner, contender);
            }
            pairs(scenario, arena, contender, baseline, present);
        }
    }

    private void warmUp(Arena arena, Runner runner, Contender contender) throws IOException {
        Duration spent = Duration.ZERO;
        for (int i = 0; i < MOST_WARM_UPS && spent.compareTo(settings.warmUp()) < 0; i++) {
            spent = spent.plusNanos(arena.timed(runner, contender.fidelity()).nanos());
        }
    }

    private void pairs(Scenario scenario, Arena arena, Contender contender, Runner baseline, Runner present)
            throws IOException {
        List<Double> before = new ArrayList<>();
        List<Double> after = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        Duration spent = Duration.ZERO;
        while (ratios.size() < settings.rounds()
                || ratios.size() < MOST_PAIRS && spent.compareTo(settings.atLeast()) < 0) {
            boolean baselineFirst = ratios.size() % 2 == 0;
            long first = arena.timed(baselineFirst ? baseline : present, contender.fidelity())
                    .nanos();
            long second = arena.timed(baselineFirst ? present : baseline, contender.fidelity())
                    .nanos();
            long ofBaseline = baselineFirst ? first : second;
            long ofPresent = baselineFirst ? second : first;
            before.add(ofBaseline / 1e6);
            after.add(ofPresent / 1e6);
            ratios.add((double) ofPresent / ofBaseline);
            spent = spent.plusNanos(first + second);
        }
        Statistics ratio = Statistics.of(ratios);
        System.out.println(grid.add(
                scenario.title(),
                contender.title(),
                ratios.size(),
                Statistics.of(before).median(),
                Statistics.of(after).median(),
                ratio.median(),
                ratio.spread() * ratio.median() / 2));
    }
}
