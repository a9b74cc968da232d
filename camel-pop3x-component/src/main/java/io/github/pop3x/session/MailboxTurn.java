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
import java.util.LinkedHashSet;
import java.util.Set;

import io.github.pop3x.client.wire.Cancellation;

/**
 * The turn of those that want a session with a mailbox: one has it at a time, and the others wait in a queue, first come,
 * first served. Any thread may call it; no session is opened while its monitor is held.
 */
public final class MailboxTurn {

    private final Set<Object> waiting = new LinkedHashSet<>();
    private boolean isTaken;

    /** Takes the turn, unless another has it or waits for it. To be {@linkplain #end ended}. */
    public synchronized boolean tryTake() {
        boolean isFree = !isTaken && waiting.isEmpty();
        isTaken |= isFree;
        return isFree;
    }

    /**
     * Waits for the turn, and takes it. To be {@linkplain #end ended}.
     *
     * @param atMost how long to wait; without a wait the turn is taken only if nobody else waits
     * @param cancellation ends the wait earlier
     * @return false if the time is over, or the caller has given up
     */
    public boolean await(Duration atMost, Cancellation cancellation) throws InterruptedException {
        Cancellation.Wait wait;
        try {
            wait = cancellation.begin(this::wake);
        } catch (Cancellation.Cancelled givenUp) {
            return false;
        }
        try {
            return await(new Object(), atMost, cancellation);
        } finally {
            wait.close();
        }
    }

    private synchronized boolean await(Object caller, Duration atMost, Cancellation cancellation)
            throws InterruptedException {
        long begun = System.nanoTime();
        waiting.add(caller);
        try {
            while (isTaken || waiting.iterator().next() != caller) {
                long left = atMost.minusNanos(System.nanoTime() - begun).toMillis();
                if (left <= 0 || cancellation.isCancelled()) {
                    return false;
                }
                wait(left);
            }
            isTaken = true;
            return true;
        } finally {
            waiting.remove(caller);
            notifyAll();
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    /** Ends the turn: the one that waits longest is next. Any thread may end it. */
    public synchronized void end() {
        isTaken = false;
        notifyAll();
    }
}
