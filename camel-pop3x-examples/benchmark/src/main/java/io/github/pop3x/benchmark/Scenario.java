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

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A row of the table: a mailbox and what is done with it.
 *
 * @param id names it on the command line
 * @param whole the title of the row of which this is a part, or nothing
 * @param messages how many messages the mailbox holds
 * @param octets the size of each
 * @param work what a round does: {@link Work#KEEP}, {@link Work#DELETE} or {@link Work#POLL}
 * @param roundTrip how far away the server is; zero for no way at all
 * @param heapMiB the largest heap that camel-pop3x gets
 * @param more how many times as large the mailbox is of which LIMIT takes about a second
 * @param share the part of the mailbox, one in so many, that those who wait for each answer get where time is short
 * @param goal how many times as long as LIMIT camel-pop3x may take
 */
public record Scenario(
        String id,
        String whole,
        int messages,
        int octets,
        Work work,
        Duration roundTrip,
        int heapMiB,
        double more,
        int share,
        double goal) {

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final Duration NEAR = Duration.ZERO;
    private static final Duration FAR = Duration.ofMillis(40);

    /** Few enough that even a small part of them is a mailbox. */
    private static final int FEW = 10;

    /** All rows. */
    public static final List<Scenario> TABLE = List.of(
            new Scenario("small-keep", "", 5_000, 4 * KIB, Work.KEEP, NEAR, 256, 8, 2, 1.15),
            new Scenario("small-delete", "", 5_000, 4 * KIB, Work.DELETE, NEAR, 256, 5, 2, 1.3),
            new Scenario("medium-keep", "", 500, 100 * KIB, Work.KEEP, NEAR, 256, 6, 2, 1.15),
            new Scenario("large-keep", "", 4, 64 * MIB, Work.KEEP, NEAR, 32, 1.5, 4, 1.3),
            new Scenario("far-keep", "", 500, 4 * KIB, Work.KEEP, FAR, 256, 40, 5, 1.15),
            new Scenario("far-delete", "", 500, 4 * KIB, Work.DELETE, FAR, 256, 40, 5, 1.2),
            new Scenario("known", "", 50_000, 512, Work.POLL, NEAR, 256, 5, 10, 1.2));

    /** Names it in the table. */
    public String title() {
        String size = octets % MIB == 0 ? octets / MIB + " MiB" : Math.round((double) octets / KIB) + " KiB";
        String way = roundTrip.isZero() ? "" : ", " + roundTrip.toMillis() + " ms away";
        String what = work == Work.POLL
                ? String.format(Locale.ROOT, "poll of %,d known messages", messages)
                : String.format(Locale.ROOT, "%,d × %s%s, %s", messages, size, way, work);
        return whole.isEmpty() ? what : whole + " (1/" + share + " of it)";
    }

    /** The row with that part of its mailbox that those get who wait for each answer. */
    public Scenario shared() {
        return resized(1.0 / share, title());
    }

    /** The row with a mailbox of which LIMIT takes about a second. */
    public Scenario large() {
        return resized(more, whole);
    }

    /**
     * The row with a larger or smaller mailbox: more or fewer messages, or, where there are only a few, larger or
     * smaller ones.
     */
    public Scenario scaled(double factor) {
        return factor == 1 ? this : resized(factor, whole);
    }

    private Scenario resized(double factor, String of) {
        boolean few = messages < FEW;
        int scaledMessages = few ? messages : Math.max(2, (int) Math.round(messages * factor));
        int scaledOctets = few ? Math.max(KIB, (int) Math.min(Integer.MAX_VALUE, octets * factor)) : octets;
        return new Scenario(id, of, scaledMessages, scaledOctets, work, roundTrip, heapMiB, more, share, goal);
    }
}
