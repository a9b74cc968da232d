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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Measures how long a mail waits for its route: when a queue tells of it, and when it waits for the schedule. */
final class QueueDemonstration {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int MAILBOXES = 40;
    private static final int INTERVAL_SECONDS = 10;

    private final Fleet fleet;

    QueueDemonstration(Fleet fleet) {
        this.fleet = fleet;
    }

    void run() throws Exception {
        EmbeddedBroker broker = fleet.startBroker();
        for (int i = 0; i < MAILBOXES; i++) {
            fleet.add("user" + i, 1, INTERVAL_SECONDS);
        }
        for (int i = 0; i < 3; i++) {
            fleet.startWorker();
        }
        fleet.awaitAll(LIMIT);
        System.out.printf("%d mailboxes are drained every %d seconds by three workers%n", MAILBOXES, INTERVAL_SECONDS);
        System.out.printf("A mail that waits for the schedule is routed after %s%n", waits(id -> {}));
        System.out.printf("A mail that a message tells of is routed after %s%n", waits(broker::tell));
    }

    /** What is done when a mail has come. */
    private interface Arrival {
        void mail(String id);
    }

    /** Lets a mail come into each mailbox, at random times of an interval. */
    private String waits(Arrival arrival) throws Exception {
        Random random = new Random(1);
        List<Instant> sent = new ArrayList<>();
        for (int i = 0; i < MAILBOXES; i++) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(2 * 1000 * INTERVAL_SECONDS / MAILBOXES));
            String id = "user" + i;
            Instant now = Instant.now();
            fleet.deliver(id);
            arrival.mail(id);
            sent.add(now);
        }
        fleet.awaitAll(LIMIT);
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < MAILBOXES; i++) {
            millis.add(
                    Duration.between(sent.get(i), fleet.lastRouted("user" + i)).toMillis());
        }
        millis.sort(null);
        return "%,d ms at the median, %,d ms at most".formatted(millis.get(MAILBOXES / 2), millis.get(MAILBOXES - 1));
    }
}
