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
package io.github.pop3x.ledger.store;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets callers share a commit. A caller that arrives during a commit waits for the next one, since the current one may have
 * begun before the caller's last write; one waiter runs the next commit for all.
 *
 * <p>Commits run one at a time. An interrupt does not end a wait; the thread stays marked as interrupted.
 */
final class GroupCommit {

    /** What is shared. */
    interface Commit {
        /** Makes all that was written before it durable. */
        void run() throws IOException;
    }

    private final Commit commit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private boolean running;
    private long begun;
    /** The last one that succeeded, counted as {@link #begun} counts. */
    private long succeeded;

    GroupCommit(Commit commit) {
        this.commit = commit;
    }

    /** Returns when a commit that began after this call has succeeded. */
    void sync() throws IOException {
        long mine;
        lock.lock();
        try {
            long first = begun + 1;
            while (running && succeeded < first) {
                ended.awaitUninterruptibly();
            }
            if (succeeded >= first) {
                return;
            }
            // One that failed meanwhile tells nothing to the others: each of them tries, and learns the cause.
            running = true;
            mine = ++begun;
        } finally {
            lock.unlock();
        }
        boolean done = false;
        try {
            commit.run();
            done = true;
        } finally {
            lock.lock();
            try {
                running = false;
                if (done) {
                    succeeded = mine;
                }
                ended.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
