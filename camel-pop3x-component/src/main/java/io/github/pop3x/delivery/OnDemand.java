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
import java.util.function.Supplier;

import io.github.pop3x.client.Pop3CancelledException;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.wire.Cancellation;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.retrieval.RetrOrTop;
import io.github.pop3x.selection.MailboxState;
import io.github.pop3x.session.MailboxTurn;
import io.github.pop3x.session.PlaceWait;
import io.github.pop3x.session.SessionGate;
import io.github.pop3x.session.StoppableSessions;
import io.github.pop3x.spool.Spool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(OnDemand.class);

    private final SessionGate gate;
    private final Pop3ClientOptions options;
    private final Supplier<Duration> delay;
    private final MailboxState records;
    private final RetrOrTop fetching;
    private final Spool spool;
    private final MailboxTurn turn;
    private final StoppableSessions sessions = new StoppableSessions();
    private final MailboxListener listener;
    private final LateDeletes lateDeletes;
    private final TroubledDeletes troubledDeletes = new TroubledDeletes();

    /** Always the same object: it holds this receiver's place in the queue. */
    private final Runnable whenFree;

    /**
     * @param gate the way to the mailbox
     * @param options how to reach the mailbox
     * @param delay the time between two polls
     * @param spool where retrieved messages go
     * @param turn of those that want a session with the mailbox on demand
     * @param timer where sessions are held that only delete
     */
    public OnDemand(
            SessionGate gate,
            Pop3ClientOptions options,
            Supplier<Duration> delay,
            MailboxState records,
            RetrOrTop fetching,
            Spool spool,
            MailboxTurn turn,
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
        records.renewOn(timer, delay.get());
        LateDeletes late = new LateDeletes(timer, delay.get(), turn, sessions, options, this::deleteOnly, listener);
        this.lateDeletes = late;
        this.whenFree = late::invited;
    }

    /**
     * Retrieves a message.
     *
     * @param atMost how long the session of another is waited for, and a place among the sessions with the host; a session
     *     of this receiver's own is brought to its end
     * @param cancellation of the caller, for {@link #stop(Cancellation)}
     * @return empty if there is none that is chosen and not taken, if another had a session for all that time, or if the
     *     caller stops
     * @throws IOException if the mailbox is unavailable or the session broke; nothing is lost
     * @throws InterruptedException while another session is waited for
     */
    public Optional<Delivery> receive(Duration atMost, Cancellation cancellation)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        if (!awaitTurn(atMost, cancellation)) {
            return Optional.empty();
        }
        try {
            lateDeletes.sessionBegins();
            gate.leave(whenFree);
            return receiveInTurn(() -> atMost.minusNanos(System.nanoTime() - begun), cancellation);
        } catch (Pop3CancelledException stopping) {
            LOG.debug("{}: nothing was received", gate, stopping);
            return Optional.empty();
        } finally {
            try {
                lateDeletes.sessionEnds();
            } finally {
                turn.end();
            }
        }
    }

    /**
     * The session that deletes what was received before is waited for a little by all: without that, a caller that asks right
     * after a verdict would get nothing.
     */
    private boolean awaitTurn(Duration atMost, Cancellation cancellation) throws InterruptedException {
        boolean isMine = turn.await(atMost, cancellation);
        Duration more = StoppableSessions.GRACE.minus(atMost);
        if (!isMine && lateDeletes.isDeleting() && !more.isNegative()) {
            isMine = turn.await(more, cancellation);
        }
        return isMine;
    }

    /** Whatever fails after a message was retrieved, such as closing the session, gives it back. */
    private Optional<Delivery> receiveInTurn(Supplier<Duration> left, Cancellation cancellation)
            throws IOException, InterruptedException {
        AtomicReference<OnDemandSession> last = new AtomicReference<>();
        boolean done = false;
        try {
            Optional<OnDemandSession> visit;
            boolean deleteFirst = true;
            do {
                boolean deletes = deleteFirst;
                try (StoppableSessions.Held held = sessions.begin(cancellation)) {
                    PlaceWait wait = PlaceWait.atMost(left.get());
                    visit = gate.visit(options, cancellation, delay.get(), wait, session -> {
                        OnDemandSession next = visit(session, held);
                        last.set(next);
                        receive(next, deletes);
                        return next;
                    });
                }
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

    /** What is deleted here needs no session of its own; a verdict that comes meanwhile does. */
    private void receive(OnDemandSession next, boolean deletes) throws IOException {
        if (!deletes) {
            next.receive(false);
            return;
        }
        boolean isDue = lateDeletes.committing();
        try {
            next.receive(true);
            isDue = !next.isSettled();
        } finally {
            lateDeletes.wanted(isDue);
        }
    }

    private OnDemandSession visit(Pop3Session session, StoppableSessions.Held held) {
        return new OnDemandSession(
                session,
                options.sessionTimeout(),
                held,
                records,
                fetching,
                spool,
                new RetrySchedule(delay.get()),
                troubledDeletes,
                this,
                listener);
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

    private boolean deleteOnly(Pop3ClientOptions with, Supplier<StoppableSessions.Held> begin)
            throws IOException, InterruptedException {
        return troubledDeletes.teach(listener, () -> holdDeletes(with, begin));
    }

    private void holdDeletes(Pop3ClientOptions with, Supplier<StoppableSessions.Held> begin)
            throws IOException, InterruptedException {
        boolean deleted = false;
        try (StoppableSessions.Held held = begin.get()) {
            deleted = gate.visit(with, held.cancellation(), delay.get(), PlaceWait.queued(whenFree), session -> {
                        lateDeletes.committing();
                        return visit(session, held).delete();
                    })
                    .orElse(false);
        } finally {
            lateDeletes.wanted(!deleted);
        }
    }

    /**
     * A caller stops: what it receives now is given back.
     *
     * @param caller as it was given to {@link #receive}
     */
    public void stop(Cancellation caller) {
        sessions.stop(caller);
    }

    /** Stopping has begun: ends a session that only retrieves, and gives one that deletes a few seconds. */
    void stopping(Duration atMost) {
        sessions.stop(atMost);
    }

    /**
     * Deletes what is delivered, if anything is, and schedules nothing from then on.
     *
     * @param atMost how long that may take
     */
    void close(Duration atMost) throws InterruptedException {
        gate.leave(whenFree);
        lateDeletes.close(atMost);
        gate.leave(whenFree);
    }
}
