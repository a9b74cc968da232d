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
package io.github.pop3x.session;

import java.time.Duration;
import java.util.concurrent.Future;

import io.github.pop3x.client.wire.Cancellation;

/**
 * Ends the sessions with a mailbox when its user stops, whatever they wait for: at once a session that only retrieves, since
 * what it retrieves is offered again; a session that has something to delete gets a few seconds of the server's time. While
 * such a session waits for routes, no time is counted: Camel has a limit for that.
 *
 * <p>Sessions are held one after the other. Any thread may call it.
 */
public final class StoppableSessions {

    /** What the server gets for DELE and QUIT once stopping has begun, and for each answer to a last session. */
    public static final Duration GRACE = Duration.ofSeconds(5);

    private static final String STOPPING = "stopping has begun";

    private Held current;

    /** Null unless stopping has begun. */
    private Duration grace;

    /** Of those that wait for their session. */
    private Cancellation waiting = new Cancellation();

    /** A wait for routes. */
    @FunctionalInterface
    public interface Wait {
        boolean ended() throws InterruptedException;
    }

    /** A session, from before it connects to its end. For the thread that holds it. */
    public final class Held implements AutoCloseable {
        private final Cancellation cancellation;
        private boolean deletes;
        private boolean waits;
        private boolean ends;
        private Future<?> alarm;

        private Held(Cancellation cancellation, boolean deletes) {
            this.cancellation = cancellation;
            this.deletes = deletes;
        }

        /** Ends it. */
        public Cancellation cancellation() {
            return cancellation;
        }

        /** Notes whether there may be something to delete from now on; once it may, that stays so. */
        public void mayDelete(boolean any) {
            synchronized (StoppableSessions.this) {
                deletes |= any;
            }
        }

        /** It retrieves nothing from now on. */
        public void ends() {
            synchronized (StoppableSessions.this) {
                ends = true;
            }
        }

        /**
         * Waits for routes, and not for the server.
         *
         * @return what the wait returns
         */
        public boolean await(Wait routes) throws InterruptedException {
            synchronized (StoppableSessions.this) {
                waits = true;
                stopAlarm();
            }
            try {
                return routes.ended();
            } finally {
                synchronized (StoppableSessions.this) {
                    waits = false;
                    startAlarm();
                }
            }
        }

        @Override
        public void close() {
            synchronized (StoppableSessions.this) {
                stopAlarm();
                if (current == this) {
                    current = null;
                }
            }
        }

        private void startAlarm() {
            if (grace != null && deletes && !waits && alarm == null) {
                alarm = cancellation.cancelAfter(grace, STOPPING);
            }
        }

        private void stopAlarm() {
            if (alarm != null) {
                alarm.cancel(false);
                alarm = null;
            }
        }
    }

    /** Tells whether a session is held that retrieves nothing any more. */
    public synchronized boolean isEnding() {
        return current != null && current.ends;
    }

    /** Ends the waits of those that want to hold a session, when stopping begins. */
    public synchronized Cancellation whileWaiting() {
        return waiting;
    }

    /** A session is about to be held; once stopping has begun, it is cancelled before it connects. */
    public Held begin() {
        return begin(new Cancellation());
    }

    /**
     * A session is about to be held for a caller that may stop before the others.
     *
     * @param cancellation the caller's
     */
    public Held begin(Cancellation cancellation) {
        Held held = new Held(cancellation, false);
        boolean tooLate;
        synchronized (this) {
            tooLate = grace != null;
            current = held;
        }
        if (tooLate) {
            cancellation.cancel(STOPPING);
        }
        return held;
    }

    /** A session is about to be held that only deletes; a user that is merely suspended has such sessions, too. */
    public Held beginDeleting() {
        Held held = new Held(new Cancellation(), true);
        synchronized (this) {
            current = held;
        }
        return held;
    }

    /**
     * The last session is about to be held, after stopping has begun.
     *
     * @param atMost how long it may take, the lookup of names, the connection and the credentials included
     */
    public Held beginLast(Duration atMost) {
        Held last = new Held(new Cancellation(), true);
        synchronized (this) {
            current = last;
            last.alarm = last.cancellation.cancelAfter(atMost, "there is no time left before the stop");
        }
        return last;
    }

    /**
     * Stopping has begun: ends the session that is held, and those to come.
     *
     * @param atMost what is left for stopping; a session that deletes gets no more than that, and no more than
     *     {@link #GRACE}
     */
    public void stop(Duration atMost) {
        Cancellation atOnce = null;
        whileWaiting().cancel(STOPPING);
        synchronized (this) {
            if (grace == null) {
                grace = atMost.compareTo(GRACE) < 0 ? atMost : GRACE;
            }
            if (current != null && current.deletes) {
                current.startAlarm();
            } else if (current != null) {
                atOnce = current.cancellation;
            }
        }
        if (atOnce != null) {
            atOnce.cancel(STOPPING);
        }
    }

    /**
     * One caller stops: ends its session, and those to come.
     *
     * @param caller its cancellation, as {@link #begin(Cancellation)} got it
     */
    public void stop(Cancellation caller) {
        synchronized (this) {
            if (current != null && current.cancellation == caller && current.deletes) {
                current.stopAlarm();
                current.alarm = caller.cancelAfter(GRACE, STOPPING);
                return;
            }
        }
        caller.cancel(STOPPING);
    }

    /** Sessions may be held again. */
    public synchronized void restart() {
        if (grace != null) {
            waiting = new Cancellation();
        }
        grace = null;
        if (current != null) {
            current.stopAlarm();
        }
    }
}
