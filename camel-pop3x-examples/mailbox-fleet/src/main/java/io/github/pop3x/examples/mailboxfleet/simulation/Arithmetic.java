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

import java.util.function.ToDoubleFunction;

import io.github.pop3x.examples.mailboxfleet.simulation.Mailboxes.Answer;

/** What a fleet needs, by multiplication: without queues, claims that fail, and trouble. */
final class Arithmetic {

    private static final double LONGEST_SECONDS = 100_000;

    private final Scenario scenario;
    /** By interval: how many mailboxes there are whose servers answer, and their round trips added up, in seconds. */
    private final double[] serving = new double[Scenario.INTERVALS.length];

    private final double[] roundTrips = new double[serving.length];
    private final double[] ofLargestHost = new double[serving.length];
    private final double largestHostRoundTrip;
    private double silent;
    private double refusing;

    Arithmetic(Scenario scenario, Mailboxes mailboxes) {
        this.scenario = scenario;
        largestHostRoundTrip = mailboxes.roundTripMicros[0] / 1e6;
        for (int m = 0; m < mailboxes.count(); m++) {
            int interval = mailboxes.interval[m];
            if (mailboxes.answer(m) == Answer.SERVES) {
                serving[interval]++;
                roundTrips[interval] += mailboxes.roundTripMicros[mailboxes.host[m]] / 1e6;
                ofLargestHost[interval] += mailboxes.host[m] == 0 ? 1 : 0;
            } else if (mailboxes.answer(m) == Answer.IS_SILENT) {
                silent++;
            } else {
                refusing++;
            }
        }
    }

    /**
     * What is needed where each drain begins late.
     *
     * @param drains a second of mailboxes whose servers answer
     * @param attempts a second, the others included
     * @param statements a second
     * @param databases that would work all the time
     * @param threads that are busy
     */
    record Need(double drains, double attempts, double statements, double databases, double threads) {}

    /** @param lateSeconds how long after they are due drains begin */
    Need need(double lateSeconds) {
        double drains = 0;
        double threads = 0;
        double mails = 0;
        for (int i = 0; i < serving.length; i++) {
            if (serving[i] > 0) {
                double mailsEach = Scenario.MAILS_A_DAY * (Scenario.INTERVALS[i] + lateSeconds) / 86_400;
                double session = sessionSeconds(roundTrips[i] / serving[i], mailsEach);
                double rate = serving[i] / (Scenario.INTERVALS[i] + lateSeconds + session);
                drains += rate;
                threads += rate * session;
                mails += rate * mailsEach;
            }
        }
        double pause = Scenario.LONGEST_PAUSE_SECONDS + lateSeconds;
        double others = silent / (pause + scenario.silentSeconds()) + refusing / pause;
        threads += silent / (pause + scenario.silentSeconds()) * scenario.silentSeconds();
        double attempts = drains + others;
        return new Need(
                drains, attempts, statements(attempts, mails, threads), databases(attempts, mails, threads), threads);
    }

    private static double sessionSeconds(double roundTrip, double mails) {
        return Costs.SESSION_MICROS / 1e6 + roundTrip * (Costs.ROUND_TRIPS + Costs.ROUND_TRIPS_OF_A_MAIL * mails);
    }

    private double claims(double attempts) {
        return Math.max(
                scenario.databases() * scenario.workers() * 1e6 / Scenario.POLL_MICROS,
                attempts / (scenario.threads() / 2.0));
    }

    private double statements(double attempts, double mails, double threads) {
        int each = (scenario.lockAndFetch() ? Costs.READS_BEFORE - 1 : Costs.READS_BEFORE + 1) + Costs.WRITES_AFTER;
        return claims(attempts)
                + attempts * each
                + mails * Costs.WRITES_OF_A_MAIL
                + threads * 1e6 / Scenario.HEARTBEAT_MICROS;
    }

    private double databases(double attempts, double mails, double threads) {
        double nanos = scenario.lockAndFetch()
                ? Costs.LOCKED_ROW_NANOS + Costs.readNanos(Costs.READS_BEFORE - 1)
                : Costs.WRITE_NANOS + Costs.CLAIM_ROW_NANOS + Costs.readNanos(Costs.READS_BEFORE);
        double writes = attempts * Costs.WRITES_AFTER
                + mails * Costs.WRITES_OF_A_MAIL
                + threads * 1e6 / Scenario.HEARTBEAT_MICROS;
        double claim = Costs.CLAIM_NANOS + Costs.PICKED_ROW_NANOS * threads / scenario.databases();
        return (attempts * nanos + writes * Costs.WRITE_NANOS + claims(attempts) * claim) / 1e9 / scenario.cores();
    }

    /** How late drains begin when the fleet is as large as the scenario says: zero if it is large enough. */
    double lateSeconds() {
        return Math.max(late(Need::databases, scenario.databases()), late(this::threadsWithFree, threads()));
    }

    /**
     * Where claims lock rows, a worker asks for more when half of its threads are free, or at its next poll: till then these
     * threads have nothing to do.
     */
    private double threadsWithFree(Need need) {
        if (!scenario.lockAndFetch()) {
            return need.threads();
        }
        double half = (scenario.threads() / 2 - 1.0) / 2 / scenario.threads();
        double session = need.threads() / need.attempts();
        return need.threads() / (1 - Math.min(half, Scenario.POLL_MICROS / 1e6 / 2 / session));
    }

    private double threads() {
        return (double) scenario.databases() * scenario.workers() * scenario.threads();
    }

    private double late(ToDoubleFunction<Need> need, double have) {
        double less = 0;
        double more = LONGEST_SECONDS;
        if (need.applyAsDouble(need(0)) <= have) {
            return 0;
        }
        while (more - less > 0.1) {
            double middle = (less + more) / 2;
            if (need.applyAsDouble(need(middle)) > have) {
                less = middle;
            } else {
                more = middle;
            }
        }
        return more;
    }

    /** Drains a second that the largest host needs where each begins late. */
    double drainsOfLargestHost(double lateSeconds) {
        double drains = 0;
        for (int i = 0; i < serving.length; i++) {
            drains += ofLargestHost[i] / (Scenario.INTERVALS[i] + lateSeconds + largestHostSession(i, lateSeconds));
        }
        return drains;
    }

    /** Sessions at a time that the largest host needs where each drain begins late. */
    double sessionsOfLargestHost(double lateSeconds) {
        double sessions = 0;
        for (int i = 0; i < serving.length; i++) {
            double session = largestHostSession(i, lateSeconds);
            sessions += ofLargestHost[i] * session / (Scenario.INTERVALS[i] + lateSeconds + session);
        }
        return sessions;
    }

    private double largestHostSession(int interval, double lateSeconds) {
        double mails = Scenario.MAILS_A_DAY * (Scenario.INTERVALS[interval] + lateSeconds) / 86_400;
        return sessionSeconds(largestHostRoundTrip, mails);
    }
}
