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
package io.github.pop3x.mailbox;

import io.github.pop3x.mailbox.MailboxStatistics.Counts;

/**
 * The outcome of a poll.
 *
 * @param before the counts at its beginning
 * @param after the counts at its end
 * @param taken messages that were handed over to routes
 * @param onTheWay messages that have come to no verdict, whichever poll took them
 * @param end how it ended, empty for a regular end
 */
record PollOutcome(Counts before, Counts after, int taken, int onTheWay, String end) {

    boolean didSomething() {
        return taken > 0 || after.deleted() > before.deleted();
    }

    /** For the log. */
    @Override
    public String toString() {
        long failed = after.failed() - before.failed();
        return (after.listed() - before.listed()) + " listed, " + taken + " taken ("
                + (after.octets() - before.octets())
                + " octets), " + (after.delivered() - before.delivered()) + " delivered"
                + (failed == 0 ? "" : ", " + failed + " failed") + ", " + onTheWay + " on the way, "
                + (after.deleted() - before.deleted()) + " deleted" + (end.isEmpty() ? "" : "; " + end);
    }
}
