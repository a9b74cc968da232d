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

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.github.pop3x.benchmark.report.Grid;
import io.github.pop3x.benchmark.report.Grid.Column;

/** Many mailboxes of one host that is far away, with few sessions at a time. */
final class OneHostRun {

    static final List<String> REMARKS = List.of(
            "One host answers after 50 ms each time, `maxSessionsPerHost=8`. *Needed* is what eight sessions at a"
                    + " time need if one begins as soon as another ends: the mean time of a session, as the server sees"
                    + " it, by the mailboxes, by an eighth.");

    private static final int AT_A_TIME = 8;
    private static final int MAILS = 3;
    private static final Duration LATENCY = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final double SECOND = 1e9;
    private static final double MILLI = 1e6;

    private final FleetSettings settings;
    private final Grid grid = new Grid(
            "Mailboxes of one host",
            new Column("mailboxes", "mailboxes", "%,d"),
            new Column("polled", "polled", "%,d"),
            new Column("sessionsAtOnce", "sessions at a time", "%d"),
            new Column("sessionMillis", "a session", "%.0f ms"),
            new Column("neededSeconds", "needed", "%.1f s"),
            new Column("polledSeconds", "all polled after", "%.1f s"),
            new Column("ratio", "ratio", "%.2f"));

    OneHostRun(FleetSettings settings) {
        this.settings = settings;
    }

    Grid measure() throws IOException {
        int count = settings.ofOneHost();
        try (Fleet fleet = new Fleet(
                settings.directory().resolve("one-host"), new ServerOptions(1, 0, 0, MAILS, MailText.SHORT, LATENCY))) {
            List<String> uris =
                    fleet.ofOneHost(count, "&delay=" + settings.delay().toMillis());
            fleet.routes(uris, settings.heapMiB(), "memory");
            fleet.have("limit", AT_A_TIME);
            long began = System.nanoTime();
            fleet.have("start");
            // Sessions of the second round may have ended already: those of the first are as long.
            Fleet.await(
                    PATIENCE,
                    () -> fleet.traffic().mailboxes() >= count
                            && fleet.traffic().sessions() >= count);
            double polled = (System.nanoTime() - began) / SECOND;
            TrafficSummary traffic = fleet.traffic();
            double session = (double) traffic.sessionNanos() / Math.max(1, traffic.sessions());
            double needed = session * count / AT_A_TIME / SECOND;
            System.out.println(grid.add(
                    count, traffic.mailboxes(), traffic.mostOpen(), session / MILLI, needed, polled, polled / needed));
        }
        return grid;
    }
}
