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

/** Shows in one row of a table what the arithmetic predicts and what the simulation counts. */
final class SimulationReport {

    static final String HEAD = """
            | run | drains/s | predicted | statements/s of a database | predicted | database busy | predicted | threads busy | predicted | late p50 | p99 | most | predicted |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |""";

    private final Scenario scenario;
    private final Arithmetic arithmetic;
    private final Measures measures;
    private final double predictedLate;

    SimulationReport(Scenario scenario, Arithmetic arithmetic, Measures measures) {
        this.scenario = scenario;
        this.arithmetic = arithmetic;
        this.measures = measures;
        predictedLate = arithmetic.lateSeconds();
    }

    String row() {
        Arithmetic.Need need = arithmetic.need(predictedLate);
        return "| %s | %,.0f | %,.0f | %,.0f | %,.0f | %.0f %% | %.0f %% | %,.0f | %,.0f | %.1f s | %.1f s | %.1f s | %.1f s |"
                .formatted(
                        scenario.name(),
                        measures.drainsPerSecond(),
                        need.drains(),
                        measures.statementsPerSecond() / scenario.databases(),
                        need.statements() / scenario.databases(),
                        100 * measures.utilisation(scenario.databases()),
                        100 * need.databases() / scenario.databases(),
                        measures.busyThreads(),
                        need.threads(),
                        measures.late(0.5),
                        measures.late(0.99),
                        measures.latest(),
                        predictedLate);
    }

    /** What the largest host got, and how many claims failed. */
    String details() {
        return ("%s: the largest host needs %,.0f drains/s in %,.0f sessions, may have %,d, had at most %,d in a database;"
                        + " got %,.0f drains/s, late p50 %.1f s. %,d claims, %,d rows claimed by themselves, %,d of them in vain."
                        + " %,d leases ended, %,d of them of drains that ran.")
                .formatted(
                        scenario.name(),
                        arithmetic.drainsOfLargestHost(0),
                        arithmetic.sessionsOfLargestHost(0),
                        (long) scenario.hostLimit() * scenario.databases(),
                        measures.mostOfAHost,
                        measures.drainsOfLargestHost(),
                        measures.lateOfLargestHost(0.5),
                        measures.claims,
                        measures.picks,
                        measures.lostPicks,
                        measures.revivals,
                        measures.wrongRevivals);
    }

    /** How long trouble lasted; empty if there was none. */
    String trouble() {
        if (!scenario.trouble()) {
            return "";
        }
        double limit = Math.max(5, 2 * measures.late(0.99));
        return ("%s: a killed worker had %d mailboxes; the last of them was due again after %.0f s. After a database had paused"
                        + " for %d s, 99 %% of the drains were less than %.0f s late again %.0f s after its pause began.")
                .formatted(
                        scenario.name(),
                        measures.heldByKilled,
                        (measures.lastRevivedMicros - scenario.killMicros()) / 1e6,
                        Scenario.PAUSE_MICROS / 1_000_000,
                        limit,
                        measures.recoverySeconds(scenario.pauseMicros(), limit));
    }
}
