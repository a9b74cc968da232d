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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.github.pop3x.benchmark.contender.Contender;
import io.github.pop3x.benchmark.contender.Fidelity;
import io.github.pop3x.benchmark.contender.IdleRunner;
import io.github.pop3x.benchmark.contender.NativeTools;
import io.github.pop3x.benchmark.contender.Runner;
import io.github.pop3x.benchmark.report.Findings;
import io.github.pop3x.benchmark.report.Grid;
import io.github.pop3x.benchmark.report.Grid.Column;
import io.github.pop3x.benchmark.report.Machine;
import io.github.pop3x.benchmark.server.Dovecot;

/** The smallest {@code -Xmx} with which camel-pop3x does its work: a fresh JVM for each, with less and less. */
final class HeapSearch {

    private static final int[] STEPS_MIB = {256, 192, 128, 96, 64, 48, 40, 32, 28, 24, 20, 16, 14, 12, 10, 8};
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int IDLE_HEAP_MIB = 256;
    private static final int IDLE_ENDPOINTS = 1_000;
    private static final int POLLS_A_SECOND = 50;
    private static final Duration IDLE_TIME = Duration.ofSeconds(5);

    private static final List<String> REMARKS = List.of(
            "A fresh JVM does the work once with each size, cold; known messages are learnt first, in the same JVM. The"
                    + " first size is what the scenario allows. A contender that does not finish within "
                    + PATIENCE.toMinutes()
                    + " minutes has failed, too.",
            "The idle endpoints have a mailbox each and poll it, together " + POLLS_A_SECOND + " times a second.");

    private final Settings settings;
    private final NativeTools tools;
    private final Path home;
    private final Grid grid = new Grid(
            "The smallest heap",
            new Column("scenario", "scenario", "%s"),
            new Column("allowedMiB", "allowed", "%d MiB"),
            new Column("smallestMiB", "smallest that works", "%d MiB"),
            new Column("seconds", "time with the first", "%.2f s"),
            new Column("secondsAtSmallest", "with the smallest", "%.2f s"),
            new Column("failsAtMiB", "fails with", "%d MiB"),
            new Column("failure", "saying", "%s"));

    HeapSearch(Settings settings) throws IOException {
        this.settings = settings;
        this.tools = NativeTools.build(settings.directory().resolve("tools"));
        this.home = settings.directory().resolve("contenders").resolve("heap");
    }

    Findings run() throws IOException {
        Machine machine = Machine.here(tools.limit().isPresent());
        Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (Dovecot dovecot = Dovecot.start()) {
            for (Scenario scenario : settings.scenarios()) {
                try (Arena arena = new Arena(scenario, dovecot)) {
                    search(scenario.title(), scenario.heapMiB(), heapMiB -> nanos(scenario, arena, heapMiB));
                }
            }
            int endpoints = Math.max(1, (int) Math.round(IDLE_ENDPOINTS * settings.scale()));
            EndpointGrowth.mailboxes(dovecot, endpoints);
            var idle = new IdleRunner(dovecot.port(), POLLS_A_SECOND, Duration.ZERO, IDLE_TIME, home);
            search(String.format("%,d idle endpoints", endpoints), IDLE_HEAP_MIB, heapMiB -> {
                idle.run(endpoints, heapMiB);
                return null;
            });
        }
        return new Findings(settings.program().id(), machine, began, REMARKS, List.of(grid));
    }

    private Long nanos(Scenario scenario, Arena arena, int heapMiB) throws IOException {
        try (Runner route = Contender.CAMEL_POP3X.runner(tools, heapMiB, home, PATIENCE)) {
            if (scenario.work() == Work.POLL) {
                arena.learn(route, Fidelity.EXACT);
            }
            return arena.timed(route, Fidelity.EXACT).nanos();
        }
    }

    /** Less and less until it fails. */
    private void search(String title, int allowedMiB, Trial trial) {
        Integer smallest = null;
        Long first = null;
        Long last = null;
        for (int heapMiB : STEPS_MIB) {
            if (heapMiB > allowedMiB) {
                continue;
            }
            try {
                last = trial.nanos(heapMiB);
            } catch (IOException e) {
                add(title, allowedMiB, smallest, seconds(first), seconds(last), heapMiB, e.getMessage());
                return;
            }
            System.out.printf("%s: %d MiB%n", title, heapMiB);
            first = smallest == null ? last : first;
            smallest = heapMiB;
        }
        add(title, allowedMiB, smallest, seconds(first), seconds(last), null, null);
    }

    private void add(Object... values) {
        System.out.println(grid.add(values));
    }

    private static Double seconds(Long nanos) {
        return nanos == null ? null : nanos / 1e9;
    }

    /** Work with some heap. */
    @FunctionalInterface
    private interface Trial {

        /** Does it; tells how long it took, or null where that means nothing. */
        Long nanos(int heapMiB) throws IOException;
    }
}
