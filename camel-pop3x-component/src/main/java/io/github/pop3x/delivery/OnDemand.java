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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.retrieval.RetrOrTop;
import io.github.pop3x.selection.MailboxState;
import io.github.pop3x.session.SessionGate;
import io.github.pop3x.spool.Spool;

/**
 * Receives one message at a time out of a mailbox.
 *
 * <ol>
 *   <li>{@link #receive} deletes in a session what was delivered before; retrieves one message in another, and abandons
 *       that: however long the message is worked on, nothing is open meanwhile;
 *   <li>the verdict comes by the delivery, on whatever thread;
 *   <li>what is to be deleted then is deleted by a session of its own on the component's threads, or by the next receive.
 * </ol>
 *
 * <p>It may outlive its endpoint: a dynamic one is stopped before the route goes on. Any thread may call it; the sessions
 * with one mailbox come one after the other.
 */
public final class OnDemand implements VerdictListener {

    private final SessionGate gate;
    private final Pop3ClientOptions options;
    private final Supplier<Duration> delay;
    private final MailboxState records;
    private final RetrOrTop fetching;
    private final Spool spool;
    private final ReentrantLock turn;
    private final MailboxListener listener;
    private final LateDeletes lateDeletes;
    private final TroubledDeletes troubledDeletes = new TroubledDeletes();

    /**
     * @param gate the way to the mailbox
     * @param options how to reach the mailbox
     * @param delay the time between two polls
     * @param spool where retrieved messages go
     * @param turn held by the thread that has a session with the mailbox on demand
     * @param timer where sessions are held that only delete
     */
    public OnDemand(
            SessionGate gate,
            Pop3ClientOptions options,
            Supplier<Duration> delay,
            MailboxState records,
            RetrOrTop fetching,
            Spool spool,
            ReentrantLock turn,
            ScheduledExecutorService timer,
            MailboxListener listener) {
        this.gate = gate;
        this.options = options;
        this.delay = delay;
        this.records = records;
        this.fetching = fetching;
        this.spool = spool;
        this.turn = turn;
        this.listener = listener;
        this.lateDeletes = new LateDeletes(timer, delay.get(), turn, options, this::deleteOnly, listener);
    }

    /**
     * Retrieves a message.
     *
     * @return empty if there is none that is chosen and not taken
     * @throws IOException if the mailbox is unavailable or the session broke; nothing is lost
     * @throws InterruptedException while another session is waited for
     */
    public Optional<Delivery> receive() throws IOException, InterruptedException {
        turn.lockInterruptibly();
        try {
            lateDeletes.sessionBegins();
            return receiveInTurn();
        } finally {
            try {
                lateDeletes.sessionEnds();
            } finally {
                turn.unlock();
            }
        }
    }

    /** Whatever fails after a message was retrieved, such as closing the session, gives it back. */
    private Optional<Delivery> receiveInTurn() throws IOException, InterruptedException {
        AtomicReference<OnDemandSession> last = new AtomicReference<>();
        boolean done = false;
        try {
            Optional<OnDemandSession> visit;
            boolean deleteFirst = true;
            do {
                boolean deletes = deleteFirst;
                visit = gate.visit(options, delay.get(), session -> {
                    OnDemandSession next = visit(session);
                    last.set(next);
                    next.receive(deletes);
                    return next;
                });
                deleteFirst = false;
            } while (visit.isPresent() && visit.get().mayGoOn());
            visit.ifPresent(ended -> lateDeletes.wanted(ended.leavesDeletes()));
            Optional<Delivery> received = visit.flatMap(OnDemandSession::received);
            done = true;
            return received;
        } finally {
            if (!done && last.get() != null) {
                last.get().received().ifPresent(Delivery::giveBack);
            }
        }
    }

    private OnDemandSession visit(Pop3Session session) {
        return new OnDemandSession(
                session, records, fetching, spool, new RetrySchedule(delay.get()), troubledDeletes, this, listener);
    }

    @Override
    public void settled(boolean deleteNow) {
        if (deleteNow) {
            lateDeletes.wantedAtOnce();
        }
    }

    @Override
    public void deleteWanted() {
        lateDeletes.wantedAtOnce();
    }

    private boolean deleteOnly(Pop3ClientOptions with) throws IOException, InterruptedException {
        return troubledDeletes.teach(listener, () -> holdDeletes(with));
    }

    private void holdDeletes(Pop3ClientOptions with) throws IOException, InterruptedException {
        boolean deleted = false;
        try {
            deleted = gate.visit(with, delay.get(), session -> {
                        lateDeletes.committing();
                        return visit(session).delete();
                    })
                    .orElse(false);
        } finally {
            lateDeletes.wanted(!deleted);
        }
    }

    /**
     * Deletes what is delivered, if anything is, and schedules nothing from then on.
     *
     * @param atMost how long that may take
     */
    void close(Duration atMost) throws InterruptedException {
        lateDeletes.close(atMost);
    }
}
