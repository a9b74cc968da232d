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
import java.util.List;

import io.github.pop3x.benchmark.contender.Contender;
import io.github.pop3x.benchmark.contender.Fidelity;
import io.github.pop3x.benchmark.contender.NativeTools;
import io.github.pop3x.benchmark.contender.Runner;
import io.github.pop3x.benchmark.report.Machine;
import io.github.pop3x.benchmark.report.Outcome;
import io.github.pop3x.benchmark.report.Report;
import io.github.pop3x.benchmark.report.ScenarioOutcome;
import io.github.pop3x.benchmark.server.Dovecot;
import io.github.pop3x.benchmark.server.Traffic;

/** camel-pop3x beside other POP3 clients and beside the server's own limit. See README.md beside this module. */
public final class Benchmark {

    private final Settings settings;
    private final NativeTools tools;

    private Benchmark(Settings settings) throws IOException {
        this.settings = settings;
        this.tools = NativeTools.build(settings.directory().resolve("tools"));
    }

    /**
     * Runs it; ends with 1 if camel-pop3x, or LIMIT itself, failed anywhere. What it is to do is in system properties,
     * see {@link Settings}.
     */
    public static void main(String[] arguments) throws IOException {
        // Whoever stops the run stops the contenders, too.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy),
                        "stop-contenders"));
        Settings settings = Settings.of(System::getProperty);
        Report report = new Benchmark(settings).run();
        if (settings.page() != null) {
            report.publish(settings.page());
        }
        System.out.println(report.text());
        System.exit(report.isWhole() ? 0 : 1);
    }

    private Report run() throws IOException {
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
                // Each time: whoever stops a long run keeps what it found.
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
        say("%s", scenario.title());
        Path home = settings.directory().resolve("contenders").resolve("limit");
        try (Arena arena = new Arena(scenario, dovecot);
                Runner limit = Contender.limit(tools, home)) {
            Traffic.Count traffic = arena.counted(limit, Fidelity.AT_LEAST);
            Duel duel = new Duel(settings, tools, scenario, arena, limit);
            List<Outcome> outcomes = new ArrayList<>();
            for (Contender contender : contenders) {
                Outcome outcome = duel.fight(contender);
                say("  %-20s %s", outcome.title(), outcome.summary());
                outcomes.add(outcome);
            }
            return new ScenarioOutcome(scenario.id(), scenario.title(), scenario.goal(), traffic, outcomes);
        }
    }

    private static void say(String format, Object... arguments) {
        System.out.printf(format + "%n", arguments);
    }
}
