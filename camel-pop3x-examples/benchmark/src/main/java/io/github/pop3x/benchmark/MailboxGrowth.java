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
package io.github.pop3x.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.benchmark.contender.Contender;
import io.github.pop3x.benchmark.contender.Fidelity;
import io.github.pop3x.benchmark.contender.NativeTools;
import io.github.pop3x.benchmark.contender.Runner;
import io.github.pop3x.benchmark.report.Grid;
import io.github.pop3x.benchmark.report.Grid.Column;
import io.github.pop3x.benchmark.report.Statistics;
import io.github.pop3x.benchmark.server.Dovecot;

/** Time and memory of a route that keeps what it reads, for more and more messages in one mailbox. */
final class MailboxGrowth {

    static final List<String> REMARKS = List.of(
            "Messages of 1 KiB. *Read* is a poll that finds all of them new and keeps them, *poll* a later one that knows"
                    + " them all; medians, each beside LIMIT in the same mailbox, which is what the server itself takes."
                    + " One warm JVM for all sizes.",
            "*Held* is the heap without garbage after both, its growth since the row before divided by the messages that"
                    + " came to it.");

    static final int[] SIZES = {1_000, 10_000, 100_000};
    private static final int OCTETS = 1024;
    static final int HEAP_MIB = 256;
    private static final int SHARE = 1;
    private static final double NO_GOAL = 0;
    private static final double MICRO = 1e3;
    private static final double MILLI = 1e6;
    private static final double MIB = 1 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Settings settings;
    private final NativeTools tools;
    private final Dovecot dovecot;
    private final Path home;
    private final Grid grid = new Grid(
            "More messages in one mailbox",
            new Column("messages", "messages", "%,d"),
            new Column("readMillis", "read", "%,.1f ms"),
            new Column("readMicrosEach", "a message", "%.1f µs"),
            new Column("readLimitMicrosEach", "LIMIT", "%.1f µs"),
            new Column("readRise", "rise", "%+.0f %%"),
            new Column("pollMillis", "poll", "%,.1f ms"),
            new Column("pollMicrosEach", "a message", "%.2f µs"),
            new Column("pollLimitMicrosEach", "LIMIT", "%.2f µs"),
            new Column("pollRise", "rise", "%+.0f %%"),
            new Column("heldMiB", "held", "%.1f MiB"),
            new Column("heldOctetsEach", "a message", "%.0f octets"));
    private int before;
    private double firstRead;
    private double firstPoll;
    private long heldBefore;

    MailboxGrowth(Settings settings, NativeTools tools, Dovecot dovecot) {
        this.settings = settings;
        this.tools = tools;
        this.dovecot = dovecot;
        this.home = settings.directory().resolve("contenders").resolve("growth");
    }

    Grid measure() throws IOException {
        try (Runner limit = Contender.limit(tools, home);
                Runner route = Contender.CAMEL_POP3X.runner(tools, HEAP_MIB, home, PATIENCE)) {
            warmUp(route);
            for (int size : SIZES) {
                measure(scaled(size, settings), limit, route);
            }
        }
        return grid;
    }

    static int scaled(int size, Settings settings) {
        return Math.max(1, (int) Math.round(size * settings.scale()));
    }

    /** A mailbox of so many messages, and what is done with it. */
    static Scenario row(int messages, Work work) {
        return new Scenario("growth", "", messages, OCTETS, work, Duration.ZERO, HEAP_MIB, 1, SHARE, NO_GOAL);
    }

    private void warmUp(Runner route) throws IOException {
        try (Arena arena = new Arena(row(scaled(SIZES[1], settings), Work.POLL), dovecot)) {
            long end = System.nanoTime() + settings.warmUp().toNanos();
            do {
                arena.learn(route, Fidelity.EXACT);
                arena.timed(route, Fidelity.EXACT);
            } while (System.nanoTime() < end);
        }
    }

    private void measure(int messages, Runner limit, Runner route) throws IOException {
        List<Double> read = new ArrayList<>();
        List<Double> readLimit = new ArrayList<>();
        List<Double> poll = new ArrayList<>();
        List<Double> pollLimit = new ArrayList<>();
        try (Arena arena = new Arena(row(messages, Work.POLL), dovecot)) {
            for (int i = 0; i < settings.rounds(); i++) {
                readLimit.add((double) arena.learn(limit, Fidelity.AT_LEAST).nanos());
                read.add((double) arena.learn(route, Fidelity.EXACT).nanos());
                pollLimit.add((double) arena.timed(limit, Fidelity.AT_LEAST).nanos());
                poll.add((double) arena.timed(route, Fidelity.EXACT).nanos());
            }
            long held = arena.learnAndPoll(route, Fidelity.EXACT).heapOctets();
            add(messages, median(read), median(readLimit), median(poll), median(pollLimit), held);
        }
    }

    private void add(int messages, double read, double readLimit, double poll, double pollLimit, long held) {
        boolean first = before == 0;
        firstRead = first ? read / messages : firstRead;
        firstPoll = first ? poll / messages : firstPoll;
        System.out.println(grid.add(
                messages,
                read / MILLI,
                read / MICRO / messages,
                readLimit / MICRO / messages,
                first ? null : rise(read / messages, firstRead),
                poll / MILLI,
                poll / MICRO / messages,
                pollLimit / MICRO / messages,
                first ? null : rise(poll / messages, firstPoll),
                held / MIB,
                first ? null : (double) (held - heldBefore) / (messages - before)));
        before = messages;
        heldBefore = held;
    }

    /** In percent, since the first row. */
    static double rise(double now, double first) {
        return 100 * (now / first - 1);
    }

    private static double median(List<Double> values) {
        return Statistics.of(values).median();
    }
}
