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
import java.util.HashSet;
import java.util.Set;

/** The tasks that run in a {@link WorkerPool}, whose monitor guards them. */
final class RunningTasks {

    /** A task that runs for longer does not count among those that may run at a time. */
    static final Duration LONG = Duration.ofSeconds(1);

    private final Set<Turn> turns = new HashSet<>();

    /**
     * A task on its thread.
     *
     * @param since when it began, by {@link System#nanoTime()}
     */
    record Turn(Thread thread, FairQueue.Task task, long since) {
        boolean isLong(long now) {
            return now - since >= LONG.toNanos();
        }

        /** A task that stops its own consumer cannot wait for itself. */
        private boolean isAnotherOf(Object owner) {
            return task.owner() == owner && thread != Thread.currentThread();
        }
    }

    /** A task begins on the calling thread. */
    Turn begin(FairQueue.Task task, long now) {
        Turn turn = new Turn(Thread.currentThread(), task, now);
        turns.add(turn);
        return turn;
    }

    void end(Turn turn) {
        turns.remove(turn);
    }

    /** How many have run for long. */
    int lasting(long now) {
        return (int) turns.stream().filter(turn -> turn.isLong(now)).count();
    }

    /** Tells whether any of a consumer runs, besides the calling thread's. */
    boolean hasOthers(Object owner) {
        return turns.stream().anyMatch(turn -> turn.isAnotherOf(owner));
    }

    /** Interrupts those of a consumer, but not the calling thread's. */
    void interruptOthers(Object owner) {
        turns.stream().filter(turn -> turn.isAnotherOf(owner)).forEach(turn -> turn.thread.interrupt());
    }
}
