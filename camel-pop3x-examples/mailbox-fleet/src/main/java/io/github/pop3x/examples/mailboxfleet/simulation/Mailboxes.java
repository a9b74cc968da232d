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

import java.util.Arrays;
import java.util.SplittableRandom;

/** All mailboxes and their hosts, in arrays: some 20 octets a mailbox. */
final class Mailboxes {

    /** The exponent of Zipf's law for the mailboxes of a host: of ten millions the largest host has two. */
    private static final double ZIPF = 1.2;

    private static final int MAILBOXES_A_HOST = 100;
    private static final double MEDIAN_ROUND_TRIP_MICROS = 30_000;
    private static final double ROUND_TRIP_SPREAD = 0.7;
    private static final double LONGEST_ROUND_TRIP_MICROS = 300_000;
    private static final double SILENT = 0.10;
    private static final double REFUSING = 0.05;
    /** The largest hosts answer. */
    private static final int ANSWERING_HOSTS = 20;

    /** When each is due, in milliseconds. */
    final int[] due;

    final int[] host;
    final byte[] interval;
    final byte[] failures;
    final boolean[] picked;

    final int[] roundTripMicros;
    final Answer[] answer;

    /** What the server of a host does. */
    enum Answer {
        SERVES,
        IS_SILENT,
        REFUSES
    }

    Mailboxes(int count, SplittableRandom random) {
        due = new int[count];
        host = new int[count];
        interval = new byte[count];
        failures = new byte[count];
        picked = new boolean[count];
        int hosts = Math.max(ANSWERING_HOSTS * 5, count / MAILBOXES_A_HOST);
        roundTripMicros = new int[hosts];
        answer = new Answer[hosts];
        double[] upTo = hosts(random);
        double[] upToInterval = Scenario.SHARES.clone();
        Arrays.parallelPrefix(upToInterval, Double::sum);
        for (int i = 0; i < count; i++) {
            int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[hosts - 1]);
            host[i] = found < 0 ? -found - 1 : found;
            int drawn = Arrays.binarySearch(upToInterval, random.nextDouble() * upToInterval[upToInterval.length - 1]);
            interval[i] = (byte) (drawn < 0 ? -drawn - 1 : drawn);
            boolean serves = answer[host[i]] == Answer.SERVES;
            failures[i] = (byte) (serves ? 0 : Scenario.MOST_DOUBLINGS);
            due[i] = random.nextInt(1000 * (serves ? intervalSeconds(i) : Scenario.LONGEST_PAUSE_SECONDS));
        }
    }

    /** @return the weights of the hosts, added up */
    private double[] hosts(SplittableRandom random) {
        double[] upTo = new double[answer.length];
        double sum = 0;
        for (int h = 0; h < upTo.length; h++) {
            sum += Math.pow(h + 1, -ZIPF);
            upTo[h] = sum;
        }
        double tail = 1 - upTo[ANSWERING_HOSTS - 1] / sum;
        for (int h = 0; h < upTo.length; h++) {
            double drawn = random.nextDouble() * tail;
            boolean large = h < ANSWERING_HOSTS;
            answer[h] = large || drawn > SILENT + REFUSING
                    ? Answer.SERVES
                    : drawn < SILENT ? Answer.IS_SILENT : Answer.REFUSES;
            double micros = MEDIAN_ROUND_TRIP_MICROS * Math.exp(ROUND_TRIP_SPREAD * gaussian(random));
            roundTripMicros[h] = (int) Math.min(micros, LONGEST_ROUND_TRIP_MICROS);
        }
        return upTo;
    }

    private static double gaussian(SplittableRandom random) {
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        return radius * Math.cos(2 * Math.PI * random.nextDouble());
    }

    int count() {
        return due.length;
    }

    int hosts() {
        return answer.length;
    }

    int intervalSeconds(int mailbox) {
        return Scenario.INTERVALS[interval[mailbox]];
    }

    Answer answer(int mailbox) {
        return answer[host[mailbox]];
    }

    /** How many mails come on average between two drains. */
    double mails(int mailbox) {
        return Scenario.MAILS_A_DAY * intervalSeconds(mailbox) / 86_400;
    }

    /** How long a session that is served lasts, in microseconds. */
    double sessionMicros(int mailbox, double mails) {
        return Costs.SESSION_MICROS
                + roundTripMicros[host[mailbox]] * (Costs.ROUND_TRIPS + Costs.ROUND_TRIPS_OF_A_MAIL * mails);
    }
}
