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
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.Overtaken;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.retrieval.PollBatch;
import io.github.pop3x.retrieval.RetrievedMessage;
import io.github.pop3x.selection.ClaimFailed;
import io.github.pop3x.selection.MailboxState;

/**
 * A message on its way from the server to a route: taken in the ledger, its octets spooled, independent of any socket. It
 * ends with {@link #giveBack}, or with an {@link Attempt} and its verdict. Any thread may call it.
 */
public final class Delivery {

    private final ListedMessage message;
    private final RetrievedMessage retrieved;
    private final PollBatch.Place place;
    private final MailboxState records;
    private final VerdictListener settlement;

    /** Whether the claim and the place among the undecided are given back: a verdict may come after that, but only once. */
    private final AtomicBoolean ended = new AtomicBoolean();

    /**
     * @param retrieved the octets, whose reference passes to this delivery
     * @param place where it stands in its batch
     * @param records where its outcome is recorded
     * @param settlement called when the message is settled
     */
    public Delivery(
            ListedMessage message,
            RetrievedMessage retrieved,
            PollBatch.Place place,
            MailboxState records,
            VerdictListener settlement) {
        this.message = message;
        this.retrieved = retrieved;
        this.place = place;
        this.records = records;
        this.settlement = settlement;
    }

    /** The identity of the message in the ledger. */
    MessageIdentity identity() {
        return message.identity();
    }

    /** The unique id as listed. */
    public String uid() {
        return message.uid();
    }

    /** The message as listed. */
    public ListedMessage listed() {
        return message;
    }

    /** The message with its octets. */
    public RetrievedMessage retrieved() {
        return retrieved;
    }

    /** How many octets were retrieved. */
    long octets() {
        return retrieved.octets().length();
    }

    /** Where the message stands in its batch. */
    public PollBatch.Place place() {
        return place;
    }

    /** Gives the message back: no route starts with it. */
    public void giveBack() {
        try {
            if (!ended.get()) {
                records.drop(identity());
            }
        } finally {
            try {
                retrieved.octets().release();
            } finally {
                settleOnce(false);
            }
        }
    }

    /**
     * Records that a route starts with the message.
     *
     * @param header the fingerprint of its header
     * @throws Overtaken if another process has gone on with the message: it is to be given back
     * @throws ClaimFailed if the message could not be claimed: it is to be given back
     * @throws IOException if that could not be written: the message is to be given back
     */
    public Attempt start(Fingerprint header) throws IOException {
        try {
            return new Attempt(this, records.start(identity(), header, () -> settle(false)), header);
        } catch (Overtaken overtaken) {
            throw overtaken;
        } catch (ClaimFailed failed) {
            settlement.attemptUnwritable();
            throw failed;
        } catch (IOException e) {
            settlement.attemptUnwritable();
            throw new IOException(
                    "its attempt cannot be written to the ledger (" + e.getMessage()
                            + "). Check the disk or database of the ledger",
                    e);
        }
    }

    /**
     * Ends the delivery, once its verdict is recorded: the claim goes last. Where an operator gave the route up, a verdict
     * that comes later gives nothing back, since another delivery of the message may have its claim.
     */
    void settle(boolean deleteNow) {
        if (!ended.compareAndSet(false, true)) {
            if (deleteNow) {
                settlement.deleteWanted();
            }
            return;
        }
        try {
            records.release(identity());
        } finally {
            settlement.settled(deleteNow);
        }
    }

    private void settleOnce(boolean deleteNow) {
        if (ended.compareAndSet(false, true)) {
            settlement.settled(deleteNow);
        }
    }

    /** Tells whether an attempt has come to no verdict yet. */
    boolean isUndecided(int attempt) {
        return records.ledger()
                .entry(identity())
                .filter(entry -> entry.state() == EntryState.IN_FLIGHT && entry.attempts() == attempt)
                .isPresent();
    }

    MailboxState records() {
        return records;
    }
}
