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
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.pop3x.client.Pop3CancelledException;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.wire.Cancellation;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.session.MailboxTurn;
import io.github.pop3x.session.StoppableSessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes whose verdict came when no session was open for them. They go into the next session; and if no poll holds one
 * soon, since polls are far apart, suspended or at the end of their repeat count, into one that only deletes.
 *
 * <p>Any thread may call it. No session is opened while its monitor is held.
 */
public final class LateDeletes {

    /** What is reported of a session that could not delete. */
    static final String FAILED = "Cannot delete delivered messages; a later session retries";

    private static final String LAST_FAILED =
            "Cannot delete what was delivered before this stop, for which each answer of the server is waited for "
                    + StoppableSessions.GRACE.toSeconds() + " s; that is done after the next start";

    /** Enough to find a message that breaks sessions when it is deleted, and to delete the others. */
    private static final int LAST_SESSIONS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(LateDeletes.class);

    private final ScheduledExecutorService executor;
    private final DeletePauses pauses;
    private final MailboxTurn turn;
    private final StoppableSessions sessions;
    private final Pop3ClientOptions options;
    private final DeleteSession session;
    private final MailboxListener listener;
    private Future<?> scheduled;
    private boolean due;
    private boolean sessionIsOpen;
    private boolean closed;
    private volatile boolean deleting;
    private volatile LateDeletes successor;

    /** Holds a session that deletes what is delivered, and retrieves nothing. */
    @FunctionalInterface
    public interface DeleteSession {
        /**
         * @param sessions begins each session
         * @return whether it broke so that another one is worth holding at once
         * @throws Pop3CancelledException if there was no time for it
         * @throws IOException if the session was not opened, or broke: it is tried again
         */
        boolean hold(Pop3ClientOptions options, Supplier<StoppableSessions.Held> sessions)
                throws IOException, InterruptedException;
    }

    /**
     * @param executor where a session that only deletes is held
     * @param delay between two polls: a poll is waited for that long
     * @param turn held by the thread that has a session with the mailbox
     * @param sessions begins the sessions
     * @param options how to reach the mailbox
     * @param listener gets a report of each session that failed
     */
    public LateDeletes(
            ScheduledExecutorService executor,
            Duration delay,
            MailboxTurn turn,
            StoppableSessions sessions,
            Pop3ClientOptions options,
            DeleteSession session,
            MailboxListener listener) {
        this.executor = executor;
        this.pauses = new DeletePauses(delay);
        this.turn = turn;
        this.sessions = sessions;
        this.options = options;
        this.session = session;
        this.listener = listener;
    }

    /** The consumer has started again: what is wanted from now on is passed on. */
    public void succeededBy(LateDeletes next) {
        successor = next;
    }

    /** Notes whether something is to be deleted, or still is. */
    public void wanted(boolean any) {
        LateDeletes next = successor;
        if (next != null) {
            next.wanted(any);
            return;
        }
        synchronized (this) {
            due |= any;
            schedule(pauses.next());
        }
    }

    /** Notes that something is to be deleted for which no poll is to come. */
    synchronized void wantedAtOnce() {
        due = true;
        schedule(Duration.ZERO);
    }

    /** A session may be opened now that had to wait. */
    synchronized void invited() {
        if (scheduled != null) {
            cancel();
            schedule(Duration.ZERO);
        }
    }

    /** A session is about to be held. */
    synchronized void sessionBegins() {
        sessionIsOpen = true;
        cancel();
    }

    /**
     * A session is about to delete all that is delivered by now.
     *
     * @return whether anything was due
     */
    synchronized boolean committing() {
        boolean wasDue = due;
        due = false;
        return wasDue;
    }

    /** No session is open any more. */
    synchronized void sessionEnds() {
        sessionIsOpen = false;
        schedule(pauses.next());
    }

    /** Another session has the mailbox, and may not notice what is due. */
    private synchronized void postpone() {
        scheduled = null;
        schedule(pauses.shortest());
    }

    private void schedule(Duration after) {
        if (!due || sessionIsOpen || closed || scheduled != null) {
            return;
        }
        try {
            scheduled = executor.schedule(this::deleteLate, after.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug(
                    "What is delivered now is deleted when this consumer stops, or after it has started again",
                    stopping);
        }
    }

    private void cancel() {
        if (scheduled != null) {
            scheduled.cancel(false);
            scheduled = null;
        }
    }

    private void deleteLate() {
        deleting = true;
        try {
            deleteInTurn();
        } finally {
            deleting = false;
        }
    }

    private void deleteInTurn() {
        if (!turn.tryTake()) {
            postpone();
            return;
        }
        try {
            hold(options, sessions::beginDeleting, false);
        } finally {
            turn.end();
        }
    }

    /** Tells whether a session that only deletes has the turn, or is about to ask for it. */
    boolean isDeleting() {
        return deleting;
    }

    private boolean hold(Pop3ClientOptions with, Supplier<StoppableSessions.Held> begin, boolean isLast) {
        sessionBegins();
        boolean failed = true;
        try {
            boolean another = session.hold(with, begin);
            failed = false;
            return another;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error e) {
            // An executor would keep an error to itself.
            if (e instanceof Pop3CancelledException && !isLast) {
                LOG.debug("The last session is to delete it", e);
            } else {
                listener.failed(isLast ? LAST_FAILED : FAILED, e);
            }
        } finally {
            pauses.ended(failed);
            sessionEnds();
        }
        return false;
    }

    /**
     * Has the session that is held end, deletes what is delivered then, if anything is, and schedules nothing from now on.
     *
     * @param atMost how long that may take; a server that says nothing for {@link StoppableSessions#GRACE} is not waited
     *     for any longer
     */
    public void close(Duration atMost) throws InterruptedException {
        sessions.stop(atMost);
        if (!end()) {
            return;
        }
        long begun = System.nanoTime();
        // A session that is open ends within its grace, unless it hangs where nothing cancels it.
        Duration patience = isDue() ? atMost : shorter(atMost, StoppableSessions.GRACE.multipliedBy(2));
        if (patience.isNegative() || patience.isZero() || !turn.await(patience, new Cancellation())) {
            if (isDue()) {
                LOG.info(
                        "No time is left to delete the last delivered messages; they are deleted after the next start");
            }
            return;
        }
        try {
            boolean another = isDue();
            for (int count = 0; another && count < LAST_SESSIONS; count++) {
                Duration left = atMost.minusNanos(System.nanoTime() - begun);
                another = left.toMillis() > 0 && hold(lastOptions(left), () -> sessions.beginLast(left), true);
            }
        } finally {
            turn.end();
        }
    }

    private Pop3ClientOptions lastOptions(Duration left) {
        return options.toBuilder()
                .connectionTimeout(shorter(options.connectionTimeout(), StoppableSessions.GRACE))
                .readTimeout(shorter(options.readTimeout(), StoppableSessions.GRACE))
                .quitTimeout(shorter(options.quitTimeout(), StoppableSessions.GRACE))
                .sessionTimeout(shorter(options.sessionTimeout(), left))
                .build();
    }

    /** @return whether something is or may be still to be deleted, and this was not called before */
    private synchronized boolean end() {
        boolean first = (due || sessionIsOpen) && !closed;
        closed = true;
        cancel();
        return first;
    }

    private synchronized boolean isDue() {
        return due;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
