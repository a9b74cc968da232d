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

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A message that names a mailbox has it drained at once, and is not lost with the worker that has got it. */
class MailboxQueueTest {

    private static final Duration LIMIT = Duration.ofMinutes(4);

    @Test
    void aMailboxThatAMessageNamesIsDrainedBeforeItIsDue() throws Exception {
        try (Fleet fleet = new Fleet(FleetDatabase.h2())) {
            EmbeddedBroker broker = fleet.startBroker();
            fleet.add("alice", 1);
            fleet.startWorker();
            await().atMost(LIMIT).until(() -> idle(fleet) == 1);
            fleet.deliver("alice");
            broker.tell("nobody");
            broker.tell("alice");
            fleet.awaitAll(LIMIT);
            await().atMost(LIMIT).until(() -> broker.messages() == 0);
            assertThat(fleet.routedTwice()).isZero();
            assertThat(fleet.drains().overlaps()).isZero();
        }
    }

    @Test
    void aMessageIsNotLostWithTheWorkerThatHasGotIt() throws Exception {
        FleetDatabase database = FleetDatabase.h2();
        try (Fleet fleet = new Fleet(database);
                HikariDataSource connections = FleetDatabase.connect(database.url(), 1)) {
            EmbeddedBroker broker = fleet.startBroker();
            fleet.add("alice", 1);
            WorkerProcess killed = fleet.startWorker();
            await().atMost(LIMIT).until(() -> idle(fleet) == 1);
            fleet.deliver("alice");
            // While the row is locked, the worker cannot make the mailbox due, and its transaction stays open.
            try (Connection connection = connections.getConnection()) {
                connection.setAutoCommit(false);
                try (PreparedStatement lock = connection.prepareStatement("SELECT * FROM mailbox FOR UPDATE")) {
                    lock.executeQuery();
                }
                broker.tell("alice");
                await().atMost(LIMIT).until(() -> broker.unacknowledged() == 1);
                killed.kill();
                connection.rollback();
            }
            assertThat(broker.messages()).isEqualTo(1);
            fleet.startWorker();
            fleet.awaitAll(LIMIT);
            await().atMost(LIMIT).until(() -> broker.messages() == 0);
            assertThat(fleet.routedTwice()).isZero();
        }
    }

    /** How many mailboxes wait for the end of their interval. */
    private static long idle(Fleet fleet) throws Exception {
        return fleet.tables()
                .count("SELECT COUNT(*) FROM mailbox WHERE NOT picked AND last_success IS NOT NULL"
                        + " AND execution_time > last_success");
    }
}
