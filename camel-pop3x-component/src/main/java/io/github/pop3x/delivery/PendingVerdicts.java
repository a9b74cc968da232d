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

import java.time.Duration;

/**
 * The deliveries of one session that have come to no verdict yet. Verdicts may come after the session, and after its
 * consumer was replaced. Any thread may call it.
 */
final class PendingVerdicts implements VerdictListener {

    private final DeliveryQueue queue;
    private final LateDeletes lateDeletes;
    private final boolean deletesMayWait;
    private int undecided;

    /**
     * @param queue counts the deliveries of all sessions
     * @param lateDeletes gets the deletes whose verdict comes when no session is open for them
     * @param deletesMayWait whether a later session can tell which message is to be deleted
     */
    PendingVerdicts(DeliveryQueue queue, LateDeletes lateDeletes, boolean deletesMayWait) {
        this.queue = queue;
        this.lateDeletes = lateDeletes;
        this.deletesMayWait = deletesMayWait;
    }

    /** Counts a delivery. */
    synchronized void add() {
        undecided++;
    }

    @Override
    public void settled(boolean deleteNow) {
        try {
            if (deletesMayWait) {
                lateDeletes.wanted(deleteNow);
            }
        } finally {
            queue.settled();
            synchronized (this) {
                undecided--;
                // To wake the poll thread for each message takes longer than most routes.
                if (undecided == 0) {
                    notifyAll();
                }
            }
        }
    }

    @Override
    public void deleteWanted() {
        if (deletesMayWait) {
            lateDeletes.wanted(true);
        }
    }

    /** What cannot be written down holds the poll back before the message is given back: the next poll begins anew. */
    @Override
    public void attemptUnwritable() {
        queue.holdBack();
    }

    /**
     * Waits until none is left.
     *
     * @return false if that took longer than it may
     */
    synchronized boolean awaitNone(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toMillis(); undecided > 0 && left > 0; left = millisUntil(deadline)) {
            wait(left);
        }
        return undecided == 0;
    }

    static long millisUntil(long deadline) {
        return Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    }
}
