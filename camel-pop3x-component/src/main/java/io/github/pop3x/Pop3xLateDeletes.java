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
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes whose verdict came when no session was open for them. They go into the next session; and if no poll holds one
 * soon, since polls are far apart, suspended or at the end of their repeat count, into one that only deletes.
 *
 * <p>Any thread may call it.
 */
final class Pop3xLateDeletes {

    private static final Logger LOG = LoggerFactory.getLogger(Pop3xLateDeletes.class);

    private final ScheduledExecutorService executor;
    private final Duration wait;
    private final Runnable session;
    private Future<?> scheduled;
    private boolean due;
    private boolean sessionIsOpen;
    private boolean closed;

    /**
     * @param executor where a session that only deletes is held
     * @param wait how long a poll is waited for
     * @param session holds one
     */
    Pop3xLateDeletes(ScheduledExecutorService executor, Duration wait, Runnable session) {
        this.executor = executor;
        this.wait = wait;
        this.session = session;
    }

    /** Takes note that something is to be deleted, or still is. */
    synchronized void wanted(boolean any) {
        due |= any;
        schedule();
    }

    /** Takes note that something is to be deleted for which no poll is to come. */
    synchronized void wantedAtOnce() {
        due = true;
        schedule(Duration.ZERO);
    }

    /** A session is about to be held. */
    synchronized void sessionBegins() {
        sessionIsOpen = true;
        if (scheduled != null) {
            scheduled.cancel(false);
            scheduled = null;
        }
    }

    /** A session is about to delete all that is delivered by now. */
    synchronized void committing() {
        due = false;
    }

    /** No session is open any more. */
    synchronized void sessionEnds() {
        sessionIsOpen = false;
        schedule();
    }

    /** The session could not be held, since somebody else has the mailbox, who may not notice what is due. */
    synchronized void postpone() {
        scheduled = null;
        schedule();
    }

    private void schedule() {
        schedule(wait);
    }

    private void schedule(Duration wait) {
        if (!due || sessionIsOpen || closed || scheduled != null) {
            return;
        }
        try {
            scheduled = executor.schedule(session, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug(
                    "What is delivered now is deleted when this consumer stops, or after it has started again",
                    stopping);
        }
    }

    /**
     * Schedules nothing from now on.
     *
     * @return whether something is still to be deleted, and nobody was told so before
     */
    synchronized boolean close() {
        boolean tell = due && !closed;
        closed = true;
        if (scheduled != null) {
            scheduled.cancel(false);
            scheduled = null;
        }
        return tell;
    }
}
