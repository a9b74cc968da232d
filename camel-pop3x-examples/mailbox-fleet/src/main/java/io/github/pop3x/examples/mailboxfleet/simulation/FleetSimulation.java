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
package io.github.pop3x.examples.mailboxfleet.simulation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.SplittableRandom;

/** Simulates fleets of ten million mailboxes in virtual time, beside the arithmetic of docs/scaling.md. */
public final class FleetSimulation {

    private static final long SEED = 20_261_129;

    private FleetSimulation() {}

    /**
     * Prints a table; it ends by itself, after some minutes.
     *
     * @param arguments the number of mailboxes, ten million if there is none; and the number of the only fleet to simulate
     */
    public static void main(String[] arguments) {
        int mailboxes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000_000;
        System.out.printf("%,d mailboxes, seed %d%n%n%s%n", mailboxes, SEED, SimulationReport.HEAD);
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        StringBuilder more = new StringBuilder();
        List<Scenario> scenarios = scenarios(mailboxes);
        if (arguments.length > 1) {
            int only = Integer.parseInt(arguments[1]);
            scenarios = scenarios.subList(only, only + 1);
        }
        for (Scenario scenario : scenarios) {
            long began = cpu.getCurrentThreadCpuTime();
            SimulationReport report = run(scenario);
            System.out.println(report.row());
            more.append("%n%s%n%s%nIt took %.0f s of a processor.%n"
                    .formatted(report.details(), report.trouble(), (cpu.getCurrentThreadCpuTime() - began) / 1e9));
        }
        Runtime runtime = Runtime.getRuntime();
        System.out.printf("%s%nThe heap may be %,d MiB large%n", more, runtime.maxMemory() >> 20);
    }

    private static SimulationReport run(Scenario scenario) {
        SplittableRandom random = new SplittableRandom(scenario.seed());
        Mailboxes mailboxes = new Mailboxes(scenario.mailboxes(), random);
        Arithmetic arithmetic = new Arithmetic(scenario, mailboxes);
        return new SimulationReport(scenario, arithmetic, new Simulation(scenario, mailboxes, random).run());
    }

    private static List<Scenario> scenarios(int m) {
        int sixth = m / 6;
        return List.of(
                new Scenario("enough", m, 6, 8, 14, 64, 200, true, 5, 2, true, SEED),
                new Scenario("too few databases", m, 2, 8, 42, 64, 600, true, 5, 2, false, SEED),
                new Scenario("one of six, rows claimed one by one", sixth, 1, 8, 14, 64, 200, false, 5, 2, false, SEED),
                new Scenario("one of six, too few threads", sixth, 1, 8, 5, 64, 200, true, 5, 2, false, SEED),
                new Scenario("one of six, silent for 30 s", sixth, 1, 8, 14, 64, 200, true, 30, 2, false, SEED),
                new Scenario("one of six, 24 drains of a host", sixth, 1, 8, 14, 64, 24, true, 5, 2, false, SEED));
    }
}
