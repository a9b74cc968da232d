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
package io.github.pop3x.examples.tableofmailboxes;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Routes follow the table: rows that are added, changed, disabled and removed. */
class TableOfMailboxesTest {

    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final int MAILBOXES = 50;
    private static final String INSERT =
            "INSERT INTO mailbox (id, host, port, username, password, delay_seconds) VALUES (?, '127.0.0.1', ?, ?, ?, ?)";

    private final Set<String> subjects = ConcurrentHashMap.newKeySet();

    private Fleet fleet(String name) throws Exception {
        return new Fleet(
                name, PERIOD, exchange -> subjects.add(exchange.getMessage().getHeader("subject", String.class)));
    }

    @Test
    void routesFollowTheTable() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer();
                Fleet fleet = fleet("follow")) {
            for (int id = 0; id < MAILBOXES; id++) {
                server.create("user" + id, "first");
                fleet.table().update(INSERT, id, server.port(), "user" + id, "first", 1);
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> subjects.size() == MAILBOXES);
            assertThat(fleet.polled()).isEqualTo(MAILBOXES);

            fleet.table().update("UPDATE mailbox SET delay_seconds = 2 WHERE id = 0");
            fleet.table().update("UPDATE mailbox SET enabled = FALSE WHERE id = 1");
            fleet.table().update("DELETE FROM mailbox WHERE id > 1");
            await().atMost(Duration.ofMinutes(1)).until(() -> fleet.polled() == 1);
            server.deliver("user1", "to a mailbox that is not polled");
            server.deliver("user0", "to one that is");
            await().atMost(Duration.ofMinutes(1)).until(() -> subjects.contains("to one that is"));
            assertThat(subjects).doesNotContain("to a mailbox that is not polled");

            fleet.table().update("UPDATE mailbox SET enabled = TRUE WHERE id = 1");
            await().atMost(Duration.ofMinutes(1)).until(() -> subjects.contains("to a mailbox that is not polled"));
        }
    }

    @Test
    void aChangedPasswordIsUsedAtTheNextLoginByTheSameRoute() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer();
                Fleet fleet = fleet("password")) {
            server.create("user", "first");
            fleet.table().update(INSERT, 1, server.port(), "user", "outdated", 1);
            await().atMost(Duration.ofMinutes(1)).until(() -> fleet.polled() == 1);
            fleet.table().update("UPDATE mailbox SET password = 'first' WHERE id = 1");
            await().atMost(Duration.ofMinutes(1)).until(() -> subjects.contains("Welcome, user"));
        }
    }

    @Test
    void aRowThatMakesNoRouteKeepsTheOthersRunning() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer();
                Fleet fleet = fleet("broken")) {
            server.create("user", "first");
            fleet.table().update(INSERT, 1, 99_999, "nobody", "first", 1);
            fleet.table().update(INSERT, 2, server.port(), "user", "first", 1);
            await().atMost(Duration.ofMinutes(1)).until(() -> subjects.contains("Welcome, user"));
            assertThat(fleet.polled()).isEqualTo(1);
        }
    }

    @Test
    void theDemonstrationEnds() throws Exception {
        TableOfMailboxes.main(new String[0]);
    }
}
