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

/** How many of the messages that one session has handed over have come to no verdict yet. Any thread may call it. */
final class Pop3xTally {

    private final Runnable alsoSettles;
    private int undecided;

    /**
     * @param alsoSettles told of each that is settled: whoever counts those of all sessions, be it not the consumer's
     *     any more by then
     */
    Pop3xTally(Runnable alsoSettles) {
        this.alsoSettles = alsoSettles;
    }

    /** A message is handed over. */
    synchronized void add() {
        undecided++;
    }

    /** A message has come to its verdict, or was given back. */
    void settle() {
        alsoSettles.run();
        synchronized (this) {
            undecided--;
            notifyAll();
        }
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

    private static long millisUntil(long deadline) {
        return Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    }
}
