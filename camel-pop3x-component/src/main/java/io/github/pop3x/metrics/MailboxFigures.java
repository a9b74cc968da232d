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
package io.github.pop3x.metrics;

import java.time.Duration;

import io.github.pop3x.mailbox.MailboxStatistics;

/** The present figures of a mailbox that one route polls. Any thread may call it, at any rate. */
public interface MailboxFigures {

    /** What was done with the mailbox since its endpoint was made. */
    MailboxStatistics statistics();

    /** How many messages wait for a route, or are being routed. */
    int onTheWay();

    /** How many listed messages have failed and are tried again. */
    int waitingForRetry();

    /** How long the oldest route that has not ended has run; zero if there is none. */
    Duration longestInFlight();

    /** How many messages the ledger knows of the mailbox. */
    int ledgerEntries();

    /**
     * Tells whether the breaker is open: after a refused login, or permanent trouble, the mailbox is left alone for a
     * while.
     */
    boolean isBreakerOpen();

    /** The time since the last successful poll, else since the start of the route. */
    Duration sinceGoodPoll();

    /** Octets of messages in memory, of all endpoints of the Camel context. */
    long spooledOctets();
}
