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
import java.time.Duration;
import java.util.List;

import io.github.pop3x.benchmark.contender.IdleRunner;
import io.github.pop3x.benchmark.report.Grid;
import io.github.pop3x.benchmark.report.Grid.Column;
import io.github.pop3x.benchmark.server.Dovecot;
import io.github.pop3x.benchmark.server.MailStock;

/** Threads, memory and CPU of idle endpoints in one Camel context, for more and more of them. */
final class EndpointGrowth {

    static final List<String> REMARKS = List.of(
            "Each endpoint has a mailbox of its own with three messages that it knows, and default options but for the"
                    + " delay. All together poll 50 times a second, however many they are, so that the CPU of a poll"
                    + " can be compared; *a minute* is what an endpoint with the default delay of 60 s takes of one"
                    + " processor. A fresh JVM for each row, watched for 20 s when it is 65 s old, so that workers of the first"
                    + " poll, which wait a minute for more, are gone; all endpoints share the component's `pollThreads`.",
            "*Held* is the heap without garbage, its growth since the row before divided by the endpoints that came to"
                    + " it.");

    private static final int[] COUNTS = {1, 10, 100, 1_000};
    private static final int MESSAGES = 3;
    private static final int OCTETS = 1024;
    private static final int HEAP_MIB = 256;
    private static final int POLLS_A_SECOND = 50;
    private static final Duration WARM_UP = Duration.ofSeconds(65);
    private static final Duration WATCH = Duration.ofSeconds(20);
    private static final double MILLI = 1e6;
    private static final double SHARE_OF_A_MINUTE = 100 / 60e9;
    private static final double KIB = 1024;
    private static final double MIB = 1 << 20;

    private final Settings settings;
    private final Dovecot dovecot;
    private final Grid grid = new Grid(
            "More endpoints in one context",
            new Column("endpoints", "endpoints", "%,d"),
            new Column("polls", "polls", "%,d"),
            new Column("cpuMillisAPoll", "CPU a poll", "%.2f ms"),
            new Column("cpuPercent", "a minute", "%.4f %%"),
            new Column("threads", "threads", "%d"),
            new Column("heldMiB", "held", "%.1f MiB"),
            new Column("heldKiBEach", "an endpoint", "%.1f KiB"));

    EndpointGrowth(Settings settings, Dovecot dovecot) {
        this.settings = settings;
        this.dovecot = dovecot;
    }

    /** Makes mailboxes for so many endpoints. */
    static void mailboxes(Dovecot dovecot, int endpoints) throws IOException {
        MailStock stock = dovecot.stock("idle", MESSAGES, OCTETS);
        for (int number = 1; number <= endpoints; number++) {
            dovecot.create(IdleWatch.user(number), stock);
        }
    }

    Grid measure() throws IOException {
        mailboxes(dovecot, scaled(COUNTS[COUNTS.length - 1]));
        var runner = new IdleRunner(
                dovecot.port(),
                POLLS_A_SECOND,
                WARM_UP,
                WATCH,
                settings.directory().resolve("contenders").resolve("growth"));
        IdleWatch before = null;
        for (int count : COUNTS) {
            IdleWatch watch = runner.run(scaled(count), HEAP_MIB);
            double nanosAPoll = (double) watch.cpuNanos() / Math.max(1, watch.polls());
            System.out.println(grid.add(
                    watch.endpoints(),
                    watch.polls(),
                    nanosAPoll / MILLI,
                    nanosAPoll * SHARE_OF_A_MINUTE,
                    watch.threads(),
                    watch.heapOctets() / MIB,
                    each(watch, before)));
            before = watch;
        }
        return grid;
    }

    private int scaled(int count) {
        return Math.max(1, (int) Math.round(count * settings.scale()));
    }

    private static Double each(IdleWatch watch, IdleWatch before) {
        if (before == null || watch.endpoints() == before.endpoints()) {
            return null;
        }
        return (watch.heapOctets() - before.heapOctets()) / KIB / (watch.endpoints() - before.endpoints());
    }
}
