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
package io.github.pop3x.ledger;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread at a time work with the store of a mailbox, without a lock that is held meanwhile: a turn is a flag,
 * and the lock guards only the flag. Waiting goes on through an interrupt, and the thread stays marked as interrupted.
 */
final class StoreTurn {

    /** What is done in a turn. */
    interface Work {
        void run() throws IOException;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    /** The thread whose turn it is, or null. */
    private Thread owner;

    /**
     * Waits until no other thread has the turn, and works.
     *
     * @throws IllegalStateException if this thread has the turn already
     */
    void run(Work work) throws IOException {
        begin();
        try {
            work.run();
        } finally {
            end();
        }
    }

    private void begin() {
        lock.lock();
        try {
            if (owner == Thread.currentThread()) {
                throw new IllegalStateException("A LedgerStore must not change the ledger that calls it");
            }
            while (owner != null) {
                ended.awaitUninterruptibly();
            }
            owner = Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            owner = null;
            ended.signal();
        } finally {
            lock.unlock();
        }
    }
}
