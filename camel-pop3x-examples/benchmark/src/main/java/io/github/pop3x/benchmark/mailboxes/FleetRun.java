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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.benchmark.report.Grid;
import io.github.pop3x.benchmark.report.Grid.Column;

/** Mailboxes on a server each: their start, their first polls, a quiet time, and a mail for everybody. */
final class FleetRun {

    static final List<String> REMARKS = List.of(
            "Each mailbox is at a port of its own, which is a server of its own to the component. The server is another"
                    + " process, one thread, on the same processors; mails are of 0.9 KiB, three in each mailbox at the"
                    + " start. Routes read the body. No TLS, no JMX, and default options but for the delay.",
            "*Polled* is how many mailboxes of servers that answer were polled, and how long after the start began the last"
                    + " of them was. When all were, or after four delays, everything is watched for two delays: *gap*"
                    + " is the largest time between two logins to a mailbox, *CPU* that of the process by one"
                    + " processor. Then each mailbox that was polled gets three mails at once.",
            "*Threads* are platform threads at most, by the JVM's own count, one of them the benchmark's.");

    private static final String MEMORY = "memory";
    private static final int FIRST_MAILS = 3;
    private static final int MORE_MAILS = 3;
    private static final int PART_WITH_FAULTS = 10;
    private static final int MOST_DELAYS_AT_FIRST = 4;
    private static final int MOST_DELAYS = 3;
    private static final Duration LEAST_PATIENCE = Duration.ofMinutes(1);
    private static final double WATCHED_DELAYS = 2.2;
    private static final double SECOND = 1e9;
    private static final double MILLI = 1e6;
    private static final double PERCENT = 100;
    private static final double MIB = 1 << 20;

    private final FleetSettings settings;
    private final List<String> threads = new ArrayList<>();
    private final Grid grid = new Grid(
            "Mailboxes on servers of their own",
            new Column("part", "", "%s"),
            new Column("mailboxes", "mailboxes", "%,d"),
            new Column("addRoutesSeconds", "`addRoutes`", "%.1f s"),
            new Column("startSeconds", "`start`", "%.1f s"),
            new Column("startCpuSeconds", "CPU", "%.1f s"),
            new Column("threadsStart", "threads", "%d"),
            new Column("polled", "polled", "%,d"),
            new Column("polledSeconds", "after", "%.0f s"),
            new Column("gapMedianSeconds", "gap, median", "%.1f s"),
            new Column("gapSeconds", "gap, largest", "%.1f s"),
            new Column("cpuPercent", "CPU", "%.1f %%"),
            new Column("cpuMillisAPoll", "CPU a poll", "%.2f ms"),
            new Column("heapMiB", "heap", "%.0f MiB"),
            new Column("threadsIdle", "threads", "%d"),
            new Column("mails", "mails", "%,d"),
            new Column("burstSeconds", "routed after", "%.0f s"),
            new Column("cpuMillisAMail", "CPU a mail", "%.2f ms"),
            new Column("threadsBurst", "threads", "%d"));

    FleetRun(FleetSettings settings) {
        this.settings = settings;
    }

    Grid grid() {
        return grid;
    }

    /** The names of the threads in each run. */
    List<String> threads() {
        return threads;
    }

    /**
     * Measures one row.
     *
     * @param part {@link Part#START}, {@link Part#ANSWERING} or {@link Part#FAULTS}
     */
    void measure(Part part, int count) throws IOException {
        int faulty = part == Part.FAULTS ? Math.max(1, count / PART_WITH_FAULTS) : 0;
        Path home = settings.directory().resolve(part.id() + "-" + count);
        var offered = new ServerOptions(count - 2 * faulty, faulty, faulty, FIRST_MAILS, MailText.SHORT, Duration.ZERO);
        try (Fleet fleet = new Fleet(home, offered)) {
            measure(part, count, fleet, home);
        }
    }

    private void measure(Part part, int count, Fleet fleet, Path home) throws IOException {
        String kind = part == Part.START ? MEMORY : settings.ledger();
        String options = "&delay=" + settings.delay().toMillis() + fleet.ledger(kind)
                + (part == Part.START ? "&initialDelay=3600000" : "");
        List<String> uris = fleet.uris(options);
        double added = fleet.routes(uris, settings.heapMiB(), kind);
        ProcessFigures before = fleet.have("figures");
        long began = System.nanoTime();
        ProcessFigures started = fleet.have("start");
        double start = since(began);
        double startCpu = (started.cpuNanos() - before.cpuNanos()) / SECOND;
        note(part, count, "start", fleet);
        if (part == Part.START) {
            double heap = Long.parseLong(fleet.ask("heap")) / MIB;
            int most = started.mostThreads();
            System.out.println(grid.add(
                    part.id(), count, added, start, startCpu, most, null, null, null, null, null, null, heap, null,
                    null, null, null, null));
            return;
        }
        Fleet.await(
                settings.delay().multipliedBy(MOST_DELAYS),
                () -> fleet.traffic().mailboxes() >= fleet.answering());
        int mostAtStart = fleet.have("figures").mostThreads();
        Watch idle = watch(fleet);
        double heap = Long.parseLong(fleet.ask("heap")) / MIB;
        fleet.server("list", home.resolve("mailboxes.csv"));
        Burst burst = burst(fleet);
        note(part, count, "burst", fleet);
        TrafficSummary last = fleet.traffic();
        double polled = since(began) - last.sinceNewest() / SECOND;
        System.out.println(grid.add(
                part.id(),
                count,
                added,
                start,
                startCpu,
                mostAtStart,
                last.mailboxes(),
                polled,
                idle.after().medianGap() / SECOND,
                idle.after().largestGap() / SECOND,
                idle.cpuNanos() * PERCENT / idle.nanos(),
                idle.cpuNanos()
                        / MILLI
                        / Math.max(1, idle.after().logins() - idle.before().logins()),
                heap,
                idle.mostThreads(),
                burst.mails(),
                burst.nanos() / SECOND,
                burst.cpuNanos() / MILLI / Math.max(1, burst.mails()),
                burst.mostThreads()));
    }

    private record Watch(long nanos, long cpuNanos, int mostThreads, TrafficSummary before, TrafficSummary after) {}

    private Watch watch(Fleet fleet) throws IOException {
        fleet.have("forget");
        fleet.server("forget");
        TrafficSummary before = fleet.traffic();
        ProcessFigures then = fleet.have("figures");
        long began = System.nanoTime();
        Fleet.pass(Duration.ofMillis((long) (settings.delay().toMillis() * WATCHED_DELAYS)));
        ProcessFigures now = fleet.have("figures");
        long nanos = System.nanoTime() - began;
        return new Watch(nanos, now.cpuNanos() - then.cpuNanos(), now.mostThreads(), before, fleet.traffic());
    }

    private record Burst(long mails, long nanos, long cpuNanos, int mostThreads) {}

    private Burst burst(Fleet fleet) throws IOException {
        fleet.have("forget");
        ProcessFigures then = fleet.have("figures");
        long began = System.nanoTime();
        long expected = then.mails() + Long.parseLong(fleet.server("deliver", MORE_MAILS));
        Fleet.await(
                settings.delay().multipliedBy(MOST_DELAYS),
                () -> fleet.have("figures").mails() >= expected);
        ProcessFigures now = fleet.have("figures");
        return new Burst(
                now.mails() - then.mails(),
                System.nanoTime() - began,
                now.cpuNanos() - then.cpuNanos(),
                now.mostThreads());
    }

    private void note(Part part, int count, String when, Fleet fleet) throws IOException {
        String names = "Threads of " + part.id() + ", " + count + ", " + when + ": " + fleet.ask("threads") + ".";
        System.out.println(names);
        threads.add(names);
    }

    private Duration patience(int most) {
        Duration delays = settings.delay().multipliedBy(most);
        return delays.compareTo(LEAST_PATIENCE) > 0 ? delays : LEAST_PATIENCE;
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / SECOND;
    }
}
