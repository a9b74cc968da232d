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

/** The drains that run: one for each thread of each worker that is not free. */
final class Drains {

    final int[] mailbox;
    final long[] beganMicros;
    final double[] mails;
    /** Whether the drain runs, and has not begun to write its outcome. */
    final boolean[] isOpen;
    /** Whether the lease was taken from it. */
    final boolean[] isLost;

    /** When the mailbox was due as the query saw it: changed if another worker was faster. */
    final int[] seenDue;

    final WorkerNode.Batch[] batch;

    private final Mailboxes mailboxes;
    private final Scenario scenario;
    private final SplittableRandom random;

    Drains(int threads, Mailboxes mailboxes, Scenario scenario, SplittableRandom random) {
        mailbox = new int[threads];
        beganMicros = new long[threads];
        mails = new double[threads];
        seenDue = new int[threads];
        isOpen = new boolean[threads];
        isLost = new boolean[threads];
        batch = new WorkerNode.Batch[threads];
        this.mailboxes = mailboxes;
        this.scenario = scenario;
        this.random = random;
    }

    /**
     * A thread begins to drain its mailbox.
     *
     * @return how long the session lasts, in microseconds
     */
    long open(int thread, long nowMicros) {
        int drained = mailbox[thread];
        beganMicros[thread] = nowMicros;
        isOpen[thread] = true;
        isLost[thread] = false;
        mails[thread] = 0;
        return switch (mailboxes.answer(drained)) {
            case SERVES -> {
                double lateSeconds = Math.max(0, nowMicros / 1000 - mailboxes.due[drained]) / 1000.0;
                double expected = Scenario.MAILS_A_DAY * (mailboxes.intervalSeconds(drained) + lateSeconds) / 86_400;
                mails[thread] = poisson(expected);
                yield (long) mailboxes.sessionMicros(drained, mails[thread]);
            }
            case IS_SILENT -> scenario.silentSeconds() * 1_000_000L;
            case REFUSES -> mailboxes.roundTripMicros[mailboxes.host[drained]];
        };
    }

    private int poisson(double expected) {
        double limit = Math.exp(-expected);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    /** Says when the mailbox of a drain that has ended is due again: as {@code DrainTask}, and with jitter. */
    void setDue(int thread, long nowMicros) {
        int drained = mailbox[thread];
        long millis;
        if (mailboxes.answer(drained) == Mailboxes.Answer.SERVES) {
            double jitter = 1 + Scenario.JITTER * (2 * random.nextDouble() - 1);
            millis = (long) (1000 * mailboxes.intervalSeconds(drained) * jitter);
        } else {
            int doublings = mailboxes.failures[drained];
            millis = 1000L * Math.min(1L << doublings, Scenario.LONGEST_PAUSE_SECONDS);
            mailboxes.failures[drained] = (byte) Math.min(doublings + 1, Scenario.MOST_DOUBLINGS);
        }
        mailboxes.due[drained] = (int) (nowMicros / 1000 + millis);
    }
}
