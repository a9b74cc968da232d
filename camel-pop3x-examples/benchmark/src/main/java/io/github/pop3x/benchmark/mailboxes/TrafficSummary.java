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
package io.github.pop3x.benchmark.mailboxes;

import java.util.Arrays;

/**
 * What clients did with all mailboxes of a server together. All times are in nanoseconds.
 *
 * @param mailboxes that were ever opened
 * @param logins to all of them
 * @param mostOpen connections at a time
 * @param sessions that ended with QUIT
 * @param sessionNanos how long they took together
 * @param sinceNewest since a mailbox was opened that never had been
 * @param medianGap the median of all mailboxes' largest gaps between two logins
 * @param largestGap the largest gap between two logins to a mailbox
 * @param octetsIn what the server received in sessions that have ended
 * @param octetsOut what the server sent in them
 * @param commands in them
 */
record TrafficSummary(
        int mailboxes,
        long logins,
        int mostOpen,
        long sessions,
        long sessionNanos,
        long sinceNewest,
        long medianGap,
        long largestGap,
        long octetsIn,
        long octetsOut,
        long commands) {

    /** The figures as one line. */
    String line() {
        return mailboxes + " " + logins + " " + mostOpen + " " + sessions + " " + sessionNanos + " " + sinceNewest + " "
                + medianGap + " " + largestGap + " " + octetsIn + " " + octetsOut + " " + commands;
    }

    /** Reads what {@link #line} wrote. */
    static TrafficSummary parse(String line) {
        long[] words = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
        return new TrafficSummary(
                (int) words[0],
                words[1],
                (int) words[2],
                words[3],
                words[4],
                words[5],
                words[6],
                words[7],
                words[8],
                words[9],
                words[10]);
    }
}
