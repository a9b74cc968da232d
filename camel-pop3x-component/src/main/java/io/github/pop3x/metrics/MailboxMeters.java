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
package io.github.pop3x.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.github.pop3x.mailbox.MailboxStatistics;
import io.github.pop3x.mailbox.MailboxStatistics.Counts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The meters of a mailbox that one route polls. They read the figures when they are asked; nothing is measured twice.
 *
 * <p>For one registry and one thread.
 */
public final class MailboxMeters implements MeterBinder, AutoCloseable {

    private final MailboxFigures figures;
    private final Tags tags;
    private final List<Meter> bound = new ArrayList<>();
    private MeterRegistry registry;

    /**
     * @param figures held until {@link #close}
     * @param tags of each meter; no secret
     */
    public MailboxMeters(MailboxFigures figures, Tags tags) {
        this.figures = figures;
        this.tags = tags;
    }

    @Override
    public void bindTo(MeterRegistry target) {
        registry = target;
        counters();
        gauges();
        timer(
                "pop3x.poll",
                "Polls that reached their mailbox or failed, and how long they took",
                MailboxStatistics::polls);
        timer("pop3x.session", "Sessions of polls, from connecting to the answer to QUIT", MailboxStatistics::held);
        timer("pop3x.connect", "The time until such a session was logged in", MailboxStatistics::connected);
        timer(
                "pop3x.round.trip",
                "The shortest time from a command to its answer in each session",
                MailboxStatistics::roundTrips);
    }

    private void counters() {
        counter("pop3x.sessions", null, "Sessions that were opened", Counts::sessions);
        counter("pop3x.messages.listed", null, "Messages in all listings", Counts::listed);
        counter("pop3x.messages.retrieved", null, "Messages that were retrieved", Counts::retrieved);
        counter("pop3x.retrieved", BaseUnits.BYTES, "Octets of the messages that were retrieved", Counts::octets);
        counter("pop3x.messages.delivered", null, "Messages whose route completed", Counts::delivered);
        counter("pop3x.messages.failed", null, "Routes that failed", Counts::failed);
        counter("pop3x.messages.exhausted", null, "Messages whose route failed maxAttempts times", Counts::exhausted);
        counter(
                "pop3x.messages.deleted",
                null,
                "Messages that the server has confirmed to be removed",
                Counts::deleted);
        counter(
                "pop3x.messages.unconfirmed",
                null,
                "Messages delivered whose removal was not confirmed at first",
                Counts::unconfirmed);
    }

    private void gauges() {
        gauge(
                "pop3x.messages.on.the.way",
                null,
                "Messages that wait for a route, or are being routed",
                MailboxFigures::onTheWay);
        gauge(
                "pop3x.messages.waiting.for.retry",
                null,
                "Messages that are tried again, since their route or retrieval failed",
                MailboxFigures::waitingForRetry);
        gauge("pop3x.ledger.entries", null, "Messages that the ledger knows", MailboxFigures::ledgerEntries);
        gauge("pop3x.breaker.open", null, "1 while the breaker is open, else 0", it -> it.isBreakerOpen() ? 1 : 0);
        gauge(
                "pop3x.spooled",
                BaseUnits.BYTES,
                "Octets of messages in memory, of all endpoints of the Camel context",
                MailboxFigures::spooledOctets);
        age(
                "pop3x.poll.age",
                "The time since the last poll that ended well, or since the start of the route",
                MailboxFigures::sinceGoodPoll);
        age(
                "pop3x.in.flight.age",
                "How long the route has run that was started first of those that have not ended, else 0",
                MailboxFigures::longestInFlight);
    }

    private void age(String name, String description, Function<MailboxFigures, Duration> age) {
        add(TimeGauge.builder(name, figures, TimeUnit.MILLISECONDS, it -> age.apply(it)
                        .toMillis())
                .description(description)
                .tags(tags)
                .register(registry));
    }

    private void counter(String name, String unit, String description, ToLongFunction<Counts> count) {
        add(FunctionCounter.builder(
                        name, figures, it -> count.applyAsLong(it.statistics().counts()))
                .baseUnit(unit)
                .description(description)
                .tags(tags)
                .register(registry));
    }

    private void gauge(String name, String unit, String description, ToDoubleFunction<MailboxFigures> figure) {
        add(Gauge.builder(name, figures, figure)
                .baseUnit(unit)
                .description(description)
                .tags(tags)
                .register(registry));
    }

    private void timer(String name, String description, Times times) {
        add(FunctionTimer.builder(
                        name,
                        figures,
                        it -> times.of(it.statistics()).count(),
                        it -> times.of(it.statistics()).nanos(),
                        TimeUnit.NANOSECONDS)
                .description(description)
                .tags(tags)
                .register(registry));
    }

    private void add(Meter meter) {
        bound.add(meter);
    }

    /** Takes the meters out of the registry. */
    @Override
    public void close() {
        bound.forEach(registry::remove);
        bound.clear();
    }

    @FunctionalInterface
    private interface Times {
        MailboxStatistics.Times of(MailboxStatistics statistics);
    }
}
