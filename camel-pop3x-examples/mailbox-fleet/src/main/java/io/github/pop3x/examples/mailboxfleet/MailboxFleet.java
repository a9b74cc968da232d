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
package io.github.pop3x.examples.mailboxfleet;

import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets three workers drain a thousand mailboxes, kills one of them on the way and pauses another. */
public final class MailboxFleet {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxFleet.class);

    private static final int MAILBOXES = 1_000;
    private static final int MAILS_EACH = 3;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** Longer than a lease. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Fleet fleet;

    private MailboxFleet(Fleet fleet) {
        this.fleet = fleet;
    }

    /**
     * Runs the demonstration; it ends by itself. The system property {@code fleet.database} is {@code postgresql} for the
     * installed PostgreSQL in place of H2, and {@code fleet.form} is {@code queue} for what a message queue adds.
     */
    public static void main(String[] arguments) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler(MailboxFleet::tellUnlessWorkerWasKilled);
        boolean onPostgresql = "postgresql".equals(System.getProperty("fleet.database"));
        FleetDatabase database = onPostgresql ? new LocalPostgresql() : FleetDatabase.h2();
        try (Fleet fleet = new Fleet(database)) {
            if ("queue".equals(System.getProperty("fleet.form"))) {
                new QueueDemonstration(fleet).run();
            } else {
                new MailboxFleet(fleet).run();
            }
        }
    }

    private void run() throws Exception {
        for (int i = 0; i < MAILBOXES; i++) {
            fleet.add("user" + i, MAILS_EACH);
        }
        System.out.printf("%,d mailboxes with %d mails each are in the table%n", MAILBOXES, MAILS_EACH);
        // Workers that start one after the other would leave nothing to the last one.
        fleet.makeDue(Instant.now().plus(LIMIT));
        WorkerProcess first = fleet.startWorker();
        WorkerProcess second = fleet.startWorker();
        fleet.startWorker();
        fleet.makeDue(Instant.now());
        long began = System.nanoTime();
        System.out.println("Three workers drain them");
        awaitRouted(1 / 3.0);
        double seconds = (System.nanoTime() - began) / 1e9;
        long routed = fleet.routed();
        long drained = fleet.drains().ended();
        first.kill();
        long killed = tellOfLoss(first, "killed");
        awaitRouted(1 / 2.0);
        second.pause();
        long paused = tellOfLoss(second, "paused");
        fleet.awaitAllFor(PAUSE);
        second.resume();
        System.out.printf("worker2 went on when %,d mails had been routed%n", fleet.routed());
        fleet.awaitAll(LIMIT);
        fleet.add("another", 1);
        fleet.awaitAll(LIMIT);
        System.out.println("A mailbox was inserted into the table, and drained");
        Fleet.awaitAtLeast("mailboxes drained", MAILBOXES + 1L, fleet.drains()::mailboxes, LIMIT);
        Fleet.awaitAtLeast("drains of worker2 ended", 0, () -> -fleet.drains().running(second.name()), LIMIT);
        System.out.printf(
                "%,d mails were routed: %d lost, %d twice, of %d drains that ran in the workers killed and paused%n",
                fleet.routed(), fleet.delivered() - fleet.routed(), fleet.routedTwice(), killed + paused);
        System.out.printf(
                "Two workers in one mailbox: %d times, and %d times after the first of them had lost its lease%n",
                fleet.drains().overlaps(), fleet.drains().takeovers());
        System.out.printf(
                "%.0f drains and %.0f mails a second by three workers, %.2f sessions a drain%n",
                drained / seconds,
                routed / seconds,
                (double) fleet.sessions() / fleet.drains().begun());
    }

    private void awaitRouted(double part) throws Exception {
        Fleet.awaitAtLeast("mails routed", Math.round(fleet.delivered() * part), fleet::routed, LIMIT);
    }

    private long tellOfLoss(WorkerProcess worker, String what) throws Exception {
        long drains = fleet.drains().running(worker.name());
        System.out.printf("%s was %s when %,d mails had been routed%n", worker.name(), what, fleet.routed());
        return drains;
    }

    /** The server's threads end with an exception when a worker's connections are reset. */
    private static void tellUnlessWorkerWasKilled(Thread thread, Throwable thrown) {
        if (!(thrown.getCause() instanceof SocketException)) {
            LOG.error("The thread {} ended", thread.getName(), thrown);
        }
    }
}
