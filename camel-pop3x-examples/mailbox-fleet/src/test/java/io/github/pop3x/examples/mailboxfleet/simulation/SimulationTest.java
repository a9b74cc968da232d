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

import java.util.SplittableRandom;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The simulation of the scheduler agrees with the arithmetic, where there is enough and where there is too little. */
class SimulationTest {

    private static final long SEED = 7;
    private static final int MAILBOXES = 10_000;
    private static final double HOURS = 2;

    private static final Percentage TENTH = Percentage.withPercentage(10);

    private final Scenario enough = new Scenario("enough", MAILBOXES, 2, 1, 3, 8, 100, true, 5, HOURS, true, SEED);

    private Arithmetic arithmetic;

    @Test
    void withEnoughOfAllDrainsBeginInTime() {
        Measures measures = run(enough);
        Arithmetic.Need need = arithmetic.need(0);
        assertThat(arithmetic.lateSeconds()).isZero();
        assertThat(measures.drainsPerSecond()).isCloseTo(need.drains(), TENTH);
        assertThat(measures.statementsPerSecond()).isCloseTo(need.statements(), TENTH);
        assertThat(measures.busyThreads()).isCloseTo(need.threads(), TENTH);
        assertThat(measures.utilisation(2)).isCloseTo(need.databases() / 2, TENTH);
        assertThat(measures.late(0.99)).isLessThan(2);
    }

    @Test
    void theMailboxesOfAKilledWorkerComeBackAfterTheirLease() {
        Measures measures = run(new Scenario("killed", MAILBOXES, 1, 4, 3, 8, 100, true, 600, HOURS, true, SEED));
        double lease = Scenario.HEARTBEATS * Scenario.HEARTBEAT_MICROS / 1e6;
        assertThat(measures.heldByKilled).isPositive();
        assertThat(measures.revivals - measures.wrongRevivals).isEqualTo(measures.heldByKilled);
        assertThat((measures.lastRevivedMicros - enough.killMicros()) / 1e6)
                .isBetween(lease - 15, lease + 3 * Scenario.HEARTBEAT_MICROS / 1e6);
    }

    @Test
    void aDatabaseThatPausesIsBehindForALittleLonger() {
        Measures measures = run(enough);
        double seconds = measures.recoverySeconds(enough.pauseMicros(), 5);
        assertThat(seconds).isBetween(Scenario.PAUSE_MICROS / 1e6, 3 * Scenario.PAUSE_MICROS / 1e6);
    }

    @Test
    void withTooSmallADatabaseDrainsAreLateAsPredicted() {
        Measures measures = run(new Scenario("small", 50_000, 1, 0.06, 1, 64, 1000, true, 5, 4, false, SEED));
        assertThat(arithmetic.lateSeconds()).isGreaterThan(60);
        assertThat(measures.utilisation(1)).isCloseTo(1, within(0.02));
        assertThat(measures.late(0.5)).isCloseTo(arithmetic.lateSeconds(), TENTH);
    }

    @Test
    void withTooFewThreadsDrainsAreLateAsPredicted() {
        Measures measures = run(new Scenario("few", MAILBOXES, 1, 4, 1, 2, 100, true, 5, 4, false, SEED));
        assertThat(arithmetic.lateSeconds()).isGreaterThan(60);
        assertThat(measures.busyThreads()).isCloseTo(2, within(0.1));
        assertThat(measures.late(0.5)).isCloseTo(arithmetic.lateSeconds(), TENTH);
    }

    @Test
    void aRunIsTheSameAgain() {
        Measures one = run(enough);
        Measures other = run(enough);
        assertThat(other.claims).isEqualTo(one.claims);
        assertThat(other.threadMicros).isEqualTo(one.threadMicros);
    }

    @Test
    void rowsThatAreClaimedByThemselvesAreClaimedInVainByOthers() {
        Measures measures = run(new Scenario("fetch", MAILBOXES, 1, 4, 6, 8, 100, false, 5, HOURS, false, SEED));
        assertThat(measures.lostPicks).isPositive();
        assertThat(measures.drainsPerSecond()).isCloseTo(arithmetic.need(0).drains(), TENTH);
    }

    private Measures run(Scenario scenario) {
        SplittableRandom random = new SplittableRandom(scenario.seed());
        Mailboxes mailboxes = new Mailboxes(scenario.mailboxes(), random);
        arithmetic = new Arithmetic(scenario, mailboxes);
        return new Simulation(scenario, mailboxes, random).run();
    }
}
