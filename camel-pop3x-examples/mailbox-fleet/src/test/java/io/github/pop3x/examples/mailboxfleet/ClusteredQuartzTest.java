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

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;
import org.h2.tools.RunScript;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The form without a table of mailboxes: two nodes have a route for each mailbox, and a clustered Quartz runs each poll in one of
 * them.
 */
class ClusteredQuartzTest {

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int MAILBOXES = 20;
    private static final int MAILS_EACH = 5;

    @Test
    void aNodeThatDiesIsReplacedAndNothingIsRoutedTwice() throws Exception {
        FleetDatabase database = FleetDatabase.h2();
        try (Fleet fleet = new Fleet(database)) {
            createQuartzTables(database);
            for (int i = 0; i < MAILBOXES; i++) {
                fleet.add("user" + i, MAILS_EACH);
            }
            try (WorkerProcess first = start("first", database, fleet)) {
                await().atMost(LIMIT).until(() -> fleet.routed() > 0);
                try (WorkerProcess second = start("second", database, fleet)) {
                    await().atMost(LIMIT).until(() -> by(fleet, first) > 0 && fleet.routed() == fleet.delivered());
                    deliver(fleet);
                    await().atMost(LIMIT).until(() -> by(fleet, second) > 0);
                    first.kill();
                    deliver(fleet);
                    fleet.awaitAll(LIMIT);
                    System.out.printf(
                            "Quartz: %d mails of %d mailboxes, %d by the node that was killed, %d twice%n",
                            fleet.routed(), MAILBOXES, by(fleet, first), fleet.routedTwice());
                    // Those whose routes ran in the node that died.
                    assertThat(fleet.routedTwice()).isLessThanOrEqualTo(MAILBOXES);
                }
            }
        }
    }

    private static WorkerProcess start(String name, FleetDatabase database, Fleet fleet) throws Exception {
        return new WorkerProcess(
                QuartzNode.class,
                name,
                List.of(database.url(), Integer.toString(fleet.port()), Integer.toString(MAILBOXES)));
    }

    private static void deliver(Fleet fleet) throws Exception {
        for (int i = 0; i < MAILBOXES; i++) {
            fleet.deliver("user" + i);
        }
    }

    private static long by(Fleet fleet, WorkerProcess node) throws Exception {
        return fleet.tables().count("SELECT COUNT(*) FROM mail WHERE worker = '" + node.name() + "'");
    }

    private static void createQuartzTables(FleetDatabase database) throws Exception {
        try (HikariDataSource connections = FleetDatabase.connect(database.url(), 1);
                Connection connection = connections.getConnection();
                Reader script = new InputStreamReader(
                        Objects.requireNonNull(
                                Scheduler.class.getResourceAsStream("/org/quartz/impl/jdbcjobstore/tables_h2.sql")),
                        StandardCharsets.UTF_8)) {
            RunScript.execute(connection, script);
        }
    }
}
