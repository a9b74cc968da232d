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
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.pop3x.benchmark.contender.Contender;
import io.github.pop3x.benchmark.contender.Fidelity;
import io.github.pop3x.benchmark.contender.NativeTools;
import io.github.pop3x.benchmark.contender.Runner;
import io.github.pop3x.benchmark.report.Machine;
import io.github.pop3x.benchmark.report.Outcome;
import io.github.pop3x.benchmark.report.Report;
import io.github.pop3x.benchmark.report.ScenarioOutcome;
import io.github.pop3x.benchmark.server.Dovecot;
import io.github.pop3x.benchmark.server.TrafficCount;

/** camel-pop3x beside other POP3 clients and beside the server's own limit. */
final class Benchmark {

    private final Settings settings;
    private final NativeTools tools;

    Benchmark(Settings settings) throws IOException {
        this.settings = settings;
        this.tools = NativeTools.build(settings.directory().resolve("tools"));
    }

    /** Runs it. */
    Report run() throws IOException {
        Machine machine = Machine.here(tools.limit().isPresent());
        List<Contender> present =
                settings.contenders().stream().filter(Contender::isInstalled).toList();
        say(
                "%d scenarios, %d contenders, %d rounds each, load average %.2f",
                settings.scenarios().size(), present.size(), settings.rounds(), machine.loadAverage());
        Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<ScenarioOutcome> outcomes = new ArrayList<>();
        Report report = new Report(machine, began, settings.rounds(), missing(present), List.of());
        try (Dovecot dovecot = Dovecot.start()) {
            for (Scenario scenario : settings.scenarios()) {
                outcomes.add(run(scenario, dovecot, present));
                report = report.with(outcomes);
                // Each time, so that a long run that is stopped keeps its results.
                report.write(settings.directory());
            }
        }
        return report;
    }

    private List<String> missing(List<Contender> present) {
        return settings.contenders().stream()
                .filter(contender -> !present.contains(contender))
                .map(Contender::title)
                .toList();
    }

    private ScenarioOutcome run(Scenario scenario, Dovecot dovecot, List<Contender> contenders) throws IOException {
        Map<Contender, Outcome> outcomes = new EnumMap<>(Contender.class);
        Predicate<Contender> shares = contender -> settings.shared() && contender.isPatient();
        TrafficCount traffic = run(scenario, dovecot, contenders, Predicate.not(shares), outcomes);
        if (contenders.stream().anyMatch(shares)) {
            run(scenario.shared(), dovecot, contenders, shares, outcomes);
        }
        return new ScenarioOutcome(
                scenario.id(), scenario.title(), scenario.goal(), traffic, List.copyOf(outcomes.values()));
    }

    /** Some of the contenders; gives what LIMIT sends and receives. */
    private TrafficCount run(
            Scenario scenario,
            Dovecot dovecot,
            List<Contender> contenders,
            Predicate<Contender> who,
            Map<Contender, Outcome> outcomes)
            throws IOException {
        say("%s", scenario.title());
        Path home = settings.directory().resolve("contenders").resolve("limit");
        try (Arena arena = new Arena(scenario, dovecot);
                Runner limit = Contender.limit(tools, home)) {
            TrafficCount traffic = arena.counted(limit, Fidelity.AT_LEAST);
            Duel duel = new Duel(settings, tools, scenario, arena, limit);
            for (Contender contender : contenders) {
                if (who.test(contender)) {
                    Outcome outcome = duel.fight(contender);
                    say("  %-20s %s", outcome.title(), outcome.summary());
                    outcomes.put(contender, outcome);
                }
            }
            return traffic;
        }
    }

    private static void say(String format, Object... arguments) {
        System.out.printf(format + "%n", arguments);
    }
}
