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

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Records when drains begin and end, and what loses its lease: for the figures of the demonstration. A fleet does not need it. Any
 * thread may use it.
 */
final class DrainRecords {

    private static final List<String> CREATE =
            List.of("""
            CREATE TABLE IF NOT EXISTS drain (
              id UUID PRIMARY KEY,
              mailbox VARCHAR(100) NOT NULL,
              worker VARCHAR(50) NOT NULL,
              began TIMESTAMP WITH TIME ZONE NOT NULL,
              ended TIMESTAMP WITH TIME ZONE)
            """, "CREATE INDEX IF NOT EXISTS drain_mailbox ON drain (mailbox)", """
            CREATE TABLE IF NOT EXISTS lost_lease (
              mailbox VARCHAR(100) NOT NULL,
              worker VARCHAR(50) NOT NULL,
              lost TIMESTAMP WITH TIME ZONE NOT NULL)
            """);

    private static final String BESIDE_ANOTHER = "SELECT COUNT(*) FROM drain held JOIN drain other"
            + " ON held.mailbox = other.mailbox AND held.began < other.began"
            + " AND (held.ended IS NULL OR other.began < held.ended)";

    /** One that is paused may begin the second drain, too, when it goes on. */
    private static final String LEASE_WAS_LOST = " EXISTS (SELECT * FROM lost_lease WHERE mailbox = held.mailbox"
            + " AND worker IN (held.worker, other.worker) AND lost <= other.began)";

    private final FleetTables tables;

    DrainRecords(FleetTables tables) {
        this.tables = tables;
    }

    /** Makes the table if it does not exist. */
    void create() throws SQLException {
        for (String statement : CREATE) {
            tables.update(statement);
        }
    }

    /** @return what {@link #ends} is to be given */
    UUID begins(String mailbox, String worker) throws SQLException {
        UUID id = UUID.randomUUID();
        tables.update(
                "INSERT INTO drain (id, mailbox, worker, began) VALUES (?, ?, ?, ?)",
                id,
                mailbox,
                worker,
                Instant.now());
        return id;
    }

    void ends(UUID id) throws SQLException {
        tables.update("UPDATE drain SET ended = ? WHERE id = ?", Instant.now(), id);
    }

    /** A worker has given no sign of life for too long: the mailbox that it drains, or is about to, is no longer its own. */
    void loseLease(String mailbox, String worker) throws SQLException {
        tables.update(
                "INSERT INTO lost_lease (mailbox, worker, lost) VALUES (?, ?, ?)", mailbox, worker, Instant.now());
    }

    /** How many drains have ended. */
    long ended() throws SQLException {
        return tables.count("SELECT COUNT(*) FROM drain WHERE ended IS NOT NULL");
    }

    /** How many drains have begun. */
    long begun() throws SQLException {
        return tables.count("SELECT COUNT(*) FROM drain");
    }

    /** How many mailboxes have been drained to the end at least once. */
    long mailboxes() throws SQLException {
        return tables.count("SELECT COUNT(DISTINCT mailbox) FROM drain WHERE ended IS NOT NULL");
    }

    /** How many drains run in a worker, or ran when it was killed. */
    long running(String worker) throws SQLException {
        return tables.count("SELECT COUNT(*) FROM drain WHERE ended IS NULL AND worker = '" + worker + "'");
    }

    /** How often a drain began in a mailbox that another worker was draining, and neither had lost its lease. */
    long overlaps() throws SQLException {
        return tables.count(BESIDE_ANOTHER + " AND NOT" + LEASE_WAS_LOST);
    }

    /** How often a drain began beside another one because a worker had lost its lease: it was killed, or paused for too long. */
    long takeovers() throws SQLException {
        return tables.count(BESIDE_ANOTHER + " AND" + LEASE_WAS_LOST);
    }
}
