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

/** What a simulation has counted. */
final class Measures {

    final Lateness lateness;
    /** Of the host with the most mailboxes. */
    final Lateness largestHost;

    long claims;
    long picks;
    long lostPicks;
    long revivals;
    /** Revivals of drains that ran. */
    long wrongRevivals;

    double threadMicros;
    int mostOfAHost;
    /** The mailboxes that a killed worker was draining. */
    int heldByKilled;
    /** When the last of them was revived, in microseconds; 0 if none was. */
    long lastRevivedMicros;

    Snapshot steadyFrom;
    Snapshot steadyTo;

    /**
     * The counters at a time.
     *
     * @param micros the time
     * @param busyMicros of all databases
     * @param statements of all databases
     * @param threadMicros that all threads had been draining
     */
    record Snapshot(long micros, double busyMicros, long statements, double threadMicros) {}

    Measures(Scenario scenario) {
        lateness = new Lateness(scenario.endMicros());
        largestHost = new Lateness(scenario.endMicros());
    }

    /** A lease had ended. */
    void revived(long nowMicros, boolean isDead) {
        revivals++;
        if (isDead) {
            lastRevivedMicros = nowMicros;
        } else {
            wrongRevivals++;
        }
    }

    private double seconds() {
        return (steadyTo.micros - steadyFrom.micros) / 1e6;
    }

    private int from() {
        return (int) (steadyFrom.micros / Lateness.WINDOW_MICROS);
    }

    private int to() {
        return (int) (steadyTo.micros / Lateness.WINDOW_MICROS);
    }

    /** Drains a second in the steady part. */
    double drainsPerSecond() {
        return lateness.count(from(), to()) / seconds();
    }

    /** Drains a second of the largest host in the steady part. */
    double drainsOfLargestHost() {
        return largestHost.count(from(), to()) / seconds();
    }

    double statementsPerSecond() {
        return (steadyTo.statements - steadyFrom.statements) / seconds();
    }

    /** The share of its time that a database works. */
    double utilisation(int databases) {
        return (steadyTo.busyMicros - steadyFrom.busyMicros) / 1e6 / seconds() / databases;
    }

    double busyThreads() {
        return (steadyTo.threadMicros - steadyFrom.threadMicros) / 1e6 / seconds();
    }

    /** The lateness of so much of all drains in the steady part, in seconds. */
    double late(double share) {
        return lateness.seconds(share, from(), to());
    }

    double latest() {
        return lateness.maxSeconds(from(), to());
    }

    /** The same for the largest host. */
    double lateOfLargestHost(double share) {
        return largestHost.seconds(share, from(), to());
    }

    /**
     * How long after a time it lasts until as few drains are late as in the steady part.
     *
     * @return seconds; negative if the run ends before
     */
    double recoverySeconds(long afterMicros, double limitSeconds) {
        int begin = (int) (afterMicros / Lateness.WINDOW_MICROS) + 1;
        int late = begin - 1;
        int last = Math.min(lateness.windows() - 1, begin + 90);
        for (int window = begin; window < last; window++) {
            if (lateness.count(window, window + 1) == 0 || lateness.seconds(0.99, window, window + 1) > limitSeconds) {
                late = window;
            }
        }
        return late + 1 >= last ? -1 : ((late + 1) * Lateness.WINDOW_MICROS - afterMicros) / 1e6;
    }
}
