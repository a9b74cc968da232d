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
package io.github.pop3x.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.pop3x.client.Pop3CancelledException;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.mailbox.MailboxStatistics;
import io.github.pop3x.retrieval.PollBatch;
import io.github.pop3x.session.PlaceWait;
import io.github.pop3x.session.SessionGate;
import io.github.pop3x.session.StoppableSessions;

/**
 * One poll: as many sessions as its batch takes, each of them short, with what is delivered deleted at the end of each.
 *
 * <p>For one thread and one use.
 */
final class Poll {

    private final SessionGate gate;
    private final Pop3ClientOptions options;
    private final PollContext context;
    private final MailboxStatistics statistics;
    private final LongSupplier nanoTime;
    private final Supplier<StoppableSessions.Held> sessions;
    private final Runnable whenReached;
    private final MailboxStatistics.Counts before;

    /** Whether a session has to wait. */
    private boolean later;

    /**
     * @param gate the way to the mailbox
     * @param options how to reach the mailbox
     * @param statistics get the outcome of the poll
     * @param sessions begins each session
     * @param whenReached called when a session is open
     */
    Poll(
            SessionGate gate,
            Pop3ClientOptions options,
            PollContext context,
            MailboxStatistics statistics,
            LongSupplier nanoTime,
            Supplier<StoppableSessions.Held> sessions,
            Runnable whenReached) {
        this.gate = gate;
        this.options = options;
        this.context = context;
        this.statistics = statistics;
        this.nanoTime = nanoTime;
        this.sessions = sessions;
        this.whenReached = whenReached;
        this.before = statistics.counts();
    }

    /**
     * Routes a batch.
     *
     * @param maxMessages how many messages are routed at most
     * @return how many messages were handed over to routes; 0 if the listing held nothing to do;
     *     {@link MailboxPoller#LATER} if what it held has to wait
     * @throws Pop3CancelledException if the consumer stops
     * @throws IOException if a session broke; verdicts already given stand, and deletes go into the next session
     */
    int run(int maxMessages) throws IOException, InterruptedException {
        PollBatch batch = new PollBatch(maxMessages);
        long began = nanoTime.getAsLong();
        OptionalLong goodAt = OptionalLong.empty();
        try {
            holdAndReport(batch, end -> statistics.polled(before, batch.handedOver(), undecided(), end));
            goodAt = OptionalLong.of(nanoTime.getAsLong());
        } finally {
            if (!later) {
                statistics.countPoll(nanoTime.getAsLong() - began, goodAt);
            }
        }
        return batch.handedOver() == 0 && (later || batch.isHeldBack()) ? MailboxPoller.LATER : batch.handedOver();
    }

    /** Deletes what is delivered, and routes nothing. */
    void deleteOnly() throws IOException, InterruptedException {
        holdAndReport(PollBatch.none(), end -> statistics.deletedOnly(before, undecided(), end));
    }

    private int undecided() {
        return context.queue().undecided();
    }

    private void holdAndReport(PollBatch batch, Consumer<String> report) throws IOException, InterruptedException {
        String end = "the session broke";
        try {
            hold(batch);
            end = later ? "it has to wait" : "";
        } catch (Pop3CancelledException givenUp) {
            end = "it was given up";
            throw givenUp;
        } finally {
            report.accept(end);
        }
    }

    private void hold(PollBatch batch) throws IOException, InterruptedException {
        PollSession.Next next;
        do {
            next = session(batch);
            if (next == PollSession.Next.DELETE) {
                session(PollBatch.none());
            }
        } while (next == PollSession.Next.ANOTHER && !context.settings().isInOneSession());
    }

    private PollSession.Next session(PollBatch batch) throws IOException, InterruptedException {
        CommitInterval share = new CommitInterval(context.settings().commitEvery(), nanoTime);
        try (StoppableSessions.Held held = sessions.get()) {
            Duration delay = context.settings().delay().get();
            long asked = nanoTime.getAsLong();
            Optional<PollSession.Next> next =
                    gate.visit(options, held.cancellation(), delay, PlaceWait.queued(context.whenFree()), session -> {
                        long opened = nanoTime.getAsLong();
                        try {
                            whenReached.run();
                            return new PollSession(context, session, held, batch, share, nanoTime).run();
                        } finally {
                            statistics.countSessionTime(opened - asked, nanoTime.getAsLong() - asked);
                        }
                    });
            later |= next.isEmpty();
            return next.orElse(PollSession.Next.END);
        }
    }
}
