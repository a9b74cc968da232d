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
package io.github.pop3x.retrieval;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.selection.MailboxState;

/**
 * Messages that are retrieved, in order, and not known to be complete.
 *
 * <p>For the thread that owns the session.
 */
final class UncheckedMessages {

    private final MailboxState records;
    private final PollBatch batch;
    private final Recipient recipient;
    private final Deque<Held> held = new ArrayDeque<>();
    private long octets;

    private record Held(ListedMessage message, RetrievedMessage retrieved) {

        long octets() {
            return retrieved.octets().length();
        }
    }

    /**
     * Holds nothing yet.
     *
     * @param records get back what is not handed over
     * @param batch counts what is handed over
     * @param recipient gets what is complete
     */
    UncheckedMessages(MailboxState records, PollBatch batch, Recipient recipient) {
        this.records = records;
        this.batch = batch;
        this.recipient = recipient;
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    int size() {
        return held.size();
    }

    /** How many octets they have together. */
    long octets() {
        return octets;
    }

    /** Holds a message; one that cannot be held is given back. */
    void add(ListedMessage message, RetrievedMessage retrieved) {
        Held next = new Held(message, retrieved);
        boolean kept = false;
        try {
            kept = held.add(next);
            octets += next.octets();
        } finally {
            if (!kept) {
                giveBack(next);
            }
        }
    }

    /** Records the last one as not retrieved, since it was cut; there must be one. */
    void blameLast() throws IOException {
        Held cut = held.removeLast();
        octets -= cut.octets();
        try {
            cut.retrieved().octets().release();
        } finally {
            records.retrievalFailed(cut.message().identity());
        }
    }

    /**
     * Hands over all of them: they are complete.
     *
     * @param behind how many messages are under way behind them
     */
    void handOver(int behind) {
        while (!held.isEmpty()) {
            Held complete = held.element();
            PollBatch.Place place = batch.place(held.size() - 1 + behind);
            held.remove();
            octets -= complete.octets();
            recipient.accept(complete.message(), complete.retrieved(), place);
        }
    }

    /** Gives all of them back: they are offered again. */
    void giveBack() {
        held.forEach(this::giveBack);
    }

    private void giveBack(Held incomplete) {
        try {
            records.drop(incomplete.message().identity());
        } finally {
            incomplete.retrieved().octets().release();
        }
    }
}
