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
package io.github.pop3x;

import java.time.Duration;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.pop3x.mailbox.MailboxStatistics;
import io.github.pop3x.metrics.MailboxFigures;
import io.github.pop3x.session.SessionGate;

/** The figures of a mailbox since its polling route was started. */
final class Pop3xFigures implements MailboxFigures {

    private final MailboxStatistics statistics;
    private final SessionGate gate;
    private final IntSupplier onTheWay;
    private final IntSupplier ledgerEntries;
    private final Supplier<Pop3xOpenMessages> openMessages;
    private final LongSupplier spooledOctets;
    private final LongSupplier nanoTime;
    private final long started;

    /** @param nanoTime tells the time within this process */
    Pop3xFigures(
            MailboxStatistics statistics,
            SessionGate gate,
            IntSupplier onTheWay,
            IntSupplier ledgerEntries,
            Supplier<Pop3xOpenMessages> openMessages,
            LongSupplier spooledOctets,
            LongSupplier nanoTime) {
        this.statistics = statistics;
        this.gate = gate;
        this.onTheWay = onTheWay;
        this.ledgerEntries = ledgerEntries;
        this.openMessages = openMessages;
        this.spooledOctets = spooledOctets;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
    }

    @Override
    public MailboxStatistics statistics() {
        return statistics;
    }

    @Override
    public int onTheWay() {
        return onTheWay.getAsInt();
    }

    @Override
    public int ledgerEntries() {
        return ledgerEntries.getAsInt();
    }

    @Override
    public int waitingForRetry() {
        return openMessages.get().countWaiting();
    }

    @Override
    public Duration longestInFlight() {
        return openMessages.get().inFlight().stream()
                .map(Pop3xOpenMessages.InFlight::lasts)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    @Override
    public boolean isBreakerOpen() {
        return gate.trouble().filter(trouble -> trouble.reason().isBreaker()).isPresent();
    }

    @Override
    public Duration sinceGoodPoll() {
        OptionalLong good = statistics.lastGoodPoll();
        long now = nanoTime.getAsLong();
        long sinceStart = now - started;
        long since = good.isPresent() ? Math.min(sinceStart, now - good.getAsLong()) : sinceStart;
        return Duration.ofNanos(Math.max(0, since));
    }

    @Override
    public long spooledOctets() {
        return spooledOctets.getAsLong();
    }
}
