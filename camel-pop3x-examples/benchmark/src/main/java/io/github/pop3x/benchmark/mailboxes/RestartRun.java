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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.pop3x.benchmark.report.Grid;
import io.github.pop3x.benchmark.report.Grid.Column;

/** The start of mailboxes whose one journal has many entries. */
final class RestartRun {

    static final List<String> REMARKS = List.of(
            "All mailboxes of the restart share one journal. The first process routes 13 mails of each and stops; the"
                    + " second one's CPU is counted from its begin, the JVM's own start included. *Routed again* must be 0.");

    private static final int MAILS = 13;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final double SECOND = 1e9;
    private static final double MIB = 1 << 20;

    private final FleetSettings settings;
    private final Grid grid = new Grid(
            "Restart with a journal",
            new Column("mailboxes", "mailboxes", "%,d"),
            new Column("entries", "entries", "%,d"),
            new Column("journalMiB", "journal", "%.1f MiB"),
            new Column("startSeconds", "`start`", "%.1f s"),
            new Column("startCpuSeconds", "CPU until then", "%.1f s"),
            new Column("polled", "polled", "%,d"),
            new Column("polledSeconds", "after", "%.1f s"),
            new Column("polledCpuSeconds", "CPU until then", "%.1f s"),
            new Column("again", "routed again", "%d"));

    RestartRun(FleetSettings settings) {
        this.settings = settings;
    }

    Grid measure() throws IOException {
        int count = settings.restarted();
        Path home = settings.directory().resolve("restart");
        try (Fleet fleet = new Fleet(home, new ServerOptions(count, 0, 0, MAILS, MailText.SHORT, Duration.ZERO))) {
            List<String> uris = fleet.uris("&delay=" + settings.delay().toMillis() + fleet.ledger("journal"));
            fleet.routes(uris, settings.heapMiB(), "journal");
            fleet.have("start");
            long entries = (long) count * MAILS;
            if (!Fleet.await(PATIENCE, () -> fleet.have("figures").mails() >= entries)) {
                throw new IOException("not all mails were routed within " + PATIENCE);
            }
            fleet.have("stop");
            fleet.end();
            double journal = size(home.resolve("journal")) / MIB;
            fleet.server("renew");
            fleet.routes(uris, settings.heapMiB(), "journal");
            long began = System.nanoTime();
            ProcessFigures started = fleet.have("start");
            double start = (System.nanoTime() - began) / SECOND;
            Fleet.await(PATIENCE, () -> fleet.traffic().mailboxes() >= count);
            double polled = (System.nanoTime() - began) / SECOND;
            ProcessFigures then = fleet.have("figures");
            System.out.println(grid.add(
                    count,
                    entries,
                    journal,
                    start,
                    started.cpuNanos() / SECOND,
                    fleet.traffic().mailboxes(),
                    polled,
                    then.cpuNanos() / SECOND,
                    then.mails()));
        }
        return grid;
    }

    static long size(Path directory) throws IOException {
        long sum = 0;
        try (var files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
        }
        return sum;
    }
}
