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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Workers that die, pause and come back lose no mail, and one mailbox's trouble is its own. */
class MailboxFleetTest {

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int MAILBOXES = 100;
    private static final int MAILS_EACH = 3;

    /** {@code -Dfleet.database=postgresql} runs these tests with the installed PostgreSQL. */
    private static Fleet fleet() throws Exception {
        boolean isPostgresql = "postgresql".equals(System.getProperty("fleet.database"));
        return new Fleet(isPostgresql ? new LocalPostgresql() : FleetDatabase.h2());
    }

    @Test
    void nothingIsLostWhenOneWorkerIsKilledAndAnotherPaused() throws Exception {
        try (Fleet fleet = fleet()) {
            fill(fleet);
            // The first worker would have drained them all before the second one has started.
            fleet.makeDue(Instant.now().plus(LIMIT));
            WorkerProcess killed = fleet.startWorker();
            WorkerProcess paused = fleet.startWorker();
            fleet.makeDue(Instant.now());
            Fleet.awaitAtLeast("mails routed", fleet.delivered() / 4, fleet::routed, LIMIT);
            killed.kill();
            paused.pause();
            long inFlight =
                    fleet.drains().running(killed.name()) + fleet.drains().running(paused.name());
            fleet.startWorker();
            await().atMost(LIMIT).until(() -> fleet.drains().takeovers() > 0);
            paused.resume();
            fleet.add("another", MAILS_EACH);
            fleet.awaitAll(LIMIT);
            await().atMost(LIMIT).until(() -> fleet.drains().running(paused.name()) == 0);
            // In each drain that ran there was one mail in its route.
            assertThat(fleet.routedTwice()).isLessThanOrEqualTo(inFlight);
            assertThat(fleet.drains().overlaps()).isZero();
        }
    }

    @Test
    void twoWorkersAreNeverInOneMailbox() throws Exception {
        try (Fleet fleet = fleet()) {
            fill(fleet);
            fleet.makeDue(Instant.now().plus(LIMIT));
            fleet.startWorker();
            fleet.startWorker();
            fleet.makeDue(Instant.now());
            fleet.awaitAll(LIMIT);
            await().atMost(LIMIT).until(() -> fleet.drains().mailboxes() == MAILBOXES);
            assertThat(fleet.drains().overlaps()).isZero();
            assertThat(fleet.sessions())
                    .isLessThanOrEqualTo(2 * (int) fleet.drains().begun());
        }
    }

    @Test
    void aMailboxThatFailsIsDueLaterAndOneThatIsRemovedIsLeftAlone() throws Exception {
        try (Fleet fleet = fleet()) {
            fleet.add("refused", 1);
            fleet.add("removed", 1);
            fleet.add("good", 1);
            fleet.tables().update("UPDATE mailbox SET secret = 'outdated' WHERE username = 'refused'");
            fleet.tables().update("DELETE FROM mailbox WHERE username = 'removed'");
            fleet.startWorker();
            await().atMost(LIMIT).until(() -> fleet.routed() == 1);
            await().atMost(LIMIT)
                    .until(() -> fleet.tables()
                                    .count("SELECT COUNT(*) FROM mailbox WHERE username = 'refused'"
                                            + " AND consecutive_failures > 0 AND NOT picked"
                                            + " AND execution_time > last_failure")
                            == 1);
            assertThat(fleet.routed()).isEqualTo(1);
            fleet.tables()
                    .update("UPDATE mailbox SET secret = 'secret of refused', execution_time = CURRENT_TIMESTAMP"
                            + " WHERE username = 'refused'");
            await().atMost(LIMIT).until(() -> fleet.routed() == 2);
        }
    }

    private static void fill(Fleet fleet) throws Exception {
        for (int i = 0; i < MAILBOXES; i++) {
            fleet.add("user" + i, MAILS_EACH);
        }
    }
}
