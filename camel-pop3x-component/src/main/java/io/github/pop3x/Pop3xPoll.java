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
import java.util.Optional;

import io.github.pop3x.client.Pop3ClientOptions;

/**
 * One poll: as many sessions as its batch takes, each of them short, with what is delivered deleted at the end of each.
 *
 * <p>For one thread and one use.
 */
final class Pop3xPoll {

    /** Camel takes this neither for idle nor for a reason to poll again at once. */
    static final int LATER = -1;

    private final Pop3xConsumer consumer;
    private final Pop3xLogbook.Counts before;
    private final Pop3ClientOptions options;
    /** Whether a session has to wait. */
    private boolean later;

    /**
     * @param options how to reach the mailbox
     */
    Pop3xPoll(Pop3xConsumer consumer, Pop3ClientOptions options) {
        this.consumer = consumer;
        this.options = options;
        this.before = consumer.logbook().counts();
    }

    /**
     * Routes a batch.
     *
     * @return how many messages were handed over to routes; 0 if the listing held nothing to do; {@link #LATER} if what it
     *     held has to wait
     * @throws IOException if a session broke; verdicts already given stand, and deletes go into the next session
     */
    int run(Pop3xHandover handover) throws IOException, InterruptedException {
        Pop3xBatch batch = new Pop3xBatch(consumer.getMaxMessagesPerPoll());
        holdAndTell(batch, handover);
        return batch.handedOver() == 0 && (later || batch.isHeldBack()) ? LATER : batch.handedOver();
    }

    /** Deletes what is delivered, and routes nothing. */
    void deleteOnly(Pop3xHandover handover) throws IOException, InterruptedException {
        holdAndTell(Pop3xBatch.none(), handover);
    }

    private void holdAndTell(Pop3xBatch batch, Pop3xHandover handover) throws IOException, InterruptedException {
        boolean broken = true;
        try {
            hold(batch, handover);
            broken = false;
        } finally {
            String end = broken ? "the session broke" : later ? "it has to wait" : "";
            consumer.logbook().polled(before, batch.handedOver(), end);
        }
    }

    private void hold(Pop3xBatch batch, Pop3xHandover handover) throws IOException, InterruptedException {
        Pop3xRound.Next next;
        do {
            next = session(batch, handover);
            if (next == Pop3xRound.Next.DELETE) {
                session(Pop3xBatch.none(), handover);
            }
        } while (next == Pop3xRound.Next.ANOTHER);
    }

    private Pop3xRound.Next session(Pop3xBatch batch, Pop3xHandover handover) throws IOException, InterruptedException {
        Pop3xEndpoint endpoint = consumer.getEndpoint();
        Pop3xShare share = new Pop3xShare(endpoint.getConfiguration().getCommitEvery(), endpoint.clock());
        Optional<Pop3xRound.Next> next = consumer.door().visit(options, consumer.pollDelay(), session -> {
            consumer.reached();
            return new Pop3xRound(consumer, session, batch, share).run(handover);
        });
        later |= next.isEmpty();
        return next.orElse(Pop3xRound.Next.END);
    }
}
