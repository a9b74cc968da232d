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

/**
 * What is simulated.
 *
 * @param name of the run
 * @param mailboxes how many there are
 * @param databases over which the mailboxes are spread
 * @param cores of each database
 * @param workers of each database
 * @param threads drains at a time of a worker
 * @param hostLimit drains of a host at a time, in each database
 * @param lockAndFetch whether a claim locks rows, as PostgreSQL can; otherwise each row is claimed by itself
 * @param silentSeconds how long a drain lasts whose server says nothing
 * @param hours of virtual time
 * @param trouble whether a worker is killed at one third of the time, and a database paused for a minute at two thirds
 * @param seed of all that is drawn
 */
record Scenario(
        String name,
        int mailboxes,
        int databases,
        double cores,
        int workers,
        int threads,
        int hostLimit,
        boolean lockAndFetch,
        int silentSeconds,
        double hours,
        boolean trouble,
        long seed) {

    /** Between two looks of a worker that finds less than it asked for. */
    static final long POLL_MICROS = 1_000_000;

    static final long HEARTBEAT_MICROS = 15_000_000;

    /** After so many heartbeats that are missing a worker is taken for dead. */
    static final int HEARTBEATS = 4;

    static final long PAUSE_MICROS = 60_000_000;

    /** Intervals in seconds, and which share of the mailboxes has each. */
    static final int[] INTERVALS = {60, 600, 3600};

    static final double[] SHARES = {0.01, 0.09, 0.90};

    /** An interval varies by so much, up or down. */
    static final double JITTER = 0.1;

    static final double MAILS_A_DAY = 20;

    /** How long a mail that is gone stays in the ledger. */
    static final double FORGET_AFTER_DAYS = 7;

    static final int LONGEST_PAUSE_SECONDS = 3600;

    static final int MOST_DOUBLINGS = 12;

    long endMicros() {
        return (long) (hours * 3.6e9);
    }

    long killMicros() {
        return trouble ? endMicros() / 3 : Long.MAX_VALUE;
    }

    /** The part of the time whose figures are reported: after the beginning, before the trouble. */
    long steadyFromMicros() {
        return trouble ? endMicros() / 6 : endMicros() / 2;
    }

    long steadyToMicros() {
        return trouble ? endMicros() / 3 - 1 : endMicros() - 1;
    }

    long pauseMicros() {
        return trouble ? endMicros() / 3 * 2 : Long.MAX_VALUE;
    }
}
