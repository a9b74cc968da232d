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

import java.util.ArrayList;
import java.util.List;

/**
 * What clients did with a server so far.
 *
 * @param now by the server's clock, as all times in {@code mailboxes}
 * @param mostOpen connections at a time, those to silent ports included
 * @param sessions that ended with QUIT
 * @param sessionNanos how long they took together, from the connection until QUIT was answered
 * @param mailboxes those that were ever opened
 */
record ServedTraffic(long now, int mostOpen, long sessions, long sessionNanos, List<ServedMailbox.Visits> mailboxes) {

    private static final double SECOND = 1e9;

    /** The sums. */
    TrafficSummary summary() {
        List<Long> gaps = mailboxes.stream()
                .map(ServedMailbox.Visits::largestGap)
                .sorted()
                .toList();
        return new TrafficSummary(
                mailboxes.size(),
                mailboxes.stream().mapToLong(ServedMailbox.Visits::logins).sum(),
                mostOpen,
                sessions,
                sessionNanos,
                mailboxes.stream()
                        .mapToLong(visits -> now - visits.firstLogin())
                        .min()
                        .orElse(0),
                gaps.isEmpty() ? 0 : gaps.get(gaps.size() / 2),
                gaps.isEmpty() ? 0 : gaps.get(gaps.size() - 1),
                mailboxes.stream().mapToLong(ServedMailbox.Visits::octetsIn).sum(),
                mailboxes.stream().mapToLong(ServedMailbox.Visits::octetsOut).sum(),
                mailboxes.stream().mapToLong(ServedMailbox.Visits::commands).sum());
    }

    /** A header and a line for each mailbox, with comma-separated values. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("mailbox,logins,sessions at once,seconds since the first login,largest gap in seconds,octets in,"
                + "octets out,commands");
        for (ServedMailbox.Visits each : mailboxes) {
            lines.add(String.join(
                    ",",
                    each.name(),
                    "" + each.logins(),
                    "" + each.mostOpen(),
                    "" + (now - each.firstLogin()) / SECOND,
                    "" + each.largestGap() / SECOND,
                    "" + each.octetsIn(),
                    "" + each.octetsOut(),
                    "" + each.commands()));
        }
        return lines;
    }
}
