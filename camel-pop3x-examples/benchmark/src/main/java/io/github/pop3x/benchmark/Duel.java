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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.benchmark.contender.Contender;
import io.github.pop3x.benchmark.contender.Fidelity;
import io.github.pop3x.benchmark.contender.NativeTools;
import io.github.pop3x.benchmark.contender.Runner;
import io.github.pop3x.benchmark.report.Figures;
import io.github.pop3x.benchmark.report.Outcome;
import io.github.pop3x.benchmark.server.TrafficCount;

/**
 * One contender against LIMIT in one scenario.
 *
 * <ol>
 *   <li>A process of its own has its octets counted and checked, and ends;
 *   <li>another one grows warm;
 *   <li>then LIMIT and the contender take turns, so that what slows the machine down slows both.
 * </ol>
 */
final class Duel {

    /** A compiler may still be at work behind thirty rounds of the shortest rows. */
    private static final int MOST_WARM_UPS = 100;

    /** Shorter rows have no more rounds than this, however long they were to last. */
    private static final int MOST_ROUNDS = 40;

    /** Few rounds are enough for a contender that takes so many times as long as LIMIT. */
    private static final int SLOW = 20;

    /** For one round of the slowest. */
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Settings settings;
    private final NativeTools tools;
    private final Scenario scenario;
    private final Arena arena;
    private final Runner limit;

    Duel(Settings settings, NativeTools tools, Scenario scenario, Arena arena, Runner limit) {
        this.settings = settings;
        this.tools = tools;
        this.scenario = scenario;
        this.arena = arena;
        this.limit = limit;
    }

    /** Runs it; a contender that fails has an outcome that says why. */
    Outcome fight(Contender contender) {
        try {
            TrafficCount traffic;
            try (Runner runner = runner(contender)) {
                traffic = arena.counted(runner, contender.fidelity());
            }
            try (Runner runner = runner(contender)) {
                if (scenario.work() == Work.POLL) {
                    arena.learn(runner, contender.fidelity());
                }
                if (contender.growsWarm()) {
                    warmUp(runner, contender.fidelity());
                }
                return rounds(contender, runner, traffic);
            }
        } catch (IOException e) {
            return Outcome.failed(contender.id(), contender.title(), scenario.title(), e.toString());
        }
    }

    private Runner runner(Contender contender) throws IOException {
        Path home = settings.directory().resolve("contenders").resolve(contender.id());
        return contender.runner(
                tools, settings.heapMiB() > 0 ? settings.heapMiB() : scenario.heapMiB(), home, PATIENCE);
    }

    private void warmUp(Runner runner, Fidelity fidelity) throws IOException {
        Duration spent = Duration.ZERO;
        for (int i = 0; i < MOST_WARM_UPS && spent.compareTo(settings.warmUp()) < 0; i++) {
            spent = spent.plusNanos(arena.timed(runner, fidelity).nanos());
        }
    }

    private Outcome rounds(Contender contender, Runner runner, TrafficCount traffic) throws IOException {
        List<Round> limits = new ArrayList<>();
        List<Round> rounds = new ArrayList<>();
        int enough = settings.rounds();
        Duration spent = Duration.ZERO;
        while (rounds.size() < enough) {
            Round mark = arena.timed(limit, Fidelity.AT_LEAST);
            Round round = arena.timed(runner, contender.fidelity());
            limits.add(mark);
            rounds.add(round);
            if (round.nanos() > SLOW * mark.nanos()) {
                enough = settings.slowRounds();
            }
            spent = spent.plusNanos(mark.nanos() + round.nanos());
            if (rounds.size() == enough && enough < MOST_ROUNDS && spent.compareTo(settings.atLeast()) < 0) {
                enough++;
            }
        }
        return new Outcome(
                contender.id(),
                contender.title(),
                scenario.title(),
                Figures.of(limits),
                Figures.of(rounds),
                traffic,
                null);
    }
}
