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

/** Time of a route that deletes what it reads, for more and more messages in one mailbox. */
final class DrainGrowth {

    static final List<String> REMARKS =
            List.of("*Drained* is a poll that reads all messages and deletes them, in as many sessions as it likes.");

    private static final double MICRO = 1e3;
    private static final double MILLI = 1e6;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Settings settings;
    private final NativeTools tools;
    private final Dovecot dovecot;
    private final Path home;
    private final Grid grid = new Grid(
            "More messages to delete",
            new Column("messages", "messages", "%,d"),
            new Column("drainedMillis", "drained", "%,.1f ms"),
            new Column("drainedMicrosEach", "a message", "%.1f µs"),
            new Column("drainedLimitMicrosEach", "LIMIT", "%.1f µs"),
            new Column("drainedRise", "rise", "%+.0f %%"));
    private double first;

    DrainGrowth(Settings settings, NativeTools tools, Dovecot dovecot) {
        this.settings = settings;
        this.tools = tools;
        this.dovecot = dovecot;
        this.home = settings.directory().resolve("contenders").resolve("growth");
    }

    Grid measure() throws IOException {
        try (Runner limit = Contender.limit(tools, home);
                Runner route = Contender.CAMEL_POP3X.runner(tools, MailboxGrowth.HEAP_MIB, home, PATIENCE)) {
            warmUp(route);
            for (int size : MailboxGrowth.SIZES) {
                measure(MailboxGrowth.scaled(size, settings), limit, route);
            }
        }
        return grid;
    }

    private void warmUp(Runner route) throws IOException {
        int messages = MailboxGrowth.scaled(MailboxGrowth.SIZES[1], settings);
        try (Arena arena = new Arena(MailboxGrowth.row(messages, Work.DELETE), dovecot)) {
            long end = System.nanoTime() + settings.warmUp().toNanos();
            do {
                arena.timed(route, Fidelity.EXACT);
            } while (System.nanoTime() < end);
        }
    }

    private void measure(int messages, Runner limit, Runner route) throws IOException {
        List<Double> drained = new ArrayList<>();
        List<Double> limits = new ArrayList<>();
        try (Arena arena = new Arena(MailboxGrowth.row(messages, Work.DELETE), dovecot)) {
            for (int i = 0; i < settings.rounds(); i++) {
                limits.add((double) arena.timed(limit, Fidelity.AT_LEAST).nanos());
                drained.add((double) arena.timed(route, Fidelity.EXACT).nanos());
            }
        }
        double nanos = Statistics.of(drained).median();
        double each = nanos / messages;
        Double rise = first == 0 ? null : MailboxGrowth.rise(each, first);
        first = first == 0 ? each : first;
        double limitEach = Statistics.of(limits).median() / messages;
        System.out.println(grid.add(messages, nanos / MILLI, each / MICRO, limitEach / MICRO, rise));
    }
}
