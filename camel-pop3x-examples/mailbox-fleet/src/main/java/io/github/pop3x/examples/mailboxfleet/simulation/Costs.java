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

/**
 * What one drain costs, as {@code DrainCost} counted it with H2 and {@code pgbench} measured it with PostgreSQL and ten
 * million mailboxes. Times of the database are those of its processors, in nanoseconds.
 */
final class Costs {

    /** Round trips of a session that finds nothing: six measured, three for the connection, for TLS 1.3, and to spare. */
    static final int ROUND_TRIPS = 9;

    /** Round trips for each mail, from a server that does not pipeline. */
    static final int ROUND_TRIPS_OF_A_MAIL = 2;

    /** What the worker and the server need in a session, in microseconds. */
    static final int SESSION_MICROS = 10_000;

    /** A statement that reads a row by an index. */
    static final int READ_NANOS = 60_000;

    /** A statement that changes a row, with its commit. */
    static final int WRITE_NANOS = 500_000;

    /** A row of the ledger, of those of the mailbox that each drain reads. */
    static final int LEDGER_ROW_NANOS = 15_000;

    /** The query for what is due, and what each row that it returns adds, without and with a claim. */
    static final int CLAIM_NANOS = 1_000_000;

    static final int CLAIM_ROW_NANOS = 4_000;
    static final int LOCKED_ROW_NANOS = 250_000;

    /** What the host limit in that query costs for each mailbox that is being drained, with an index on them. */
    static final int PICKED_ROW_NANOS = 500;

    /** The mailbox, its secret, the ledger; and the row again when it was claimed by itself. */
    static final int READS_BEFORE = 4;

    /** The outcome, and when the mailbox is due again. */
    static final int WRITES_AFTER = 2;

    /** Four changes of the ledger, and what the route does with the mail. */
    static final int WRITES_OF_A_MAIL = 5;

    private Costs() {}

    /**
     * What the database reads before a session.
     *
     * @param statements how many
     */
    static double readNanos(int statements) {
        double rows = Scenario.MAILS_A_DAY * Scenario.FORGET_AFTER_DAYS;
        return statements * (double) READ_NANOS + rows * LEDGER_ROW_NANOS;
    }
}
