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

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

import io.github.pop3x.client.Pop3ClientOptions;

/**
 * One poll: as many sessions as its batch takes, each of them short, with what is delivered deleted at the end of each.
 *
 * <p>For one thread and one use.
 */
final class Pop3xPoll {

    private final Pop3xDoor door;
    private final Pop3ClientOptions options;
    private final PollContext context;
    private final MailboxStatistics statistics;
    private final InstantSource clock;
    private final Runnable whenReached;
    private final MailboxStatistics.Counts before;

    /** Whether a session has to wait. */
    private boolean later;

    /**
     * @param door the way to the mailbox
     * @param options how to reach the mailbox
     * @param statistics get the outcome of the poll
     * @param whenReached called when a session is open
     */
    Pop3xPoll(
            Pop3xDoor door,
            Pop3ClientOptions options,
            PollContext context,
            MailboxStatistics statistics,
            InstantSource clock,
            Runnable whenReached) {
        this.door = door;
        this.options = options;
        this.context = context;
        this.statistics = statistics;
        this.clock = clock;
        this.whenReached = whenReached;
        this.before = statistics.counts();
    }

    /**
     * Routes a batch.
     *
     * @param maxMessages how many messages are routed at most, 0 for all that there are
     * @return how many messages were handed over to routes; 0 if the listing held nothing to do;
     *     {@link MailboxPoller#LATER} if what it held has to wait
     * @throws IOException if a session broke; verdicts already given stand, and deletes go into the next session
     */
    int run(int maxMessages) throws IOException, InterruptedException {
        Pop3xBatch batch = new Pop3xBatch(maxMessages);
        holdAndReport(batch);
        return batch.handedOver() == 0 && (later || batch.isHeldBack()) ? MailboxPoller.LATER : batch.handedOver();
    }

    /** Deletes what is delivered, and routes nothing. */
    void deleteOnly() throws IOException, InterruptedException {
        holdAndReport(Pop3xBatch.none());
    }

    private void holdAndReport(Pop3xBatch batch) throws IOException, InterruptedException {
        boolean broken = true;
        try {
            hold(batch);
            broken = false;
        } finally {
            String end = broken ? "the session broke" : later ? "it has to wait" : "";
            statistics.polled(before, batch.handedOver(), end);
        }
    }

    private void hold(Pop3xBatch batch) throws IOException, InterruptedException {
        Pop3xRound.Next next;
        do {
            next = session(batch);
            if (next == Pop3xRound.Next.DELETE) {
                session(Pop3xBatch.none());
            }
        } while (next == Pop3xRound.Next.ANOTHER);
    }

    private Pop3xRound.Next session(Pop3xBatch batch) throws IOException, InterruptedException {
        Pop3xShare share = new Pop3xShare(context.settings().commitEvery(), clock);
        Optional<Pop3xRound.Next> next =
                door.visit(options, context.settings().delay().get(), session -> {
                    whenReached.run();
                    return new Pop3xRound(context, session, batch, share).run();
                });
        later |= next.isEmpty();
        return next.orElse(Pop3xRound.Next.END);
    }
}
