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
package io.github.pop3x.examples.mailboxfleet.simulation;

/** A worker process: its threads, and the rows that it has fetched. */
final class WorkerNode {

    final int number;
    final int database;
    /** The free threads. */
    final int[] free;

    int freeCount;
    /** The rows that wait for a thread. */
    final int[] waiting;

    final int[] waitingDue;

    int waitingFrom;
    int waitingTo;
    Batch latest = new Batch(0, false);
    boolean isFetching;
    boolean isToFetchAgain;
    long nextPollMicros;
    long heartbeatMicros;
    boolean isToLookForDead;
    boolean isDead;

    /** What one query returned, as db-scheduler's DueExecutionsBatch: half done, the next one is asked for. */
    static final class Batch {

        final boolean isFull;
        private final int half;
        private int left;
        private boolean isTriggered;
        boolean isStale;

        Batch(int size, boolean isFull) {
            left = size;
            this.isFull = isFull;
            half = size / 2;
        }

        /** @return whether it is time for the next query */
        boolean oneIsDone() {
            left--;
            boolean isTime = !isStale && !isTriggered && isFull && left <= half;
            isTriggered |= isTime;
            return isTime;
        }
    }

    WorkerNode(int number, int database, int threads) {
        this.number = number;
        this.database = database;
        free = new int[threads];
        waiting = new int[threads];
        waitingDue = new int[threads];
        for (int i = 0; i < threads; i++) {
            free[freeCount++] = number * threads + i;
        }
    }

    int busy() {
        return free.length - freeCount;
    }

    /** A query returned so many rows: those of the last one that no thread has taken are forgotten. */
    Batch replaceBatch(int count, boolean isFull) {
        latest.isStale = hasWaiting();
        waitingFrom = 0;
        waitingTo = 0;
        latest = new Batch(count, isFull);
        return latest;
    }

    /** Rows wait for a thread. */
    void await(int[] mailboxes, int[] due, int count) {
        System.arraycopy(mailboxes, 0, waiting, 0, count);
        for (int i = 0; i < count; i++) {
            waitingDue[i] = due[mailboxes[i]];
        }
        waitingTo = count;
    }

    boolean hasWaiting() {
        return waitingFrom < waitingTo;
    }
}
