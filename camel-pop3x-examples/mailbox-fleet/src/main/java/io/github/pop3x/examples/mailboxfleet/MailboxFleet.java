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

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets three workers drain a thousand mailboxes, and kills one of them on the way. */
public final class MailboxFleet {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxFleet.class);

    private static final int MAILBOXES = 1_000;
    private static final int MAILS_EACH = 3;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private MailboxFleet() {}

    /** Runs the demonstration; it ends by itself. */
    public static void main(String[] arguments) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler(MailboxFleet::tellUnlessWorkerWasKilled);
        try (Fleet fleet = new Fleet()) {
            for (int i = 0; i < MAILBOXES; i++) {
                fleet.add("user" + i, MAILS_EACH);
            }
            System.out.printf("%,d mailboxes with %d mails each are in the table%n", MAILBOXES, MAILS_EACH);
            WorkerProcess first = fleet.startWorker();
            fleet.startWorker();
            fleet.startWorker();
            System.out.println("Three workers drain them");
            long began = System.nanoTime();
            long routedBefore = fleet.routed();
            fleet.await(fleet.delivered() / 3, LIMIT);
            first.kill();
            System.out.printf("worker1 was killed when %,d mails had been routed%n", fleet.routed());
            fleet.await(fleet.delivered(), LIMIT);
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    "%,d mails were routed, %.0f a second: %d lost, %d twice%n",
                    fleet.routed(),
                    (fleet.routed() - routedBefore) / seconds,
                    fleet.delivered() - fleet.routed(),
                    fleet.routedTwice());
            System.out.printf("Mailboxes that two workers drained at a time: %d%n", fleet.overlaps());
            fleet.add("another", 1);
            fleet.await(fleet.delivered(), LIMIT);
            System.out.println("A mailbox was inserted into the table, and drained");
        }
    }

    /** The server's threads end with an exception when a worker's connections are reset. */
    private static void tellUnlessWorkerWasKilled(Thread thread, Throwable thrown) {
        if (!(thrown.getCause() instanceof SocketException)) {
            LOG.error("The thread {} ended", thread.getName(), thrown);
        }
    }
}
