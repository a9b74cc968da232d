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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Workers that die, pause and come back lose no mail, and one mailbox's trouble is its own. */
class MailboxFleetTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int MAILBOXES = 60;
    private static final int MAILS_EACH = 3;
    /** A worker drains ten mailboxes at a time, a mail after the other in each. */
    private static final int IN_FLIGHT = 10;

    @Test
    void nothingIsLostWhenOneWorkerIsKilledAndAnotherPaused() throws Exception {
        try (Fleet fleet = new Fleet()) {
            fill(fleet);
            WorkerProcess killed = fleet.startWorker();
            WorkerProcess paused = fleet.startWorker();
            fleet.await(fleet.delivered() / 4, LIMIT);
            killed.kill();
            paused.pause();
            fleet.startWorker();
            fleet.await(fleet.delivered(), LIMIT);
            paused.resume();
            fleet.add("another", MAILS_EACH);
            fleet.await(fleet.delivered(), LIMIT);
            assertThat(fleet.routedTwice()).isLessThanOrEqualTo(2 * IN_FLIGHT);
        }
    }

    @Test
    void twoWorkersAreNeverInOneMailbox() throws Exception {
        try (Fleet fleet = new Fleet()) {
            fill(fleet);
            fleet.startWorker();
            fleet.startWorker();
            fleet.await(fleet.delivered(), LIMIT);
            await().atMost(LIMIT).until(() -> fleet.tables().count("SELECT COUNT(*) FROM drained") == MAILBOXES);
            assertThat(fleet.overlaps()).isZero();
            assertThat(fleet.routedTwice()).isZero();
        }
    }

    @Test
    void aMailboxThatFailsIsDueLaterAndOneThatIsRemovedIsLeftAlone() throws Exception {
        try (Fleet fleet = new Fleet()) {
            fleet.add("refused", 1);
            fleet.add("removed", 1);
            fleet.add("good", 1);
            fleet.tables().update("UPDATE mailbox SET secret = 'outdated' WHERE username = 'refused'");
            fleet.tables().update("DELETE FROM mailbox WHERE username = 'removed'");
            fleet.startWorker();
            fleet.await(1, LIMIT);
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
            fleet.await(2, LIMIT);
        }
    }

    private static void fill(Fleet fleet) throws Exception {
        for (int i = 0; i < MAILBOXES; i++) {
            fleet.add("user" + i, MAILS_EACH);
        }
    }
}
